"""The file serves itself: Datasette opens every table and view of it, and of a published copy."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlite_utils import Database
from stories import Look, Story, moment_of, profile_of

from scraper.profile import Profile
from storage.describe import described, fresh
from storage.publish import publish

datasette_app = pytest.importorskip("datasette.app", reason="Datasette comes with the extra `web`")


@pytest.fixture
def told(story: Story) -> Story:
    """Two runs with a change and a failure, so that no page is empty."""
    story.run(moment_of(1), {"peru.en": profile_of(), "benin.en": profile_of()})
    looks: dict[str, Profile | Look] = {
        "peru.en": profile_of("Law 30171"),
        "benin.en": Look(outcome="failed", reason="http-503"),
    }
    story.run(moment_of(2), looks, then=lambda run: story.change(run, "peru.en"))
    return story


def _statuses(path: Path, pages: list[str]) -> dict[str, int]:
    async def ask() -> dict[str, int]:
        app = datasette_app.Datasette([str(path)])
        await app.invoke_startup()
        return {page: (await app.client.get(f"/{path.stem}/{page}")).status_code for page in pages}

    return asyncio.run(ask())


def _names(db: Database, *, published: bool) -> list[str]:
    hidden = ("_", "deliveries") if published else ("\x00",)
    return [item.name for item in described(db) if not item.name.startswith(hidden)]


@pytest.mark.parametrize("published", [False, True], ids=["database", "copy"])
def test_every_table_and_view_opens(told: Story, path: Path, published: bool) -> None:
    """As HTML and as JSON, with rows, foreign keys and labels, no page fails."""
    served = path.with_name("public.db") if published else path
    if published:
        publish(told.db, served)
    empty = fresh()
    pages = [page for name in _names(empty, published=published) for page in (name, f"{name}.json")]
    empty.close()
    found = _statuses(served, pages)
    assert {page: status for page, status in found.items() if status != 200} == {}
    assert len(found) > 50


def test_full_text_search_is_found_by_datasette(told: Story, path: Path) -> None:
    """The search box of the sections table works, since the index says whose text it holds."""
    assert told.db.execute("SELECT 1 FROM sections_fts WHERE sections_fts MATCH '30171'").fetchall()

    async def ask() -> list[str]:
        app = datasette_app.Datasette([str(path)])
        await app.invoke_startup()
        answer = await app.client.get("/lexdelta/sections.json?_search=30171&_shape=array")
        return [row["text"] for row in answer.json()]

    assert asyncio.run(ask()) == ["Law 30171"]


@pytest.mark.parametrize("sql", ["DELETE FROM changes", "UPDATE pages SET url = 'x'", "DROP TABLE chain"])
def test_nothing_is_written_through_datasette(told: Story, path: Path, sql: str) -> None:
    """Looking at the file in a browser cannot change it."""
    before = told.db.execute("SELECT count(*) FROM changes").fetchall()

    async def ask() -> int:
        app = datasette_app.Datasette([str(path)])
        await app.invoke_startup()
        return int((await app.client.get("/lexdelta.json", params={"sql": sql})).status_code)

    assert asyncio.run(ask()) == 400
    assert told.db.execute("SELECT count(*) FROM changes").fetchall() == before
