"""Studies made by hand: a comparison of five cases, a sweep of twelve points and a difference of two plans."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from optimizer.case.case import Case
from optimizer.case.sheets import Country, Funder, Market, Material, Project
from optimizer.plan.plan import Plan
from optimizer.study import tables as schema
from optimizer.study.study import Study
from tests.plans import row, small_case, small_plan

Frames = dict[str, pd.DataFrame]

CASES = ("base", "budgets_halved", "no_cooperation", "no_price_floors", "all_targets_hard")
PLANNED = CASES[:-1]
TERMS = {
    "capex": 900.0,
    "salvage": -310.0,
    "fixed_opex": 120.0,
    "opex": 640.0,
    "purchases": 5200.0,
    "freight": 210.0,
    "duty": 95.0,
    "shortage": 480.0,
    "target_penalty": 60.0,
    "public_funds_premium": 45.0,
}
FUNDERS = {
    "DPA": "Defense Production Act",
    "EXIM": "Export-Import Bank",
    "CRMA": "Critical Raw Materials Fund",
    "JOGMEC": "JOGMEC",
}
PARTNERS = {"DPA": "US", "EXIM": "US", "CRMA": "EU", "JOGMEC": "JP"}
SCENARIOS = {"base": 0.7, "rare_earth_stop": 0.2, "strait_closed": 0.1, "price_war": 0.0}


def frame(table: Any, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=table.names)


def study(kind: Any, given: Mapping[str, Any]) -> Study:
    return Study(kind=kind, workbook="book.xlsx", workbook_sha256="ab" * 32, **given)


def project_names(count: int) -> dict[str, str]:
    kinds = ("mine", "refinery", "magnet plant", "smelter", "recycling plant")
    places = ("Nolans", "Eneabba", "Mountain Pass", "Kvanefjeld", "Serra Verde", "Norra Kärr", "Songwe Hill")
    return {f"P{n:03}": f"{places[n % len(places)]} {kinds[n % len(kinds)]} {n + 1}" for n in range(count)}


def study_case(projects: int = 14, **changes: Any) -> Case:
    """Names for everything that the studies speak of."""
    small = small_case()
    facts: dict[str, Any] = {
        "countries": {
            **small.countries,
            "USA": row(Country, country="USA", name="United States of America", bloc="partner", market="US"),
        },
        "markets": {
            m: row(Market, market=m, name=n, partner=True)
            for m, n in (("US", "United States"), ("EU", "European Union"), ("JP", "Japan"))
        },
        "materials": {
            **small.materials,
            "NDPR": row(Material, material="NDPR", name="NdPr oxide (t REO)", stage="processing"),
        },
        "projects": {
            key: dataclasses.replace(small.projects["refinery"], project=key, name=name)
            for key, name in project_names(projects).items()
        },
        "funders": {key: row(Funder, funder=key, name=name, partner=PARTNERS[key]) for key, name in FUNDERS.items()},
    }
    assert all(isinstance(p, Project) for p in facts["projects"].values())
    return small_case(**{**facts, **changes})


def study_plan(number: int = 0, projects: int = 14, **changes: Any) -> Plan:
    """A plan whose cost rises with its number."""
    facts = {"objective_musd": 7440.0 + 110.0 * number, "bound_musd": 7420.0 + 108.0 * number, "programme_musd": 1450.0}
    return small_plan(study_case(projects), **{**facts, **changes})


def starts(cases: Iterable[str], projects: int) -> dict[tuple[str, str], int]:
    """A start for most pairs, so that every way in which two plans can differ occurs."""
    found = {}
    for number, case in enumerate(cases):
        for n, project in enumerate(project_names(projects)):
            moved = (n * 7 + number * (n % 4)) % 5
            if n % 7 == 6 or (n % 3 == 2 and moved < 2):
                continue
            found[case, project] = 2026 + n % 6 + (moved % 3 - 1 if n > 2 and number and n % 2 else 0)
    return found


def project_tables(cases: tuple[str, ...], count: int, classes: tuple[str, str, str, str]) -> Frames:
    years = starts(cases, count)
    names = project_names(count)
    times = {p: sum((c, p) in years for c in cases) for p in names}
    kinds = ("mine", "refinery", "magnet_plant", "smelter", "recycling")

    def called(n: int, project: str) -> str:
        if n < 2:
            return classes[0]
        return classes[1] if times[project] == len(cases) else classes[2] if times[project] else classes[3]

    rows = [
        (
            p,
            name,
            ("AUS", "USA", "BRA")[n % 3],
            kinds[n % 5],
            ("NDPR", "OXIDE", "ORE")[n % 3],
            40.0 + 37.5 * n,
            called(n, p),
            times[p],
        )
        for n, (p, name) in enumerate(names.items())
    ]
    return {
        "projects": frame(schema.PROJECTS, rows),
        "starts": frame(
            schema.STARTS,
            [
                (c, p, y, "floor_60" if p in ("P003", "P008") else None, 12.5 * (int(p[1:]) % 5))
                for (c, p), y in years.items()
            ],
        ),
    }


def money(cases: tuple[str, ...]) -> pd.DataFrame:
    rows = []
    for number, case in enumerate(cases):
        for n, (funder, name) in enumerate(FUNDERS.items()):
            paid = (120.0 + 60.0 * n, 15.0 * n, 8.0) if number != 1 else (60.0 + 30.0 * n, 5.0 * n, 2.0)
            before = 120.0 + 60.0 * n + 15.0 * n + 8.0
            rows.append((case, funder, name, PARTNERS[funder], *paid, sum(paid), sum(paid) - before))
    return frame(schema.FUNDING, rows)


def futures(cases: tuple[str, ...]) -> pd.DataFrame:
    rows = [
        (case, s, p, 180.0 * n * (1 + 0.3 * number), 900.0 * n * (1 + 0.4 * number), 360.0 * n * number)
        for number, case in enumerate(cases)
        for n, (s, p) in enumerate(SCENARIOS.items())
    ]
    return frame(schema.SHORTAGE, rows)


def targets(cases: tuple[str, ...]) -> pd.DataFrame:
    rows = []
    for number, case in enumerate(cases):
        less = "At most 50 % of the Oxide delivered to the United States from any one foreign country, 2028–2035"
        rows.append((case, "less_china", less, 3, 1200.0 + 200 * number, 2031, 200.0 * number))
        cover = "Stock of Oxide for the European Union of at least 30 days of demand, 2028"
        rows.append(
            (case, "cover", cover, number % 2, 50.0 * (number % 2), 2028 if number % 2 else None, 50.0 * (number % 2))
        )
    return frame(schema.TARGETS, rows)


def changes(cases: tuple[str, ...]) -> pd.DataFrame:
    rows = [
        (case, "budgets", funder, year, "200", "100", f"Budget of {name} in {year} halved")
        for case in cases
        for funder, name in list(FUNDERS.items())[:2]
        for year in ("2027", "2028")
    ]
    return frame(schema.CHANGES, rows)


def comparison(
    projects: int = 14, cases: tuple[str, ...] = CASES, planned: tuple[str, ...] = PLANNED, **more: Any
) -> Study:
    """Five cases, the last without a plan."""
    plans = {name: study_plan(number, projects) for number, name in enumerate(planned)}
    tables: Frames = {
        "cases": frame(schema.CASES, [_case(n, c, c in planned) for n, c in enumerate(cases)]),
        "stories": frame(schema.STORIES, _stories(planned)),
        "changes": changes(cases[1:]),
        "costs": frame(
            schema.COSTS,
            [
                (c, term, musd * (1 + 0.02 * n), 0.02 * n * musd)
                for n, c in enumerate(planned)
                for term, musd in [*TERMS.items(), ("total", sum(TERMS.values()))]
            ],
        ),
        "funding": money(planned),
        **project_tables(planned, projects, ("committed", "always", "sometimes", "never")),
        "stockpiles": frame(
            schema.STOCKPILES,
            [
                (c, pile, m, 800.0 + 90 * n, 950.0 + 90 * n, 90.0 * n)
                for n, c in enumerate(planned)
                for pile, m in (("us_reserve", "NDPR"), ("eu_reserve", "OXIDE"))
            ],
        ),
        "shortage": futures(planned),
        "targets": targets(planned),
        "differences": frame(schema.DIFFERENCES, [row for c in planned[1:] for row in _differences(c)]),
        "cooperation": frame(schema.COOPERATION, _cooperation(planned)),
        "partners": frame(schema.PARTNERS, _partners(planned)),
    }
    given = {
        "title": "Comparison of cases: transatlantic programme",
        "facts": {"wall time": "184 s", "gap": "1 %"},
        "tables": tables,
        "plans": plans,
        **more,
    }
    return study("comparison", given)


def _case(number: int, case: str, planned: bool) -> tuple[Any, ...]:
    if not planned:
        return (
            case,
            "no plan",
            *(None,) * 16,
            "The target 'cover' cannot be reached: stock is at most 50 t (stockpiles!F7)",
        )
    against = 110.0 * number if number != 3 else 9.0
    ranged = (against, against - 20, against + 12, number != 3) if number else (None,) * 4
    cost = 7440.0 + 110.0 * number
    worst = ("rare_earth_stop", 640.5 + 90 * number)
    answer = "plan" if number != 2 else "stopped before its gap"
    return (
        case,
        answer,
        cost,
        cost - 20 - 2 * number,
        20.0 + 2 * number,
        1450.0,
        *ranged,
        9 - number,
        1800.0 - 250 * number,
        950.0 - 120 * number,
        310.0 + 55 * number,
        *worst,
        number,
        21.4,
        "",
    )


def _stories(planned: tuple[str, ...]) -> list[tuple[str, str]]:
    told = (
        [("base", "Base picks 9 of 14 candidate projects for 1.8 bn USD of capital cost.")] if "base" in planned else []
    )
    for number, case in enumerate(planned[1:], start=1):
        told += [
            (case, f"Costs {110 * number} MUSD more than base (between {110 * number - 20} and {110 * number + 12})."),
            (case, "Nolans mine 1 is no longer built; Norra Kärr mine 6 is built two years later."),
            (
                case,
                f"Expected shortage rises by {55 * number} t, most of it NdPr oxide in the scenario Rare earth stop.",
            ),
        ]
    return told


def _differences(case: str) -> list[tuple[Any, ...]]:
    return [
        (case, "cost", "shortage", "480.0", "620.0", 140.0, "MUSD", "Cost of shortage rises by 140 MUSD"),
        (case, "projects", "P003", "2028", "not built", None, "", "Kvanefjeld smelter 4 is no longer built"),
        (case, "money", "DPA", "128.0", "62.0", -66.0, "MUSD", "Defense Production Act pays 66 MUSD less"),
        (case, "scenarios", "rare_earth_stop", "900", "1,260", 360.0, "t", "360 t more are missing in Rare earth stop"),
    ]


def _cooperation(planned: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return (
        [
            (
                "Joint planning",
                planned[2],
                220.0,
                198.0,
                236.0,
                True,
                "Planning together is worth 220 MUSD (198 to 236).",
            ),
            (
                "Price support",
                planned[3],
                9.0,
                -11.0,
                21.0,
                False,
                "Price support is worth no more than the gap can tell.",
            ),
        ]
        if len(planned) > 3
        else []
    )


def _partners(planned: tuple[str, ...]) -> list[tuple[Any, ...]]:
    if len(planned) < 3:
        return []
    joint = [(planned[0], p, 300.0, 5200.0, 40.0, 200.0, 700.0, None, None, None, None) for p in ("US", "EU", "JP")]
    alone = [
        (planned[2], p, 310.0 - 40 * n, 4800.0, 66.0, 340.0, 640.0 + 90 * n, 40.0 * n - 10, 400.0, 26.0, 60.0 - 90 * n)
        for n, p in enumerate(("US", "EU", "JP"))
    ]
    return joint + alone


POINTS = tuple(f"{share} %" for share in (50, 60, 70, 80, 90, 100, 110, 120, 140, 160, 180, 200))


def sweep(projects: int = 14, points: tuple[str, ...] = POINTS, nested: bool = True, **more: Any) -> Study:
    """Twelve points, the first without a plan."""
    planned = points[1:]
    plans = {name: study_plan(len(planned) - number, projects) for number, name in enumerate(planned)}
    tables: Frames = {
        "points": frame(schema.POINTS, [_point(n, p, nested) for n, p in enumerate(points)]),
        "steps": frame(schema.STEPS, [_step(a, b, n) for n, (a, b) in enumerate(pairwise(planned))]),
        **project_tables(planned, projects, ("committed", "core", "swing", "never")),
        "dropped": frame(
            schema.DROPPED,
            [
                (
                    "P005",
                    "Norra Kärr mine 6",
                    "80 %",
                    "90 %",
                    "Songwe Hill refinery 7, Nolans magnet plant 8",
                    True,
                    "Norra Kärr mine 6 makes way for a larger project.",
                ),
                ("P009", "Mountain Pass recycling plant 10", "140 %", "160 %", "", False, "This may be chance."),
            ],
        ),
        "funding": money(planned).assign(against_base_musd=None),
        "shortage": futures(planned).assign(against_base_t=None),
        "targets": targets(planned).assign(against_base=None),
    }
    given = {
        "title": "Sweep over the budgets of all funders",
        "facts": {"varied": "budgets of all funders"},
        "tables": tables,
        "plans": plans,
        **more,
    }
    return study("sweep", given)


def _point(number: int, point: str, nested: bool) -> tuple[Any, ...]:
    value = float(point.split()[0]) / 100
    if number == 0:
        return (point, value, 1400 * value, "no plan", *(None,) * 12, "The hard target 'cover' cannot be reached")
    cost = 7200.0 + 900.0 / (number + 1)
    keeps = (
        (cost + 4.0 * number, 4.0 * number, max(0.0, 4.0 * number - 18), 4.0 * number + 9) if nested else (None,) * 4
    )
    return (
        point,
        value,
        1400 * value,
        "plan",
        cost,
        cost - 14,
        point if number != 5 else POINTS[4],
        cost + 1,
        3 + number,
        300.0 + 70 * number,
        420.0 / number,
        max(0, 3 - number),
        *keeps,
        "",
    )


def _step(first: str, second: str, number: int) -> tuple[Any, ...]:
    saves = 900.0 / (number + 2) - 900.0 / (number + 3)
    more = 14.0 * (float(second.split()[0]) - float(first.split()[0]))
    told = saves > 20
    return (
        first,
        second,
        more,
        0.8 * more,
        saves,
        max(0.0, saves - 14),
        saves + 14,
        told,
        100 * saves / more,
        "Norra Kärr mine 6, Nolans magnet plant 8" if number % 2 else "",
        "Eneabba smelter 9" if number == 3 else "",
        f"From {first} to {second} ({more:,.0f} MUSD more budget): saves {saves:,.0f} MUSD.",
    )


def difference(projects: int = 14, **more: Any) -> Study:
    """Two plans."""
    two = ("before", "after")
    whole = comparison(projects, cases=two, planned=two).tables
    tables = {table.name: whole[table.name] for table in schema.DIFFERENCE}
    plans: Mapping[str, Plan] = {name: study_plan(number, projects) for number, name in enumerate(two)}
    given = {
        "title": "What the second plan changes",
        "facts": {"first": "outputs/a", "second": "outputs/b"},
        "tables": tables,
        "plans": plans,
        **more,
    }
    return study("difference", given)


def without_plans(kind: str) -> Study:
    """A study in which nothing could be solved."""
    whole = {"comparison": schema.COMPARISON, "sweep": schema.SWEEP, "difference": schema.DIFFERENCE}[kind]
    tables = {table.name: frame(table, []) for table in whole}
    if kind == "comparison":
        tables["cases"] = frame(schema.CASES, [_case(n, c, False) for n, c in enumerate(CASES)])
    if kind == "sweep":
        tables["points"] = frame(schema.POINTS, [_point(0, p, False) for p in POINTS])
    return study(kind, {"title": "Nothing works", "tables": tables})
