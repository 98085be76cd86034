"""A browser that opens a report as a planner does, with the network off, and keeps what it says and asks for."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Route

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = (1280, 900)
PHONE = (390, 844)
_QUIET_MS = 250
"""How long charts are left to draw; reduced motion draws them at once."""


def executable() -> str | None:
    """The browser that is installed, or the one that OPTIMIZER_CHROMIUM names."""
    named = os.environ.get("OPTIMIZER_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def is_required() -> bool:
    """Whether tests fail where there is no browser, instead of being skipped."""
    return os.environ.get("OPTIMIZER_BROWSER") == "required"


_NUMBER = """
window.waiting = {};
const groups = new Set();
document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']").forEach((one, number) => {
  if (!one.checkVisibility()) return;
  const inside = one.closest("details:not([open])");
  if (inside && one.closest("summary")?.parentElement !== inside) return;
  if (one.type === "radio" && !one.checked) return;
  one.dataset.stop = number;
  window.waiting[number] = one.outerHTML.slice(0, 120);
});
"""


@dataclass
class Visit:
    """A page that is open in the browser."""

    page: Page
    pictures: Path
    said: list[str] = field(default_factory=list)
    """Warnings and errors of the console, and exceptions."""
    asked: list[str] = field(default_factory=list)
    """Addresses that were asked for besides the page itself."""
    dialogs: list[str] = field(default_factory=list)
    """Dialogs that something opened."""

    def assert_calm(self) -> None:
        """Nothing went wrong, nothing was asked for, nothing popped up."""
        assert (self.said, self.asked, self.dialogs) == ([], [], [])

    def settle(self) -> None:
        """Wait until charts are drawn."""
        self.page.wait_for_timeout(_QUIET_MS)

    def scroll_through(self) -> None:
        """Show every part of the page once, as reading does: charts may wait until they are seen."""
        height = self.page.evaluate("document.documentElement.scrollHeight")
        for top in range(0, int(height), 600):
            self.page.evaluate("top => window.scrollTo(0, top)", top)
            self.page.wait_for_timeout(20)
        self.page.evaluate("window.scrollTo(0, 0)")
        self.settle()

    def picture(self, name: str) -> Path:
        """A picture of the whole page."""
        self.scroll_through()
        file = self.pictures / f"{name}.png"
        self.page.screenshot(path=file, full_page=True)
        return file

    def unfold(self) -> None:
        """Open every table and text that opens on request."""
        self.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        self.settle()

    def use_every_control(self) -> None:
        """Click, choose, slide, type, fold and point at whatever can be."""
        for control in self.page.locator("main input[type=radio]").all():
            control.check(force=True)
        for control in self.page.locator("main select").all():
            for value in control.evaluate("list => [...list.options].map((option) => option.value)"):
                control.select_option(value)
        for control in self.page.locator("main input[type=range]").all():
            control.focus()
            for key in ("End", "Home", "ArrowRight"):
                control.press(key)
        for control in self.page.locator("main input[type=search]").all():
            control.fill("zzz")
            control.fill("")
        for control in self.page.locator("summary").all():
            control.click()
        for _ in range(2):
            self.page.locator("button.theme").click()
        self._point_everywhere()

    def _point_everywhere(self) -> None:
        """Move the mouse over every chart, so that everything it tells is told."""
        for chart in self.page.locator("figure .chart").all():
            chart.scroll_into_view_if_needed()
            box = chart.bounding_box()
            assert box is not None
            for across in (0.3, 0.5, 0.7, 0.9):
                for down in (0.2, 0.4, 0.6, 0.8):
                    self.page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])

    def empty_charts(self) -> list[str]:
        """Figures in which nothing is drawn."""
        bare = "(f) => f.querySelectorAll('.chart svg :is(path, text)').length < 4"
        empty = f"figures => figures.filter({bare}).map((f) => f.id)"
        found: list[str] = self.page.locator("figure[data-kind]").evaluate_all(empty)
        return found

    def unreached(self) -> list[str]:
        """What the tabulator key does not come to: of a group of buttons it comes to one, and arrows to the others."""
        self.page.evaluate(_NUMBER)
        left: dict[str, str] = self.page.evaluate("window.waiting")
        self.page.locator("body").focus()
        for _ in range(len(left) + 5):
            self.page.keyboard.press("Tab")
            left.pop(self.page.evaluate("document.activeElement?.dataset.stop ?? ''"), None)
        return list(left.values())

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def count(self, selector: str) -> int:
        """How many elements there are."""
        return self.page.locator(selector).count()

    def violations(self) -> list[str]:
        """What a screen reader or a keyboard would stumble over, as axe finds it."""
        found = Axe().run(self.page).response["violations"]
        return [f"{v['id']}: {v['help']} – {node['html'][:160]}" for v in found for node in v["nodes"][:3]]


def visit(
    browser: Browser,
    file: Path,
    pictures: Path,
    size: tuple[int, int] = DESK,
    scheme: Any = "light",
    **options: Any,
) -> Visit:
    """Open a file in a new window without a network.

    Args:
        browser: the running browser.
        file: the page.
        pictures: folder for pictures.
        size: width and height of the window, pixels.
        scheme: light or dark.
        options: further options of the window, as of `Browser.new_context`.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
        offline=True,
        **options,
    )
    found = Visit(context.new_page(), pictures)
    _listen(context, found, file.as_uri())
    found.page.goto(file.as_uri(), wait_until="load")
    found.settle()
    return found


def _listen(context: BrowserContext, found: Visit, address: str) -> None:
    def gate(route: Route) -> None:
        if route.request.url.partition("#")[0] == address:
            route.continue_()
            return
        found.asked.append(route.request.url)
        route.abort()

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            found.said.append(f"{message.type}: {message.text}")

    def dismiss(dialog: Dialog) -> None:
        found.dialogs.append(dialog.message)
        dialog.dismiss()

    context.route(lambda _: True, gate)
    found.page.on("console", note)
    found.page.on("pageerror", lambda error: found.said.append(f"exception: {error}"))
    found.page.on("popup", lambda page: found.asked.append(page.url))
    found.page.on("dialog", dismiss)
