"use strict";
// A table that can be narrowed: by a choice of rows (`data-in` names the choices that show a row) and by what a row says.
for (const matrix of document.querySelectorAll(".matrix")) {
  const rows = [...matrix.querySelectorAll("tbody tr")];
  const place = matrix.querySelector(".controls");
  const count = matrix.querySelector(".count");
  const groups = JSON.parse(matrix.querySelector("script").textContent);
  const state = { group: groups.length ? groups[0][0] : null, text: "" };

  const show = () => {
    const text = state.text.trim().toLowerCase();
    let seen = 0;
    for (const row of rows) {
      const fits = !state.group || (row.dataset.in ?? "").split(" ").includes(state.group);
      row.hidden = !(fits && row.textContent.toLowerCase().includes(text));
      seen += !row.hidden;
    }
    if (place.childElementCount) count.textContent = `${seen} of ${rows.length} rows`;
  };

  if (groups.length > 1) {
    const group = place.appendChild(document.createElement("fieldset"));
    group.appendChild(document.createElement("legend")).textContent = "Show";
    for (const [value, name] of groups) {
      const label = group.appendChild(document.createElement("label"));
      const input = label.appendChild(document.createElement("input"));
      Object.assign(input, { type: "radio", name: `${matrix.id}-rows`, value, checked: value === state.group });
      label.appendChild(document.createElement("span")).textContent = name;
      input.addEventListener("change", () => { state.group = value; show(); });
    }
  }
  if ("search" in matrix.dataset) {
    const label = place.appendChild(document.createElement("label"));
    label.className = "find";
    label.appendChild(document.createElement("span")).textContent = "Find";
    const input = label.appendChild(document.createElement("input"));
    input.type = "search";
    input.addEventListener("input", () => { state.text = input.value; show(); });
  }
  show();
}
