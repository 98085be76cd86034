"use strict";
// Lying stacked bars with their totals: {categories, series: [{name, values}], totals: [number] | null, unit, axis}.
// Every part has its own colour and pattern; parts below 0 go to the left, and the total is a diamond.
report.kind("stacks", (data, state, look) => {
  const write = (v) => `${report.number(v)} ${data.unit}`;
  const names = [...data.series.map((s) => s.name), ...(data.totals ? ["In all"] : [])];
  const rows = report.rows(look, names);
  const top = 24 * rows + 14;
  const totals = data.totals ? [{
    type: "scatter", name: "In all", symbol: "diamond", symbolSize: 13, z: 6, data: data.totals.map((v, n) => [v, n]),
    itemStyle: { color: look.ink, borderColor: look.paper, borderWidth: 1.5 },
  }] : [];
  return {
    option: {
      grid: { left: 8, right: 24, top, bottom: 48, containLabel: true },
      legend: report.legend(look, { data: names.map((name) => ({ name, icon: name === "In all" ? "diamond" : "roundRect" })) }),
      aria: { decal: { show: true } },
      tooltip: {
        trigger: "axis", axisPointer: { type: "shadow" },
        formatter: (items) => report.tip(items[0].name || data.categories[items[0].dataIndex], items
          .map((i) => [i.seriesName, Array.isArray(i.value) ? i.value[0] : i.value]).filter(([, v]) => v).map(([name, v]) => [name, write(v)])),
      },
      xAxis: report.axis(look, {
        type: "value", name: data.axis, nameLocation: "middle", nameGap: 32, splitNumber: look.narrow ? 3 : 6,
        axisLabel: { formatter: (v) => (v < 0 ? "−" : "") + report.number(Math.abs(v)), hideOverlap: true },
      }),
      yAxis: report.axis(look, {
        type: "category", inverse: true, data: data.categories, splitLine: { show: false }, axisLine: { onZero: false, show: false },
        axisLabel: { color: look.ink, fontSize: 13, width: (look.narrow ? 0.32 : 0.28) * look.width, overflow: "break" },
      }),
      series: [
        ...data.series.map((s, n) => ({ type: "bar", name: s.name, data: s.values, stack: "all", barMaxWidth: 20, itemStyle: { color: look.series[n % look.series.length] } })),
        ...totals,
      ],
    },
    height: data.categories.length * 32 + top + 60,
  };
});
