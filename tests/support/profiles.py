"""Profiles built from their parts, for whoever compares them."""

from scraper.profile import Block, Link, Profile, Section, State, Status

READING = "octopus@1"
KEYS = (
    "status", "policies", "legislation", "legislation.state", "legislation.substantive", "legislation.procedural",
    "institutions", "cooperation", "case_law", "sources",
)  # fmt: skip
LABELS = {
    "status": "Status regarding Budapest Convention",
    "policies": "Cybercrime policies/strategies",
    "legislation": "Cybercrime legislation",
    "legislation.state": "State of cybercrime legislation",
    "legislation.substantive": "Substantive law",
    "legislation.procedural": "Procedural law",
    "institutions": "Specialised institutions",
    "cooperation": "International cooperation",
    "case_law": "Jurisprudence/case law",
    "sources": "Sources and links",
}
PARTY = Status("party", "Party", raw="Status : Party See legal profile")


def block(text: str, *links: tuple[str, str]) -> Block:
    """A paragraph with (text, address) links."""
    return Block("paragraph", text, tuple(Link(*link) for link in links))


def section(key: str, *blocks: str | Block, label: str | None = None, state: State | None = None) -> Section:
    """A printed section, filled when it has blocks."""
    made = tuple(block(item) if isinstance(item, str) else item for item in blocks)
    return Section(key, label or LABELS.get(key, key.title()), state or ("filled" if made else "empty"), made)


def profile(*sections: Section, status: Status = PARTY, title: str = "Fiji", lossy: bool = False) -> Profile:
    """An English profile of Fiji, a Party, with these sections and nothing else."""
    return Profile(READING, title, "en", status, sections, KEYS, lossy=lossy)
