"use strict";
// From one value to another, a row each: {views: {key: {rows: [{name, from, to, limit, lines}]}}, by, before, after, limit, colour}. All are shares.
report.kind("dumbbell", (data, state, look) => {
  const view = data.views[data.by.map((name) => state[name]).join("|")];
  const rows = view.rows;
  const dots = (key, symbol, style, size) => ({
    type: "scatter", name: data[key === "from" ? "before" : key === "to" ? "after" : "limit"], symbol, symbolSize: size, itemStyle: style, z: 3,
    data: rows.map((r, n) => (r[key] == null ? null : [r[key], n])).filter(Boolean),
  });
  const full = report.pick(look, view.colour ?? data.colour);
  const series = [
    {
      type: "custom", silent: true, data: rows.map((r, n) => [r.from ?? 0, n]), legendHoverLink: false,
      renderItem: (params, api) => {
        const r = rows[params.dataIndex];
        if (r.from == null || r.to == null) return null;
        const [[x1, y], [x2]] = [api.coord([r.from, params.dataIndex]), api.coord([r.to, params.dataIndex])];
        return { type: "line", shape: { x1, y1: y, x2, y2: y }, style: { stroke: full, lineWidth: 3, opacity: 0.35 } };
      },
    },
    dots("from", "circle", { color: look.paper, borderColor: full, borderWidth: 2 }, 11),
    dots("to", "circle", { color: full }, 13),
  ];
  const limited = rows.some((r) => r.limit != null);
  if (limited) series.push(dots("limit", "rect", { color: look.ink }, [3, 18]));
  return {
    option: {
      grid: { left: 0, right: 20, top: look.narrow ? 64 : 40, bottom: 4, containLabel: true },
      legend: report.legend(look, { icon: null, data: series.slice(1).map((s) => s.name) }),
      tooltip: { trigger: "axis", axisPointer: { type: "shadow", axis: "y" }, formatter: (items) => { const r = rows[items[0].dataIndex === undefined ? 0 : items[0].value[1]]; return report.tip(r.name, r.lines); } },
      xAxis: report.axis(look, { type: "value", min: 0, max: 1, position: "top", axisLabel: { formatter: report.share }, interval: look.narrow ? 0.5 : 0.25 }),
      yAxis: report.axis(look, { type: "category", inverse: true, data: rows.map((r) => r.name), axisLine: { show: false }, axisLabel: { color: look.ink, fontSize: look.narrow ? 12 : 13, interval: 0, width: look.narrow ? 0.36 * look.width : 240, overflow: "break" } }),
      series,
    },
    height: rows.length * 30 + 84,
    words: view.words ?? "",
  };
});
