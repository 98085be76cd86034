"use strict";
// One measure along a sweep: {at, names, measures: [{id, label, unit, share, values}], said: {measure: words}, axis}.
report.kind("along", (data, state, look) => {
  const measure = data.measures.find((m) => m.id === state.measure);
  const write = (v) => measure.share ? report.share(v) : `${report.number(v)}${measure.unit ? ` ${measure.unit}` : ""}`;
  return {
    option: {
      grid: { left: 12, right: 32, top: 40, bottom: 52, containLabel: true },
      tooltip: { trigger: "axis", formatter: ([item]) => report.tip(data.names[item.dataIndex], [[measure.label, item.value[1] == null ? "–" : write(item.value[1])]]) },
      xAxis: report.axis(look, { type: "value", scale: true, name: data.axis, nameLocation: "middle", nameGap: 32, splitLine: { show: false }, axisLabel: { formatter: report.number, hideOverlap: true }, splitNumber: look.narrow ? 3 : 6 }),
      yAxis: report.axis(look, {
        type: "value", scale: true, name: `${measure.label}${measure.unit ? `, ${measure.unit}` : ""}`, nameTextStyle: { align: "left" }, axisLine: { onZero: false },
        minInterval: measure.unit || measure.share ? 0 : 1, boundaryGap: ["10%", "10%"], axisLabel: { formatter: (v) => measure.share ? report.share(v) : report.number(v) },
      }),
      series: [{ type: "line", data: data.at.map((x, n) => [x, measure.values[n]]), symbol: "circle", symbolSize: 8, lineStyle: { color: look.series[2], width: 2.5 }, itemStyle: { color: look.series[2] } }],
    },
    words: measure === data.measures[0] ? "" : data.said[measure.id], // the heading says it of the first one
    height: 380,
  };
});
