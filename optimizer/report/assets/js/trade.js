"use strict";
// Cost across with its range, security up: {points: [{name, value, low, high, tone, words, y: {measure: value}}], measures: [{id, label, unit, share}], said: {measure: words}, axis}.
report.kind("trade", (data, state, look) => {
  const measure = data.measures.find((m) => m.id === state.measure);
  const points = data.points.filter((p) => p.y[measure.id] != null);
  const write = (v) => measure.share ? report.share(v) : `${report.number(v)}${measure.unit ? ` ${measure.unit}` : ""}`;
  const colours = { more: look.series[5], less: look.series[0], unsure: look.muted, base: look.ink };
  const shapes = { more: "triangle", less: "circle", unsure: "circle", base: "diamond" };
  const xs = points.flatMap((p) => [p.low, p.high, p.value]).filter((v) => v != null);
  const [least, most] = [Math.min(...xs), Math.max(...xs)];
  const pad = (look.narrow ? 0.12 : 0.08) * (most - least || 1);
  const draw = (params, api) => {
    const p = points[params.dataIndex];
    const [x0, y] = api.coord([p.low ?? least - pad, p.y[measure.id]]);
    const [x1] = api.coord([p.high ?? most + pad, p.y[measure.id]]);
    return { type: "line", shape: { x1: x0, x2: x1, y1: y, y2: y }, style: { stroke: colours[p.tone], lineWidth: 2, opacity: 0.6, lineDash: p.tone === "unsure" ? [4, 3] : null } };
  };
  const here = points.find((p) => p.tone === "base");
  return {
    option: {
      grid: { left: 16, right: 24, top: 36, bottom: 52, containLabel: true },
      tooltip: {
        trigger: "item",
        formatter: (item) => item.componentType !== "series" ? "" : `${report.tip(points[item.dataIndex].name, [[measure.label, write(points[item.dataIndex].y[measure.id])]])}<br>${report.safe(points[item.dataIndex].words)}`,
      },
      xAxis: report.axis(look, {
        type: "value", min: least - pad, max: most + pad, name: data.axis, nameLocation: "middle", nameGap: 32, splitNumber: look.narrow ? 3 : 6,
        axisLabel: { formatter: (v) => (v > 0 ? "+" : v < 0 ? "−" : "") + report.number(Math.abs(v)), hideOverlap: true, showMinLabel: false, showMaxLabel: false },
      }),
      yAxis: report.axis(look, {
        type: "value", scale: true, axisLine: { onZero: false }, name: `${measure.label}${measure.unit ? `, ${measure.unit}` : ""}`, nameLocation: "end", nameTextStyle: { align: "left" },
        minInterval: measure.unit || measure.share ? 0 : 1, axisLabel: { formatter: (v) => measure.share ? report.share(v) : report.number(v) }, boundaryGap: ["8%", "8%"],
      }),
      series: [
        { type: "custom", renderItem: draw, clip: true, silent: true, data: points.map((p) => [p.low ?? least, p.y[measure.id], p.high ?? most]), encode: { x: [0, 2], y: 1 } },
        {
          type: "scatter", z: 5, data: points.map((p) => ({
            value: [p.value, p.y[measure.id]], symbol: shapes[p.tone], symbolSize: p.tone === "base" ? 15 : 11,
            itemStyle: { color: p.tone === "unsure" ? look.paper : colours[p.tone], borderColor: colours[p.tone], borderWidth: 2 },
          })),
          label: { show: true, position: "top", distance: 6, color: look.ink, fontSize: look.narrow ? 11 : 12, formatter: (item) => points[item.dataIndex].name },
          labelLayout: { hideOverlap: true, moveOverlap: "shiftY" },
          markLine: here ? { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: look.muted, width: 1, type: "dashed" }, data: [{ xAxis: 0 }, { yAxis: here.y[measure.id] }] } : undefined,
        },
      ],
    },
    words: data.said[measure.id],
  };
});
