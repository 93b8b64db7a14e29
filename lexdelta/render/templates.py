"""The templates of HTML documents: one way to fill them, so that one rule makes every text safe."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from lexdelta.emit import visible


def template(name: str) -> Template:
    """The template of that file name: it escapes what it is given, shows what cannot be seen, and knows no gaps."""
    return _environment().get_template(name)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """Every text on its way into the page, made visible; markup of the template's own macros is left alone."""
    return visible(value) if type(value) is str else value
