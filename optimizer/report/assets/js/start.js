"use strict";
// The button of the theme, the place in the list of chapters, and every figure.
(() => {
  const root = document.documentElement;
  const button = document.querySelector("button.theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const name = () => { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", `${button.textContent} colours`); };
  button.hidden = false;
  button.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; name(); report.redraw(); });
  system.addEventListener("change", () => { name(); report.redraw(); });
  name();

  const links = new Map([...document.querySelectorAll("nav.chapters a")].map((a) => [a.hash.slice(1), a]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((a) => a.removeAttribute("aria-current"));
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  document.querySelectorAll("section.chapter").forEach((section) => seen.observe(section));

  const world = document.getElementById("world");
  if (world) echarts.registerMap("world", JSON.parse(world.textContent));
  document.querySelectorAll("figure[data-kind]").forEach(report.open);
  addEventListener("beforeprint", () => report.print(true));
  addEventListener("afterprint", () => report.print(false));
})();
