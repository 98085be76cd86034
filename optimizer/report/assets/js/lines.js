"use strict";
// Lines over years: {views: {key: {years, series: [{name, values, colour, thick, dashed, stroke, step, plain, area}], unit, axis, words}}, by, share}.
report.kind("lines", (data, state, look) => {
  const view = data.views[data.by.map((name) => state[name]).join("|")];
  const write = (v) => (data.share ? report.share(v) : `${report.number(v)} ${view.unit ?? ""}`);
  const SIGNS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];
  const lines = report.rows(look, view.series.map((s) => s.name));
  return {
    option: {
      grid: { left: 4, right: 16, top: 40 + 24 * lines, bottom: 8, containLabel: true },
      legend: report.legend(look, { icon: null }),
      tooltip: { trigger: "axis", formatter: (items) => report.tip(items[0].axisValue, items.filter((i) => i.value != null).map((i) => [i.seriesName, write(i.value)])) },
      xAxis: report.axis(look, { type: "category", boundaryGap: false, data: view.years.map(String), splitLine: { show: false }, axisLabel: { hideOverlap: true } }),
      yAxis: report.axis(look, { type: "value", name: view.axis ?? "", nameTextStyle: { align: "left" }, axisLabel: { formatter: (v) => (data.share ? report.share(v) : report.number(v)) }, splitNumber: 4 }),
      series: view.series.map((s, n) => ({
        type: "line", name: s.name, data: s.values, connectNulls: false, symbol: s.plain ? "none" : SIGNS[n % SIGNS.length], symbolSize: s.thick ? 6 : 7, z: s.thick ? 5 : 3,
        step: s.step ? "end" : false,
        lineStyle: { width: s.thick ? 3.5 : 1.8, type: s.stroke == null ? (s.dashed ? "dashed" : "solid") : ["solid", "dashed", "dotted", [8, 3, 2, 3]][s.stroke % 4], color: report.pick(look, s.colour) },
        itemStyle: { color: report.pick(look, s.colour) },
        areaStyle: s.area ? { opacity: 0.12, color: report.pick(look, s.colour) } : null,
      })),
    },
    words: view.words ?? "",
  };
});
