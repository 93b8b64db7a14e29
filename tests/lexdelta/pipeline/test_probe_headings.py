"""Headings the site renamed, through the command line: told with a line, added, read again, and nothing false told."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from watched_replica import SIX, Watched, lexdelta

from lexdelta.demo.answers import Answer
from lexdelta.demo.notes import load
from lexdelta.demo.site import render

OLD, NEW = "Specialised institutions", 'Bodies "in charge"'
KEPT = "bodies-in-charge"


def rename(watched: Watched, old: str = OLD, new: str = NEW, state: int = 1) -> None:
    """Serve every page with that heading printed another way."""
    for country in SIX:
        html = render(country, "en", state, 5).replace(old, new.replace('"', "&quot;"))
        watched.site.faults[load(country, "en", 1).slug] = lambda _request, html=html: Answer(200, html)


def add(watched: Watched, *lines: str) -> None:
    """Put lines into the table of labels."""
    path = watched.folder / "config.toml"
    path.write_text(path.read_text() + "\n[layouts.octopus.labels]\n" + "".join(f"{line}\n" for line in lines))


def told_line(text: str) -> str:
    """The line to be added, out of what a command prints."""
    (found,) = (line.strip() for line in text.splitlines() if line.strip().startswith('"Bodies \\"in charge\\"" = '))
    return found


def history(watched: Watched) -> dict[str, list[dict[str, Any]]]:
    """What history has of the section, under its key and under the slug."""
    sql = "SELECT page, label, text, observed_from FROM section_history WHERE section = ? AND text <> '' ORDER BY 1, 4"
    return {key: watched.rows(sql, key) for key in ("institutions", KEPT)}


def run(watched: Watched, *words: str) -> str:
    """What a command says."""
    done = lexdelta(watched.folder, *words)
    assert done.returncode in (0, 3), done.stderr
    return done.stdout


def test_renamed_from_the_first_run_on(six: Watched) -> None:
    """The text is kept under a slug; the line that three commands print brings it under its key, and nobody hears of a
    change, neither then nor at the next run."""
    rename(six)
    assert NEW in run(six, "run")
    before = history(six)
    assert before["institutions"] == []
    assert {row["page"] for row in before[KEPT]} == {f"{country}.en" for country in SIX}

    lines = [told_line(run(six, *words)) for words in (["status"], ["report"], ["probe"])]
    assert [tomllib.loads(line) for line in lines] == [{NEW: "institutions"}] * 3
    assert "#" not in lines[0]  # six pages leave nothing else for it to be; the three of a probe leave more
    health = json.loads(run(six, "status", "--json"))
    assert health["new_headings"][0]["line"] == lines[0]
    assert {wording["kind"] for wording in health["new_wording"]} == {"heading"}

    add(six, told_line(run(six, "status")))
    assert "Nobody was told of anything." in run(six, "reread")
    after = history(six)
    assert after[KEPT] == []
    assert [row["text"] for row in after["institutions"]] == [row["text"] for row in before[KEPT]]
    assert run(six, "run") == ""
    assert six.rows("SELECT * FROM changes") == []
    assert "New wording" not in run(six, "status")
    assert run(six, "probe").rstrip().endswith("go on with `lexdelta run`.")


def test_renamed_between_two_runs(six: Watched) -> None:
    """One thing about the site, never six sections that went and six that came; named and read again, history is one
    stretch, and the next run has nothing to tell."""
    run(six, "run")
    rename(six)
    run(six, "run")
    kinds = {row["kind"] for row in six.rows("SELECT kind FROM changes")}
    assert kinds == {"section_renamed"}
    assert "Nothing changed for certain" in run(six, "report")
    texts = {row["page"]: row["text"] for row in history(six)["institutions"]}

    add(six, told_line(run(six, "report")))
    run(six, "reread")
    found = history(six)
    assert found[KEPT] == []
    assert {row["page"]: row["text"] for row in found["institutions"]} == texts
    told = six.rows("SELECT * FROM changes")
    run(six, "run")
    assert six.rows("SELECT * FROM changes") == told


def test_a_change_under_the_new_heading_is_a_change_of_the_section(six: Watched) -> None:
    """Once named, what is written under it is told as ever, under its section."""
    rename(six)
    run(six, "run")
    add(six, told_line(run(six, "status")))
    run(six, "reread")
    html = render("peru", "en", 1, 5).replace(OLD, NEW.replace('"', "&quot;"))
    grown = html.replace("</h3>", "</h3><p>A new unit was set up by Law 99.</p>", 5)
    six.site.faults["peru"] = lambda _request: Answer(200, grown)
    run(six, "run")
    sections = {row["section"] for row in six.rows("SELECT section FROM change_detail WHERE page = 'peru.en'")}
    assert "institutions" in sections
    assert KEPT not in sections


def test_an_unknown_status_is_listed_the_same_way(six: Watched) -> None:
    """Its wording stands in status, report and probe, and is no move of the status."""
    rename(six, "Invited to accede", "Acceded provisionally")
    said = run(six, "run")
    assert 'status "Acceded provisionally" on benin.en, fiji.en, kept as printed' in said
    assert "Acceded provisionally" in run(six, "status")
    assert "a wording never seen before" in run(six, "probe", "benin")
    assert six.rows("SELECT DISTINCT standing, wording FROM current_status WHERE page = 'fiji.en'") == [
        {"standing": "other", "wording": "Acceded provisionally"}
    ]


@pytest.mark.parametrize("evil", ["x = 1 # \x07\u202e", '"]\\n[fetch]', "<b>|`", "= \u200b'''", "a\\"])
def test_a_hostile_heading_is_only_a_heading(six: Watched, evil: str, tmp_path: Path) -> None:
    """Whatever it is made of, its line parses to itself, names it, and steers nothing on the way."""
    rename(six, OLD, evil.replace("<", "&lt;"))
    run(six, "run")
    (heading,) = json.loads(run(six, "status", "--json"))["new_headings"]
    shown = run(six, "status")
    assert not {"\x1b", "\x07", "\u202e", "\u200b"} & set(shown)
    assert heading["line"] in [line.strip() for line in shown.splitlines()]
    assert tomllib.loads(heading["line"]) == {heading["text"]: heading["key"]}
    add(six, heading["line"])
    run(six, "reread")
    assert "New wording" not in run(six, "status")
    for kind in ("md", "html", "text", "json"):
        run(six, "report", "--format", kind, "-o", str(tmp_path / f"report.{kind}"))
