"use strict";
// Cost along a sweep with the band that is proven: {points: [{name, at, best, proven, nested, own, from}], axis, nested}.
report.kind("frontier", (data, state, look) => {
  const points = data.points;
  const line = (name, pick, style) => ({ type: "line", name, data: points.map((p) => [p.at, pick(p)]), ...style });
  const costs = points.flatMap((p) => [p.best, p.proven, p.nested]).filter((v) => v != null);
  const [least, most] = [Math.min(...costs), Math.max(...costs)];
  const pad = 0.06 * (most - least || 1);
  const band = points.filter((p) => p.proven != null);
  const draw = (params, api) => {
    const edge = [...band.map((p) => api.coord([p.at, p.best])), ...[...band].reverse().map((p) => api.coord([p.at, p.proven]))];
    return { type: "polygon", shape: { points: edge }, style: { fill: look.series[0], opacity: 0.16 }, silent: true };
  };
  const mute = { color: look.muted };
  const series = [
    { type: "custom", name: "band", renderItem: draw, clip: true, silent: true, tooltip: { show: false }, data: band.length > 1 ? [[band[0].at, band[0].best]] : [] },
    line("Proven: no plan costs less", (p) => p.proven, { symbol: "none", lineStyle: { color: look.series[0], width: 1.5, type: "dotted" }, itemStyle: { color: look.series[0] } }),
    {
      type: "line", name: "Best plan known", lineStyle: { color: look.series[0], width: 2.5 }, itemStyle: { color: look.series[0] }, z: 4,
      data: points.map((p) => ({ value: [p.at, p.best], symbol: "circle", symbolSize: 9, itemStyle: { color: p.own ? look.series[0] : look.paper, borderColor: look.series[0], borderWidth: 2 } })),
    },
  ];
  if (data.nested) series.push(line("Nested: keeping earlier picks", (p) => p.nested, { symbol: "triangle", symbolSize: 7, z: 3, lineStyle: { color: look.series[1], width: 1.5, type: "dashed" }, itemStyle: { color: look.series[1] } }));
  return {
    option: {
      grid: { left: 12, right: 24, top: look.narrow ? 96 : 64, bottom: 52, containLabel: true },
      legend: report.legend(look, { icon: null, itemWidth: 24, data: series.filter((s) => s.name !== "band").map((s) => s.name) }),
      tooltip: {
        trigger: "axis",
        formatter: (items) => {
          const p = points[items.find((i) => i.seriesName !== "band").dataIndex];
          return report.tip(p.name, [
            ["Best plan known", `${report.number(p.best)} MUSD${p.own ? "" : `, of ${p.from}`}`],
            p.proven == null ? null : ["Proven: at least", `${report.number(p.proven)} MUSD`],
            p.nested == null ? null : ["Nested", `${report.number(p.nested)} MUSD`],
          ]);
        },
      },
      xAxis: report.axis(look, { type: "value", scale: true, name: data.axis, nameLocation: "middle", nameGap: 32, splitLine: { show: false }, axisLabel: { formatter: report.number, hideOverlap: true }, splitNumber: look.narrow ? 3 : 6 }),
      yAxis: report.axis(look, { type: "value", min: least - pad, max: most + pad, name: "MUSD, discounted", nameTextStyle: { align: "left", ...mute }, axisLine: { onZero: false }, axisLabel: { formatter: report.number, showMinLabel: false, showMaxLabel: false } }),
      series,
    },
    height: 440,
  };
});
