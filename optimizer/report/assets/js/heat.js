"use strict";
// A matrix: {views: {key: {rows, columns, cells: [[column, row, value, mark, text]], words}}, by: [controls], hue: "concern"|"accent", share, most, side, tall}.
// `mark` is a sign in the cell, such as × where a limit is broken; `text` is what the tooltip says.
(() => {
  const parts = (hex) => [1, 3, 5].map((n) => parseInt(hex.slice(n, n + 2), 16));
  const mix = (a, b, t) => parts(a).map((x, n) => x + (parts(b)[n] - x) * t);
  const luminance = (rgb) => rgb.map((x) => x / 255).map((x) => (x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)).reduce((sum, x, n) => sum + x * [0.2126, 0.7152, 0.0722][n], 0);
  const readable = (rgb) => (luminance(rgb) > 0.179 ? "#000000" : "#ffffff");

  report.kind("heat", (data, state, look) => {
    const view = data.views[data.by.map((name) => state[name]).join("|")];
    const most = data.most ?? Math.max(...view.cells.map((c) => c[2]), 1e-9);
    const [from, to] = [look.soft, look.heat[view.hue ?? data.hue ?? "accent"]];
    const side = look.narrow ? (data.tall ? 0.43 : 0.36) * look.width : (data.side ?? 220);
    const wide = (look.width - side - 20) / view.columns.length;
    const percent = (value) => (value > 0 && value < 0.005 ? "<1" : String(Math.round(100 * value)));
    const text = (value) => (data.share ? percent(value) : report.number(value));
    const tilted = wide < 90;
    const isYears = view.columns.every((c) => /^\d{4}$/.test(c));
    const cells = view.cells.filter((c) => c[2] != null).map(([x, y, value, mark, words]) => {
      const rgb = mix(from, to, Math.min(1, Math.max(0, value / most)));
      return {
        value: [x, y, value], words, itemStyle: { color: `rgb(${rgb.map(Math.round).join(",")})` },
        label: { show: Boolean(mark) || wide >= 34, color: readable(rgb), fontWeight: mark ? 700 : 400, fontSize: wide < 26 ? 10 : 12, formatter: () => (wide >= 34 ? `${text(value)}${mark ? ` ${mark}` : ""}` : mark) },
      };
    });
    return {
      option: {
        grid: { left: side, right: 4, top: isYears || !tilted ? 26 : 112, bottom: 8 },
        tooltip: { trigger: "item", formatter: (i) => report.tip(`${view.rows[i.value[1]]}, ${view.columns[i.value[0]]}`, [["", i.data.words ?? text(i.value[2])]].map(([, w]) => [data.label ?? "Value", w])) },
        xAxis: report.axis(look, { type: "category", position: "top", data: view.columns, splitLine: { show: false }, axisLine: { show: false }, axisLabel: isYears ? { interval: wide < 34 ? Math.ceil(34 / wide) - 1 : 0 } : { interval: 0, rotate: tilted ? 40 : 0, width: 150, overflow: "truncate" } }),
        yAxis: report.axis(look, { type: "category", inverse: true, data: view.rows, splitLine: { show: false }, axisLine: { show: false }, axisLabel: { color: look.ink, fontSize: look.narrow ? (data.tall ? 10 : 11) : 12.5, width: side - 12, overflow: data.tall ? "break" : "truncate", interval: 0, lineHeight: look.narrow ? 12 : 14 } }),
        series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: look.paper, borderWidth: 1.5 }, emphasis: { itemStyle: { borderColor: look.ink } } }],
      },
      height: view.rows.length * (data.tall ? (look.narrow ? 52 : 36) : 27) + (isYears || !tilted ? 40 : 126),
      words: view.words ?? "",
    };
  });
})();
