"""When each project is decided, built and run."""

from __future__ import annotations

from optimizer.report.page import Control, Figure
from optimizer.report.plan_page.view import Record, View, family_control, table_of
from optimizer.words.amounts import tonnes
from optimizer.words.text import plural, readable, usd

_COLUMNS = ("name", "country", "product", "status", "start_year", "online_year", "capacity_t", "capex_musd", "funders")
_STATES = (("picked", "Picked"), ("committed", "Committed"), ("all", "All"))


def timeline(view: View, built: list[Record]) -> Figure:
    """A bar for each project from its decision to the end of its life."""
    families = list(view.families)
    rows = sorted(built, key=lambda r: (families.index(view.family(r["product"])), r["start_year"], r["online_year"]))
    first, last = view.ends
    picked = sorted(r["online_year"] for r in built if r["status"] != "committed")
    middle = picked[(len(picked) - 1) // 2] if picked else None
    return Figure(
        id="timeline",
        kind="timeline",
        heading=f"Half of the new projects run by {middle}" if middle else "When projects run",
        shows=f"Timeline of {plural(len(rows), 'project')} from the decision over the years of building to operation, "
        f"{first} to {last}.",
        data={"first": first, "last": last, "rows": [_bar(view, r) for r in rows]},
        rows=table_of(view, "projects", rows, _COLUMNS, "Projects that are built, with decision and first year"),
        controls=(
            Control("show", "Show", _STATES, "picked" if picked else "all"),
            family_control(view, (view.family(r["product"]) for r in rows)),
        ),
        note="Diamond: the decision. Pale: building. Full: operation, coloured by what is made as on the map; "
        "committed projects have a hollow diamond and a lighter bar. In the order of material families.",
    )


def _bar(view: View, row: Record) -> Record:
    project = view.case.projects[row["project"]]
    online = int(row["online_year"])
    end = min(view.ends[1], online + project.life_years - 1)
    share = (row["grants_musd"] or 0.0) / row["capex_musd"] if row["capex_musd"] else 0.0
    return {
        "name": view.names.project(row["project"]),
        "start": int(row["start_year"]),
        "online": online,
        "end": end,
        "stage": view.stage(row["product"]),
        "group": view.family(row["product"]),
        "state": "committed" if row["status"] == "committed" else "picked",
        "lines": [
            ["Country", view.names.country(row["country"])],
            ["Makes", f"{view.names.short_material(row['product'])}, {tonnes(row['capacity_t'])}/y"],
            ["Decision", str(int(row["start_year"]))],
            ["Operation", f"{online}–{end}"],
            ["Capex", f"{usd(row['capex_musd'])}, {round(100 * share)} % from grants"],
            *([["Price floor", readable(row["price_floor"])]] if row["price_floor"] else []),
        ],
    }
