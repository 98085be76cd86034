"use strict";
// Projects on the world: {projects: [{name, at: [lon, lat], stage, size, state, group, lines}]}; controls `show`, `group` and `region`.
// The shape is the stage, the fill tells what is built from what is not, the area is the size.
(() => {
  // Equal Earth (Šavrič, Patterson, Jenny 2018)
  const [A1, A2, A3, A4, M] = [1.340264, -0.081106, 0.000893, 0.003796, Math.sqrt(3) / 2];
  const rad = Math.PI / 180;
  const slope = (t) => A1 + 3 * A2 * t ** 2 + t ** 6 * (7 * A3 + 9 * A4 * t ** 2);
  const height = (t) => t * (A1 + A2 * t ** 2 + t ** 6 * (A3 + A4 * t ** 2));
  const equalEarth = {
    project([lon, lat]) {
      const t = Math.asin(M * Math.sin(lat * rad));
      return [(lon * rad * Math.cos(t)) / (M * slope(t)), -height(t)];
    },
    unproject([x, y]) {
      let t = -y / A1;
      for (let n = 0; n < 8; n += 1) t -= (height(t) + y) / slope(t);
      return [(x * M * slope(t)) / Math.cos(t) / rad, Math.asin(Math.max(-1, Math.min(1, Math.sin(t) / M))) / rad];
    },
  };
  // centre and zoom of what is looked at
  const REGIONS = {
    world: [null, 1], europe: [[13, 53], 4.6], america: [[-98, 45], 3.2], south: [[-62, -16], 2.6], africa: [[24, -4], 2.6], asia: [[118, 8], 2],
  };
  const SHAPES = { extraction: "triangle", processing: "circle", manufacturing: "rect" };
  const NAMES = { extraction: "Extraction", processing: "Processing", manufacturing: "Manufacturing" };

  report.kind("map", (data, state, look) => {
    const [centre, zoom] = REGIONS[state.region];
    const group = state.group ?? "*";
    const shown = data.projects.filter((p) => (group === "*" || p.group === group) && (state.show === "all" || p.state === state.show));
    const most = Math.max(...data.projects.map((p) => p.size), 1);
    const scale = (look.narrow ? 18 : 34) * (state.region === "world" ? 1 : 1.35);
    const series = Object.keys(SHAPES).filter((stage) => data.projects.some((p) => p.stage === stage)).map((stage) => ({
      name: NAMES[stage], type: "scatter", coordinateSystem: "geo", symbol: SHAPES[stage],
      itemStyle: { color: look.stage[stage] },
      data: shown.filter((p) => p.stage === stage).sort((a, b) => b.size - a.size).map((p) => ({
        name: p.name, value: p.at, lines: p.lines, symbolSize: Math.max(look.narrow ? 5 : 7, scale * Math.sqrt(p.size / most)),
        itemStyle: p.state === "left out"
          ? { color: look.paper, borderColor: look.stage[stage], borderWidth: 1.6, opacity: 0.75 }
          : { color: look.stage[stage], borderColor: look.ink, borderWidth: p.state === "committed" ? 0 : 1.1, opacity: 0.88 },
      })),
      emphasis: { scale: 1.3, itemStyle: { opacity: 1 } },
    }));
    return {
      option: {
        legend: report.legend(look, { icon: null, data: series.map((s) => ({ name: s.name, icon: SHAPES[Object.keys(NAMES).find((k) => NAMES[k] === s.name)] })) }),
        tooltip: { trigger: "item", formatter: (i) => (i.data?.lines ? report.tip(i.name, i.data.lines) : "") },
        geo: {
          map: "world", projection: equalEarth, roam: false, silent: true, center: centre && equalEarth.project(centre), zoom, clip: true,
          top: look.narrow ? 60 : 34, bottom: 4, left: 0, right: 0,
          itemStyle: { areaColor: look.land, borderColor: look.paper, borderWidth: 0.7 }, emphasis: { disabled: true }, label: { show: false },
        },
        series,
      },
      height: Math.round(look.width * 0.5) + 60,
      words: `${shown.length} of ${data.projects.length} projects are shown.`,
    };
  });
})();
