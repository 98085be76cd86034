"""Existing supply that is open to the markets of the workbook.

Outside China: output of the country times the share judged open, growing in a straight line to
`growth_to_2040` times today's tonnes. China fills the rest: what the markets need beyond four
fifths of everybody else's open tonnes, at least `floor_share` of the need, never more than its
output grown with the need. A second, dearer Chinese step holds 15 % of the need in spot tonnes.
"""

from __future__ import annotations

from common import Row, documented, interpolate, number, read, rounded, text

YEARS = (2026, 2030, 2035, 2040)
OTHERS_USED = 0.8
SPOT_SHARE = 0.15


def other_rows() -> list[Row]:
    """Supply rows of all countries but China."""
    rows = []
    for source in read("supply"):
        base = number(source, "output_t") * number(source, "open_share", 1)
        growth = number(source, "growth_to_2040", 1)
        row: Row = {key: source[key] for key in ("material", "country", "kind", "premium")}
        for year in YEARS:
            share = (year - YEARS[0]) / (YEARS[-1] - YEARS[0])
            row[year] = rounded(base * (1 + share * (growth - 1)))
        rule = f"{number(source, 'open_share', 1):.0%} of {number(source, 'output_t'):g} t open"
        rows.append({**row, **documented(source, [], rule)})
    return rows


def total(rows: list[Row], material: str, year: int) -> float:
    """Sum of the year tables of one material in one year."""
    return sum(interpolate(row, year) for row in rows if row["material"] == material)


def china_steps(source: Row, demand: list[Row], others: list[Row], year: int) -> tuple[float, float]:
    """Tonnes of the two Chinese steps of a material in a year."""
    material = text(source, "material")
    if source.get("fixed_t") is not None:
        return number(source, "fixed_t"), number(source, "fixed_2_t")
    extra = number(source, "extra_demand_t")
    need = total(demand, material, year) + extra
    today = total(demand, material, 2024) + extra
    wanted = max(
        need - OTHERS_USED * total(others, material, year),
        number(source, "floor_share") * need,
    )
    limit = 0.9 * number(source, "output_t") * need / today
    first = min(wanted, limit)
    return first, min(SPOT_SHARE * need, limit - first)


def china_rows(demand: list[Row], others: list[Row]) -> list[Row]:
    """Two steps of Chinese supply for every material it exports."""
    rows = []
    for source in read("supply_china"):
        steps = {year: china_steps(source, demand, others, year) for year in YEARS}
        for step, label in ((0, "contract tonnes"), (1, "spot tonnes")):
            row: Row = {
                "material": source["material"],
                "country": "CHN",
                "kind": "primary",
                "premium": source[f"premium_{step + 1}"],
            }
            row.update({year: rounded(max(1.0, steps[year][step])) for year in YEARS})
            rows.append({**row, **documented(source, [], label)})
    return rows


def supply(demand: list[Row]) -> list[Row]:
    """The sheet `supply`; `demand` holds the year tables per material and market."""
    others = other_rows()
    return sorted(others + china_rows(demand, others), key=lambda row: (text(row, "material"), text(row, "kind")))
