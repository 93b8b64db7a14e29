"""Whether the targets of the settings can be reached at all, as far as can be said without sending anything."""

from __future__ import annotations

import importlib

from lexdelta.config import ConfigError
from lexdelta.notify.addresses import NoAddress, address_of, redacted
from lexdelta.notify.routes import NoApprise, NoRoute, route
from lexdelta.notify.settings import Notify
from lexdelta.problems import problem
from lexdelta.settings import Config


def wrong_address(target: Notify) -> str:
    """What is wrong with a target's address, as a phrase that repeats nothing of it; "" when nothing is."""
    try:
        address = address_of(target)
    except NoAddress as error:
        return str(error)
    try:
        route(address)
    except NoApprise as error:
        return str(error)
    except NoRoute as error:
        return redacted(f"what {target.url_env} holds is no address: {error}", address)
    return ""


def require_targets(config: Config) -> None:
    """Raises ConfigError with one line for each target whose address is missing or not understood, and for an Atom file
    that nothing here can write."""
    found = [
        problem(_place(config, number), f"notify[{number}].url_env", got="", expected=wrong)
        for number, target in enumerate(config.notify)
        if (wrong := wrong_address(target))
    ]
    if config.report.feed and not _writes_feeds():
        place = config.origins.get("report.feed") or str(config.path or "default")
        found.append(
            problem(place, "report.feed", got="", expected="feedgen is not installed: install lexdelta[notify]")
        )
    if found:
        raise ConfigError(found)


def _writes_feeds() -> bool:
    try:
        importlib.import_module("feedgen")
    except ModuleNotFoundError:
        return False
    return True


def _place(config: Config, number: int) -> str:
    return config.origins.get(f"notify[{number}].url_env") or str(config.path or "default")
