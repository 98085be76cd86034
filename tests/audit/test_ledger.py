"""What is tolerated of a difference, which one is told, and in which words."""

from __future__ import annotations

import pytest

from optimizer.audit.ledger import Audit, Group
from optimizer.audit.taken import SENTENCE
from optimizer.audit.text import summary, verdict


def ledger(absolute: float = 1.0, relative: float = 0.0) -> Group:
    return Group("sums", "everything adds up", "t", absolute=absolute, relative=relative)


@pytest.mark.parametrize(
    ("stated", "found", "parts", "relative", "holds"),
    [
        (5.0, 6.0, (), 0.0, True),
        (6.0, 5.0, (), 0.0, True),
        (5.0, 6.01, (), 0.0, False),
        (6.01, 5.0, (), 0.0, False),
        (100.0, 111.0, (), 0.1, True),
        (111.0, 100.0, (), 0.1, True),
        (-100.0, -111.0, (), 0.1, True),
        (100.0, 113.0, (), 0.1, False),
        (113.0, 100.0, (), 0.1, False),
        (0.0, 21.0, (120.0, -80.0), 0.1, True),
        (0.0, 21.1, (120.0, -80.0), 0.1, False),
        (None, None, (), 0.0, True),
        (None, 0.0, (), 0.0, False),
        (0.0, None, (), 0.0, False),
    ],
)
def test_what_is_the_same(
    stated: float | None, found: float | None, parts: tuple[float, ...], relative: float, holds: bool
) -> None:
    """Up to a figure, and up to a share of the largest of both figures and of what they are added up from."""
    group = ledger(relative=relative)
    group.equal("sum", stated, found, parts)
    assert (group.checks, not group.failures) == (1, holds)


@pytest.mark.parametrize(
    ("less", "more", "parts", "relative", "holds"),
    [
        (3.0, 9.0, (), 0.0, True),
        (6.0, 5.0, (), 0.0, True),
        (6.01, 5.0, (), 0.0, False),
        (-5.0, -6.0, (), 0.0, True),
        (-4.9, -6.0, (), 0.0, False),
        (112.0, 100.0, (), 0.1, True),
        (113.0, 100.0, (), 0.1, False),
        (-100.0, -112.0, (), 0.1, True),
        (-100.0, -113.0, (), 0.1, False),
        (21.0, 0.0, (120.0, -80.0), 0.1, True),
        (21.1, 0.0, (120.0, -80.0), 0.1, False),
    ],
)
def test_limits(less: float, more: float, parts: tuple[float, ...], relative: float, holds: bool) -> None:
    for least in (False, True):
        group = ledger(relative=relative)
        if least:
            group.at_least("sum", more, less, parts)
        else:
            group.at_most("sum", less, more, parts)
        assert (group.checks, not group.failures) == (1, holds)


def test_the_difference_that_is_nearest_to_its_tolerance_is_told() -> None:
    group = ledger(absolute=1.0, relative=0.1)
    assert (group.residual, group.tolerance, group.where, group.residual_unit) == (0.0, 0.0, "", "")
    group.equal("the same", 5.0, 5.0)
    assert group.tolerance == 0.0
    group.equal("large", 1000.0, 1010.0)
    group.equal("small", 1.0, 2.0, unit="MUSD")
    assert (group.residual, group.tolerance, group.where, group.residual_unit) == (1.0, 1.2, "small", "MUSD")
    group.at_most("less", 2.0, 1.5)
    group.equal("large again", 1000.0, 1010.0)
    assert group.where == "small"
    group.at_least("more", 1.0, 6.0)
    assert (group.residual, group.tolerance, group.where, group.residual_unit) == (5.0, 1.6, "more", "t")


def test_a_figure_on_the_right_side_of_its_limit_is_no_difference() -> None:
    group = ledger(absolute=0.1)
    group.at_most("less", 1.0, 9.0)
    group.at_least("more", 9.0, 1.0)
    assert (group.residual, group.tolerance, group.failures) == (0.0, 0.0, [])


def test_words() -> None:
    group = ledger(absolute=0.1)
    group.equal("sum", 1.0, 2345678.5)
    group.equal("price", 1.0, 2.0, unit="USD/t")
    group.equal("share", 1.0, 2.0, unit="")
    group.at_most("sum", 2.0, 1.0)
    group.at_most("sum", 2.0, 1.0, unit="MUSD")
    group.at_least("sum", 1.0, 2.0)
    group.at_least("sum", 1.0, 2.0, unit="MUSD")
    group.same("level", None, "high")
    group.same("level", "", 2030)
    group.same("hard", True, False)
    group.that(False, "it is wrong")
    assert group.failures == [
        "sum: the plan says 1, it is 2,345,678.5 t",
        "price: the plan says 1, it is 2 USD/t",
        "share: the plan says 1, it is 2",
        "sum: 2, allowed are at most 1 t",
        "sum: 2, allowed are at most 1 MUSD",
        "sum: 1, needed are at least 2 t",
        "sum: 1, needed are at least 2 MUSD",
        "level: the plan says nothing, it is high",
        "level: the plan says nothing, it is 2030",
        "hard: the plan says yes, it is no",
        "it is wrong",
    ]


def audit(number: int) -> Audit:
    """An audit in which so many checks fail."""
    good, bad = Group("costs", "every term"), ledger(absolute=0.1)
    good.same("case", "base", "base")
    good.equal("capex", 1.0, 1.0 + 1e-10)
    for n in range(number):
        bad.that(False, f"sum {n} is wrong")
    return Audit((good, bad), ("No workbook.",))


def test_an_audit_that_is_passed() -> None:
    assert audit(0).ok
    assert verdict(audit(0)) == "audited: 2 checks of a second calculation hold"
    assert summary(audit(0)).splitlines() == [
        "costs                  2 checks  every term",
        f"{'':33}largest difference 1e-10 MUSD: capex",
        "sums                   0 checks  everything adds up",
        "No workbook.",
        SENTENCE,
        "The plan passes its audit: 2 checks.",
    ]


@pytest.mark.parametrize(("number", "more"), [(1, []), (20, []), (21, ["  and 1 more"]), (1020, ["  and 1,000 more"])])
def test_an_audit_that_fails(number: int, more: list[str]) -> None:
    found = audit(number)
    lines = [
        f"THIS PLAN FAILS ITS AUDIT: {number:,} of {number + 2:,} checks.",
        *(f"  sums: sum {n} is wrong" for n in range(min(number, 20))),
        *more,
    ]
    assert not found.ok
    assert verdict(found) == "\n".join(lines)
    assert summary(found).endswith("\n".join([SENTENCE, *lines]))
    assert f"sums           {number:>9,} checks  {number:,} FAIL: everything adds up" in summary(found).splitlines()


def test_a_difference_without_a_unit() -> None:
    group = Group("head", "it is said", "")
    group.equal("gap", 1.0, 1.0 + 1e-10)
    assert f"{'':33}largest difference 1e-10: gap" in summary(Audit((group,))).splitlines()
