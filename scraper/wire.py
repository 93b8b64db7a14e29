"""Values as they cross between processes: JSON, generic over the fields of dataclasses, checked when it arrives; pure.

Never pickle: whoever takes over the process that parses hostile pages could then run code in ours. What arrives is
rebuilt field by field as the annotations say, or refused; a field that is added to a dataclass travels without an edit
here. A dataclass is the list of its fields, and the value as a whole carries a mark of all the fields and types in it,
so that two versions of the code never take one field for another.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_AS_IT_IS = (str, int, bool, NoneType)
_MOST_DIGITS = 18
_LONGEST = 100


class Malformed(ValueError):
    """What arrived is not a value of the type that was expected."""


def dump(value: object) -> bytes:
    """A dataclass as UTF-8 JSON. Raises TypeError for a type that does not cross."""
    kind: Any = type(value)
    return json.dumps([_mark(kind), value], default=_plain, ensure_ascii=False, separators=(",", ":")).encode()


def load(kind: type[T], data: bytes) -> T:
    """The dataclass of that type that `dump` wrote. Raises Malformed for anything else: other fields, types, values."""
    expected: Any = kind
    try:
        value: T = _rebuilt(_part(expected), _unmarked(_parsed(data), _mark(expected)))
    except Malformed:
        raise
    except (ValueError, KeyError, RecursionError) as error:
        raise Malformed(f"{type(error).__name__}: {str(error)[:_LONGEST]}") from error
    return value


def _parsed(data: bytes) -> Any:
    """JSON can spell half a character and numbers of any size; a database would choke on them much later."""
    text = data.decode()
    found = json.loads(text, parse_int=_whole)
    if "\\u" in text:
        json.dumps(found, ensure_ascii=False).encode()
    return found


def _unmarked(found: Any, mark: str) -> Any:
    if type(found) is not list or len(found) != 2 or found[0] != mark:
        raise Malformed("a value of another type, or of another version of it")
    return found[1]


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise Malformed("a number that is too large")
    return int(digits)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _fields_of(type(value))(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"a {type(value).__name__} does not cross between processes")


@functools.cache
def _fields_of(kind: Any) -> Callable[[object], Sequence[object]]:
    names = _names(kind)
    one_or_many = attrgetter(*names)
    return one_or_many if len(names) > 1 else lambda value: (one_or_many(value),)


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)


@functools.cache
def _mark(kind: Any) -> str:
    return hashlib.sha256("\n".join(_told(kind)).encode()).hexdigest()[:16]


def _told(kind: Any) -> Iterator[str]:
    """All the fields and types in a type, depth first."""
    yield f"{getattr(kind, '__qualname__', '')} {get_origin(kind)} {len(get_args(kind))}"
    if get_origin(kind) is Literal:
        yield repr(get_args(kind))
    elif is_dataclass(kind):
        hints = get_type_hints(kind)
        for name in _names(kind):
            yield name
            yield from _told(hints[name])
    else:
        for inner in get_args(kind):
            yield from _told(inner)


@dataclass(frozen=True, slots=True)
class _Part:
    """What a value of one type arrives as: one of the types of JSON in `raw`, and what makes it of that, None when it
    is that already. `make` may raise ValueError and KeyError."""

    raw: frozenset[type]
    make: Callable[[Any], Any] | None = None


@functools.cache
def _part(kind: Any) -> _Part:
    """Raises TypeError for a type that does not cross."""
    if kind in _AS_IT_IS:
        return _Part(frozenset([kind]))
    if kind in (date, datetime):
        return _Part(frozenset([str]), kind.fromisoformat)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        anything: Any = kind
        return _Part(frozenset([list]), _Record(anything, tuple(_part(hints[name]) for name in _names(kind))))
    return _part_of_generic(kind, get_origin(kind), get_args(kind))


def _part_of_generic(kind: Any, origin: Any, inner: tuple[Any, ...]) -> _Part:
    if origin is Literal:
        return _Part(frozenset(map(type, inner)), dict(zip(inner, inner, strict=True)).__getitem__)
    if origin in (Union, UnionType) and NoneType in inner and len(inner) == 2:
        return _perhaps(_part(inner[inner[0] is NoneType]))
    if origin is frozenset or (origin is tuple and inner[1:] == (...,)):
        return _Part(frozenset([list]), functools.partial(_many, origin, _part(inner[0])))
    if origin is tuple:
        return _Part(frozenset([list]), _Record(lambda *values: values, tuple(map(_part, inner))))
    raise TypeError(f"{kind} does not cross between processes")


def _perhaps(part: _Part) -> _Part:
    make = part.make
    return _Part(part.raw | {NoneType}, make and (lambda found: None if found is None else make(found)))


def _rebuilt(part: _Part, found: Any) -> Any:
    if type(found) not in part.raw:
        raise Malformed("a value of another type")
    return part.make(found) if part.make else found


def _many(kind: Callable[[Any], Any], part: _Part, found: list[Any]) -> Any:
    if not part.raw.issuperset(map(type, found)):
        raise Malformed("a list of other types")
    return kind(map(part.make, found) if part.make else found)


@dataclass(frozen=True, slots=True)
class _Record:
    """A list of fields -> a value. The types that the fields of a list have together are looked at once: a page has
    thousands of lists, and few kinds of them."""

    kind: Callable[..., Any]
    parts: tuple[_Part, ...]
    seen: set[tuple[type, ...]] = field(default_factory=set)
    made: list[tuple[int, Callable[[Any], Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.made.extend((at, part.make) for at, part in enumerate(self.parts) if part.make)

    def __call__(self, found: list[Any]) -> Any:
        types = tuple(map(type, found))
        if types not in self.seen:
            self._look_at(types)
        for at, make in self.made:
            found[at] = make(found[at])
        return self.kind(*found)

    def _look_at(self, types: tuple[type, ...]) -> None:
        if len(types) != len(self.parts) or not all(
            kind in part.raw for kind, part in zip(types, self.parts, strict=True)
        ):
            raise Malformed("fields of other types")
        self.seen.add(types)
