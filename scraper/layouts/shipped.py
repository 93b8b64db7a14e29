"""The layouts that come with this version: every module beside this one that defines LAYOUT, under the module's name.

A layout is found by being there; nothing lists it. Names are told without importing any, and each is imported when it
is first asked for: a vocabulary and a table of countries are much to load for a help text.
"""

from __future__ import annotations

import pkgutil
import re
from functools import lru_cache
from importlib import import_module

from scraper import layouts
from scraper.layout import Layout, with_labels

_DEFINES = re.compile(r"^LAYOUT\b[^=\n]*=", re.MULTILINE)


@lru_cache(maxsize=1)
def layout_names() -> tuple[str, ...]:
    """The names of all layouts, sorted; nothing is imported."""
    found = pkgutil.iter_modules(layouts.__path__)
    return tuple(sorted(module.name for module in found if not module.ispkg and _DEFINES.search(_source(module))))


@lru_cache(maxsize=16)
def shipped(name: str, labels: tuple[tuple[str, str], ...] = ()) -> Layout:
    """The layout of that name with an operator's headings (printed label, section key).

    Raises KeyError for another name, ValueError when a layout calls itself by another name than its module's.
    """
    if name not in layout_names():
        raise KeyError(name)
    layout: Layout = import_module(f"{layouts.__name__}.{name}").LAYOUT
    if layout.name != name:
        raise ValueError(f"{layouts.__name__}.{name} defines a layout that is called {layout.name!r}")
    return with_labels(layout, dict(labels))


def layout_of_key(key: str) -> str:
    """The name of the layout whose pages have keys like that one; "" when there is none."""
    prefix = key.rpartition("/")[0]
    return next((name for name in layout_names() if shipped(name).prefix == prefix), "")


def _source(module: pkgutil.ModuleInfo) -> str:
    spec = module.module_finder.find_spec(module.name, None)
    read = getattr(spec.loader, "get_source", None) if spec else None
    return (read(module.name) if read else None) or ""
