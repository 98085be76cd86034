"""What is no workbook, or unsafe to open, is refused before it is unpacked: in a sentence, and in little memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from openpyxl.utils.cell import range_boundaries

from optimizer.errors import CaseError, Finding

MAX_BYTES = 200_000_000
MAX_RATIO = 200
MAX_MERGED = 1_000_000
MAX_CELLS = 2_000_000
"""Cells and rows of a whole workbook that exist, filled or only formatted: each takes half a kilobyte of memory."""
_PIECE = 1 << 20
_LONGEST_TAG = 300
_CELL = re.compile(rb"<(?:[\w.-]+:)?(?:c|row)[\s/>]")
_MERGED = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']\s*([^\"']*)[\"'][^>]*>")
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OPEN_DOCUMENT = b"opendocument"
_FEW = 5
_ADVICE = {
    ".xls": "is in the old .xls format: save it as .xlsx",
    ".xlsb": "is a binary .xlsb workbook: save it as .xlsx",
    ".ods": "is an OpenDocument sheet: save it as .xlsx",
    ".csv": "is a CSV file: a workbook with one sheet per table is needed, saved as .xlsx",
}
_DAMAGED = "is damaged or not a workbook: open it in Excel or LibreOffice and save it anew"


def content_of(path: Path) -> bytes:
    """The bytes of a workbook that can be read safely.

    Raises:
        CaseError: the file is missing, damaged, protected, too large or no workbook.
    """
    try:
        _refuse_other_files(path)
        with path.open("rb") as file:
            start = file.read(8)
            _refuse_other_formats(path, start)
            content = start + file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refuse(path, f"cannot be opened: {error.strerror}") from error
    if len(content) > MAX_BYTES:
        raise refuse(path, f"is larger than {MAX_BYTES / 1e6:.0f} MB: remove pictures and unused sheets")
    _refuse_damaged(path, content)
    return content


def refuse(path: Path, message: str) -> CaseError:
    """The one finding about a whole file."""
    return CaseError([Finding("error", path.name, "", message)])


def _refuse_other_files(path: Path) -> None:
    if path.is_dir():
        raise refuse(path, f"is a directory: name a workbook (.xlsx){_books(path)}")
    if not path.exists():
        raise refuse(path, f"does not exist{_books(path.parent)}")
    if not path.is_file():
        raise refuse(path, "is not a file: name a workbook (.xlsx)")
    if any("\ud800" <= sign <= "\udfff" for sign in path.name):
        raise refuse(path, "has a name with signs that this system cannot show: rename it")


def _refuse_other_formats(path: Path, start: bytes) -> None:
    suffix = path.suffix.lower()
    if suffix in _ADVICE:
        raise refuse(path, _ADVICE[suffix])
    if not start:
        raise refuse(path, "is an empty file")
    if start.startswith(_OLD_OFFICE):
        raise refuse(path, "is protected by a password, or an old .xls: save it as .xlsx without a password")
    if suffix not in (".xlsx", ".xlsm"):
        raise refuse(path, "is not a workbook: save it as .xlsx")


def _books(directory: Path) -> str:
    """What may be meant in a directory."""
    books = sorted(p.name for p in directory.glob("*.xls[xm]") if not p.name.startswith("~$"))
    more = f", … ({len(books)} in all)" if len(books) > _FEW else ""
    return (
        f"; the workbooks in {directory.resolve().name or directory} are {', '.join(books[:_FEW])}{more}"
        if books
        else ""
    )


def _refuse_damaged(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_bombs(path, members)
            _refuse_other_packages(path, archive, members)
            _refuse_giants(path, archive, members)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise refuse(path, _DAMAGED) from error


def _refuse_bombs(path: Path, members: list[zipfile.ZipInfo]) -> None:
    size = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if size > MAX_BYTES or (size > 10_000_000 and size / packed > MAX_RATIO):
        raise refuse(path, f"unpacks to {size / 1e6:.0f} MB, which is unsafe to read: remove unused sheets and formats")


def _refuse_other_packages(path: Path, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """What is packed like a workbook and is none that can be read, whatever its name says."""
    if any(member.flag_bits & 1 for member in members):
        raise refuse(path, "is protected by a password: save it as .xlsx without a password")
    if any(member.filename == "mimetype" for member in members) and _OPEN_DOCUMENT in archive.read("mimetype"):
        raise refuse(path, f"{_ADVICE['.ods']}; another ending of its name does not change it")
    if any(member.filename.lower() == "xl/workbook.bin" for member in members):
        raise refuse(path, f"{_ADVICE['.xlsb']}; another ending of its name does not change it")


def _refuse_giants(path: Path, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Cells are counted before the library makes them, whichever part of the package they stand in."""
    cells = merged = 0
    for member in members:
        for piece in _pieces(archive, member) if _may_be_sheet(member) else ():
            if _STRICT in piece:
                raise refuse(path, "is saved as Strict Open XML: save it as an ordinary Excel workbook (.xlsx)")
            cells += len(_CELL.findall(piece))
            if cells > MAX_CELLS:
                raise refuse(path, f"holds more than {MAX_CELLS:,} cells: delete empty rows and formats below tables")
            merged += sum(map(_cells_in, _MERGED.findall(piece)))
            if merged > MAX_MERGED:
                raise refuse(path, f"has merged blocks of {merged} cells, which cannot be read: unmerge them")


def _may_be_sheet(member: zipfile.ZipInfo) -> bool:
    """Relations name the part of a sheet, and it may be called as it likes; pictures are not looked through."""
    return not member.filename.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin"))


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The text of a part in pieces that end between two tags, so that each tag is in one of them."""
    rest = b""
    with archive.open(member) as file:
        while read := file.read(_PIECE):
            if b"\0" in read[:_LONGEST_TAG]:
                raise ValueError("text in two bytes a character, which nothing writes into a workbook")
            whole, tag, start = (rest + read).rpartition(b"<")
            rest = tag + start if len(start) < _PIECE else b""
            yield whole if rest else read
    yield rest


def _cells_in(ref: bytes) -> int:
    """Cells of a merged block; the library would make each of them."""
    left, top, right, bottom = range_boundaries(ref.decode())
    return ((bottom or 1_048_576) - (top or 1) + 1) * ((right or 16_384) - (left or 1) + 1)
