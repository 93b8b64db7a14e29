"""Text for one output, proved by reading the output back with a parser of its kind."""

import csv
import io
import json
import re
import unicodedata
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from lexdelta import emit

PAYLOADS: dict[str, str] = json.loads((Path(__file__).parent / "payloads.json").read_text(encoding="utf-8"))
GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
FORMULA = tuple("=+-@%|\t\r＝＋－＠％｜")

every_payload = pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())


def elements(html: str) -> list[str]:
    """The names of all elements inside the body, in order."""
    body = LexborHTMLParser(html).body
    assert body is not None
    return [str(node.tag) for node in body.css("*")][1:]


def hidden(text: str) -> list[str]:
    """The characters of a text that a reader cannot see, newline and tab aside."""
    unseen = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
    return [char for char in text if unicodedata.category(char) in unseen and char not in "\n\t"]


def test_there_are_payloads_enough() -> None:
    """The table holds at least forty attacks of all kinds."""
    assert len(PAYLOADS) >= 40


@every_payload
def test_visible_leaves_nothing_hidden(payload: str) -> None:
    """Whatever comes in, every character that comes out can be seen, and doing it twice changes nothing."""
    shown = emit.visible(payload)
    assert hidden(shown) == []
    assert emit.visible(shown) == shown
    shown.encode()


@given(st.text())
def test_visible_takes_any_text(text: str) -> None:
    """No text makes it raise or leaves a control character, a surrogate or an unknown format mark behind."""
    left = {char for char in emit.visible(text) if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")}
    assert left <= {"\n", "\t"}


def test_visible_names_what_was_hidden() -> None:
    """A hidden character is shown by its code, four digits or eight."""
    assert emit.visible("a\x1b\u202e\U000e0041\udc80\x85") == r"a\u001b\u202e\U000e0041\udc80\u0085"


@pytest.mark.parametrize(
    "text", ["Côte d’Ivoire – « loi n° 2013-451 »", "القانون ٢٠١٨", "刑法第百六十八条", "Art.\u00a05²\tb\nc", "e\u0301"]
)
def test_visible_leaves_writing_alone(text: str) -> None:
    """What people write in any language stays as it is, no-break spaces and combining accents included."""
    assert emit.visible(text) == text


@every_payload
def test_line_is_one_line(payload: str) -> None:
    """No text forges a second line, in Python's eyes or anybody's, and none begins or ends with a blank."""
    shown = emit.line(payload)
    assert len(shown.splitlines()) <= 1
    assert shown == shown.strip(" \t\n")


@every_payload
def test_term_sends_no_control_bytes(payload: str) -> None:
    """A terminal gets no C0 or C1 control but newline and tab."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", emit.term(payload))


@every_payload
def test_html_is_text_only(payload: str) -> None:
    """Parsed as HTML it is the text again and no element."""
    tree = LexborHTMLParser(f"<!doctype html><body><p>{emit.html(payload)}</p>")
    assert elements(tree.html or "") == ["p"]
    found = tree.css_first("p")
    assert found is not None
    assert found.text() == emit.visible(payload)


@every_payload
@pytest.mark.parametrize("quote", ['"', "'"])
def test_attr_stays_in_its_attribute(payload: str, quote: str) -> None:
    """In an attribute of either quote it is the value again, and no attribute beside it."""
    tree = LexborHTMLParser(f"<!doctype html><body><p title={quote}{emit.attr(payload)}{quote}>x</p>")
    assert elements(tree.html or "") == ["p"]
    found = tree.css_first("p")
    assert found is not None
    assert dict(found.attributes) in ({"title": emit.visible(payload)}, {"title": emit.visible(payload) or None})


@every_payload
def test_visible_is_enough_for_writers_that_escape(payload: str) -> None:
    """What a feed writer escapes by itself can be read back once the text is visible."""
    element = ET.Element("x")
    element.text = emit.visible(payload)
    assert (ET.fromstring(ET.tostring(element)).text or "") == emit.visible(payload)  # noqa: S314 -- our own output


MD_PLACES = {
    "sentence": ("Kenya: {}", ["p"]),
    "heading": ("### {}", ["h3"]),
    "item": ("- {}", ["ul", "li"]),
    "start": ("{}", ["p"]),
    "cell": ("| a | b |\n| --- | --- |\n| {} | z |", ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]),
}


@every_payload
@pytest.mark.parametrize("place", MD_PLACES)
def test_md_is_text_wherever_it_stands(payload: str, place: str) -> None:
    """Rendered as GFM it is the text again: no markup, no HTML, no link, no second cell."""
    template, expected = MD_PLACES[place]
    html = GFM.render(template.replace("{}", emit.md(payload)))
    if not emit.line(payload) and place == "start":
        assert html == ""
        return
    assert elements(html) == expected
    body = LexborHTMLParser(html).body
    assert body is not None
    text = (body.css("td") or body.css(expected[-1]))[0].text()
    assert text.strip() == template.split("\n")[-1].strip("#-|z ").replace("{}", emit.line(payload)).strip()


def test_md_leaves_no_address_to_be_found() -> None:
    """A bare address or a www name has no form that GitHub would turn into a link."""
    shown = emit.md("https://evil.example www.evil.example WWW.evil.example")
    assert not re.search(r"(?<!\\)://", shown)
    assert "www." not in shown.lower()


@every_payload
def test_md_fence_is_closed_by_us_alone(payload: str) -> None:
    """Rendered, a fenced text is one code block that holds all of it, and what follows is ours again."""
    html = GFM.render(f"{emit.md_fence(payload, 'text')}\n\nend")
    assert elements(html) == ["pre", "code", "p"]
    found = LexborHTMLParser(html).css_first("code")
    assert found is not None
    assert found.text() == emit.visible(payload) + "\n"


@every_payload
def test_csv_cell_is_no_formula(payload: str) -> None:
    """Read back, the cell is one cell that no spreadsheet computes, whichever separator and line end it believes in."""
    written = io.StringIO()
    csv.writer(written).writerow(["a", emit.csv_cell(payload), "z"])
    rows = list(csv.reader(io.StringIO(written.getvalue(), newline="")))
    assert [len(row) for row in rows] == [3]
    cells = re.split("[;\t\n]", rows[0][1])
    assert [cell for cell in cells if cell.strip(" \u00a0\u3000\"'").startswith(FORMULA) and "'" not in cell[:9]] == []


@every_payload
def test_csv_cell_keeps_the_words(payload: str) -> None:
    """Apart from the guarding apostrophes nothing visible is lost."""
    assert emit.csv_cell(payload).replace("'", "") == emit.visible(payload).replace("'", "")


@every_payload
def test_mail_subject_is_one_header(payload: str) -> None:
    """A mail takes it as its subject, and carries no other header for it."""
    mail = EmailMessage()
    mail["Subject"] = emit.mail_subject(payload)
    mail.set_content("x")
    read = message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert set(map(str.lower, read.keys())) == {
        "subject", "content-type", "content-transfer-encoding", "mime-version",
    }  # fmt: skip
    assert len(emit.mail_subject(payload)) <= 180


@every_payload
def test_no_payload_is_a_live_link(payload: str) -> None:
    """None of the attacks becomes a link."""
    assert emit.live(payload, ["www.coe.int"]) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://www.coe.int/en/web/octopus/-/fiji",
        "http://www.coe.int/fr/web/octopus/country-wiki-ap/-/asset_publisher/CmDb7M4RGb4Z/content/chile/pop_up?a=b#c",
        "https://www.coe.int",
    ],
)
def test_a_page_of_the_host_is_live(url: str) -> None:
    """An ordinary address of a host on the list is handed out as it is."""
    assert emit.live(url, ["www.coe.int"]) == url


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://coe.int/",
            "https://www.coe.int.evil.example/",
            "https://evil.example/www.coe.int",
            "//www.coe.int/",
        ),
        *("https://www.coe.int:8443/", "https://user@www.coe.int/", "https://www.coe.int@evil.example/"),
        *("https://evil.example\\@www.coe.int/", "https:www.coe.int", "https:///www.coe.int/", "ftp://www.coe.int/"),
        *("HTTPS://www.coe.int/", "https://www.coe.int/a b", "https://www.coe.int/é", "https://[www.coe.int/"),
        *("https://www.coe.int/\n", "\thttps://www.coe.int/", 'https://www.coe.int/"x', "https://www.coe.int/<b>"),
    ],
)
def test_an_address_two_parsers_could_read_differently_is_dead(url: str) -> None:
    """Other hosts, ports, users, schemes, spellings and characters are text."""
    assert emit.live(url, ["www.coe.int"]) is None
