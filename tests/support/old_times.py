"""Ten years of twelve countries in four templates, with every true change written down: what archives may hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from typing import NamedTuple

from golden import BACK, PROFILE_LINKS, STATUS_LABELS, Golden, Part, Piece
from hands import HANDS
from markup_styles import STYLES
from surroundings import around

_ADDRESSES = {
    "E1": "https://www.coe.int/en/web/octopus/country-wiki/-/asset_publisher/hFPA5fbKjyCJ/content/{}"
    "?inheritRedirect=false",
    "E2": "https://www.coe.int/en/web/octopus/country-wiki-ap/-/asset_publisher/CmDb7M4RGb4Z/content/{}"
    "?_101_INSTANCE_CmDb7M4RGb4Z_viewMode=view/",
    "E3a": "https://www.coe.int/en/web/octopus/-/{}",
    "E3c": "https://www.coe.int/en/web/octopus/country-wiki/-/asset_publisher/wM2oCWukY7tM/content/{}",
}
_YEARS = ((2014, 6, "E1"), (2016, 3, "E1"), (2018, 2, "E1"), (2020, 5, "E2"), (2022, 9, "E3a"), (2024, 3, "E3a"),
          (2025, 6, "E3c"))  # fmt: skip
"""The looks an archive took, year, month, template."""

COUNTRIES = (
    ("Albania", "albania"), ("Armenia", "armenia"), ("Benin", "benin"), ("Brazil", "brazil"), ("Chad", "chad"),
    ("Fiji", "fiji"), ("Georgia", "georgia"), ("Ghana", "ghana"), ("Kenya", "kenya"), ("Peru", "peru"),
    ("Serbia", "serbia"), ("Tonga", "tonga"),
)  # fmt: skip


class Happened(NamedTuple):
    """A change as it happened: the page, its section and kind, and the looks (years) it lies between."""

    page: str
    section: str
    kind: str
    after_year: int
    by_year: int


@dataclass(frozen=True)
class Look:
    """One archived capture: when, from which address, and its HTML."""

    page: str
    at: datetime
    url: str
    html: str


def looks() -> tuple[Look, ...]:
    """Every capture, by country and time; the markup, the surroundings and the noise differ from look to look."""
    return tuple(look for number in range(len(COUNTRIES)) for look in _of_country(number))


def _of_country(number: int) -> list[Look]:
    _, slug = COUNTRIES[number]
    found = []
    for turn, (year, month, era) in enumerate(_YEARS):
        random = Random(f"{slug} {year}")
        page = _page(number, turn, era)
        style, hand = random.choice(STYLES[:20]), random.choice(HANDS)
        html = around(page, number + turn)(page, style(page, hand))
        old = "beninbenin" if slug == "benin" and era == "E1" else slug
        at = datetime(year, month, 1 + number, 4, 30, number, tzinfo=UTC)
        noise = f"<!-- {random.random()} -->"
        found.append(Look(f"{slug}.en", at, _ADDRESSES[era].format(old), html.replace("</body>", f"{noise}</body>")))
    return found


def _page(number: int, turn: int, era: str) -> Golden:
    name, slug = COUNTRIES[number]
    return Golden(
        title=name,
        language="en",
        era=era,
        status_label=STATUS_LABELS["en"],
        status=_status(number, turn, era),
        link=PROFILE_LINKS["en"],
        updated=f"{10 + number}/02/2018" if era in ("E1", "E2") else "",
        back=BACK["en"],
        parts=_parts(number, turn),
        slug=slug,
    )


def _status(number: int, turn: int, era: str) -> tuple[tuple[str, str], ...]:
    name = COUNTRIES[number][0]
    if name == "Benin":
        return (("Status", ("NA", "NA", "NA", "Invited to accede", "Invited to accede", "Party", "Party")[turn]),)
    if name == "Fiji":
        return (("Status", "Invited to accede" if turn < 6 else "Party"),)
    if name == "Chad":
        return (("Status", "NA"),)
    dates = (("Signed", "23/11/2001"), ("Ratified", f"{10 + number}/06/2002")) if era in ("E1", "E2") else ()
    return (("Status", "Party"), *dates)


def _parts(number: int, turn: int) -> tuple[Part, ...]:
    name = COUNTRIES[number][0]
    until = 2020 if turn < 4 or number % 4 else 2027
    policies = [
        Piece("p", f"The government of {name} follows a national cybersecurity strategy for {until - 5}-{until}."),
        Piece("p", f"A council of {7 + number} members meets twice a year and reports to parliament in {name}."),
    ]
    if number % 3 == 0 and turn >= 5:
        policies.append(Piece("p", f"In {name} a second council for the judiciary was set up in 2023."))
    bodies = [
        Piece("li", f"Cybercrime unit of the police of {name}"),
        Piece("li", f"Prosecutor for cybercrime, {name}"),
    ]
    if number % 3 == 1 and turn >= 3:
        bodies.append(Piece("li", f"Computer emergency response team of {name} (CERT-{name[:2].upper()})"))
    cases = [Piece("p", f"The supreme court of {name} ruled on the seizure of computer data in 2015.")]
    return (
        Part("Cybercrime policies/strategies", 1, tuple(policies)),
        Part("Specialised institutions", 1, tuple(bodies)),
        Part("Jurisprudence/case law", 1, tuple(cases) if number % 2 == 0 and turn >= 2 else ()),
        Part("Sources and links", 1, (Piece("p", f"Official journal of {name}, at <www.journal-{number}.example>"),)),
    )


def truth() -> frozenset[Happened]:
    """Every change that happened, and no other: what the template did is none."""
    years = [year for year, _, _ in _YEARS]
    found: set[Happened] = set()
    for number, (name, slug) in enumerate(COUNTRIES):
        moves = {"Benin": ((3, "status_moved"), (5, "status_moved")), "Fiji": ((6, "status_moved"),)}.get(name, ())
        happened = [(turn, "status", kind) for turn, kind in moves]
        happened += [(4, "policies", "block_edited")] if not number % 4 else []
        happened += [(5, "policies", "block_added")] if number % 3 == 0 else []
        happened += [(3, "institutions", "block_added")] if number % 3 == 1 else []
        happened += [(2, "case_law", "section_filled")] if number % 2 == 0 else []
        found |= {
            Happened(f"{slug}.en", section, kind, years[turn - 1], years[turn]) for turn, section, kind in happened
        }
    return frozenset(found)


def without_one(all_looks: tuple[Look, ...], turn: int) -> tuple[Look, ...]:
    """The looks without every country's at that turn: a gap that another archive may fill."""
    size = len(_YEARS)
    return tuple(look for at, look in enumerate(all_looks) if at % size != turn)


def reshaped(look: Look, url: str) -> Look:
    """The same bytes from another address."""
    return replace(look, url=url)
