"""From a `Page` to one HTML file that needs nothing else."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from optimizer.report.assets import asset, scripts, styles
from optimizer.report.cells import cell, is_text, label, text
from optimizer.report.embed import as_json, digest
from optimizer.report.page import Page

MAPS = ("map",)
"""Kinds of figures that need the outlines of the world."""


def render(page: Page) -> str:
    """The page as HTML."""
    style, code, library = styles(), scripts(), asset("vendor/echarts.min.js")
    template = _templates().get_template("page.html")
    return template.render(
        page=page,
        policy=_policy(style, library, code),
        style=Markup(style),
        library=Markup(library),
        code=Markup(code),
        world=Markup(asset("vendor/world.json")) if page.kinds & set(MAPS) else None,
    )


def _policy(style: str, *code: str) -> str:
    """What a browser may do with the page: run these scripts, show it, nothing else; no request ever."""
    rules = {
        "default-src": "'none'",
        "img-src": "data:",
        "script-src": " ".join(map(digest, code)),
        # charts set styles of single elements for their tooltips
        "style-src": "'unsafe-inline'",
        "style-src-elem": digest(style),
        "style-src-attr": "'unsafe-inline'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def _finished(value: object) -> object:
    return text(value) if type(value) is str else value


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("optimizer.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finished,
    )
    environment.filters |= {"json": as_json}
    environment.globals |= {"cell": cell, "label": label, "is_text": is_text}
    return environment
