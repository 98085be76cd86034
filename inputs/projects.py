"""The sheet `projects`, from the source table of real projects."""

from __future__ import annotations

from common import Row, documented, number, read, rounded, text

FIRST_YEAR = 2026
FIRST_DECISION = 2027
WINDOW = 3
FIXED_SHARE = 0.2
SAFE_COST_OF_CAPITAL = 0.09
MINE_AT_LEAST = 0.4
MOST_PUBLIC = 0.75
RAMPS = {
    "mine": "ramp_mine",
    "refinery": "ramp_refinery",
    "plant": "ramp_plant",
    "recycling": "ramp_recycling",
    "substitution": "ramp_plant",
}


def start_years(source: Row) -> tuple[int, int]:
    """First and last year of the decision to build.

    A committed project keeps its date; any other is decided from 2027 on, within four years.
    """
    start = int(number(source, "first_output_year") - number(source, "build_years"))
    if source["status"] == "committed":
        return start, start
    earliest = max(FIRST_DECISION, start)
    return earliest, earliest + WINDOW


def risk_cover(source: Row, cost_of_capital: float) -> float:
    """Yearly cover against political risk, in MUSD: what capital costs there beyond a safe country."""
    return max(0.0, cost_of_capital - SAFE_COST_OF_CAPITAL) * number(source, "capex_musd")


def costs(source: Row, cost_of_capital: float) -> Row:
    """Operating cost: a fifth of it, at full load, is fixed; risk cover comes on top."""
    per_tonne = number(source, "opex_usd_per_t")
    fixed = FIXED_SHARE * per_tonne * number(source, "capacity_t") / 1e6
    return {
        "fixed_opex_musd": rounded(fixed + risk_cover(source, cost_of_capital), 3),
        "opex_usd_per_t": rounded((1 - FIXED_SHARE) * per_tonne),
    }


def project(source: Row, cost_of_capital: float) -> Row:
    """One row of the sheet."""
    earliest, latest = start_years(source)
    build = int(number(source, "build_years"))
    copied = ["project", "name", "country", "kind", "product", "capacity_t", "capex_musd"]
    row: Row = {key: source[key] for key in copied}
    row.update(costs(source, cost_of_capital))
    row.update(
        {
            "earliest_start": earliest,
            "latest_start": latest,
            "build_years": build,
            "life_years": source["life_years"],
            "spend_profile": f"spend_{build}" if build > 1 else None,
            "ramp_profile": RAMPS[text(source, "kind")],
            "min_utilisation": source["min_utilisation"] or (MINE_AT_LEAST if source["kind"] == "mine" else None),
        }
    )
    if source["kind"] != "substitution":
        row["max_public_share"] = MOST_PUBLIC
    tail = ["min_public_share", "status", "exclusive_group", "requires", "latitude", "longitude"]
    row.update({key: source[key] for key in tail})
    state = f"{text(source, 'operator')}; 2026: {text(source, 'stage_2026')}"
    return {**row, **documented(source, [], state)}


def projects() -> list[Row]:
    """All rows of the sheet `projects`."""
    capital = {text(row, "country"): number(row, "real_wacc_pct") / 100 for row in read("countries")}
    return [project(source, capital[text(source, "country")]) for source in read("projects")]
