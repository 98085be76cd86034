"use strict";
// Lists of cards: shows those that hold every word of the search and are in the chosen state, and counts them.
(() => {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const list of document.querySelectorAll("section.cards")) {
    const form = list.querySelector("form");
    const told = list.querySelector(".told");
    const cards = [...list.querySelectorAll("li")].map((element) => ({ element, text: plain(element.textContent) }));
    const show = () => {
      const words = plain(form.querySelector("input[type=search]").value).split(/\s+/).filter(Boolean);
      const state = form.querySelector("input[type=radio]:checked").value;
      let count = 0;
      for (const { element, text } of cards) {
        const shown = (!state || element.dataset.state === state) && words.every((word) => text.includes(word));
        element.hidden = !shown;
        count += shown;
      }
      told.textContent = count ? `${count} of ${cards.length} ${list.dataset.label}.` : "Nothing is found. Try fewer words.";
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", show);
    form.hidden = false;
    show();
  }
})();
