"""Why a plan is as it is: what binds, what the opposite of each decision would cost, and the reason in words."""
