"""The command line: every command, its options, and what they are when they are not given."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from optimizer.commands import calls
from optimizer.commands.arguments import amount, number, seconds, share, whole, years


def parser(version: str) -> argparse.ArgumentParser:
    """Every command with its options; what was parsed names under `run` the function to call.

    Args:
        version: of the program, for those who ask for it.
    """
    line = argparse.ArgumentParser(
        prog="optimizer", description="Plan critical-mineral supply chains from one workbook."
    )
    line.add_argument("--version", action="version", version=f"optimizer {version}")
    commands = line.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in _COMMANDS:
        add(commands)
    return line


def _on_book(commands: Any, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    """A command that takes a workbook."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=text)
    command.add_argument("book", type=Path, metavar="BOOK")
    command.set_defaults(run=run)
    return command


def _on_case(command: argparse.ArgumentParser, case: str = "case", folder: str = "outputs/<book>-<case>") -> None:
    """Options of a command that solves one case into a folder."""
    command.add_argument("--case", default="base", metavar="C", help=f"{case} (base)")
    command.add_argument("--out", type=Path, metavar="DIR", help=f"folder ({folder})")
    _search_options(command)


def _of_check(commands: Any) -> None:
    command = _on_book(commands, "check", calls.check, "read and validate a workbook")
    command.add_argument("--mark", action="store_true", help="write a copy with every finding as a comment")


def _of_solve(commands: Any) -> None:
    _on_case(_on_book(commands, "solve", calls.solve, "solve one case of a workbook"), "case to solve")


def _of_studies(commands: Any) -> None:
    comparing = _on_book(commands, "compare", calls.compare, "solve several cases of a workbook and compare them")
    comparing.add_argument("--cases", metavar="A,B", help="cases to compare with base (all)")
    comparing.add_argument("--out", type=Path, metavar="DIR", help="folder (outputs/<book>-comparison)")
    _search_options(comparing)
    _engine_options(comparing)

    sweeping = _on_book(commands, "sweep", calls.sweep, "a frontier over budgets, or over the value of a target")
    vary = "budgets, budgets:FUNDER, or the name of a target"
    sweeping.add_argument("--vary", default="budgets", metavar="WHAT", help=f"{vary} (budgets)")
    sweeping.add_argument("--from", type=amount, dest="first", metavar="V", help="first factor or value (50%%)")
    sweeping.add_argument("--to", type=amount, dest="last", metavar="V", help="last factor or value (200%%)")
    sweeping.add_argument("--steps", type=number, default=12, metavar="N", help="number of points (12)")
    sweeping.add_argument("--nested", action="store_true", help="keep what tighter points picked, and price that")
    _on_case(sweeping, "case to start from", "outputs/<book>-sweep-<what>")
    _engine_options(sweeping)


def _of_explain(commands: Any) -> None:
    command = _on_book(commands, "explain", calls.explain, "what binds, and why each project is in or out")
    command.add_argument("--projects", metavar="A,B", help="projects to explain (all)")
    questions = "seconds for questions about the plan (300)"
    command.add_argument("--time", type=seconds, default=300.0, metavar="S", help=questions)
    steps = "targets and budgets whose next step is solved (4)"
    command.add_argument("--steps", type=whole, default=4, metavar="N", help=steps)
    command.add_argument("--sweep", type=Path, metavar="DIR", help="folder of a sweep, for first budgets")
    _on_case(command, "case to explain")
    _engine_options(command)


def _of_alternatives(commands: Any) -> None:
    command = _on_book(commands, "alternatives", calls.alternatives, "plans near the optimum that build other projects")
    within = "so much dearer: 2%% of the programme, or MUSD (2%%)"
    command.add_argument("--within", default="2%", metavar="D", help=within)
    command.add_argument("--differ", type=number, default=2, metavar="K", help="projects that differ, at least (2)")
    command.add_argument("--count", type=number, default=5, metavar="N", help="alternatives to look for (5)")
    command.add_argument("--time", type=seconds, default=120.0, metavar="S", help="seconds for each of them (120)")
    _on_case(command)


def _of_late(commands: Any) -> None:
    command = _on_book(commands, "late", calls.late, "which project, late or dearer, hurts the plan most")
    command.add_argument("--years", type=years, default=(1, 3), metavar="1,3", help="years of delay (1,3)")
    command.add_argument("--dearer", type=amount, default=0.3, metavar="S", help="more capex (30%%)")
    _on_case(command)


def _of_sample(commands: Any) -> None:
    command = _on_book(
        commands, "sample", calls.sample, "draw scenarios from the sheet hazards into a copy of a workbook"
    )
    futures = "futures to draw (100); those without any disruption are base"
    command.add_argument("--scenarios", type=number, default=100, metavar="N", help=futures)
    same = "the same seed draws the same futures (1)"
    command.add_argument("--seed", type=whole, default=1, metavar="S", help=same)
    keep = "keep the workbook's own scenarios; the futures drawn share the probability that they leave"
    command.add_argument("--keep", action="store_true", help=keep)
    command.add_argument("--out", type=Path, metavar="FILE", help="the copy to write (<book>-sampled.xlsx beside it)")


def _of_plans(commands: Any) -> None:
    auditing = commands.add_parser("audit", help="calculate a plan a second time, from its files alone")
    auditing.add_argument("folder", type=Path, metavar="DIR")
    auditing.add_argument("--book", type=Path, metavar="BOOK", help="the plan's workbook, where it is elsewhere")
    auditing.set_defaults(run=calls.audit)

    reporting = commands.add_parser("report", help="one page of a plan or a study, to be read in a browser")
    reporting.add_argument("folder", type=Path, metavar="DIR")
    reporting.add_argument("--out", type=Path, metavar="FILE", help="the file to write (DIR/report.html)")
    reporting.set_defaults(run=calls.report)

    differing = commands.add_parser("diff", help="what changed between two plans")
    differing.add_argument("before", type=Path, metavar="DIR", help="folder of the plan that is compared with")
    differing.add_argument("after", type=Path, metavar="DIR", help="folder of the plan that is compared")
    differing.add_argument("--out", type=Path, metavar="DIR", help="folder for difference.xlsx and difference.json")
    differing.set_defaults(run=calls.diff)


def _of_template(commands: Any) -> None:
    _on_book(commands, "template", calls.template, "write an empty workbook with every sheet")


def _search_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--gap", type=share, metavar="G", help="stop when proven within this share of the programme")
    command.add_argument("--time-limit", type=seconds, metavar="S", help="stop a search after so many seconds")


def _engine_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workers", type=number, metavar="N", help="solve so many at once (as many as processors)")
    command.add_argument("--scheduler", metavar="ADDRESS", help="solve on a Dask cluster, such as tcp://host:8786")


_COMMANDS = (
    *(_of_check, _of_sample, _of_solve, _of_studies, _of_explain),
    *(_of_alternatives, _of_late, _of_plans, _of_template),
)
