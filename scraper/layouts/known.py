"""The profile addresses that were known when this version was shipped: a start, never the whole list.

Seventy of the 71 countries found so far; India's page was seen without its address. Each stands in the newest form
its address was seen in. An index page adds to them; nothing here says that a page still exists.
"""

from __future__ import annotations

_SITE = "https://www.coe.int/en/web/octopus"

_PLAIN = """
albania argentina armenia azerbaijan benin bhutan brazil cabo-verde cameroon chad colombia costa-rica cote-ivoire
dominican-republic ecuador estonia fiji gabon gambia-islamic-republic-of-the- georgia germany ghana guyana hungary
iceland ireland japan_legislation kenya kiriba-1 kosovo- liechtenstein malawi marshall-islands mauritius
micronesia-federal-states-of- moldova-republic-of- monaco montserrat morocco nau-1 pakistan palau panama
papua-new-guinea paraguay peru philippines samoa san-marino sao-tome-and-principe serbia solomon-islands
south-africa sri-lanka tonga ukraine united-kingdom united-states-of-america urugu-2 vanuatu zimbab-1
""".split()
_WIKI = "australia belgium bosnia-and-herzegovina jamaica".split()
_WIKI_AP = "chile senegal turkey".split()
_OLD = "mexico montenegro".split()

KNOWN = (
    *(f"{_SITE}/-/{slug}" for slug in _PLAIN),
    *(f"{_SITE}/country-wiki/-/asset_publisher/wM2oCWukY7tM/content/{slug}" for slug in _WIKI),
    *(f"{_SITE}/country-wiki-ap/-/asset_publisher/CmDb7M4RGb4Z/content/{slug}" for slug in _WIKI_AP),
    *(f"{_SITE}/country-wiki/-/asset_publisher/hFPA5fbKjyCJ/content/{slug}" for slug in _OLD),
)
"""One address a country, English edition."""

KNOWN_IDS = (
    ("64858369", "jamaica"),
    ("64858902", "belgium"),
    ("64859494", "cabo-verde"),
    ("64859520", "mauritius"),
    ("64859786", "serbia"),
    ("64860150", "ukraine"),
    ("64860673", "australia"),
    ("64860725", "germany"),
    ("68596622", "zimbabwe"),
)
"""Numbers that stand in place of a slug in some addresses, and the country each was seen to lead to."""
