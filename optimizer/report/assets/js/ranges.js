"use strict";
// Lying bars from least to most with a dot: {bars: [{name, value, low, high, tone, words}], unit, axis, zero, limit: {value, name}}.
// An end that is null is not known: the bar is drawn to the edge and has no cap. `value` may be null where only the ends are known.
report.kind("ranges", (data, state, look) => {
  const bars = data.bars.filter((b) => !state.group || state.group === "all" || b.group === state.group);
  const colours = { more: look.series[5], less: look.series[0], unsure: look.muted };
  const known = bars.flatMap((b) => [b.low, b.high, b.value]).concat(0, data.limit ? data.limit.value : 0).filter((v) => v != null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const pad = 0.04 * (most - least || 1);
  const values = (b) => [b.low ?? null, b.high ?? null];
  const draw = (params, api) => {
    const b = bars[params.dataIndex];
    const row = api.value(2);
    const [low, high] = values(b);
    const [x0, y] = api.coord([low ?? least - pad, row]);
    const [x1] = api.coord([high ?? most + pad, row]);
    const colour = colours[b.tone];
    const cap = (x, is) => (is == null ? [] : [{ type: "line", shape: { x1: x, x2: x, y1: y - 7, y2: y + 7 }, style: { stroke: colour, lineWidth: 1.5 } }]);
    const rod = { type: "line", shape: { x1: x0, x2: x1, y1: y, y2: y }, style: { stroke: colour, lineWidth: b.tone === "unsure" ? 1.5 : 5, opacity: b.tone === "unsure" ? 1 : 0.45, lineDash: b.tone === "unsure" ? [4, 3] : null } };
    return { type: "group", children: [rod, ...cap(x0, low), ...cap(x1, high)] };
  };
  // words stand behind a bar where there is room for them, otherwise above its dot
  const unsure = data.unsure ?? "no difference";
  const behind = (b) => b.tone === "unsure" && b.high != null && b.high < least + 0.66 * (most - least) && !look.narrow;
  // a name takes as many lines as its letters fill
  const wide = (look.narrow ? 0.34 : 0.28) * look.width;
  const lines = Math.max(1, ...bars.map((b) => Math.ceil(7 * b.name.length / wide)));
  const signed = (v) => (v > 0 ? "+" : v < 0 ? "−" : "") + report.number(Math.abs(v));
  const marks = [{ xAxis: 0, label: { formatter: data.zero ?? "" } }];
  if (data.limit) marks.push({ xAxis: data.limit.value, label: { formatter: data.limit.name, align: "right" }, lineStyle: { type: "dashed" } });
  return {
    option: {
      grid: { left: 8, right: 24, top: 30, bottom: look.narrow ? 62 : 48, containLabel: true },
      tooltip: { trigger: "item", formatter: (item) => item.componentType === "series" ? `<b>${report.safe(bars[item.dataIndex].name)}</b><br>${report.safe(bars[item.dataIndex].words)}` : "" },
      xAxis: report.axis(look, {
        type: "value", min: least - pad, max: most + pad, name: data.axis, nameLocation: "middle", nameGap: 30, nameTextStyle: look.narrow ? { width: 0.55 * look.width, overflow: "break" } : {},
        axisLabel: { formatter: (v) => data.limit ? report.number(v) : signed(v), hideOverlap: true, showMinLabel: false, showMaxLabel: false }, splitNumber: look.narrow ? 3 : 6,
      }),
      yAxis: report.axis(look, {
        type: "category", inverse: true, data: bars.map((b) => b.name), splitLine: { show: false },
        axisLabel: { color: look.ink, fontSize: 13, width: wide, overflow: "break" },
      }),
      series: [
        {
          type: "custom", renderItem: draw, clip: true, data: bars.map((b, row) => [b.low ?? least, b.high ?? most, row]), encode: { x: [0, 1], y: 2 },
          markLine: { silent: true, symbol: "none", data: marks, label: { position: "start", rotate: 0, color: look.muted, fontSize: 12, distance: [0, 4] }, lineStyle: { color: look.muted, type: "solid", width: 1 } },
        },
        {
          type: "scatter", symbolSize: 11, z: 5,
          data: bars.map((b, row) => b.value == null ? null : {
            value: [b.value, row],
            itemStyle: { color: b.tone === "unsure" ? look.paper : colours[b.tone], borderColor: colours[b.tone], borderWidth: 2 },
            label: look.narrow || behind(b) ? { show: false } : { show: true, formatter: b.tone === "unsure" ? unsure : signed(b.value), ...(b.value === b.high ? { position: "right" } : { position: "top" }), distance: 5, color: b.tone === "unsure" ? look.muted : look.ink, fontSize: 12 },
          }),
        },
        {
          type: "scatter", symbolSize: 1, silent: true, data: bars.flatMap((b, row) => behind(b) ? [[b.high, row]] : []), itemStyle: { color: "transparent" },
          label: { show: true, position: "right", distance: 10, formatter: unsure, color: look.muted, fontSize: 12 },
        },
      ],
    },
    height: bars.length * Math.max(bars.length > 15 ? 30 : 38, 16 * lines + 8) + 90,
  };
});
