"""What pydantic found wrong, as lines people can act on: `where: key: got ..., expected ...; did you mean ...?`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from lexdelta import emit
from lexdelta.expectations import close
from lexdelta.origins import Layer, Part, dotted, where
from lexdelta.settings import Config

_LONGEST = 60
_EXPECTED = {
    "string_type": "text in quotes",
    "float_type": "a number",
    "int_type": "a whole number",
    "tuple_type": "a list",
    "dict_type": "a table",
    "mapping_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "finite_number": "a finite number",
    "too_short": "at least one",
}


def problem(place: str, key: str, *, got: str, expected: str, hint: str | None = None) -> str:
    """One line about one setting, safe to print; `got` "" leaves that half out."""
    seen = f"got {got}, expected {expected}" if got else expected
    meant = f"; did you mean {hint}?" if hint else ""
    return emit.line(f"{place}: {key}: {seen}{meant}")


def problems(error: ValidationError, layers: Sequence[Layer], place: str) -> list[str]:
    """Everything pydantic found, one line each; `place` is named where no layer holds the key."""
    details = error.errors(include_url=False)
    return [_problem(detail, layers, place) for detail in details if not _follows(detail)]


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list counts as too short only because what stands in it was refused, which is told already."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _problem(detail: ErrorDetails, layers: Sequence[Layer], place: str) -> str:
    parts = _parts(detail["loc"])
    found = where(layers, parts) or place
    if detail["type"] == "extra_forbidden":
        expected, hint = _unknown_key(parts)
        return problem(found, dotted(parts), got="an unknown key", expected=expected, hint=hint)
    told: Mapping[str, Any] = detail.get("ctx", {})
    got = told.get("got")
    hint = told.get("hint") or _near_literal(detail)
    shown = _shown(detail["input"]) if got is None else got
    return problem(found, dotted(parts), got=shown, expected=_expected(detail), hint=hint)


def _parts(location: Sequence[Part]) -> tuple[Part, ...]:
    """Without the marks pydantic adds for the two forms of `pages`."""
    return tuple(
        part
        for before, part in zip(("", *location), location, strict=False)
        if not (before == "pages" and isinstance(part, str))
    )


def _expected(detail: ErrorDetails) -> str:
    told: Mapping[str, Any] = detail.get("ctx", {})
    limits = {
        "greater_than": "more than {gt}",
        "greater_than_equal": "{ge} or more",
        "less_than_equal": "{le} or less",
        "literal_error": "{expected}",
        "wrong": "{expected}",
    }
    if detail["type"] in limits:
        return limits[detail["type"]].format_map({name: _plain(value) for name, value in told.items()})
    message = detail["msg"]
    return _EXPECTED.get(detail["type"], f"{message[:1].lower()}{message[1:]}")


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _near_literal(detail: ErrorDetails) -> str | None:
    if detail["type"] != "literal_error" or not isinstance(detail["input"], str):
        return None
    names = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(", ")
    return close(detail["input"], [name.strip("'") for name in names])


def _unknown_key(parts: Sequence[Part]) -> tuple[str, str | None]:
    siblings = keys_below(parts[:-1])
    name = str(parts[-1])
    hint = close(name, siblings) or _elsewhere(name)
    return f"one of {', '.join(siblings)}", hint


def _elsewhere(name: str) -> str | None:
    return next((key for key in setting_keys() if key.rpartition(".")[2] == name), None)


def keys_below(parts: Sequence[Part]) -> list[str]:
    """The names a table of config.toml may hold; the table is named by its parts, () for the whole file."""
    model: type[BaseModel] = Config
    for part in parts:
        if isinstance(part, str) and part in model.model_fields:
            model = _table(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def setting_keys(model: type[BaseModel] = Config, before: str = "") -> list[str]:
    """Every dotted key a value can be given to; a list of tables is one key."""
    keys: list[str] = []
    for name, setting in model.model_fields.items():
        inner = setting.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            keys += setting_keys(inner, f"{before}{name}.")
        else:
            keys.append(f"{before}{name}")
    return keys


def takes_text(key: str) -> bool:
    """Whether the value of that dotted key is text, so that a variable's value needs no quotes."""
    *tables, name = key.split(".")
    model: type[BaseModel] = Config
    for table in tables:
        model = _table(model.model_fields[table].annotation) or model
    return _is_text(model.model_fields[name].annotation)


def _is_text(annotation: Any) -> bool:
    if annotation in (str, Path, NoneType) or isinstance(annotation, str):
        return True
    return bool(get_args(annotation)) and annotation is not tuple and all(map(_is_text, get_args(annotation)))


def _table(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _table(inner))), None)


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
