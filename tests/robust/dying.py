"""Writes results again and again, killed at another step each time: `python -m tests.robust.dying FOLDER KIND …`.

Steps are opening a file to write, replacing, removing and making folders (told by Python's own audit), and bytes: the
system ends the process, or refuses to write, where a file grows beyond so many.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from optimizer.drafts import drafts
from optimizer.engine.pair import is_torn
from optimizer.errors import OptimizerError
from tests.robust.results import KINDS, Kind, told

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link"}
Trouble = Callable[[], None]


def killed_at_step(number: int) -> Trouble:
    """Killed before the step of this number."""

    def prepare() -> None:
        left = number

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            reads = event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR))
            if event in STEPS and not reads:
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)

    return prepare


def killed_at_byte(size: int) -> Trouble:
    """Killed while a file grows beyond so many bytes."""

    def prepare() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return prepare


def full_at_byte(size: int) -> Trouble:
    """No file may grow beyond so many bytes, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def suffer(write: Callable[[], object], trouble: Trouble) -> int:
    """Write in a process of its own that has trouble; how it ended."""
    process = os.fork()
    if not process:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        trouble()
        try:
            write()
        except (OSError, OptimizerError):
            os._exit(2)
        except BaseException:
            os._exit(3)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


class Trial:
    """One kind of result: its old one is there, its new one is written with trouble."""

    def __init__(self, root: Path, name: str) -> None:
        self.name, self.kind, self.root = name, KINDS[name], root / name
        self.runs_left = 1000 if name == "small" else 3
        self.says = {new: self.written(self.kind, new) for new in (False, True)}
        assert all(self.says[False][file] != self.says[True][file] for file in self.kind.files if file != "book.xlsx")
        self.expected = sorted(path.name for path in self.fresh().iterdir())

    def written(self, kind: Kind, new: bool) -> dict[str, str]:
        folder = self.root / f"whole {new}"
        folder.mkdir(parents=True)
        kind.write(folder, new)
        return told(folder, kind)

    def fresh(self) -> Path:
        folder = self.root / "trial"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.root / "whole False", folder)
        return folder

    def go(self, trouble: Trouble, said: str) -> int:
        """The new result over the old one; whatever happens, each file is whole, and the next run puts all right."""
        folder = self.fresh()
        code = suffer(lambda: self.kind.write(folder, True), trouble)
        where = f"{self.name}, {said}, ended with {code}"
        assert code in (0, 2, -signal.SIGKILL, -signal.SIGXFSZ), where
        found = told(folder, self.kind)
        states = {file: [new for new in (False, True) if found[file] == self.says[new][file]] for file in found}
        assert all(states.values()), f"{where}: neither the old nor the new one: {states}"
        pair = folder / self.kind.files[0]
        torn = not set.intersection(*map(set, states.values()))
        assert not torn or is_torn(pair), f"{where}: two stories, and nothing says so"
        assert code != 2 or not drafts(pair), f"{where}: left {drafts(pair)}"
        if self.runs_left and (drafts(pair) or torn):
            self.runs_left -= 1
            self.run_again(folder, where)
        return code

    def run_again(self, folder: Path, where: str) -> None:
        """The next run leaves nothing but a whole new result."""
        self.kind.write(folder, True)
        assert told(folder, self.kind) == self.says[True], f"{where}: the next run is not whole"
        left = sorted(path.name for path in folder.iterdir())
        assert left == self.expected, f"{where}: left {left}"


def main(root: Path, names: list[str]) -> None:
    """Every step of every kind, and bytes all over its files."""
    for name in names:
        trial = Trial(root, name)
        step = 1
        while trial.go(killed_at_step(step), f"killed at step {step}"):
            step += 1
        assert step > 3, f"{name}: no steps were seen"
        largest = max((trial.root / "whole True" / file).stat().st_size for file in trial.kind.files)
        parts = 40 if name == "small" else 3
        sizes = sorted({0, *(largest * part // parts for part in range(1, parts))})
        ended = [trial.go(killed_at_byte(size), f"killed at byte {size}") for size in sizes]
        assert all(ended), f"{name}: it was not killed at {sizes} but {ended}"
        ended = [trial.go(full_at_byte(size), f"full at byte {size}") for size in sizes[1:]]
        assert set(ended) == {2}, f"{name}: a full disk is no error at {sizes} but {ended}"
        print(f"{name}: {step - 1} steps, {len(sizes)} sizes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
