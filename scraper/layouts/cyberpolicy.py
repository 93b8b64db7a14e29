"""A portal of national cyber-policy profiles, after the one UNIDIR keeps: each state's strategies, laws and bodies.

Known, from text renderings of 2020 and from links to it:
    - addresses of the form /cpp/en/states/<slug> on unidir.org, English alone;
    - one date for a whole page, to the month ("Last Updated: April 2020"), so there is no day to keep;
    - "Cybersecurity Policy" as a group over "Strategy Documents" and "Implementation Frameworks";
    - below these, items: a title, a text, bullets, a date, and links that read "Source" and "Source 2".
Guesses, since these parts were never seen:
    - "Structure", "Legal Framework" and "Cooperation" are printed just so, each a section of its own with no group;
    - the state's name is a heading above the article, as everywhere;
    - the lines in BOILERPLATE other than the date.
Not known: the markup, an index, and the addresses on the domain the portal has moved to since. So no address is
shipped: a watch lists its pages, and says with `fetch.allowed_hosts` where they are.

"Structure" and "Cooperation" are words that an author may print alone on a line; such a line would be taken for a
heading. There is no status line here, so a page never states one and is never asked for one.

Raise `version` whenever the same bytes would be read differently.
"""

from __future__ import annotations

import re

from scraper.layout import Boilerplate, Label, Layout
from scraper.layouts.countries import COUNTRIES

KEYS = ("policy", "policy.strategies", "policy.frameworks", "structure", "legal", "arrangements")
"""Section keys in printed order; none is one of another layout's, so that sections of two sites are never counted as
one."""

_LABELS = (
    ("policy", "Cybersecurity Policy"),
    ("policy.strategies", "Strategy Documents"),
    ("policy.strategies", "Strategy Document"),
    ("policy.frameworks", "Implementation Frameworks"),
    ("policy.frameworks", "Implementation Framework"),
    ("structure", "Structure"),
    ("legal", "Legal Framework"),
    ("legal", "Legal Frameworks"),
    ("arrangements", "Cooperation"),
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

BOILERPLATE = (
    Boilerplate("updated", re.compile(rf"Last Updated ?:? (?:{_MONTHS}) [0-9]{{4}}", re.IGNORECASE)),
    Boilerplate("comparison", re.compile(r"Add to comparison|Compare(?: up to (?:3|three) states)?", re.IGNORECASE)),
    Boilerplate(
        "closing",
        re.compile(r"(?:Suggest an update|(?:Report an error|Give feedback) (?:on|about) this profile)", re.IGNORECASE),
        ends=True,
    ),
)

LAYOUT = Layout(
    name="cyberpolicy",
    version=2,
    site="https://unidir.org",
    hosts=("unidir.org", "www.unidir.org"),
    addresses=(
        re.compile(
            r"/cpp(?:/(?P<lang>[a-z]{2}))?/states/(?P<slug>[^/?;]+)/?(?:\?.*)?", re.ASCII | re.IGNORECASE | re.DOTALL
        ),
    ),
    known=(),
    index="",
    labels=tuple(Label(text, key, "en") for key, text in _LABELS),
    keys=KEYS,
    boilerplate=BOILERPLATE,
    countries=COUNTRIES,
    page_address="{origin}/cpp/{language}/states/{slug}",
    prefix="policy",
    archived=("/cpp/{language}/states/", "/cpp/states/"),
)
