"""The configuration: flag, then environment, then config.toml, then default, or every error at once."""

from __future__ import annotations

import ipaddress
import json
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError
from pydantic_settings import InitSettingsSource

from lexdelta import emit
from lexdelta.environment import PREFIX, environment_layer
from lexdelta.errors import ConfigError
from lexdelta.origins import Layer, dotted, leaves, line_numbers, put, where
from lexdelta.problems import problem, problems
from lexdelta.settings import KNOWN, Config, Watch
from scraper import guard
from scraper.layouts.shipped import shipped

__all__ = ["Config", "ConfigError", "Watch", "contact_problems", "find", "load", "require_contact", "user_agent"]

_FILE_NAME = "config.toml"
_PATH_KEYS = (("store", "path"), ("store", "publish"), ("report", "dir"), ("report", "feed"))
_DEFAULT_PATHS = {"store": {"path": "lexdelta.db"}, "report": {"dir": "reports"}}


def load(path: Path | None = None, overrides: Mapping[str, object] | None = None) -> Config:
    """The settings that apply. `path` is a file that must exist; None looks in the usual places, then uses defaults.

    `overrides` are flags by dotted key ("store.path"), None for one that was not given. Paths in a file are relative
    to it, all others to the working folder; loaded, all are absolute.

    Raises ConfigError with every problem at once.
    """
    file = find(path)
    flags = _flag_layer(overrides or {})
    variables, found = environment_layer(os.environ)
    written, unreadable = _file_layer(file)
    found += unreadable
    base = file.parent if file else Path.cwd()
    layers = (_absolute(flags, Path.cwd()), _absolute(variables, Path.cwd()), _absolute(written, base))
    try:
        config = _build((*layers, _absolute(Layer("default", _DEFAULT_PATHS), base)))
    except ValidationError as error:
        raise ConfigError(found + problems(error, layers, written.place)) from None
    config._path = file
    config._origins = _origins(config, layers)
    if found := found + _unreachable(config):
        raise ConfigError(found)
    return config


def find(path: Path | None = None) -> Path | None:
    """The file to be read: `path`, $LEXDELTA_CONFIG, ./config.toml or the user's own; absolute, None for none."""
    named = path or (Path(os.environ[f"{PREFIX}CONFIG"]) if os.environ.get(f"{PREFIX}CONFIG") else None)
    if named is not None:
        return Path.cwd() / named.expanduser()
    from platformdirs import user_config_path

    places = (Path.cwd() / _FILE_NAME, user_config_path("lexdelta") / _FILE_NAME)
    return next((place for place in places if place.exists()), None)


def user_agent(config: Config) -> str:
    """What every request says it is: our name, our version and the contact, when there is one."""
    name = f"lexdelta/{version('lexdelta')}"
    return f"{name} (+{config.fetch.contact})" if config.fetch.contact else name


def require_contact(config: Config, urls: Iterable[str] | None = None) -> None:
    """Refuse to ask any other machine anonymously: to be called by whatever is about to fetch.

    Raises ConfigError when `fetch.contact` is empty and one of `urls` (None: what a run asks for) is elsewhere.
    """
    if found := contact_problems(config, urls):
        raise ConfigError(found)


def contact_problems(config: Config, urls: Iterable[str] | None = None) -> tuple[str, ...]:
    """One line when a contact is needed for `urls` and missing, nothing otherwise; None for what a run asks for."""
    asked = [url for _, url in _asked(config)] if urls is None else urls
    hosts = sorted({host for url in asked if (host := _elsewhere(url)) is not None})
    if config.fetch.contact or not hosts:
        return ()
    place = _place(config, "fetch.contact")
    expected = f'a mailto: or https: address, e.g. "mailto:you@example.org", since {", ".join(hosts)} is to be asked'
    return (problem(place, "fetch.contact", got='""', expected=expected),)


def _unreachable(config: Config) -> list[str]:
    """One line for each address that would be refused at every run, since its host is on neither list."""
    exceptions = tuple(guard.endpoint(text) for text in config.fetch.allow_addresses)
    expected = "a host listed in fetch.allowed_hosts, or an address listed in fetch.allow_addresses"
    found = []
    for key, url in _asked(config):
        if key == "archive.url":  # whoever names the archive means it
            continue
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        if not guard.may_ask(parts.hostname or "", port, config.fetch.allowed_hosts, exceptions):
            found.append(problem(_place(config, key), key, got=json.dumps(url), expected=expected))
    return found


def _asked(config: Config) -> Iterator[tuple[str, str]]:
    """Key and address of everything a run asks for; for the known pages, the layout's index or first stands for all."""
    for number, watch in enumerate(config.watch):
        if watch.source == "wayback":
            yield "archive.url", config.archive.url
            continue
        key = f"watch[{number}].pages"
        if watch.pages == KNOWN:
            layout = shipped(watch.layout)
            yield key, layout.index or layout.known[0]
        else:
            yield from ((f"{key}[{place}]", url) for place, url in enumerate(watch.pages))
        if watch.index:
            yield f"watch[{number}].index", watch.index


def _elsewhere(url: str) -> str | None:
    """The host of an address unless it is this machine."""
    host = urlsplit(url).hostname or ""
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    return None if here else host


def _build(layers: tuple[Layer, ...]) -> Config:
    sources = tuple(InitSettingsSource(Config, dict(layer.values)) for layer in layers)
    arguments: dict[str, Any] = {"_build_sources": (sources, {})}  # a documented argument the type checker cannot see
    return Config(**arguments)


def _flag_layer(overrides: Mapping[str, object]) -> Layer:
    values: dict[str, Any] = {}
    for key, value in overrides.items():
        if value is not None:
            put(values, key, str(value) if isinstance(value, Path) else value)
    return Layer("flag", values)


def _file_layer(file: Path | None) -> tuple[Layer, list[str]]:
    if file is None:
        return Layer("default", {}), []
    name = _shown(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return Layer(name, {}), [emit.line(f"{name}: got a file that cannot be read, expected TOML in UTF-8: {reason}")]
    places = {key: f"{name}:{line}" for key, line in line_numbers(text).items()}
    return Layer(name, values, places), []


def _place(config: Config, key: str) -> str:
    """Where the value of that key, or of the list it stands in, comes from; for a default, where to write it."""
    place = config.origins.get(key) or config.origins.get(key.rpartition("[")[0])
    return place or (_shown(config.path) if config.path else "default")


def _shown(file: Path) -> str:
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)


def _absolute(layer: Layer, base: Path) -> Layer:
    values: dict[str, Any] = dict(layer.values)
    for table, name in _PATH_KEYS:
        inner = values.get(table)
        if isinstance(inner, dict) and isinstance(inner.get(name), str) and inner[name]:
            values[table] = {**inner, name: str(base / Path(inner[name]).expanduser())}
            inner = values[table]
    return Layer(layer.place, values, layer.places)


def _origins(config: Config, layers: tuple[Layer, ...]) -> dict[str, str]:
    keys = (parts for parts, _ in leaves(config.model_dump()))
    return {dotted(parts): place for parts in keys if (place := where(layers, parts)) is not None}
