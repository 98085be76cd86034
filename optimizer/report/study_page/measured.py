"""Security and public money along a frontier."""

from __future__ import annotations

from optimizer.plan.table import Column
from optimizer.report.page import Chapter, Control, Figure, Rows
from optimizer.report.study_page.frontier import along, solved
from optimizer.report.study_page.security import Measure, measures
from optimizer.report.study_page.view import View


def measured(view: View) -> Chapter | None:
    """Lines of each measure; None where none changes."""
    rows = solved(view)
    known = [*measures(view), _public(view)]
    if len(rows) < 2 or len(known) < 2:
        return None
    words = "What else changes with the point: what a disruption costs, what stays short, who is depended on."
    return Chapter("security", "What it secures", (words,), (_figure(view, known),), "Security")


def _public(view: View) -> Measure:
    values = {str(row["point"]): row["public_musd"] for row in solved(view) if row["public_musd"] is not None}
    return Measure("public", "Public money, not discounted", "Public money", "money", "MUSD", values)


def _figure(view: View, known: list[Measure]) -> Figure:
    column, title = along(view)
    rows = solved(view)
    said = {m.id: _message(view, m) for m in known}
    first = known[0]
    columns = [Column("point", "Point", "text"), *(Column(m.id, m.label, m.format, m.unit) for m in known)]
    return Figure(
        id="along",
        kind="along",
        heading=said[first.id],
        shows=f"Line along the sweep. {said[first.id]}.",
        data={
            "at": [row[column] for row in rows],
            "names": [view.head(row["point"]) for row in rows],
            "measures": [
                {
                    "id": m.id,
                    "label": m.label,
                    "unit": m.unit,
                    "share": m.format == "share",
                    "values": [m.values.get(str(row["point"])) for row in rows],
                }
                for m in known
            ],
            "said": {name: f"{text}." for name, text in said.items()},
            "axis": title,
        },
        rows=Rows(
            "Measures by point",
            columns,
            [(view.head(r["point"]), *(m.values.get(str(r["point"])) for m in known)) for r in rows],
            "tables points and shortage of sweep.json, dependence of each plan.json",
        ),
        controls=[Control("measure", "Show", [(m.id, m.short) for m in known], first.id)],
        note="Of the best plan known at each point. Plans that cost the same within the gap may differ in this, so "
        "small ups and downs mean nothing. The share of concern countries is that of the value of all that is "
        "delivered to the partners in base over all years.",
    )


def _message(view: View, measure: Measure) -> str:
    ends = [case for case in view.planned if case in measure.values]
    first, last = (measure.values[ends[place]] for place in (0, -1))
    between = f"from {view.label(ends[0])} to {view.label(ends[-1])}"
    if measure.write(first) == measure.write(last):
        return f"{measure.label}: {measure.write(first)} at both ends"
    verb = "falls" if last < first else "rises"
    return f"{measure.label} {verb} from {measure.write(first)} to {measure.write(last)} {between}"
