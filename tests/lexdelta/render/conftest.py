"""Reports to render: the one of the design, a busy week, a quiet one, a first run, and one whose every text attacks."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from diffs.change import NAMED_KINDS, BlockForm, Edit, Named
from lexdelta.naming import NewHeading
from lexdelta.report import Coverage, Event, Inventory, Report, Scope, Unknown, Unsure
from lexdelta.told import ToldChange
from storage.summaries import CountryStanding, NewWording, SectionStates

TESTS = Path(__file__).parents[2]
LOOK = timedelta(days=1)


def at(day: int, month: int = 11, year: int = 2026) -> datetime:
    """03:31 UTC on that day."""
    return datetime(year, month, day, 3, 31, tzinfo=UTC)


FIJI = ToldChange(
    id=1842,
    page="fiji.en",
    also_in=(),
    country="Fiji",
    iso3="FJI",
    language="en",
    section="status",
    section_label="Status regarding Budapest Convention",
    kind="status_moved",
    before="invited",
    after="party",
    edits=(),
    significance="substantive",
    rule="status-move",
    reason="The status moved from invited to party.",
    state="confirmed",
    last_seen_old=at(20),
    first_seen_new=at(21),
    confirmed_at=at(21),
    url="https://www.coe.int/en/web/octopus/-/fiji",
    capture_before=880,
    capture_after=952,
    digest_before="1f9c0b7e2a31" + "0" * 52,
    digest_after="88ab4d10c7ee" + "f" * 52,
    region="Oceania",
)
BENIN = replace(
    FIJI,
    id=1850,
    page="benin.en",
    country="Benin",
    iso3="BEN",
    section="case_law",
    section_label="Case law",
    kind="section_removed",
    before="The Court of Appeal of Cotonou held in 2019 that access without right needs no damage.",
    after=None,
    rule="section-removed",
    reason="A section is no longer printed.",
    state="provisional",
    last_seen_old=at(21),
    first_seen_new=at(22),
    confirmed_at=None,
    url="https://www.coe.int/en/web/octopus/-/benin",
)
MONDAY = Report(
    start=at(16),
    end=at(23),
    run=None,
    coverage=Coverage(pages=72, verified=70, failed=1, quarantined=1, oldest=at(11)),
    changes=(FIJI,),
    rest=(("editorial", 4), ("cosmetic", 11)),
    unsure=(Unsure(BENIN, since=at(22), due=at(23)),),
    unknown=(
        Unknown("chad.en", "Chad", "503", since=at(22)),
        Unknown("ghana.en", "Ghana", "blocked (challenge page)", since=at(12)),
    ),
    events=(),
    labels=(),
    chain_run=412,
    chain_head="3f9c0b7e" + "0" * 56,
    standings=(
        CountryStanding("albania", "Albania", "AL", "Europe", "party"),
        CountryStanding("benin", "Benin", "BJ", "Africa", "invited"),
        CountryStanding("fiji", "Fiji", "FJ", "Oceania", "party"),
        CountryStanding("ghana", "Ghana", "GH", "Africa", None),
        CountryStanding("kosovo", "Kosovo*", "XK", "Europe", "none"),
        CountryStanding("montserrat", "Montserrat", "MS", "Americas", "unstated"),
    ),
)
SENTENCE = (
    "Whoever intentionally and without right gains access to the whole or any part of a computer system, by "
    "infringing security measures, shall be punished by imprisonment of up to "
)
EDITS = (
    Edit("equal", f"Section 12 of the Computer Misuse Act provides as follows. {SENTENCE}"),
    Edit("delete", "two"),
    Edit("insert", "five"),
    Edit("equal", " years, or by a fine of "),
    Edit("delete", "5,000"),
    Edit("insert", "20,000"),
    Edit("equal", " shillings, or by both. An attempt is punishable. The court may order the equipment forfeited."),
)


def kenya(kind: str, **values: object) -> ToldChange:
    """A change of Kenya's section on substantive law."""
    base = replace(
        FIJI,
        page="kenya.en",
        country="Kenya",
        iso3="KEN",
        section="legislation.substantive",
        section_label="Substantive law",
        kind=kind,
        before=None,
        after=None,
        rule=kind.replace("_", "-"),
        reason="The words of a provision changed.",
        url="https://www.coe.int/en/web/octopus/-/kenya",
    )
    return replace(base, **values)


def joined(edits: tuple[Edit, ...], gone: str) -> str:
    """One side of the edits: the text without the runs of kind `gone`."""
    return "".join(edit.text for edit in edits if edit.op != gone)


EDITED = kenya(
    "block_edited",
    id=1843,
    also_in=("kenya.fr",),
    before=joined(EDITS, "insert"),
    after=joined(EDITS, "delete"),
    edits=EDITS,
    rule="number-changed",
    reason="A number in a provision changed.",
)
WEEK = replace(
    MONDAY,
    changes=(
        FIJI,
        EDITED,
        kenya(
            "block_added",
            id=1844,
            section="case_law",
            section_label="Jurisprudence/case law",
            after="Republic v. Achieng [2026] KEHC 118: access by a former employee with a password never withdrawn is "
            "access without right.",
            rule="case-added",
            reason="A case was added.",
        ),
        replace(
            BENIN,
            id=1845,
            page="morocco.fr",
            also_in=("morocco.en",),
            country="Morocco",
            language="fr",
            section="institutions",
            section_label="Institutions spécialisées",
            kind="section_filled",
            before="",
            after="Direction générale de la sécurité des systèmes d’information (DGSSI)\nCentre de veille maCERT",
            state="confirmed",
            rule="section-filled",
            reason="A section that was empty now holds text.",
            url="https://www.coe.int/fr/web/octopus/-/morocco",
        ),
        kenya(
            "link_changed",
            id=1846,
            page="tonga.en",
            country="Tonga",
            url="https://www.coe.int/en/web/octopus/-/tonga",
            section="sources",
            section_label="Sources and links",
            before="Computer Crimes Act <https://ago.gov.to/acts/2003>",
            after="Computer Crimes Act <https://ago.gov.to/cms/images/LEGISLATION/2020>",
            significance="editorial",
            rule="link-target",
            reason="A link leads elsewhere; its text is the same.",
        ),
    ),
    least="editorial",
    rest=(("cosmetic", 11),),
    events=(
        Event(3, "site", "The same change on most pages: block added in sources", at(22), ("Albania", "Fiji"), 41),
        Event(4, "gone", "The page nauru.en is gone: www.coe.int answered 404.", at(19), ("Nauru",), 0),
    ),
    labels=(
        NewWording("fiji.en", "heading", "Legal framework"),
        NewWording("kenya.en", "heading", "Legal framework"),
        NewWording("samoa.en", "status", "Acceded"),
        NewWording("tonga.en", "text", "A line that stands nowhere."),
    ),
    headings=(NewHeading("octopus", "Legal framework", "legal-framework", "legislation", (), ("fiji.en", "kenya.en")),),
)
QUIET = replace(MONDAY, changes=(), rest=(), unsure=(), unknown=(), coverage=Coverage(72, 72, 0, 0, at(22)))
DIGEST = replace(
    MONDAY,
    changes=(replace(EDITED, id=1861, merges=(1843, 1861)), replace(EDITED, id=1862, region=None, digest_before=None)),
    vanished=((1851, 1859), (1852, 1855, 1860)),
    scope=Scope(countries=("Fiji", "Kenya"), regions=("Africa",), sections=("legislation.substantive",)),
)
FIRST = replace(
    MONDAY,
    start=at(21),
    end=at(21),
    run=1,
    changes=(),
    rest=(),
    unsure=(),
    chain_run=1,
    inventory=Inventory(
        standings=(
            ("party", ("Albania", "Argentina", "Côte d'Ivoire", "Ghana", "Kenya", "Morocco", "Peru", "Tonga")),
            ("signatory", ("South Africa",)),
            ("invited", ("Benin", "Fiji", "Kazakhstan")),
            ("none", ("Chad", "Kiribati")),
            ("unstated", ("Ireland",)),
        ),
        sections=(
            SectionStates("policies", "Cybercrime policies/strategies", 61, 9, 0, 0),
            SectionStates("legislation.substantive", "Substantive law", 52, 7, 11, 0),
            SectionStates("legislation.safeguards", "Safeguards", 18, 2, 50, 0),
            SectionStates("case_law", "Jurisprudence/case law", 23, 41, 6, 0),
        ),
    ),
)


def many(number: int) -> Report:
    """That many changes over sixty countries."""
    changes = tuple(
        replace(EDITED, id=n, page=f"land-{n % 60}.en", country=f"Country {n % 60}", also_in=()) for n in range(number)
    )
    return replace(MONDAY, changes=tuple(sorted(changes, key=lambda change: change.country)))


KINDS = (
    *("status_moved", "status_reworded", "declarations_changed", "signed_changed", "ratified_changed"),
    *("title_changed", "section_added", "section_removed", "section_emptied", "section_filled", "section_renamed"),
    *("block_added", "block_removed", "block_edited", "block_moved", "link_changed", "mention_added"),
)


def attacked(text: str) -> Report:
    """A report in which every text that came from outside is `text`, told by every kind of change."""
    edits = (Edit("equal", text), Edit("delete", text), Edit("insert", text), Edit("equal", text))
    change = replace(
        FIJI,
        also_in=(text,),
        page=text,
        country=text,
        iso3=text,
        language=text,
        section=text,
        section_label=text,
        before=text,
        after=text,
        edits=edits,
        rule=text,
        reason=text,
        url=text,
        moved_from=text,
        digest_before=text,
        digest_after=text,
        region=text,
        merges=(1, 2),
    )
    names = tuple(Named(kind, text, text) for kind in NAMED_KINDS)
    kinds = [replace(change, kind=kind) for kind in KINDS]
    kinds += [replace(change, kind=one.kind, form="block_edited", named=(one,)) for one in names]
    kinds += [replace(change, kind="law_added", form=form, named=names, unaligned=True) for form in get_args(BlockForm)]
    kinds += [replace(found, edits=()) for found in kinds] + [replace(change, kind=text, section_label="")]
    return replace(
        MONDAY,
        changes=tuple(kinds),
        unsure=tuple(Unsure(replace(found, state="provisional"), at(22), at(23)) for found in kinds),
        unknown=(Unknown(text, text, text, at(22), 17), Unknown("chad.en", text, f"{text} (503)", at(22))),
        events=(Event(3, "site", text, at(22), (text,), 9), Event(4, text, text, at(22), (text,), 0)),
        labels=tuple(NewWording(text, kind, text) for kind in ("heading", "status", "text")),
        headings=(NewHeading("octopus", text, text, text, (text,), (text,)),),
        chain_head=text,
        inventory=Inventory(((text, (text, text)),), (SectionStates(text, text, 1, 2, 3, 4),)),
        standings=(CountryStanding(text, text, text, text, text), CountryStanding(text, text, "FJ", text, "party")),
        scope=Scope((text,), (text,), (text,)),
        added=((text, text),),
    )


def payloads(beacon: str = "http://127.0.0.1:9") -> dict[str, str]:
    """The attacks by name; `beacon` is where those that would call home call."""
    table = json.loads((TESTS / "lexdelta" / "payloads.json").read_text(encoding="utf-8"))
    return {name: text.replace("{beacon}", beacon) for name, text in table.items()}


@pytest.fixture
def reports() -> dict[str, Report]:
    """Reports by name: monday, week, quiet, first, digest."""
    return {"monday": MONDAY, "week": WEEK, "quiet": QUIET, "first": FIRST, "digest": DIGEST}


@pytest.fixture
def many_changes() -> Callable[[int], Report]:
    """A report of as many changes as asked for."""
    return many


@pytest.fixture
def attack() -> Callable[[str], Report]:
    """A report made of one text."""
    return attacked


@pytest.fixture(params=sorted(payloads()))
def payload(request: pytest.FixtureRequest) -> str:
    """One attack after the other."""
    return payloads()[request.param]
