"""The browser of the tests notices what it is there to notice."""

from pathlib import Path

from tests.report.conftest import Open


def page(folder: Path, body: str) -> Path:
    file = folder / "page #1.html"
    file.write_text(f"<!doctype html><html lang=en><title>t</title><body>{body}</body>", encoding="utf-8")
    return file


def test_a_plain_page_is_calm(open_page: Open, tmp_path: Path) -> None:
    seen = open_page(page(tmp_path, "<main><h1>Plan</h1></main>"))
    seen.assert_calm()
    assert seen.overflow() == 0
    assert seen.violations() == []
    assert seen.picture("plain").stat().st_size > 0


def test_requests_are_kept_and_stopped(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "beside.js").write_text("document.title = 'ran'")
    body = "<script src=beside.js></script><img src='http://example.org/a.png'>"
    seen = open_page(page(tmp_path, body))
    assert len(seen.asked) == 2
    assert seen.page.title() == "t"


def test_errors_dialogs_and_width_are_noticed(open_page: Open, tmp_path: Path) -> None:
    script = "<script>alert('hi'); console.error('bad'); throw new Error('worse')</script>"
    seen = open_page(page(tmp_path, script + "<div style='width:3000px'>wide</div>"))
    assert seen.dialogs == ["hi"]
    assert len(seen.said) == 2
    assert seen.overflow() > 1000
    assert seen.violations()
