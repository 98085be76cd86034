"""The commands: parse, call, print, exit code.

Results go to standard output, progress and findings to standard error. Heavy imports wait until a command needs them.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from optimizer import __version__
from optimizer.commands.status import FAULT, NO_PLAN, OK, STOPPED, WRONG_INPUT
from optimizer.errors import CaseError, NoPlanError, OptimizerError, StoppedError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CaseError as error:
        from optimizer.console import counted, show_findings

        show_findings(error.findings)
        count = sum(f.severity == "error" for f in error.findings)
        print(f"{counted(count, 'error')}: nothing was solved or written.", file=sys.stderr)
        return WRONG_INPUT
    except NoPlanError as error:
        print(error)
        return NO_PLAN
    except StoppedError as error:
        print(error, file=sys.stderr)
        return STOPPED
    except OptimizerError as error:
        print(error, file=sys.stderr)
        return WRONG_INPUT
    except KeyboardInterrupt:
        print("stopped; nothing was written", file=sys.stderr)
        return STOPPED
    except Exception:
        traceback.print_exc()
        print("This is a fault of the program, not of the workbook.", file=sys.stderr)
        return FAULT


def check(options: argparse.Namespace) -> int:
    """Read and validate a workbook, print the findings, on request mark them in a copy."""
    from optimizer.console import counted, show_findings
    from optimizer.excel.load import check_book

    findings = check_book(options.book)
    show_findings(findings, sys.stdout)
    errors = sum(f.severity == "error" for f in findings)
    print(f"{options.book}: {counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}")
    if options.mark:
        from optimizer.excel.mark import mark

        print(f"marked copy: {mark(options.book, findings)}")
    return WRONG_INPUT if errors else OK


def solve(options: argparse.Namespace) -> int:
    """Solve one case and write its plan."""
    from optimizer.commands.solve import solve_book

    return solve_book(options.book, options.case, options.out, options.gap, options.time_limit)


def compare(options: argparse.Namespace) -> int:
    """Solve several cases and write what tells them apart."""
    from optimizer.commands.compare import compare_book

    return compare_book(
        options.book,
        options.cases,
        options.out,
        options.workers,
        options.gap,
        options.time_limit,
        options.scheduler,
    )


def sweep(options: argparse.Namespace) -> int:
    """Solve a case again and again with other budgets, or another value of a target."""
    from optimizer.commands.sweep import Search, Sweep, sweep_book

    asked = Sweep(options.vary, options.first, options.last, options.steps, options.nested, options.case)
    search = Search(options.gap, options.time_limit)
    return sweep_book(options.book, asked, search, options.out, options.workers, options.scheduler)


def explain(options: argparse.Namespace) -> int:
    """Tell what binds in a plan, and why each project is in or out."""
    from optimizer.commands.explain import Asked, explain_book

    asked = Asked(options.case, options.projects, options.time, options.steps, options.sweep)
    return explain_book(
        options.book, asked, options.out, options.gap, options.time_limit, options.workers, options.scheduler
    )


def audit(options: argparse.Namespace) -> int:
    """Calculate a plan a second time."""
    from optimizer.commands.audit import audit_dir

    return audit_dir(options.folder, options.book)


def diff(options: argparse.Namespace) -> int:
    """Tell what changed between two plans."""
    from optimizer.commands.diff import diff_plans

    diff_plans(options.before, options.after, options.out)
    return OK


def template(options: argparse.Namespace) -> int:
    """Write an empty workbook with every sheet."""
    from optimizer.excel.template import write_template

    print(f"written: {write_template(options.book)}")
    return OK


def share(text: str) -> float:
    """A share such as 0.01 or 1%.

    Raises:
        argparse.ArgumentTypeError: the text is no share.
    """
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share between 0 and 100%; write 1% or 0.01")
    return value


def amount(text: str) -> float:
    """A number that is not negative, or a percentage.

    Raises:
        argparse.ArgumentTypeError: the text is neither.
    """
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number or percentage; write 50% or 0.5")
    return value


def seconds(text: str) -> float:
    """A number of seconds, more than 0.

    Raises:
        argparse.ArgumentTypeError: the text is no number of seconds.
    """
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return value


def number(text: str) -> int:
    """A whole number, at least 1.

    Raises:
        argparse.ArgumentTypeError: the text is no such number.
    """
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def whole(text: str) -> int:
    """A whole number, also 0.

    Raises:
        argparse.ArgumentTypeError: the text is no such number.
    """
    return 0 if text == "0" else number(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="optimizer", description="Plan critical-mineral supply chains from one workbook."
    )
    parser.add_argument("--version", action="version", version=f"optimizer {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    checking = commands.add_parser("check", help="read and validate a workbook")
    checking.add_argument("book", type=Path, metavar="BOOK")
    checking.add_argument("--mark", action="store_true", help="write a copy with every finding as a comment")
    checking.set_defaults(run=check)

    solving = commands.add_parser("solve", help="solve one case of a workbook")
    solving.add_argument("book", type=Path, metavar="BOOK")
    solving.add_argument("--case", default="base", metavar="C", help="case to solve (base)")
    solving.add_argument("--out", type=Path, metavar="DIR", help="folder for the plan (outputs/<book>-<case>)")
    _search_options(solving)
    solving.set_defaults(run=solve)

    comparing = commands.add_parser("compare", help="solve several cases of a workbook and compare them")
    comparing.add_argument("book", type=Path, metavar="BOOK")
    comparing.add_argument("--cases", metavar="A,B", help="cases to compare with base (all)")
    comparing.add_argument("--out", type=Path, metavar="DIR", help="folder (outputs/<book>-comparison)")
    _search_options(comparing)
    _engine_options(comparing)
    comparing.set_defaults(run=compare)

    sweeping = commands.add_parser("sweep", help="a frontier over budgets, or over the value of a target")
    sweeping.add_argument("book", type=Path, metavar="BOOK")
    vary = "budgets, budgets:FUNDER, or the name of a target"
    sweeping.add_argument("--vary", default="budgets", metavar="WHAT", help=f"{vary} (budgets)")
    sweeping.add_argument("--from", type=amount, dest="first", metavar="V", help="first factor or value (50%%)")
    sweeping.add_argument("--to", type=amount, dest="last", metavar="V", help="last factor or value (200%%)")
    sweeping.add_argument("--steps", type=number, default=12, metavar="N", help="number of points (12)")
    sweeping.add_argument("--nested", action="store_true", help="keep what tighter points picked, and price that")
    sweeping.add_argument("--case", default="base", metavar="C", help="case to start from (base)")
    sweeping.add_argument("--out", type=Path, metavar="DIR", help="folder (outputs/<book>-sweep-<what>)")
    _search_options(sweeping)
    _engine_options(sweeping)
    sweeping.set_defaults(run=sweep)

    explaining = commands.add_parser("explain", help="what binds, and why each project is in or out")
    explaining.add_argument("book", type=Path, metavar="BOOK")
    explaining.add_argument("--case", default="base", metavar="C", help="case to explain (base)")
    explaining.add_argument("--projects", metavar="A,B", help="projects to explain (all)")
    explaining.add_argument(
        "--time", type=seconds, default=300.0, metavar="S", help="seconds for questions about the plan (300)"
    )
    explaining.add_argument(
        "--steps", type=whole, default=4, metavar="N", help="targets and budgets whose next step is solved (4)"
    )
    explaining.add_argument("--sweep", type=Path, metavar="DIR", help="folder of a sweep, for first budgets")
    explaining.add_argument("--out", type=Path, metavar="DIR", help="folder (outputs/<book>-<case>)")
    _search_options(explaining)
    _engine_options(explaining)
    explaining.set_defaults(run=explain)

    auditing = commands.add_parser("audit", help="calculate a plan a second time, from its files alone")
    auditing.add_argument("folder", type=Path, metavar="DIR")
    auditing.add_argument("--book", type=Path, metavar="BOOK", help="the plan's workbook, where it is elsewhere")
    auditing.set_defaults(run=audit)

    differing = commands.add_parser("diff", help="what changed between two plans")
    differing.add_argument("before", type=Path, metavar="DIR", help="folder of the plan that is compared with")
    differing.add_argument("after", type=Path, metavar="DIR", help="folder of the plan that is compared")
    differing.add_argument("--out", type=Path, metavar="DIR", help="folder for difference.xlsx and difference.json")
    differing.set_defaults(run=diff)

    blank = commands.add_parser("template", help="write an empty workbook with every sheet")
    blank.add_argument("book", type=Path, metavar="BOOK")
    blank.set_defaults(run=template)
    return parser


def _search_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--gap", type=share, metavar="G", help="stop when proven within this share of the programme")
    command.add_argument("--time-limit", type=seconds, metavar="S", help="stop a search after so many seconds")


def _engine_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workers", type=number, metavar="N", help="solve so many at once (as many as processors)")
    command.add_argument("--scheduler", metavar="ADDRESS", help="solve on a Dask cluster, such as tcp://host:8786")


if __name__ == "__main__":
    sys.exit(main())
