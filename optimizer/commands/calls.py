"""Each command with the options of its line. What is heavy is imported when a command runs."""

from __future__ import annotations

import argparse

from optimizer.commands.status import OK


def check(options: argparse.Namespace) -> int:
    """Read and validate a workbook, print the findings, on request mark them in a copy."""
    from optimizer.commands.check import check_workbook

    return check_workbook(options.book, options.mark)


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
