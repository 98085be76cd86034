"""The commands: parse, call, print, exit code.

Results go to standard output, progress and findings to standard error. Heavy imports wait until a command needs them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from optimizer import __version__
from optimizer.arguments import amount, number, seconds, share, whole, years
from optimizer.commands import faults
from optimizer.commands.status import NO_PLAN, OK, STOPPED, WRONG_INPUT
from optimizer.errors import CaseError, NoPlanError, OptimizerError, StoppedError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    faults.take_any_sign()
    parser = _parser()
    options = parser.parse_args(arguments)
    if [] in vars(options).values():
        parser.error("-- is no value of an option")
    try:
        status = int(options.run(options))
        faults.flush()
        return status
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
    except OSError as error:
        return faults.of_the_machine(error)
    except Exception as error:
        return faults.of_the_program(error)


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
    from optimizer.commands.sweep import sweep_book
    from optimizer.engine.search import Search
    from optimizer.engine.sweeping import Sweep

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


def alternatives(options: argparse.Namespace) -> int:
    """Find plans near the optimum that build other projects."""
    from optimizer.commands.alternatives import alternatives_book
    from optimizer.near.asked import Asked, within

    asked = Asked(within(options.within), options.differ, options.count, options.time)
    return alternatives_book(options.book, asked, options.case, options.out, options.gap, options.time_limit)


def late(options: argparse.Namespace) -> int:
    """Tell which project, late or dearer, hurts the plan most."""
    from optimizer.commands.late import late_book
    from optimizer.late.study import AskedLate

    asked = AskedLate(options.years, options.dearer)
    return late_book(options.book, asked, options.case, options.out, options.gap, options.time_limit)


def sample(options: argparse.Namespace) -> int:
    """Draw scenarios from the hazards of a workbook into a copy of it."""
    from optimizer.commands.sample import sample_book
    from optimizer.sample.sampling import Asked

    return sample_book(options.book, Asked(options.scenarios, options.seed, options.keep), options.out)


def audit(options: argparse.Namespace) -> int:
    """Calculate a plan a second time."""
    from optimizer.commands.audit import audit_dir

    return audit_dir(options.folder, options.book)


def report(options: argparse.Namespace) -> int:
    """Write one page of a plan or a study."""
    from optimizer.commands.report import report_dir

    return report_dir(options.folder, options.out)


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="optimizer", description="Plan critical-mineral supply chains from one workbook."
    )
    parser.add_argument("--version", action="version", version=f"optimizer {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in _COMMANDS:
        add(commands)
    return parser


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
    command = _on_book(commands, "check", check, "read and validate a workbook")
    command.add_argument("--mark", action="store_true", help="write a copy with every finding as a comment")


def _of_solve(commands: Any) -> None:
    _on_case(_on_book(commands, "solve", solve, "solve one case of a workbook"), "case to solve")


def _of_studies(commands: Any) -> None:
    comparing = _on_book(commands, "compare", compare, "solve several cases of a workbook and compare them")
    comparing.add_argument("--cases", metavar="A,B", help="cases to compare with base (all)")
    comparing.add_argument("--out", type=Path, metavar="DIR", help="folder (outputs/<book>-comparison)")
    _search_options(comparing)
    _engine_options(comparing)

    sweeping = _on_book(commands, "sweep", sweep, "a frontier over budgets, or over the value of a target")
    vary = "budgets, budgets:FUNDER, or the name of a target"
    sweeping.add_argument("--vary", default="budgets", metavar="WHAT", help=f"{vary} (budgets)")
    sweeping.add_argument("--from", type=amount, dest="first", metavar="V", help="first factor or value (50%%)")
    sweeping.add_argument("--to", type=amount, dest="last", metavar="V", help="last factor or value (200%%)")
    sweeping.add_argument("--steps", type=number, default=12, metavar="N", help="number of points (12)")
    sweeping.add_argument("--nested", action="store_true", help="keep what tighter points picked, and price that")
    _on_case(sweeping, "case to start from", "outputs/<book>-sweep-<what>")
    _engine_options(sweeping)


def _of_explain(commands: Any) -> None:
    command = _on_book(commands, "explain", explain, "what binds, and why each project is in or out")
    command.add_argument("--projects", metavar="A,B", help="projects to explain (all)")
    questions = "seconds for questions about the plan (300)"
    command.add_argument("--time", type=seconds, default=300.0, metavar="S", help=questions)
    steps = "targets and budgets whose next step is solved (4)"
    command.add_argument("--steps", type=whole, default=4, metavar="N", help=steps)
    command.add_argument("--sweep", type=Path, metavar="DIR", help="folder of a sweep, for first budgets")
    _on_case(command, "case to explain")
    _engine_options(command)


def _of_alternatives(commands: Any) -> None:
    command = _on_book(commands, "alternatives", alternatives, "plans near the optimum that build other projects")
    within = "so much dearer: 2%% of the programme, or MUSD (2%%)"
    command.add_argument("--within", default="2%", metavar="D", help=within)
    command.add_argument("--differ", type=number, default=2, metavar="K", help="projects that differ, at least (2)")
    command.add_argument("--count", type=number, default=5, metavar="N", help="alternatives to look for (5)")
    command.add_argument("--time", type=seconds, default=120.0, metavar="S", help="seconds for each of them (120)")
    _on_case(command)


def _of_late(commands: Any) -> None:
    command = _on_book(commands, "late", late, "which project, late or dearer, hurts the plan most")
    command.add_argument("--years", type=years, default=(1, 3), metavar="1,3", help="years of delay (1,3)")
    command.add_argument("--dearer", type=amount, default=0.3, metavar="S", help="more capex (30%%)")
    _on_case(command)


def _of_sample(commands: Any) -> None:
    command = _on_book(commands, "sample", sample, "draw scenarios from the sheet hazards into a copy of a workbook")
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
    auditing.set_defaults(run=audit)

    reporting = commands.add_parser("report", help="one page of a plan or a study, to be read in a browser")
    reporting.add_argument("folder", type=Path, metavar="DIR")
    reporting.add_argument("--out", type=Path, metavar="FILE", help="the file to write (DIR/report.html)")
    reporting.set_defaults(run=report)

    differing = commands.add_parser("diff", help="what changed between two plans")
    differing.add_argument("before", type=Path, metavar="DIR", help="folder of the plan that is compared with")
    differing.add_argument("after", type=Path, metavar="DIR", help="folder of the plan that is compared")
    differing.add_argument("--out", type=Path, metavar="DIR", help="folder for difference.xlsx and difference.json")
    differing.set_defaults(run=diff)


def _of_template(commands: Any) -> None:
    _on_book(commands, "template", template, "write an empty workbook with every sheet")


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


if __name__ == "__main__":
    sys.exit(main())
