"""The Markdown report: the text report's content, in which no page's text is markup."""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from lexdelta.render.markdown import render_markdown
from lexdelta.report import Report

GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = set("h1 h2 h3 p strong ul li pre code table thead tbody tr th td".split())


def parsed(markdown: str) -> LexborHTMLParser:
    """The report as a browser would have it."""
    return LexborHTMLParser(GFM.render(markdown))


def tags(tree: LexborHTMLParser) -> set[str]:
    """The names of the elements in the body."""
    assert tree.body is not None
    return {str(node.tag) for node in tree.body.css("*")} - {"body"}


def test_only_the_page_itself_is_a_link(reports: dict[str, Report]) -> None:
    """The address of a page on the source's host is a link; an address inside a text is not."""
    links = [node.attributes["href"] for node in parsed(render_markdown(reports["week"])).css("a")]
    assert links == [change.url for change in reports["week"].changes]


def test_a_flood_is_counted(many_changes: Callable[[int], Report]) -> None:
    """Ten thousand changes are cut below a megabyte, and the rest is counted."""
    told = render_markdown(many_changes(10_000))
    left = re.search(r"and ([\d,]+) more changes: ", told)
    assert left
    assert told.count("words changed") + int(left[1].replace(",", "")) == 10_000
    assert len(told.encode()) < 1_000_000


def test_an_attacked_report_has_our_elements_only(attack: Callable[[str], Report], payload: str) -> None:
    """Rendered, whatever a page prints, there is no element but ours: no link, no image, no HTML, no forged heading."""
    report = attack(payload)
    tree = parsed(render_markdown(report))
    assert tags(tree) <= OURS
    assert len(tree.css("h1")) == 1
    assert len(tree.css("h3")) == len(report.changes) or len(render_markdown(report)) > 400_000
    assert [node.text() for node in tree.css("h2")] == [
        *("Countries by status", "Sections", "Changes", "New", "Not yet sure", "Unknown", "Held", "Event"),
        *("New wording", "Also", "Coverage", "Chain"),
    ]
    assert [len(row.css("td")) for row in tree.css("tbody tr")] == [3, 5]
