"use strict";
// Finds every figure, draws it with the function of its kind, and draws again when a control, the theme or the width changes.
// A kind is a function (data, state, look) => option of ECharts, or {option, words, height, idle}; `idle` names controls without effect.
const report = (() => {
  const kinds = {};
  const figures = [];
  const root = document.documentElement;

  const colour = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();

  // Colours and measures of the moment: one meaning has one colour on the whole page (see report.css).
  function look(width) {
    const named = (prefix, names) => Object.fromEntries(names.map((name) => [name, colour(`${prefix}-${name}`)]));
    return {
      ink: colour("ink"), muted: colour("muted"), line: colour("line"), paper: colour("paper"), soft: colour("soft"), land: colour("land"),
      accent: colour("accent"), missed: colour("missed"),
      bloc: named("bloc", ["partner", "ally", "neutral", "concern"]),
      heat: named("heat", ["accent", "concern"]),
      shade: ["1", "2", "3"].map((n) => colour(`shade-${n}`)),
      stage: named("stage", ["extraction", "processing", "manufacturing"]),
      series: Array.from({ length: 8 }, (_, n) => colour(`series-${n + 1}`)),
      font: getComputedStyle(document.body).fontFamily,
      width, narrow: width < 560,
    };
  }

  const safe = (text) => echarts.format.encodeHTML(String(text));
  const number = (value) => {
    const size = Math.abs(value);
    const digits = size >= 99.95 ? 0 : size >= 0.95 ? 1 : 2;
    return (size < 0.005 ? 0 : value).toLocaleString("en-GB", { maximumFractionDigits: digits }).replace("-", "−");
  };
  const share = (value) => `${(100 * value).toLocaleString("en-GB", { maximumFractionDigits: value < 0.1 && value > 0 ? 1 : 0 })} %`;
  // A tooltip: a head and lines of label and value, all escaped.
  const tip = (head, lines) =>
    `<b>${safe(head)}</b>` + lines.filter(Boolean).map(([name, value]) => `<br>${safe(name)}: ${safe(value)}`).join("");

  const base = (spec, seen) => ({
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches && !printing,
    animationDuration: 300,
    textStyle: { fontFamily: seen.font, color: seen.ink, fontSize: 13 },
    color: seen.series,
    aria: { enabled: true, label: { description: spec.shows }, decal: { show: false } },
    tooltip: {
      confine: true, backgroundColor: seen.paper, borderColor: seen.line, borderWidth: 1, padding: [8, 12],
      textStyle: { color: seen.ink, fontSize: 13, fontFamily: seen.font }, extraCssText: "max-width:20rem;white-space:normal;box-shadow:none",
    },
  });
  const merged = (a, b) => {
    const out = { ...a };
    for (const [key, value] of Object.entries(b)) {
      const plain = (x) => x && typeof x === "object" && !Array.isArray(x);
      out[key] = plain(value) && plain(a[key]) ? merged(a[key], value) : value;
    }
    return out;
  };
  // Axes in the look of the page.
  const axis = (seen, more = {}) => merged({
    axisLine: { lineStyle: { color: seen.line } }, axisTick: { show: false },
    axisLabel: { color: seen.muted, fontSize: 12 }, splitLine: { lineStyle: { color: seen.line, width: 0.7 } },
    nameTextStyle: { color: seen.muted, fontSize: 12 },
  }, more);
  const legend = (seen, more = {}) => merged({
    top: 0, left: 0, itemWidth: 16, itemHeight: 11, itemGap: 14, icon: "roundRect",
    textStyle: { color: seen.ink, fontSize: 13 }, inactiveColor: seen.line,
  }, more);

  // How many rows the entries of a legend fill.
  const rows = (seen, names, sign = 16) => {
    let [count, x] = [1, 0];
    for (const name of names) {
      const wide = sign + 5 + 14 + 7.2 * name.length;
      if (x + wide > seen.width - 8 && x) { count += 1; x = 0; }
      x += wide;
    }
    return count;
  };

  let printing = false;

  function draw(figure) {
    const { box, spec, state } = figure;
    const width = box.clientWidth;
    if (!width) return;
    const seen = look(width);
    const made = kinds[spec.kind](spec.data, state, seen);
    const { option, words = "", height = spec.height, idle = [] } = made.option ? made : { option: made };
    box.style.height = `${height}px`;
    figure.told.textContent = words;
    for (const [name, control] of figure.controls) {
      for (const input of control.querySelectorAll("input, select")) input.disabled = idle.includes(name);
    }
    figure.chart ??= echarts.init(box, null, { renderer: "svg" });
    figure.chart.resize({ width, height });
    figure.chart.setOption(merged(base(spec, seen), option), true);
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", spec.shows);
    if (printing) figure.chart.getZr().flush();
  }

  const redraw = () => figures.forEach(draw);

  function buttons(control, state, change) {
    const group = document.createElement("fieldset");
    const title = group.appendChild(document.createElement("legend"));
    title.textContent = control.label;
    const id = `${control.name}-${figures.length}-${Math.random().toString(36).slice(2)}`;
    for (const [value, text] of control.options) {
      const label = group.appendChild(document.createElement("label"));
      const input = label.appendChild(document.createElement("input"));
      Object.assign(input, { type: "radio", name: id, value, checked: value === state[control.name] });
      label.appendChild(document.createElement("span")).textContent = text;
      input.addEventListener("change", () => change(value));
    }
    return group;
  }

  function labelled(control, input) {
    const label = document.createElement("label");
    label.className = control.kind;
    label.appendChild(document.createElement("span")).textContent = control.label;
    label.appendChild(input);
    return label;
  }

  function list(control, state, change) {
    const input = document.createElement("select");
    for (const [value, text] of control.options) {
      const option = input.appendChild(document.createElement("option"));
      Object.assign(option, { value, textContent: text, selected: value === state[control.name] });
    }
    input.addEventListener("change", () => change(input.value));
    return labelled(control, input);
  }

  function slider(control, state, change) {
    const values = control.options.map(([value]) => value);
    const input = document.createElement("input");
    Object.assign(input, { type: "range", min: 0, max: values.length - 1, step: 1 });
    input.value = values.indexOf(state[control.name]);
    const label = labelled(control, input);
    const shown = label.appendChild(document.createElement("output"));
    const say = () => {
      const [, text] = control.options[input.value];
      shown.textContent = text;
      input.setAttribute("aria-valuetext", text);
    };
    say();
    input.addEventListener("input", () => { say(); change(values[input.value]); });
    return label;
  }

  const makers = { buttons, list, slider };

  function open(element) {
    const spec = JSON.parse(element.querySelector("script").textContent);
    const state = Object.fromEntries(spec.controls.map((c) => [c.name, c.chosen]));
    const figure = { element, spec, state, controls: new Map(), box: element.querySelector(".chart"), told: element.querySelector(".told") };
    const place = element.querySelector(".controls");
    for (const control of spec.controls) {
      const made = makers[control.kind](control, state, (value) => { state[control.name] = value; draw(figure); });
      figure.controls.set(control.name, place.appendChild(made));
    }
    figures.push(figure);
    draw(figure);
    let known = figure.box.clientWidth;
    new ResizeObserver(() => {
      if (printing || figure.box.clientWidth === known) return;
      known = figure.box.clientWidth;
      draw(figure);
    }).observe(figure.box);
  }

  // While it is printed the page is light, its figures stand still and the tables to be printed are open.
  function print(on) {
    printing = on;
    root.classList.toggle("printing", on);
    for (const table of document.querySelectorAll("details[data-print]")) {
      if (on) { table.dataset.was = table.open; table.open = true; }
      else if (table.dataset.was === "false") table.open = false;
    }
    redraw();
  }

  // The colour at a path of the look, such as "bloc.concern" or "series.2".
  const pick = (seen, path) => path?.split(".").reduce((part, key) => part?.[key], seen) ?? seen.accent;

  const kind = (name, make) => { kinds[name] = make; };
  return { kind, open, redraw, print, look, safe, number, share, tip, axis, legend, rows, merged, pick };
})();
