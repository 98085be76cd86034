"use strict";
// A supply chain: country → material, by stage → market. {families, materials: [{name, family, stage}], countries: [{name, bloc}],
// markets: [{name, partner}], views: {key: {title, flows: [[material, country, market, tonnes]], short: [[material, market, tonnes]],
// prices: [USD/t by material]}}}. Controls: family, year, future, width.
report.kind("chain", (data, state, look) => {
  const view = (state.future ?? "base") === "base" ? data.views[`base|${state.year}`] : data.views[state.future];
  const inFamily = (m) => data.materials[m].family === state.family;
  const flows = view.flows.filter(([m]) => inFamily(m));
  const short = view.short.filter(([m]) => inFamily(m));
  const total = new Map();
  for (const [m, , , t] of flows) total.set(m, (total.get(m) ?? 0) + t);
  for (const [m, , t] of short) total.set(m, (total.get(m) ?? 0) + t);
  const weigh = (m, t) => (state.width === "share" ? t / total.get(m) : (t * (view.prices[m] ?? 0)) / 1e6);

  // small countries are shown together, by bloc
  const size = new Map();
  for (const [m, c, , t] of flows) size.set(c, Math.max(size.get(c) ?? 0, t / total.get(m)));
  const kept = new Set([...size.entries()].sort((a, b) => b[1] - a[1]).slice(0, look.narrow ? 7 : 12).map(([c]) => c));
  const nodes = new Map();
  const node = (key, label, depth, color, rank) => { if (!nodes.has(key)) nodes.set(key, { name: key, label_: label, depth, rank, itemStyle: { color, borderWidth: 0 } }); return key; };
  const links = new Map();
  const link = (source, target, value, tonnes) => {
    const key = `${source}>${target}`;
    const known = links.get(key) ?? { source, target, value: 0, tonnes: 0, from: nodes.get(source).label_, to: nodes.get(target).label_ };
    known.value += value; known.tonnes += tonnes;
    links.set(key, known);
  };
  const BLOCS = ["partner", "ally", "neutral", "concern"];
  const supplier = (c) => {
    const { name, bloc } = data.countries[c];
    return kept.has(c) ? node(`c${c}`, name, 0, look.bloc[bloc], BLOCS.indexOf(bloc)) : node(`o${bloc}`, `Other ${bloc === "concern" ? "countries of concern" : bloc === "neutral" ? "neutral countries" : bloc === "ally" ? "allies" : "partners"}`, 0, look.bloc[bloc], BLOCS.indexOf(bloc) + 0.5);
  };
  const buyer = (k) => data.markets[k].partner ? node(`k${k}`, data.markets[k].name, 2, look.bloc.partner, k) : node("kx", "Other markets", 2, look.series[7], 99);
  for (const [m, c, k, t] of flows) {
    const middle = node(`m${m}`, data.materials[m].name, 1, look.stage[data.materials[m].stage], m);
    link(supplier(c), middle, weigh(m, t), t);
    link(middle, buyer(k), weigh(m, t), t);
  }
  for (const [m, k, t] of short) {
    const middle = node(`m${m}`, data.materials[m].name, 1, look.stage[data.materials[m].stage], m);
    link(node("missing", "Missing", 0, look.missed, 9), middle, weigh(m, t), t);
    link(middle, buyer(k), weigh(m, t), t);
  }
  const drawn = [...nodes.values()].sort((a, b) => a.depth - b.depth || a.rank - b.rank);
  const tonnes = (key, side) => [...links.values()].filter((l) => l[side] === key).reduce((sum, l) => sum + l.tonnes, 0);
  const option = report.sankey(look, drawn, [...links.values()], {
    iterations: 0,
    levels: [{ depth: 2, label: { position: "left" } }],
    edge: (d) => [["tonnes", `${report.number(d.tonnes)} t`], state.width === "share" ? ["share of the material", report.share(d.value)] : ["value", `${report.number(d.value)} MUSD`]],
    node: (i) => [i.data.depth === 1 ? ["all deliveries", `${report.number(tonnes(i.name, "target"))} t`] : null],
  });
  const concern = flows.filter(([, c]) => data.countries[c].bloc === "concern");
  const part = (rows) => rows.reduce((sum, [m, , , t]) => sum + t * (view.prices[m] ?? 0), 0);
  const says = part(flows) > 0 ? ` By value, ${report.share(part(concern) / part(flows))} comes from countries of concern.` : "";
  return { option, idle: state.future === "base" || state.future === undefined ? [] : ["year"], height: Math.max(360, 30 * drawn.filter((n) => n.depth === 0).length), words: flows.length ? `${view.title}.${says}` : `${view.title}: nothing is delivered.` };
});
