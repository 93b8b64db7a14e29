"""The report in brief and as a mail: short where it must be, inert whatever a page says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lexdelta.emit import chat
from lexdelta.notify.letter import Letter, worded
from lexdelta.render.brief import MOST_CHANGES, brief, subject
from lexdelta.render.mail import render_mail
from lexdelta.report import Report


@pytest.mark.parametrize(
    ("name", "dated", "said"),
    [
        ("monday", False, "Lexdelta: Fiji Invited to accede -> Party"),
        ("week", False, "Lexdelta: Fiji Invited to accede -> Party (+4 more)"),
        ("week", True, "Lexdelta 16-23 Nov 2026: Fiji Invited to accede -> Party (+4 more)"),
        ("quiet", False, "Lexdelta: nothing changed, 72 of 72 pages verified"),
    ],
)
def test_a_subject_says_what_comes_first(reports: dict[str, Report], name: str, dated: bool, said: str) -> None:
    """The change that matters most by name, how many more there are, and for a digest its days."""
    assert subject(reports[name], dated=dated) == said


def test_a_subject_stays_one_short_line(reports: dict[str, Report]) -> None:
    """However long the texts of a page are."""
    fiji = reports["monday"].changes[0]
    long = replace(fiji, kind="status_reworded", before="x" * 900, after="y\r\nBcc: eve" * 90)
    told = subject(replace(reports["monday"], changes=(long,)))
    assert len(told) <= 180
    assert "\n" not in told


def test_a_brief_has_a_line_a_change_and_counts_the_rest(reports: dict[str, Report]) -> None:
    """Country in bold, headline, a link where the page is the real one's; no more lines than a chat bears."""
    lines = brief(reports["monday"]).splitlines()
    link = "[#1842](<https://www.coe.int/en/web/octopus/-/fiji>)"
    assert f"- **Fiji** Status: Invited to accede → Party {link.replace('#', chr(92) + '#')}" in lines
    many = replace(reports["monday"], changes=reports["monday"].changes * 2000)
    told = brief(many)
    assert told.count("**Fiji**") == MOST_CHANGES
    assert "and 1,988 more changes" in told
    assert len(told) < 4_000


def test_a_chat_calls_nobody() -> None:
    """Neither Slack's, Discord's nor Mattermost's way of calling everybody survives, nor a link of the page's."""
    told = chat("<!channel> @everyone @all <@U1> [pay](https://evil.example) https://evil.example")
    assert "@everyone" not in told
    assert "@all" not in told
    assert "<!" not in told.replace("\\<", "")
    assert "[pay]" not in told
    assert "https://" not in told


def test_a_mail_is_plain_html_that_says_the_same(reports: dict[str, Report]) -> None:
    """Words taken out and put in are marked by element and by sign; nothing is loaded, nothing styled."""
    html = render_mail(reports["week"], "Delivery x.")
    assert "[-<del>two</del>-]{+<ins>five</ins>+}" in html
    assert '<a href="https://www.coe.int/en/web/octopus/-/fiji">the page</a>' in html
    for nothing in ("<script", "<style", "<img", "<link", "style=", "src=", "http-equiv"):
        assert nothing not in html
    assert "Delivery x." in html


def test_two_thousand_changes_make_no_endless_mail(reports: dict[str, Report]) -> None:
    """The rest is counted, and the mail stays below a megabyte."""
    many = replace(reports["monday"], changes=reports["monday"].changes * 2000)
    message = worded(Letter("run-1-mail-x", "run", many))
    assert len(message.html) < 200_000
    assert "and 1,800 more changes" in message.html
    assert len(message.text) < 800_000


def test_whatever_a_page_says_is_inert_in_every_form(reports: dict[str, Report], payload: str) -> None:
    """Every text of every change is the payload: no element, no header, no control character comes of it."""
    fiji = reports["week"].changes[1]
    hostile = replace(
        fiji,
        country=payload,
        section_label=payload,
        before=payload,
        after=payload,
        edits=tuple(replace(edit, text=payload) for edit in fiji.edits),
        reason=payload,
        rule=payload,
        url=payload,
    )
    message = worded(Letter("run-1-mail-x", "run", replace(reports["week"], changes=(hostile,))))
    assert "\n" not in message.subject
    assert "\r" not in message.subject
    for tag in ("<script", "<img", "<svg", "<iframe", '<a href="javascript'):
        assert tag not in message.html.lower()
    for form in (message.subject, message.text, message.html, message.markdown):
        assert not [letter for letter in form if letter < " " and letter not in "\n\t"]
        assert "\u202e" not in form
