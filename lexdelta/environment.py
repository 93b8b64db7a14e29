"""Settings from the environment: LEXDELTA_SECTION__KEY, values written as in the file, text without quotes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from lexdelta import emit
from lexdelta.expectations import close
from lexdelta.origins import Layer, put
from lexdelta.problems import setting_keys, takes_text

PREFIX = "LEXDELTA_"
_NOT_SETTINGS = frozenset({f"{PREFIX}CONFIG"})


def environment_layer(environment: Mapping[str, str]) -> tuple[Layer, list[str]]:
    """The settings among the variables, and a line for each LEXDELTA_ variable that is none."""
    keys = {variable(key): key for key in setting_keys()}
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    unknown: list[str] = []
    for name in sorted(name for name in environment if name.startswith(PREFIX) and name not in _NOT_SETTINGS):
        if name not in keys:
            unknown.append(_unknown(name, list(keys)))
            continue
        put(values, keys[name], _value(keys[name], environment[name]))
        places[keys[name]] = name
    return Layer("environment", values, places), unknown


def variable(key: str) -> str:
    """The variable of a dotted key.

    >>> variable("fetch.delay_seconds")
    'LEXDELTA_FETCH__DELAY_SECONDS'
    """
    return PREFIX + key.replace(".", "__").upper()


def _value(key: str, text: str) -> object:
    if takes_text(key):
        return text
    try:
        values = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    return values["value"] if len(values) == 1 else text


def _unknown(name: str, names: list[str]) -> str:
    meant = close(name, names)
    hint = f"; did you mean {meant}?" if meant else ""
    return emit.line(f"environment: {name}: got an unknown variable, expected {PREFIX}SECTION__KEY{hint}")
