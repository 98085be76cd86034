"""What every page carries with it: styles, scripts, Apache ECharts and the outlines of the world."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def asset(name: str) -> str:
    """The text of a file of this folder."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def styles() -> str:
    """Our own styles as one: those of the page, then those of single parts."""
    names = sorted(p.name for p in files(__name__).iterdir() if p.name.endswith(".css") and p.name != "report.css")
    return "\n".join(map(asset, ("report.css", *names)))


@cache
def scripts() -> str:
    """Our own scripts as one: the core, then each kind of figure, then the start."""
    names = sorted(p.name for p in files(__name__).joinpath("js").iterdir() if p.name.endswith(".js"))
    kinds = [name for name in names if name not in ("core.js", "start.js")]
    return "\n".join(asset(f"js/{name}") for name in ("core.js", *kinds, "start.js"))
