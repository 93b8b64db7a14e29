"""A run over many broken pages, for one process of several."""

from __future__ import annotations

import traceback
from random import Random

from golden_files import read_html
from hands import HANDS
from markup_styles import STYLES
from page_fuzz import fuzzed
from page_generator import generated
from surroundings import SURROUNDINGS

from scraper import parse
from scraper.errors import ReadError
from scraper.profile import Profile

URL = "https://www.coe.int/en/web/octopus/-/peru"


def answer(html: str) -> Profile | str:
    """What the page reads as, or the code of the refusal; nothing is remembered from the last time."""
    parse.lines.cache_clear()
    try:
        return read_html(html, URL)
    except ReadError as error:
        return error.code


def problems(seed: int, pages: int) -> list[str]:
    """Which pages of a run made the reader crash, or answer otherwise the second time, at most ten."""
    found: list[str] = []
    for number in range(pages):
        random = Random(f"{seed} {number}")
        page = generated(random)
        whole = random.choice(SURROUNDINGS)(page, random.choice(STYLES)(page, random.choice(HANDS)))
        found += _problem(fuzzed(whole, random), f"seed {seed}, page {number}")
        if len(found) >= 10:
            break
    return found


def _problem(html: str, name: str) -> list[str]:
    try:
        first, second = answer(html), answer(html)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
        return [f"{name}: {traceback.format_exc(limit=-2)}"]
    if first != second:
        return [f"{name}: another answer to the same page"]
    if isinstance(first, Profile) and len({section.key for section in first.sections}) != len(first.sections):
        return [f"{name}: two sections of one key"]
    return []
