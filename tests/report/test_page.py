"""A whole page: what it carries, and that nothing in a workbook can break out of it."""

import base64
import hashlib
import json
import re
from html import unescape
from pathlib import Path

import pytest

from optimizer.__main__ import main
from optimizer.errors import ResultError
from optimizer.report import write_report
from optimizer.report.page import Chapter, Page, Words
from optimizer.report.rendering import render

EXAMPLE = Path(__file__).parents[2] / "inputs" / "example.xlsx"
EVIL = "</script><script>alert(1)</script>&<b>\u2028"


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    assert main(["solve", str(EXAMPLE), "--out", str(folder)]) == 0
    assert main(["report", str(folder)]) == 0
    return (folder / "report.html").read_text(encoding="utf-8")


def page(title=EVIL):
    return Page(title, "Plan", (EVIL,), [Chapter("one", EVIL, (EVIL,), [Words((EVIL,))])])


def test_text_of_a_workbook_stays_text():
    html = render(page())
    assert "alert(1)" in html
    assert "<script>alert(1)" not in html
    assert "<b>" not in html.split("</main>")[0].split("<main")[1]


def test_only_its_own_scripts_may_run(html):
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    allowed = re.search(r"script-src ([^;]*);", unescape(html)).group(1)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    assert allowed.split() == [f"'sha256-{digest}'" for digest in digests]


def test_nothing_is_requested(html):
    body = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#)""", body)
    assert "@import" not in body
    assert "url(" not in body


def test_every_figure_has_a_name_a_script_and_its_table(html):
    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert figures
    for figure in figures:
        spec = json.loads(re.search(r'<script type="application/json">(.*?)</script>', figure, re.DOTALL).group(1))
        assert spec["shows"]
        assert "<caption>" in figure
        assert 'scope="col"' in figure
        assert f'report.kind("{spec["kind"]}"' in html


def test_a_folder_without_results(tmp_path):
    with pytest.raises(ResultError, match="nothing to report on"):
        write_report(tmp_path)


def test_an_older_page_survives_a_failure(tmp_path):
    (tmp_path / "report.html").write_text("old")
    (tmp_path / "plan.json").write_text("{}")
    with pytest.raises(ResultError):
        write_report(tmp_path)
    assert [p.name for p in tmp_path.iterdir() if p.name != "plan.json"] == ["report.html"]
    assert (tmp_path / "report.html").read_text() == "old"
