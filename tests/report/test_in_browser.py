"""Every kind of page in a real browser: quiet, complete, reachable, readable on a phone and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from optimizer.__main__ import main
from optimizer.report import write_report
from tests.report.browser import PHONE
from tests.report.conftest import Open
from tests.report.hostile import hostile_book

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example.xlsx"
MOST_BYTES = 6_000_000
KINDS = {
    "plan": ["solve"],
    "comparison": ["compare", "--workers", "1"],
    "sweep": ["sweep", "--from", "50%", "--to", "150%", "--steps", "3", "--nested", "--workers", "1"],
    "alternatives": ["alternatives", "--time", "5"],
}
# further results that are told on the page of a plan
BESIDE = {"plan": [["explain", "--time", "5", "--steps", "0"], ["late", "--years", "1"]]}


def report_of(kind: str, book: Path, folder: Path) -> Path:
    """The page of what a command finds in a workbook."""
    if kind == "difference":
        plans = [folder / case for case in ("base", "half_budget")]
        for plan in plans:
            assert main(["solve", str(book), "--case", plan.name, "--out", str(plan)]) == 0
        assert main(["diff", *map(str, plans), "--out", str(folder)]) == 0
        return write_report(folder)
    for command, *options in [KINDS[kind], *BESIDE.get(kind, [])]:
        assert main([command, str(book), "--out", str(folder), *options]) == 0
    return write_report(folder)


@pytest.mark.parametrize("kind", [*KINDS, "difference"])
def test_a_page_keeps_its_promises(kind: str, open_page: Open, tmp_path: Path) -> None:
    file = report_of(kind, EXAMPLE, tmp_path / kind)
    assert file.stat().st_size < MOST_BYTES

    desk = open_page(file)
    desk.picture(f"{kind}-light")
    assert desk.count("figure[data-kind]")
    assert desk.empty_charts() == []
    assert desk.unreached() == []
    desk.use_every_control()
    desk.unfold()
    assert desk.empty_charts() == []
    desk.assert_calm()

    for scheme in ("light", "dark"):
        seen = open_page(file, scheme=scheme)
        seen.unfold()
        assert seen.violations() == []
        seen.picture(f"{kind}-{scheme}-unfolded")

    phone = open_page(file, size=PHONE, has_touch=True)
    phone.picture(f"{kind}-phone")
    assert phone.overflow() == 0
    phone.unfold()
    assert phone.overflow() == 0
    phone.assert_calm()


@pytest.mark.parametrize("kind", ["plan", "comparison"])
def test_what_a_workbook_says_is_never_run(kind: str, open_page: Open, tmp_path: Path) -> None:
    book = hostile_book(EXAMPLE, tmp_path / "hostile.xlsx")
    seen = open_page(report_of(kind, book, tmp_path / kind))
    seen.scroll_through()
    seen.use_every_control()
    seen.unfold()
    seen.picture(f"hostile-{kind}")
    assert seen.page.evaluate("window.hit") is None
    assert seen.overflow() == 0
    assert seen.count("main img, main iframe, main a[href^=javascript], main b:not(.chart b)") == 0
    assert "<script>window.hit=1</script>" in seen.page.locator("h1").inner_text()
    seen.assert_calm()


def test_paper_shows_the_tables_that_matter_and_no_controls(open_page: Open, tmp_path: Path) -> None:
    seen = open_page(report_of("comparison", EXAMPLE, tmp_path / "comparison"))
    seen.page.emulate_media(media="print")
    assert seen.page.locator(".controls").first.is_hidden()
    assert seen.page.locator("nav").is_hidden()
    pdf = seen.page.pdf(format="A4", print_background=True)
    assert pdf.startswith(b"%PDF")
    seen.assert_calm()
