"""Plans near an optimum: how differently nearly the same can be had, and which projects every such plan builds."""
