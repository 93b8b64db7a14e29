"""Values as they cross between processes: JSON, generic over the fields of dataclasses, checked when it arrives; pure.

Never pickle: whoever takes over the process that parses hostile pages could then run code in ours. What arrives is
rebuilt field by field as the annotations say, or refused; a field that is added to a dataclass travels without an edit
here.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Rebuild = Callable[[Any], Any]
_PLAIN = (str, int, bool, NoneType)


class Malformed(ValueError):
    """What arrived is not a value of the type that was expected."""


def dump(value: object) -> bytes:
    """A dataclass, or a value of the types its fields may have, as UTF-8 JSON; a dataclass is an object by field names.

    Raises TypeError for a type that does not cross.
    """
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":")).encode()


def load(kind: type[T], data: bytes) -> T:
    """The value of that type that `dump` wrote. Raises Malformed for anything else: other fields, types or values."""
    try:
        found = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise Malformed(f"no JSON: {error}") from error
    expected: Any = kind
    value: T = _rebuilding(expected)(found)
    return value


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        names, values = _taking_apart(type(value))
        return dict(zip(names, values(value), strict=True))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"a {type(value).__name__} does not cross between processes")


@functools.cache
def _taking_apart(kind: type) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    names = _names(kind)
    if len(names) == 1:
        return names, lambda value: (getattr(value, names[0]),)
    return names, attrgetter(*names)


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)


@functools.cache
def _rebuilding(kind: Any) -> _Rebuild:
    """What rebuilds a value of that type. Raises TypeError for a type that does not cross."""
    if kind is str:
        return _text
    if kind in _PLAIN:
        return functools.partial(_exactly, kind)
    if kind in (date, datetime):
        return functools.partial(_moment, kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return functools.partial(_record, kind, {name: _rebuilding(hints[name]) for name in _names(kind)})
    return _rebuilding_generic(kind)


def _rebuilding_generic(kind: Any) -> _Rebuild:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return functools.partial(_one_of, {(type(value), value) for value in inner})
    if origin in (Union, UnionType) and NoneType in inner and len(inner) == 2:
        (other,) = (one for one in inner if one is not NoneType)
        return functools.partial(_perhaps, _rebuilding(other))
    if origin is frozenset:
        return functools.partial(_many, frozenset, _rebuilding(inner[0]))
    if origin is tuple and inner[1:] == (...,):
        return functools.partial(_many, tuple, _rebuilding(inner[0]))
    if origin is tuple:
        return functools.partial(_fixed, tuple(map(_rebuilding, inner)))
    raise TypeError(f"{kind} does not cross between processes")


def _text(found: Any) -> str:
    if type(found) is not str:
        raise Malformed("text expected")
    if not found.isascii():
        try:
            found.encode()
        except UnicodeEncodeError as error:
            # JSON can spell half a character; a database or a terminal would choke on it much later.
            raise Malformed("text that is none") from error
    return found


def _exactly(kind: type, found: Any) -> Any:
    if type(found) is not kind:
        raise Malformed(f"{kind.__name__} expected")
    return found


def _moment(kind: type[date], found: Any) -> date:
    try:
        return kind.fromisoformat(_text(found))
    except ValueError as error:
        raise Malformed(f"{kind.__name__} expected") from error


def _one_of(allowed: set[tuple[type, object]], found: Any) -> Any:
    if not isinstance(found, _PLAIN) or (type(found), found) not in allowed:
        raise Malformed("a value that is not among those allowed")
    return found


def _perhaps(rebuild: _Rebuild, found: Any) -> Any:
    return None if found is None else rebuild(found)


def _many(kind: Callable[[Any], Any], rebuild: _Rebuild, found: Any) -> Any:
    if type(found) is not list:
        raise Malformed("a list expected")
    return kind(map(rebuild, found))


def _fixed(rebuilds: tuple[_Rebuild, ...], found: Any) -> tuple[Any, ...]:
    if type(found) is not list or len(found) != len(rebuilds):
        raise Malformed(f"a list of {len(rebuilds)} expected")
    return tuple(rebuild(one) for rebuild, one in zip(rebuilds, found, strict=True))


def _record(kind: Any, rebuilds: Mapping[str, _Rebuild], found: Any) -> Any:
    if type(found) is not dict or found.keys() != rebuilds.keys():
        raise Malformed("an object with exactly the fields expected")
    return kind(**{name: rebuild(found[name]) for name, rebuild in rebuilds.items()})
