"use strict";
// Bars, lying unless `columns`: {categories, series: [{name, values, colour, decal}], unit, share, stacked, columns, axis, line: {name, values}, tall}.
// `line` lays a line of the same unit over the bars.
// `colour` is a path in the look ("bloc.concern", "series.2"); null values are left out.
report.kind("bars", (data, state, look) => {
  const write = (value) => value == null ? "–" : data.share ? report.share(value) : `${report.number(value)}${data.unit ? ` ${data.unit}` : ""}`;
  const names = report.axis(look, {
    type: "category", data: data.categories, inverse: !data.columns,
    axisLabel: data.columns ? { hideOverlap: true } : { color: look.ink, fontSize: look.narrow && data.tall ? 11 : 13, width: (look.narrow || data.tall ? 0.4 : 0.3) * look.width, overflow: "break" },
    splitLine: { show: false },
  });
  const values = report.axis(look, {
    type: "value", name: data.axis ?? "", nameLocation: data.columns ? "end" : "middle", nameGap: data.columns ? 14 : 32, max: data.most ?? null,
    axisLabel: { formatter: (v) => data.share ? report.share(v) : report.number(v), hideOverlap: true }, splitNumber: look.narrow ? 3 : 5,
    nameTextStyle: data.columns ? { align: "left" } : {},
  });
  const several = data.series.length > 1;
  return {
    option: {
      grid: { left: 8, right: several || data.columns ? 24 : 84, top: (several ? (look.narrow ? 56 : 36) : 0) + (data.columns ? 32 : 8), bottom: data.axis && !data.columns ? 44 : 28, containLabel: true },
      legend: several ? report.legend(look, data.line ? { icon: null } : {}) : { show: false },
      aria: { decal: { show: several && data.stacked } },
      tooltip: {
        trigger: "axis", axisPointer: { type: "shadow" },
        formatter: (items) => report.tip(items[0].name, items.filter((i) => i.value != null && (i.value || !data.stacked)).map((i) => [i.seriesName || data.axis || "", write(i.value)])),
      },
      xAxis: data.columns ? names : values,
      yAxis: data.columns ? values : names,
      series: [...data.series.map((s) => ({
        type: "bar", name: s.name, data: s.values, stack: data.stacked ? "all" : null, barMaxWidth: data.columns ? 34 : 20, barCategoryGap: "35%",
        itemStyle: { color: report.pick(look, s.colour) },
        label: { show: !several && !data.columns, position: "right", color: look.ink, formatter: (i) => write(i.value) },
      })), ...(data.line ? [{ type: "line", name: data.line.name, data: data.line.values, step: "middle", symbol: "none", lineStyle: { color: look.ink, width: 1.6, type: "dashed" }, itemStyle: { color: look.ink } }] : [])],
    },
    height: data.columns ? undefined : data.categories.length * (data.tall ? (look.narrow ? 70 : 44) : several && !data.stacked ? 22 * data.series.length + 10 : 32) + 90,
  };
});
