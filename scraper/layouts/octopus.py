"""The Octopus country wiki of the Council of Europe: what each country says about its cybercrime law and policy.

Its life so far, known from text renderings of the pages; their markup was never seen, hence no selector here:

E1, 2014 to 2018. An asset publisher under /country-wiki/. Prints "Last updated" and the dates of signature and
    ratification, the status heading once, and a line about who pays for the tool. A variant (E1b, /countries/) puts
    introduction, disclaimer and editing hint before the profile.
E2, 2020. The publisher moves to /country-wiki-ap/ and short addresses (/-/fiji) appear. "Last updated" now stands
    between two copies of the status heading, and "Ratified" becomes "Ratified / acceded".
E3, since. No dates at all; three ways to the same text: E3a the short address, E3b /country-wiki-ap/ by slug or by
    number, with a print view that has no footer, E3c /country-wiki/ with a third publisher and an introduction first.
    The status heading is still printed twice.

Sections and their order never changed; a heading may be missing, or printed with nothing under it. Slugs are not
country names ("urugu-2", "japan_legislation") and have changed ("beninbenin"). The publisher's identifier in an
address changes with each rebuild, so no pattern names one. Switching language goes through an address that answers
for any page (/c/portal/update_language) and shows French under an English address. Editions in other languages than
French keep the English headings; what editors wrote mostly stays English in every edition.

Raise `version` whenever the same bytes would be read differently.
"""

from __future__ import annotations

import re

from scraper.layout import Boilerplate, Layout
from scraper.layouts.countries import COUNTRIES
from scraper.layouts.known import KNOWN, KNOWN_IDS
from scraper.layouts.labels import KEYS, LABELS

_LOCALE = r"(?:/(?P<lang>[a-z]{2}(?:[_-][a-z]{2,4})?))?"
_PUBLISHER = r"/(?:country-wiki(?:-ap)?|countries)/-/asset_publisher/[a-z0-9]+/content"
_TAIL = r"(?:/(?:pop_up|maximized))?/?(?:;[^/?]*)?(?:\?.*)?"


def _address(middle: str) -> re.Pattern[str]:
    return re.compile(f"{_LOCALE}/web/octopus{middle}{_TAIL}", re.ASCII | re.IGNORECASE | re.DOTALL)


ADDRESSES = (
    _address(r"/-/(?P<slug>[^/?;]+)"),
    _address(_PUBLISHER + r"/id/(?P<id>[0-9]{1,12})"),
    _address(_PUBLISHER + r"/(?P<slug>[^/?;]+)"),
)


def _known(name: str, *wordings: str, ends: bool = False, beside: bool = False) -> Boilerplate:
    return Boilerplate(name, re.compile("|".join(wordings), re.IGNORECASE), ends, beside)


# Some of these are words that an author may write too: they close nothing, and count beside the other lines only.
_CLOSING = (
    _known(
        "banner",
        r"Tools on Cybercrime (?:&|and) Electronic Evidence,? Empowering You ?!?(?:\.png)?",
        r"Outils sur la cybercriminalité et les preuves [ée]lectroniques,?"
        r" Vous donner les moyens d['’]agir ?!?(?:\.png)?",
        ends=True,
    ),
    _known(
        "disclaimer",
        r"These profiles do not necessarily reflect (?:the )?official positions? of the States covered"
        r" or of the Council of Europe ?\.?",
        # a guess: the French of this line was never seen
        r"Ces profils ne reflètent pas nécessairement (?:les positions officielles|la position officielle) .{1,120}",
        ends=True,
    ),
    _known(
        "funding",
        r"This (?:tool|portal|site) is co-?funded\s+by .{1,160}",
        r"Cet outil est cofinancé par .{1,160}",
        ends=True,
    ),
    _known("contribute", r"Contribute(?: Contribute)?", r"Contribuer(?: Contribuer)?", beside=True),
    _known(
        "invitation",
        r"Are you aware of the latest legislative or policy developments .{1,120}",
        r"Connaissez-vous les dernières évolutions législatives ou politiques .{1,120}",
        r"Share this information with us,? helping to keep this platform up[ -]to[ -]date ?\.?",
        r"Partagez ces informations avec nous pour nous aider à maintenir cette plateforme à jour ?\.?",
        ends=True,
    ),
    _known("contents", r"(?:Table of )?contents", r"On this page", r"Sommaire", r"Table des matières", beside=True),
    _known("links", r"Useful links(?: Useful links)?", r"Liens utiles(?: Liens utiles)?", beside=True),
)
# These stand before the profile on some templates, or between it and the footer: they close nothing.
_FURNITURE = (
    _known(
        "disclaimer",
        r"(?:These|The|This) profiles? do(?:es)? not necessarily reflect (?:the )?official positions? of the country"
        r" covered.{0,400}",
    ),
    _known("editing", r"To update/edit information on a country wiki,? please click on the flag .{1,200}"),
    _known(
        "introduction",
        r"The wiki profiles provide an overview of a country['’]s policy.*",
        r"Each (?:fiche|profile|wiki profile) .*channels of cooperation.*",
        r"For more information on a country['’]s legislation,? click on the legal profile in each country wiki ?\.?",
    ),
    _known(
        "kosovo",
        r"\* ?This designation is without prejudice to positions on status,? and is in line with UNSCR? 1244 .{1,160}",
        r"\* ?Cette désignation est sans préjudice des positions sur le statut.{1,200}",
    ),
    _known(
        "cookies",  # guesses: no such line has been seen on a profile
        r"(?:This|Our|The) (?:web ?)?site (?:uses|keeps|stores) .{0,40}cookies.{0,300}",
        r"(?:Ce|Notre|Le) site (?:web )?(?:utilise|dépose|conserve) .{0,40}cookies.{0,300}",
    ),
    _known(
        "page controls",
        r"(?:Skip|Jump) to (?:main )?content ?\.?",
        r"(?:Aller|Passer) (?:directement )?au contenu(?: principal)?",
        r"(?:Diminuer|Augmenter|Réduire|Agrandir) la taille du texte",
        r"(?:Decrease|Increase|Reduce|Enlarge) (?:the )?text size",
        r"Imprimer(?: (?:la|cette) page)?",
        r"Print(?: (?:the|this))?(?: page)?",
        r"English ?[|/·-]? ?Français",
        r"(?:Select|Choose|Change) (?:your )?language",
        r"(?:Choisir|Changer) (?:la |de |votre )?langue",
    ),
)

LAYOUT = Layout(
    name="octopus",
    version=3,
    site="https://www.coe.int",
    hosts=("www.coe.int", "coe.int"),
    addresses=ADDRESSES,
    known=KNOWN,
    index="https://www.coe.int/en/web/octopus/country-wiki",
    labels=LABELS,
    keys=KEYS,
    boilerplate=_CLOSING + _FURNITURE,
    countries=COUNTRIES,
    page_address="{origin}/{language}/web/octopus/-/{slug}",
    ids=KNOWN_IDS,
    samples=("benin", "peru", "zimbabwe"),  # invited, a party, neither; one slug that is no name
    archived=("/{language}/web/octopus/",),
)
