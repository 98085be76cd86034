"""Plans critical-mineral supply chains: which projects to co-fund, which stockpiles and price floors, at what cost."""

__version__ = "0.1.0"
