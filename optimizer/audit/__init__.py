"""A second calculation of a plan from its files alone: every cost, balance, budget, target and rule.

Nothing here knows the model, the solver, or what the case works out for them: `known` derives what follows from the
workbook's rows anew, `stated` is what the plan says, and each file of `groups` holds the two against one another.
"""

from optimizer.audit.audit import audit_plan
from optimizer.audit.folder import audit_folder
from optimizer.audit.ledger import Audit, Group

__all__ = ["Audit", "Group", "audit_folder", "audit_plan"]
