"use strict";
// Flows between nodes: {views: {key: {nodes: [{name, depth, colour}], links: [[from, to, value]], words}}, by: [controls], unit}.
// `from` and `to` are places in `nodes`; the key is what the controls have chosen, joined by "|".
report.sankey = (look, nodes, links, more) => ({
  tooltip: {
    trigger: "item",
    formatter: (i) => i.dataType === "edge"
      ? report.tip(`${i.data.from} → ${i.data.to}`, more.edge(i.data))
      : report.tip(i.data.label_ ?? i.name, more.node(i)),
  },
  series: [{
    type: "sankey", left: 0, right: 0, top: 8, bottom: 8, nodeWidth: 12, nodeGap: look.narrow ? 8 : 11, layoutIterations: more.iterations ?? 24, draggable: false,
    emphasis: { focus: "adjacency" },
    lineStyle: { color: "source", opacity: 0.33, curveness: 0.5 },
    label: { color: look.ink, fontSize: look.narrow ? 11 : 13, formatter: (i) => i.data.label_ ?? i.name, width: look.narrow ? 0.21 * look.width : 260, overflow: "truncate" },
    levels: more.levels ?? [],
    data: nodes, links,
  }],
});
report.kind("sankey", (data, state, look) => {
  const view = data.views[data.by.map((name) => state[name]).join("|")];
  const last = Math.max(...view.nodes.map((n) => n.depth));
  const nodes = view.nodes.map((n, k) => ({
    name: String(k), label_: n.name, depth: n.depth, itemStyle: { color: report.pick(look, n.colour), borderWidth: 0 },
  }));
  const write = (value) => `${report.number(value)} ${data.unit}`;
  const links = view.links.map(([from, to, value]) => ({ source: String(from), target: String(to), value, from: view.nodes[from].name, to: view.nodes[to].name }));
  return {
    option: report.sankey(look, nodes, links, {
      levels: [{ depth: last, label: { position: "left" } }],
      edge: (d) => [["flow", write(d.value)]], node: (i) => [["in all", write(i.value)]],
    }),
    height: Math.max(340, 26 * Math.max(...Array.from({ length: last + 1 }, (_, d) => view.nodes.filter((n) => n.depth === d).length))),
    words: view.words ?? "",
  };
});
