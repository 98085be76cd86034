"""Every name that a planner may type is a folder's name."""

import pytest

from optimizer.engine.folder_name import folder_name
from optimizer.engine.store import Store

HOSTILE = [
    "a/b",
    "a\\b",
    "..",
    ".",
    "con",
    "NUL.txt",
    "COM1",
    "x.",
    "a:b",
    'q"?*<>|',
    "tab\tline\n",
    "x.json",
    "é" * 300,
    "日本" * 100,
    "𠮷" * 100,
]


@pytest.mark.parametrize("name", ["base", "Budgets halved", "50 %", "gap 0.5", "Größe", "日本"])
def test_a_harmless_name_is_kept(name):
    assert folder_name(name) == name


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_becomes_a_folder(name, tmp_path):
    place = Store(tmp_path).place(name)
    place.mkdir()
    assert place.parent == tmp_path
    assert place.name not in (name, "", ".", "..")
    assert place.name == place.name.strip(" .")
    assert place.name.partition(".")[0].lower() not in ("con", "nul", "com1")
    assert len(place.name.encode()) < 200


def test_names_that_look_alike_have_folders_of_their_own(tmp_path):
    store = Store(tmp_path)
    names = [*HOSTILE, "a_b", "Poor", "poor", "POOR", "a?b"]
    folders = [store.place(name).name.casefold() for name in names]
    assert len(set(folders)) == len(names)
    assert [store.place(name).name.casefold() for name in reversed(names)] == folders[::-1]
