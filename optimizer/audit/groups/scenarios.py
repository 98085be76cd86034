"""Scenarios: windows, and sums over what happens in them."""

from __future__ import annotations

from optimizer.audit.known.known import Known
from optimizer.audit.ledger import Group
from optimizer.audit.stated import Stated
from optimizer.case.case import BASE


def check(known: Known, stated: Stated) -> Group:
    """The row of every scenario, from the rows of its window."""
    group = Group("scenarios", "windows, and what each scenario costs, leaves short and releases", "t", absolute=1e-6)
    rows = {row["scenario"]: row for row in stated.tables["scenarios"]}
    cost: dict[tuple[str, str], float] = {
        (row["scenario"], row["term"]): row["cost_musd"] for row in stated.tables["costs"]
    }
    total = {s: sum(musd for (name, _), musd in cost.items() if name == s) for s in rows}
    for s, window in known.futures.windows.items():
        group.that(s in rows, f"scenario {s} is missing")
        if s not in rows:
            continue
        row = rows[s]
        group.equal(f"probability of {s}", row["probability"], known.futures.probability[s], unit="")
        group.same(f"first year of {s}", row["from_year"], window[0] if window else None)
        group.same(f"last year of {s}", row["to_year"], window[-1] if window else None)
        group.equal(f"cost of {s}", row["cost_musd"], total[s], unit="MUSD")
        above = total[s] - total.get(BASE, 0.0)
        group.equal(f"cost of {s} above base", row["above_base_musd"], above, [total[s]], unit="MUSD")
        short = [tonnes for key, tonnes in stated.short.items() if key[0] == s]
        group.equal(f"shortage under {s}", row["short_t"], sum(short))
        group.equal(f"cost of shortage under {s}", row["shortage_cost_musd"], cost.get((s, "shortage")), unit="MUSD")
        released = [tonnes for key, tonnes in stated.release.items() if key[0] == s]
        group.equal(f"releases under {s}", row["released_t"], sum(released))
        group.equal(f"refill after {s}", row["refill_musd"], cost.get((s, "refill")), unit="MUSD")
        if s == BASE:
            group.same("cost of disruption in base", row["disruption_musd"], 0.0)
    return group
