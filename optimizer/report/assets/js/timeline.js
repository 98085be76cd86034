"use strict";
// Projects over the years: {first, last, rows: [{name, start, online, end, stage, state, group, lines}]}; controls `show` and `group`.
// A diamond is the decision, the pale bar the building, the full bar the operation.
report.kind("timeline", (data, state, look) => {
  const rows = data.rows.filter((r) => (state.show === "all" || r.state === state.show) && (state.group === "*" || r.group === state.group));
  const shown = Math.min(data.first, ...rows.map((r) => r.start));
  const step = look.narrow ? 17 : 19;
  const bar = (params, api) => {
    const row = rows[params.dataIndex];
    const y = api.coord([row.start, params.dataIndex])[1];
    const x = (year) => api.coord([year, params.dataIndex])[0];
    const tall = step * 0.56;
    const box = (from, to, style) => ({ type: "rect", shape: { x: x(from), y: y - tall / 2, width: Math.max(0, x(to) - x(from)), height: tall }, style });
    const fill = look.stage[row.stage] ?? look.muted;
    const parts = [
      box(row.start, row.online, { fill, opacity: 0.22, stroke: fill, lineWidth: 1 }),
      box(row.online, row.end + 1, { fill, opacity: row.state === "committed" ? 0.55 : 1 }),
      { type: "path", shape: { pathData: "M0,-1L1,0L0,1L-1,0Z", x: x(row.start) - 4, y: y - 4, width: 8, height: 8 }, style: { fill: row.state === "committed" ? look.paper : look.ink, stroke: look.ink, lineWidth: 1 } },
    ];
    return { type: "group", children: parts };
  };
  return {
    option: {
      grid: { left: 0, right: 12, top: 28, bottom: 8, containLabel: true },
      tooltip: { trigger: "item", formatter: (i) => report.tip(rows[i.dataIndex].name, rows[i.dataIndex].lines) },
      xAxis: report.axis(look, { type: "value", min: shown, max: data.last + 1, position: "top", minInterval: 1, splitNumber: look.narrow ? 4 : 8, axisLabel: { hideOverlap: true, formatter: (v) => (v > data.last ? "" : String(v)) } }),
      yAxis: report.axis(look, {
        type: "category", inverse: true, data: rows.map((r) => r.name), splitLine: { show: false }, axisLine: { show: false },
        axisLabel: { color: look.ink, fontSize: look.narrow ? 10.5 : 12, interval: 0, width: look.narrow ? 0.38 * look.width : 240, overflow: "truncate" },
      }),
      series: [{ type: "custom", renderItem: bar, encode: { x: [0, 1], y: 2 }, clip: true, data: rows.map((r, n) => [r.start, r.end + 1, n]) }],
    },
    height: rows.length * step + 48,
    words: rows.length ? "" : "No project is built here.",
  };
});
