"""What only a solver can tell, so that the audit takes it as it is."""

TAKEN = {
    ("scenarios", "disruption_musd"): "compares with the cheapest undisturbed operation",
    ("targets", "shadow_price"): "only its sign, its penalty and that it is 0 where there is room are checked",
}
"""Columns that no second calculation from the plan's own figures can give, and why."""

SENTENCE = (
    "Taken from the solver: the bound (that no plan is cheaper), the cost of disruption, the size of shadow prices."
)
