"""The oracle itself: published optima, and the identities that every plan has to meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from .classical import CLASSICAL, frame, settings
from .generate import random_book
from .model import solve_book
from .writing import write_book


@pytest.mark.parametrize("name", CLASSICAL)
def test_published_optimum(name: str, tmp_path: Path) -> None:
    """A classical problem gives its published optimum."""
    known = CLASSICAL[name](tmp_path / "book.xlsx")
    assert solve_book(known.path).objective == pytest.approx(known.objective_musd, rel=1e-9, abs=1e-7)


@pytest.mark.parametrize("seed", range(8))
def test_costs_add_up_to_the_objective(seed: int, tmp_path: Path) -> None:
    """Without a weight on risk the objective is the expected cost, also after both rules."""
    result = solve_book(random_book(seed, tmp_path / "book.xlsx", risk=False, hard=False))
    expected = sum(share * result.cost_musd[s]["total"] for s, share in result.probability.items())
    assert result.rule_applied
    assert expected == pytest.approx(result.objective, rel=1e-6, abs=1e-6)


def test_books_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    """A seed gives one book."""
    first, second = (solve_book(random_book(3, tmp_path / name)) for name in ("a.xlsx", "b.xlsx"))
    assert first.objective == second.objective


def test_cases_change_the_plan(tmp_path: Path) -> None:
    """The case that multiplies demand costs something else."""
    path = random_book(0, tmp_path / "book.xlsx", hard=False)
    assert solve_book(path).objective != solve_book(path, "thirsty").objective


@pytest.mark.parametrize("seed", range(10, 16))
def test_smaller_budgets_never_help(seed: int, tmp_path: Path) -> None:
    """Halved budgets cost as much or more, or leave no plan."""
    path = random_book(seed, tmp_path / "book.xlsx")
    rich, poor = solve_book(path), solve_book(path, "poor")
    assert poor.status == "infeasible" or poor.objective >= rich.objective - 1e-6


@pytest.mark.parametrize("floors", [False, True])
def test_a_business_plan_by_hand(floors: bool, tmp_path: Path) -> None:
    """One plant of 100 MUSD, 14 MUSD a year for two of its four years, half of it left at the end."""
    book = {
        "settings": settings(2030, 2032, discount_rate=0.1, private_discount_rate=0.1, viability="yes", salvage="yes"),
        **frame(["home"], {"here": "home"}, ["goods"]),
        "prices": [{"material": "goods", 2030: 2e6}],
        "demand": [{"material": "goods", "market": "home", "shortage_cost": 10e6, 2030: 10}],
        "projects": [{"project": "plant", "country": "here", "kind": "plant", "product": "goods", "capacity_t": 10,
                      "capex_musd": 100, "fixed_opex_musd": 1, "opex_usd_per_t": 0.5e6, "build_years": 1,
                      "life_years": 4, "latest_start": 2030, "max_public_share": 0.2 if floors else 1}],
        "funders": [{"funder": "fund"}],
        "price_floors": [{"material": "goods", "level": "high", "floor_usd_per_t": 4e6, "contract_years": 1}]
        if floors else [],
    }  # fmt: skip
    result = solve_book(write_book(tmp_path / "book.xlsx", book))
    gap = 100 - 14 / 1.1 - 14 / 1.21 - 50 / 1.21 - (20 / 1.1 if floors else 0)
    found = result.projects["plant"]
    assert found["price_floor"] == ("high" if floors else None)
    assert found["gap_musd"] == pytest.approx(gap)
    assert found["grants_musd"]["fund"] == pytest.approx({2030: gap})
    assert result.objective == pytest.approx(100 + 100 + 6 / 1.1 + 6 / 1.21 - 50 / 1.21)
    assert result.outlay_musd == pytest.approx(gap + (20 / 1.1 if floors else 0))


def test_cuts_of_two_levels_by_hand(tmp_path: Path) -> None:
    """Half is cut to one market and 80 % to the other: 5 t to both together, 2 t to the second."""
    book = {
        "settings": settings(), **frame(["one", "two"], {"far": None}, ["goods"]),
        "prices": [{"material": "goods", 2030: 1e6}],
        "demand": [{"material": "goods", "market": "one", "shortage_cost": 10e6, 2030: 5},
                   {"material": "goods", "market": "two", "shortage_cost": 20e6, 2030: 5}],
        "supply": [{"material": "goods", "country": "far", 2030: 10}],
        "projects": [{"project": "none", "country": "far", "kind": "mine", "product": "goods", "capacity_t": 1,
                      "capex_musd": 1, "life_years": 1, "status": "excluded"}],
        "scenarios": [{"scenario": "cut", "probability": 1}],
        "events": [{"scenario": "cut", "kind": "export_cut", "country": "far", "market": "one", "value": 0.5},
                   {"scenario": "cut", "kind": "export_cut", "market": "two", "value": 0.8}],
    }  # fmt: skip
    result = solve_book(write_book(tmp_path / "book.xlsx", book))
    assert result.objective == pytest.approx(5 + 2 * 10 + 3 * 20)
    assert result.cost_musd["base"]["total"] == pytest.approx(10)


def test_a_stockpile_in_a_crisis_by_hand(tmp_path: Path) -> None:
    """8 t bought before a lost year of 10 t: holding, purchase, two short, refill; nothing is lost on the way."""
    book = {
        "settings": settings(2030, 2032, recovery_years=0, discount_rate=0.1),
        **frame(["home"], {"far": None}, ["goods"]),
        "prices": [{"material": "goods", 2030: 1e6}],
        "demand": [{"material": "goods", "market": "home", "shortage_cost": 50e6, 2030: 10}],
        "supply": [{"material": "goods", "country": "far", 2030: 100}],
        "projects": [{"project": "none", "country": "far", "kind": "mine", "product": "goods", "capacity_t": 1,
                      "capex_musd": 1, "life_years": 1, "status": "excluded"}],
        "stockpiles": [{"stockpile": "pile", "material": "goods", "home": "home", "max_t": 8,
                        "holding_usd_per_t": 1e5}],
        "scenarios": [{"scenario": "lost", "probability": 0.5}],
        "events": [{"scenario": "lost", "kind": "outage", "country": "far", "first_year": 2031, "last_year": 2031,
                    "value": 1}],
    }  # fmt: skip
    result = solve_book(write_book(tmp_path / "book.xlsx", book))
    base = 18 + 0.8 + (10 + 0.8) / 1.1 + (10 + 0.8) / 1.21
    lost = 18 + 0.8 + (2 * 50 + 8) / 1.1 + (10 + 0.8) / 1.21
    assert result.objective == pytest.approx((base + lost) / 2)
    assert result.cost_musd["lost"]["refill"] == pytest.approx(8 / 1.1)
    assert result.stockpiles["pile"] == pytest.approx({2030: 8, 2031: 0, 2032: 0}, abs=1e-5)


def test_a_delay_by_hand(tmp_path: Path) -> None:
    """A plant that is a year late leaves its first year to a shortage and pays no fixed costs in it."""
    book = {
        "settings": settings(2030, 2032), **frame(["home"], {"here": "home"}, ["goods"]),
        "demand": [{"material": "goods", "market": "home", "shortage_cost": 50e6, 2030: 10}],
        "projects": [{"project": "plant", "country": "here", "kind": "plant", "product": "goods", "capacity_t": 10,
                      "capex_musd": 100, "fixed_opex_musd": 1, "build_years": 1, "life_years": 4}],
        "scenarios": [{"scenario": "late", "probability": 0.5}],
        "events": [{"scenario": "late", "kind": "delay", "project": "plant", "value": 1}],
    }  # fmt: skip
    result = solve_book(write_book(tmp_path / "book.xlsx", book))
    assert result.cost_musd["base"]["total"] == pytest.approx(100 + 500 + 2)
    assert result.cost_musd["late"]["total"] == pytest.approx(100 + 1000 + 1)
