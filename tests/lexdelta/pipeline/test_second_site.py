"""A second kind of country profile goes the whole way, alone and beside the first, in one database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from policy_portal import Portal
from watched_replica import SILENT, START, lexdelta

from lexdelta import config as settings
from lexdelta.demo.site import Replica
from lexdelta.running import Asked, Finished, run_once
from storage.connection import rows
from storage.database import open_existing
from storage.summaries import NewWording

UPDATE = ("estonia", "Last Updated: April 2020", "Last Updated: February 2021")
EDIT = ("estonia", "report an incident within a day.", "report an incident within six hours.")
ADDED = (
    "estonia",
    "<h3>Implementation Frameworks</h3>",
    "<h4>Harbour Strategy 2021</h4><p>Covers ports.</p><h3>Implementation Frameworks</h3>",
)


@dataclass
class Sites:
    """The portal, watched from a folder, with further tables of configuration before and behind it."""

    portal: Portal
    folder: Path
    others: tuple[str, ...] = ()
    watches: str = ""
    now: datetime = field(default=START)

    def __post_init__(self) -> None:
        countries = [self.portal.url(country) for country in ("estonia", "fiji", "peru")]
        addresses = [self.portal.address, *self.others]
        (self.folder / "config.toml").write_text(
            f"[fetch]\nallow_addresses = {json.dumps(addresses)}\ndelay_seconds = 0\n{self.watches}"
            f'[[watch]]\nlayout = "cyberpolicy"\npages = {json.dumps(countries)}\n'
        )

    def run(self, hours: float = 24) -> Finished:
        """A run after some hours."""
        self.now += timedelta(hours=hours)
        return run_once(settings.load(self.folder / "config.toml"), Asked(), SILENT, lambda: self.now)

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """What the database says."""
        db = open_existing(self.folder / "lexdelta.db")
        try:
            return [dict(row) for row in rows(db, sql, ())]
        finally:
            db.close()


@pytest.fixture
def portal() -> Iterator[Portal]:
    """The portal, as its golden pages say."""
    with Portal() as served:
        yield served


def test_two_states_are_told_right(portal: Portal, tmp_path: Path) -> None:
    """An edited law, a strategy that appeared and a section that appeared are told, each once; a new date is not."""
    sites = Sites(portal, tmp_path)
    first = sites.run()
    assert (first.outcomes, first.report.changes) == ({"first": 3}, ())
    assert first.report.inventory is not None
    assert first.report.inventory.standings == ()
    counted = {count.section: (count.filled, count.empty, count.absent) for count in first.report.inventory.sections}
    assert counted["policy.frameworks"] == (1, 1, 1)
    assert list(counted)[:6] == [
        "policy",
        "policy.strategies",
        "policy.frameworks",
        "structure",
        "legal",
        "arrangements",
    ]

    portal.edits = [UPDATE]
    assert sites.run().report.changes == ()
    portal.edits = [UPDATE, EDIT, ADDED, ("peru", *_structure())]
    told = sites.run().report.changes
    assert sorted((c.page, c.section, c.kind, c.before, c.after) for c in told) == [
        ("policy/estonia.en", "legal", "block_edited", *_sentences()),
        ("policy/estonia.en", "policy.strategies", "block_added", None, "Covers ports."),
        ("policy/estonia.en", "policy.strategies", "strategy_added", None, "Harbour Strategy 2021"),
        ("policy/peru.en", "structure", "section_added", None, "A council of four ministries."),
    ]
    assert sites.run().report.changes == ()


def _structure() -> tuple[str, str]:
    button = '<h2><button type="button" aria-controls="p2" data-target="#p2">Legal Framework</button></h2>'
    panel = '<h2><button type="button" aria-controls="p4" data-target="#p4">Structure</button></h2>'
    return button, f'{panel}<div id="p4"><p>A council of four ministries.</p></div>{button}'


def _sentences() -> tuple[str, str]:
    sentence = "Obliges keepers of public registers to {}"
    return sentence.format(EDIT[1]), sentence.format(EDIT[2])


def test_no_status_is_missed(portal: Portal, tmp_path: Path) -> None:
    """No report, view or command says of a page of this kind that its status is not stated."""
    sites = Sites(portal, tmp_path)
    sites.run()
    assert sites.rows("SELECT * FROM current_status") == []
    assert sites.rows("SELECT * FROM status_history") == []
    assert {row["outcome"] for row in sites.rows("SELECT outcome FROM checks")} == {"first"}
    for words in (("show", "policy/peru"), ("report", "--format", "text"), ("status",)):
        done = lexdelta(tmp_path, *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert "not stated" not in done.stdout.lower()
        assert "unstated" not in done.stdout.lower()


def test_a_section_that_went_waits_and_is_told(portal: Portal, tmp_path: Path) -> None:
    """Removals follow the same rule as everywhere: a second healthy look has to agree."""
    sites = Sites(portal, tmp_path)
    sites.run()
    page = portal.page("/cpp/en/states/estonia").decode()
    portal.edits = [("estonia", page[page.index("<h2>Cooperation") : page.index("<p>Suggest")], "</section>")]
    first, second = sites.run().report, sites.run().report
    assert [(entry.change.page, entry.change.section) for entry in first.unsure] == [
        ("policy/estonia.en", "arrangements")
    ]
    assert [(c.page, c.section, c.kind) for c in second.changes] == [
        ("policy/estonia.en", "arrangements", "section_removed")
    ]


def test_a_new_heading_is_told_with_the_table_that_takes_it(portal: Portal, tmp_path: Path) -> None:
    """The report names the layout whose heading it is; added there and read again, the text has its section."""
    sites = Sites(portal, tmp_path)
    assert NewWording("policy/fiji.en", "heading", "Capacity Building") in sites.run().report.labels
    assert "[layouts.cyberpolicy.labels]" in lexdelta(tmp_path, "report").stdout
    with (tmp_path / "config.toml").open("a") as file:
        file.write('[layouts.cyberpolicy.labels]\n"Capacity Building" = "arrangements"\n')
    assert lexdelta(tmp_path, "reread").returncode == 0
    (row,) = sites.rows(
        "SELECT state, text FROM current_sections WHERE page LIKE '%fiji.en' AND section = 'arrangements'"
    )
    assert row["text"].startswith("Two workshops for prosecutors")
    assert sites.run().report.changes == ()


def test_two_sites_stand_in_one_database(portal: Portal, tmp_path: Path) -> None:
    """One country's pages on two sites are two pages, read, compared, named and told apart."""
    with Replica(countries=("fiji", "peru")) as octopus:
        index = f"{octopus.base_url}/en/web/octopus/country-wiki"
        watches = f'[[watch]]\npages = []\nindex = "{index}"\n'
        sites = Sites(portal, tmp_path, (octopus.address,), watches)
        first = sites.run()
        assert first.report.inventory is not None
        listed = sorted(country for _, countries in first.report.inventory.standings for country in countries)
        assert listed == ["Fiji", "Peru"]
        octopus.state = 2
        portal.edits = [EDIT]
        told = sites.run().report.changes
        again = sites.run().report.changes
    pages = {row["key"]: row["layout"] for row in sites.rows("SELECT key, layout FROM pages WHERE kind = 'profile'")}
    assert pages == {
        "fiji.en": "octopus",
        "peru.en": "octopus",
        "policy/estonia.en": "cyberpolicy",
        "policy/fiji.en": "cyberpolicy",
        "policy/peru.en": "cyberpolicy",
    }
    assert {change.page for change in told} >= {"fiji.en", "policy/estonia.en"}
    assert [change.also_in for change in told] == [()] * len(told)
    assert again == ()
    _names(tmp_path)


def _names(folder: Path) -> None:
    """A name that two sites have is asked back; each full name, and one that a single site has, is enough."""
    both = lexdelta(folder, "show", "fiji")
    assert both.returncode == 1
    assert "say fiji.en or policy/fiji.en" in both.stderr
    for name in ("fiji.en", "policy/fiji.en", "policy/fiji", "estonia"):
        assert lexdelta(folder, "show", name).returncode == 0
    differs = lexdelta(folder, "diff", "policy/estonia")
    assert (differs.returncode, differs.stderr) == (0, "")
    assert "six hours" in differs.stdout
    assert "six hours" in lexdelta(folder, "diff", "policy/estonia@1", "estonia").stdout
    for name in ("fiji", "policy/fiji"):
        assert lexdelta(folder, "run", "--dry-run", "--page", name).returncode == (0 if "/" in name else 1)


def test_what_an_index_added_stays_its_own_sites(portal: Portal, tmp_path: Path) -> None:
    """Pages of the first site that an index once added are not asked for as pages of the second, whose index fails."""
    with Replica(countries=("fiji", "peru")) as octopus:
        index = f"{octopus.base_url}/en/web/octopus/country-wiki"
        sites = Sites(portal, tmp_path, (octopus.address,), f'[[watch]]\npages = []\nindex = "{index}"\n')
        sites.run()
        file = tmp_path / "config.toml"
        text = file.read_text().replace(f'[[watch]]\npages = []\nindex = "{index}"\n', "")
        file.write_text(f'{text}index = "{portal.url("index")}"\n')
        sites.run()
    checked = sites.rows("SELECT page FROM checks WHERE run = 2 AND page NOT LIKE 'index%' ORDER BY page")
    assert [row["page"] for row in checked] == ["policy/estonia.en", "policy/fiji.en", "policy/peru.en"]
