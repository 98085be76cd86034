"""Whole files: who wrote them, what they are, and what they do to memory. Pitfalls 1, 2, 4, 18, 25 to 29, 34 and 35."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from optimizer.excel.load import load
from tests.books import has, minimal, write_book
from tests.robust.surgery import Change, excel_book, found, operated, part_of, replaced

FILES = Path(__file__).parent / "files"


def test_a_workbook_that_libreoffice_has_saved() -> None:
    findings = found(FILES / "calc.xlsx")
    assert len(findings) == 1
    assert has(findings, "warning: supply!A3: 1 hidden or filtered row")
    assert load(FILES / "calc.xlsx").case.projects["refinery"].capex_musd == 50


def test_errors_that_libreoffice_has_saved() -> None:
    findings = found(FILES / "faults.xlsx")
    assert has(findings, "error: projects!F2: capex_musd is #DIV/0!")
    assert has(findings, "error: projects!G2: opex_usd_per_t is #N/A")
    assert has(findings, "error: projects!H2", "#NAME?")


@pytest.mark.parametrize(
    ("name", "told"), [("calc.ods", "OpenDocument"), ("calc.xls", "old .xls"), ("calc.csv", "CSV file")]
)
@pytest.mark.parametrize("renamed", [False, True])
def test_other_formats_are_refused_also_under_another_name(tmp_path: Path, name: str, told: str, renamed: Any) -> None:
    path = tmp_path / ("plan.xlsx" if renamed else name)
    shutil.copy(FILES / name, path)
    told = "damaged or not a workbook" if renamed and name == "calc.csv" else told
    assert len(found(path)) == 1
    assert has(found(path), "error: ", told, "save")


def test_a_binary_workbook_under_another_name(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "plan.xlsx", "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01")
    assert has(found(tmp_path / "plan.xlsx"), "error: ", "binary .xlsb workbook: save it as .xlsx")


def test_strict_workbooks_are_refused_with_the_way_out(tmp_path: Path) -> None:
    old = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    new = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    path = operated(excel_book(tmp_path / "a.xlsx"), {r"xl/.*\.xml": lambda content: content.replace(old, new)})
    assert has(found(path), "error: ", "Strict Open XML: save it as an ordinary Excel workbook")


@pytest.mark.parametrize("writer", [write_book, excel_book])
def test_macros_and_a_lock_file_are_warnings(tmp_path: Path, writer: Any) -> None:
    path = writer(tmp_path / "plan.xlsx", minimal()).rename(tmp_path / "plan.xlsm")
    (tmp_path / "~$plan.xlsm").write_bytes(b"\x05owner")
    assert [f.partition(": plan.xlsm: ")[2][:10] for f in found(path)] == ["seems to b", "holds macr"]


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def without_its_end(content: bytes) -> bytes:
    return content[:-30]


def with_a_password(content: bytes) -> bytes:
    return re.sub(rb"(PK\x01\x02.{4})\x00", lambda match: match[1] + b"\x01", content, flags=re.DOTALL)


def flipped(content: bytes) -> bytes:
    """One bit of a sheet is another."""
    place = content.index(b"xl/worksheets/sheet5.xml") + 60
    return content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :]


@pytest.mark.parametrize("damage", [cut, without_its_end, with_a_password, flipped])
def test_damaged_files_are_told_in_one_sentence(tmp_path: Path, damage: Any) -> None:
    path = excel_book(tmp_path / "a.xlsx")
    path.write_bytes(damage(path.read_bytes()))
    findings = found(path)
    assert len(findings) == 1
    assert has(findings, "error: a.xlsx: is ", "password" if damage is with_a_password else "damaged")


@pytest.mark.parametrize("part", [r"xl/workbook\.xml", r"xl/styles\.xml", r"xl/sharedStrings\.xml", r"xl/_rels/.*"])
def test_damaged_parts_are_told_in_one_sentence(tmp_path: Path, part: str) -> None:
    assert has(found(operated(excel_book(tmp_path / "a.xlsx"), {part: cut})), "error: operated.xlsx: is ", "damaged")


def test_names_that_are_too_long_or_lead_through_a_file(tmp_path: Path) -> None:
    assert has(found(tmp_path / ("x" * 300 + ".xlsx")), "error: ", "cannot be opened")
    path = excel_book(tmp_path / "a.xlsx")
    assert has(found(path / "b.xlsx"), "error: b.xlsx: ")


def laughs(root: bytes) -> Change:
    """A gigabyte of laughter behind the name of one entity."""
    names = [b'<!ENTITY l0 "ha">', *(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))]

    def change(content: bytes) -> bytes:
        start = content.index(b"<" + root)
        end = content.index(b">", start) + 1
        return b"<!DOCTYPE x [" + b"".join(names) + b"]>" + content[start:end] + b"&l9;" + content[end:]

    return change


def outside(content: bytes) -> bytes:
    """A text that is read from another file."""
    body = content[content.index(b"<sst") :]
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return entity + body.replace(b"<t>AUS</t>", b"<t>&e;</t>")


def in_another_alphabet(content: bytes) -> bytes:
    return content.decode().replace("UTF-8", "UTF-16").encode("utf-16")


def merged(*blocks: bytes) -> Change:
    return replaced(b"</sheetData>", b"</sheetData><mergeCells>" + b"".join(blocks) + b"</mergeCells>")


MANY = [b'<mergeCell ref="A%d:XFD%d"/>' % (n, n + 59) for n in range(60, 60_000, 60)]
SUPPLY = part_of("supply")
HOSTILE: dict[str, dict[str, Change]] = {
    "laughs in a sheet": {SUPPLY: laughs(b"worksheet")},
    "laughs in texts": {"xl/sharedStrings.xml": laughs(b"sst")},
    "laughs in styles": {"xl/styles.xml": laughs(b"styleSheet")},
    "laughs in the list of sheets": {"xl/workbook.xml": laughs(b"workbook")},
    "laughs in its properties": {"docProps/core.xml": laughs(b"cp:coreProperties")},
    "text from outside": {"xl/sharedStrings.xml": outside},
    "two bytes a character": {SUPPLY: in_another_alphabet},
    "a merged block": {SUPPLY: merged(b'<mergeCell ref="A20:XFD1048576"/>')},
    "another quote": {SUPPLY: merged(b"<mergeCell x='1' ref = 'A20:XFD1048576'/>")},
    "many merged blocks": {SUPPLY: merged(*MANY)},
    "merged columns": {SUPPLY: merged(b'<mergeCell ref="D:ZZ"/>')},
    "cells without end": {SUPPLY: replaced(b"</sheetData>", b"<row>" + b"<c/>" * 2_100_000 + b"</row></sheetData>")},
    "deep": {"xl/sharedStrings.xml": replaced(b"<sst ", b"<sst>" * 300_000 + b"<sst ")},
}


def bomb(path: Path) -> None:
    """300 MB of nothing, which the list of contents says to be 1 kB."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(300):
            part.write(bytes(1_000_000))
    content = path.read_bytes()
    size = (300_000_000).to_bytes(4, "little")
    assert size in content
    path.with_name("lying.xlsx").write_bytes(content.replace(size, (1000).to_bytes(4, "little")))


def moved(path: Path) -> None:
    """The sheet with the merged block lies in a folder of its own."""
    with ZipFile(path) as old, ZipFile(path.with_name("moved.xlsx"), "w") as new:
        for part in old.namelist():
            content = old.read(part).replace(b"worksheets/sheet7", b"worksheets/deeper/sheet7")
            new.writestr(part.replace("worksheets/sheet7", "worksheets/deeper/sheet7"), content)


WEIGHED = """
import pathlib, re, resource, sys
from optimizer.excel.load import check_book
for path in sys.argv[1:]:
    findings = [str(finding) for finding in check_book(path)]
    print(path, len(findings), findings[0][:200])
own = pathlib.Path("/proc/self/status")  # Linux counts what the process that began this one had at that moment
peak = re.search(r"VmHWM:\\s+(\\d+) kB", own.read_text()) if own.exists() else None
told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 if sys.platform != "darwin" else 1024)
print((int(peak[1]) if peak else told) // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured in another way there")
def test_hostile_files_are_refused_in_little_memory(tmp_path: Path, run: Callable[..., str]) -> None:
    good = excel_book(tmp_path / "good.xlsx")
    assert SUPPLY.endswith("sheet7.xml")
    for name, changes in HOSTILE.items():
        operated(good, changes, f"{name}.xlsx")
    moved(tmp_path / "a merged block.xlsx")
    bomb(tmp_path / "bomb.xlsx")
    good.unlink()
    paths = sorted(map(str, tmp_path.glob("*.xlsx")))
    *lines, megabytes = run("-c", WEIGHED, *paths).splitlines()
    assert len(lines) == len(HOSTILE) + 3
    for path, line in zip(paths, lines, strict=True):
        assert line.startswith(f"{path} 1 error: {Path(path).name}: "), line
    assert int(megabytes) < 250


def test_the_library_refuses_entities_by_itself() -> None:
    assert openpyxl.DEFUSEDXML
