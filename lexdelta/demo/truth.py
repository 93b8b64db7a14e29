"""What truly changes between the replica's two states: the list that a run over both is measured against.

The same changes stand in the French editions, so that a run over both languages tells each of them once, naming both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diffs.change import Named, Significance


@dataclass(frozen=True, slots=True)
class TrueChange:
    """One change that must be told, once.

    `country` and `section` are keys; `kind`, `form` and `named` as in `diffs.change`, `form` "" where it is the kind;
    `before`, `after` fragments the English page shows in
    that state and not in the other (for "block_moved" the same words on both sides), None where nothing stands on that
    side; `state` is "provisional" when a second healthy look must agree first; `sentence` says it to people.
    """

    country: str
    section: str
    kind: str
    before: str | None
    after: str | None
    significance: Significance
    sentence: str
    state: Literal["confirmed", "provisional"] = "confirmed"
    form: str = ""
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A page whose bytes differ between the states though it says the same: nothing must be told."""

    country: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A page that cannot be checked in state 2: `fault` as in `lexdelta.demo.answers`, by `slug`."""

    country: str
    slug: str
    fault: str
    sentence: str


CHANGES: tuple[TrueChange, ...] = (
    TrueChange(
        "fiji", "status", "status_moved", "Invited to accede", "Party", "substantive",
        "Fiji was invited to accede and is now a Party.",
    ),
    TrueChange(
        "papua-new-guinea", "status", "status_moved", "NA", "Invited to accede", "substantive",
        "Papua New Guinea had no status and is now invited to accede.",
    ),
    TrueChange(
        "paraguay", "status", "declarations_changed", "N/A", "Declarations regarding Articles 24, 27 and 35.",
        "substantive", "Paraguay's declarations, N/A before, are now listed.",
    ),
    TrueChange(
        "sri-lanka", "legislation.state", "law_superseded", "Online Safety Act, No. 9 of 2024",
        "Online Safety Act, No. 17 of 2025", "substantive",
        "Sri Lanka's Online Safety Act of 2024 is superseded by one of 2025.", form="block_edited",
        named=(Named("law_superseded", "Online Safety Act, No. 9 of 2024", "Online Safety Act, No. 17 of 2025"),),
    ),
    TrueChange(
        "mauritius", "legislation.related", "law_added", None, "Digital Evidence (Preservation) Act 2024",
        "substantive", "Mauritius lists one law more: the Digital Evidence (Preservation) Act 2024.",
        form="block_added", named=(Named("law_added", None, "Digital Evidence (Preservation) Act 2024"),),
    ),
    TrueChange(
        "georgia", "institutions", "institution_renamed", "Cybercrime Division of the Central",
        "Digital Crime Directorate", "substantive",
        "Georgia's Cybercrime Division is now called Digital Crime Directorate.", form="block_edited",
        named=(
            Named(
                "institution_renamed", "Cybercrime Division of the Central Criminal Police Department",
                "Digital Crime Directorate of the Central Criminal Police Department",
            ),
        ),
    ),
    TrueChange(
        "gabon", "case_law", "section_filled", None, "Correctional Court of Libreville", "substantive",
        "Gabon's case law, empty before, now has a first judgment.",
        named=(Named("institution_added", None, "Correctional Court of Libreville"),),
    ),
    TrueChange(
        "uruguay", "sources", "section_added", None, "Official printing office", "substantive",
        "Uruguay's page has a section of sources it did not have.",
    ),
    TrueChange(
        "palau", "sources", "section_emptied", "Rules of Evidence of the Courts", None, "substantive",
        "Palau's sources are gone, their heading stands.", "provisional",
        named=(Named("law_removed", "Penal Code of the Republic of Palau", None),),
    ),
    TrueChange(
        "benin", "case_law", "section_removed", "ten years for the leader of a group", None, "substantive",
        "Benin's case law is gone, with its heading.", "provisional",
        named=(Named("case_removed", "CRIET, 27 October 2022, no. 066", None),),
    ),
    TrueChange(
        "chile", "institutions", "block_moved", "Brigada Investigadora del Cibercrimen",
        "Brigada Investigadora del Cibercrimen", "editorial",
        "Chile's paragraph on the police brigade stands at the end of its section instead of the beginning.",
    ),
    TrueChange(
        "australia", "policies", "block_edited", "respondoing", "responding to groups", "editorial",
        "A typing error is mended on Australia's page.",
    ),
    TrueChange(
        "panama", "policies", "block_edited", "“Estrategia Nacional", '"Estrategia Nacional', "cosmetic",
        "Panama's strategy is quoted with straight quotation marks.",
    ),
    TrueChange(
        "jamaica", "legislation.substantive", "block_edited", "not exceeding 3 years", "not exceeding 5 years",
        "substantive", "Jamaica's penalty for unauthorised access rises from three years to five.",
    ),
    TrueChange(
        "tonga", "legislation.procedural", "block_edited", "is required to tell", "is not required to tell",
        "substantive", "In Tonga the holder of data no longer has to tell its owner.",
    ),
    TrueChange(
        "iceland", "institutions", "link_changed", "https://cert.is.example/notices",
        "https://cert.is.example/advisories/2024", "substantive",
        "Iceland's link to the notices of its response team leads elsewhere.",
    ),
    TrueChange(
        "costa-rica", "institutions", "institution_removed", "Comisión Interinstitucional", None, "substantive",
        "Costa Rica no longer lists its commission at the Ombudsman's office.", form="block_removed",
        named=(Named("institution_removed", "Comisión Interinstitucional de Ciberseguridad Ciudadana", None),),
    ),
    TrueChange(
        "turkey", "title", "title_changed", "Turkey", "Türkiye", "editorial",
        "Turkey's page is headed Türkiye.",
    ),
)  # fmt: skip

LOOKALIKES: tuple[Lookalike, ...] = (
    Lookalike("cameroon", "Declarations N/A became NA, which says the same: nothing."),
    Lookalike("hungary", "A title became bold and an empty paragraph was added; no word differs."),
)

UNREACHABLE: tuple[Unreachable, ...] = (
    Unreachable("ghana", "ghana", "block", "A block page with status 200 stands in place of the profile."),
    Unreachable("chad", "chad", "503", "The server answers 503 Service Unavailable."),
    Unreachable("nauru", "nau-1", "home", "The address leads to the home page."),
)
