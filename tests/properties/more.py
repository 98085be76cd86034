"""Changes that leave every plan as good as it was, and perhaps allow a better one."""

from __future__ import annotations

from tests.properties.worlds import Change, Sheets, is_year, rows, scale

_MONEY = ("min_funder_share", "max_funder_share", "min_investment_share", "max_investment_share")


def larger_budgets(sheets: Sheets) -> None:
    """Half as much again in every year, private money too."""
    for row in rows(sheets, "budgets"):
        scale(row, is_year, 1.5)


def looser_targets(sheets: Sheets) -> None:
    """A tenth more of what is limited, a tenth less of what is asked for."""
    for row in rows(sheets, "targets"):
        largest = row["metric"].startswith("max")
        row["value"] = min(1.0, row["value"] * 1.1) if largest else row["value"] * 0.9


def fewer_targets(sheets: Sheets) -> None:
    """Without the first target."""
    sheets["targets"] = rows(sheets, "targets")[1:]


def lower_penalties(sheets: Sheets) -> None:
    """What misses a soft target costs half."""
    for row in rows(sheets, "targets"):
        scale(row, lambda column: column == "penalty", 0.5)


def larger_stockpiles(sheets: Sheets) -> None:
    """More room, and more that may be bought in a year."""
    for row in rows(sheets, "stockpiles"):
        scale(row, lambda column: column in ("max_t", "max_purchase_t"), 1.5)


def another_candidate(sheets: Sheets) -> None:
    """A cheap copy of the first project."""
    first = rows(sheets, "projects")[0]
    plain = {"status": "candidate", "exclusive_group": None, "requires": None, "earliest_start": None}
    rows(sheets, "projects").append(first | plain | {"project": "one more", "capex_musd": first["capex_musd"] * 0.8})
    made = [row for row in rows(sheets, "recipes") if row["project"] == first["project"]]
    rows(sheets, "recipes").extend(row | {"project": "one more"} for row in made)


def another_supplier(sheets: Sheets) -> None:
    """Another step of supply, dearer than the first."""
    first = rows(sheets, "supply")[0]
    rows(sheets, "supply").append(first | {"premium": 0.1 + (first["premium"] or 0.0)})


def another_funder(sheets: Sheets) -> None:
    """A funder without a partner, a budget or conditions."""
    rows(sheets, "funders").append({"funder": "one more", "max_share": 0.5})


def exempted(sheets: Sheets) -> None:
    """Partners exempt each other from export restrictions."""
    sheets["settings"]["mutual_exemption"] = "yes"


def cheaper_shortage(sheets: Sheets) -> None:
    """A missing tonne costs a tenth less."""
    for row in rows(sheets, "demand"):
        scale(row, lambda column: column == "shortage_cost", 0.9)


def free_routes(sheets: Sheets) -> None:
    """No freight and no duty; what is closed stays closed."""
    for row in rows(sheets, "routes"):
        row["freight"] = row["duty"] = None


def cheaper_to_run(sheets: Sheets) -> None:
    """Projects have lower costs of operation, which also makes them pay."""
    for row in rows(sheets, "projects"):
        scale(row, lambda column: column in ("opex_usd_per_t", "fixed_opex_musd"), 0.8)


def more_public_money(sheets: Sheets) -> None:
    """Projects may be paid for by funders alone, and need not be."""
    for row in rows(sheets, "projects"):
        if row["kind"] != "substitution":
            row["min_public_share"], row["max_public_share"] = None, None


MORE: tuple[Change, ...] = (
    larger_budgets,
    looser_targets,
    fewer_targets,
    lower_penalties,
    larger_stockpiles,
    another_candidate,
    another_supplier,
    another_funder,
    exempted,
    cheaper_shortage,
    free_routes,
    cheaper_to_run,
    more_public_money,
)
