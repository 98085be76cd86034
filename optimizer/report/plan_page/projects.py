"""What is built, where and when."""

from __future__ import annotations

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Control, Figure, Rows
from optimizer.report.plan_page.timeline import timeline
from optimizer.report.plan_page.view import Record, View, family_control
from optimizer.words.amounts import musd, tonnes
from optimizer.words.listing import listed
from optimizer.words.text import plural

_REGIONS = (
    ("world", "The world"),
    ("europe", "Europe"),
    ("america", "North America"),
    ("south", "South America"),
    ("africa", "Africa"),
    ("asia", "Asia and the Pacific"),
)


def projects(view: View) -> Chapter:
    """The projects on the map and over the years."""
    built = view.rows("projects")
    picked = [row for row in built if row["status"] != "committed"]
    committed = len(built) - len(picked)
    heading = f"What is built: {plural(len(picked), 'new project')}"
    beside = (
        f" beside {plural(committed, 'that is committed' if committed == 1 else 'committed project')}"
        if committed
        else ""
    )
    first = min((row["start_year"] for row in picked), default=None)
    when = f" {sum(r['start_year'] == first for r in picked)} of them are decided in {first}." if first else ""
    largest = sorted(picked, key=lambda row: -row["capex_musd"])[:4]
    named = listed(f"{view.names.project(r['project'])} ({view.names.country(r['country'])})" for r in largest)
    most = f" The largest are {named}." if largest else ""
    words = f"The plan picks {plural(len(picked), 'project')}{beside}.{when}{most}"
    mapped = [_map(view)] if any(_place(view, row) for row in view.rows("business_plans")) else []
    figures = [*mapped, *([timeline(view, built)] if built else [])]
    return Chapter("built", heading, (words,), figures, short="What is built")


def _map(view: View) -> Figure:
    rows = [row for row in view.rows("business_plans") if _place(view, row) is not None]
    points = [_point(view, row) for row in rows]
    left = sum(p["state"] == "left out" for p in points)
    columns = (
        Column("name", "Project", "text"),
        Column("country", "Country", "text"),
        Column("product", "Product", "text"),
        Column("state", "State", "text"),
        Column("capex_musd", "Capex", "money", "MUSD"),
    )
    table = [
        (p["name"], view.names.country(r["country"]), view.names.short_material(r["product"]), p["state"], p["size"])
        for p, r in zip(points, rows, strict=True)
    ]
    countries = {r["country"] for r, p in zip(rows, points, strict=True) if p["state"] != "left out"}
    return Figure(
        id="map",
        kind="map",
        heading=f"{plural(len(points) - left, 'project')} in {plural(len(countries), 'country')} carry the plan",
        shows=f"World map with {len(points)} projects: {len(points) - left} are built, {left} are left out.",
        data={"projects": points},
        rows=Rows("Projects on the map", columns, table, "tables projects and business_plans of plan.json"),
        controls=(
            Control(
                "show",
                "Show",
                (("all", "All"), ("picked", "Picked"), ("committed", "Committed"), ("left out", "Left out")),
                "all",
            ),
            family_control(view, (view.family(r["product"]) for r in rows)),
            Control("region", "Look at", _REGIONS, "world", "list"),
        ),
        note="The shape and colour of a mark tell what the project makes, its area the capital cost. Filled marks "
        "are built (an outline means picked by the plan, none committed), hollow ones are left out.",
    )


def _place(view: View, row: Record) -> tuple[float, float] | None:
    """Longitude and latitude of a project, or of its country."""
    project = view.case.projects[row["project"]]
    for known in (project, view.case.countries[project.country]):
        if known.longitude is not None and known.latitude is not None:
            return known.longitude, known.latitude
    return None


def _point(view: View, row: Record) -> Record:
    project = view.case.projects[row["project"]]
    built = row["decision"] == "built"
    state = ("committed" if project.status == "committed" else "picked") if built else "left out"
    year = int(row["start_year"]) if row["start_year"] else None
    return {
        "name": view.names.project(row["project"]),
        "at": _place(view, row),
        "stage": view.stage(row["product"]),
        "group": view.family(row["product"]),
        "size": row["capex_musd"] or 0.0,
        "state": state,
        "lines": [
            ["Country", view.names.country(row["country"])],
            ["Makes", f"{view.names.short_material(row['product'])}, {tonnes(project.capacity_t)}/y"],
            ["State", state + (f", decided in {year}" if built and year else "")],
            ["Capex", musd(row["capex_musd"] or 0.0)],
        ],
    }
