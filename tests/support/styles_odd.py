"""Styles nobody wrote the reader for, each of them honest: somewhere, a site is made like this."""

from __future__ import annotations

from golden import Golden
from hands import Hand
from styles_headed import Laid, flat, flat_h3, grouped, laid


def banner_tables(page: Golden, hand: Hand) -> str:
    """A table of one coloured cell for each heading, the text outside."""
    cell = "<table width=100%><tr><td bgcolor=#{0}{0}{0} data-head><b>{1}</b></td></tr></table>"
    return f"<div>{flat(page, hand, lambda s: cell.format(s.level * 3, s.label))}</div>"


def picture_headings(page: Golden, hand: Hand) -> str:
    """Headings that are pictures of their words, every third one; pictures beside the words of the others."""

    def heading(section: Laid) -> str:
        if section.number % 3 == 1:
            return f'<h3 class=p{section.level} data-head><img src=h.png alt="{section.label}" data-content></h3>'
        return f'<h3 class=p{section.level} data-head><img src=i.png alt="Section icon"> {section.label}</h3>'

    return f"<div>{flat(page, hand, heading)}</div>"


def broken_headings(page: Golden, hand: Hand) -> str:
    """Headings broken by hand, with no-break spaces and characters of no width."""

    def heading(section: Laid) -> str:
        first, _, rest = section.label.partition(" ")
        broken = f"\ufeff{first}<br>{rest.replace(' ', '&nbsp;')}\u200b"
        return f"<h{section.level + 1} data-head>{broken}</h{section.level + 1}>"

    return f"<div>{flat(page, hand, heading)}</div>"


def linked_headings(page: Golden, hand: Hand) -> str:
    """Headings that lead to a page of their own."""

    def heading(section: Laid) -> str:
        link = f'<a href="{page.url}/section/{section.number}">{section.label}</a>'
        return f"<h{section.level + 1} data-head>{link}</h{section.level + 1}>"

    return f"<div>{flat(page, hand, heading)}</div>"


def wrapping_links(page: Golden, hand: Hand) -> str:
    """Links around headings that open the panel after them."""

    def panel(section: Laid) -> str:
        heading = f"<h{section.level + 2} data-strip>{section.label}</h{section.level + 2}>"
        link = f'<a href="#wl{section.number}" class=opener>{heading}</a>'
        return f"{link}<div id=wl{section.number} data-head>{section.body}</div>"

    return f"<div>{''.join(map(panel, laid(page, hand)))}</div>"


def nested_tabs(page: Golden, hand: Hand) -> str:
    """Tabs inside the pane of a tab."""

    def tabs(sections: list[tuple[Laid, str]]) -> str:
        strip = "".join(f'<li data-strip><a role=tab href="#n{s.number}">{s.label}</a></li>' for s, _ in sections)
        panes = "".join(f"<div id=n{s.number} role=tabpanel data-head>{s.body}{more}</div>" for s, more in sections)
        return f"<ul role=tablist>{strip}</ul><div class=panes>{panes}</div>"

    inner = [(s, tabs([(c, "") for c in children]) if children else "") for s, children in grouped(page, hand)]
    return f"<div>{tabs(inner)}</div>"


def numbered_table(page: Golden, hand: Hand) -> str:
    """Three columns: a number, a label, a text."""
    rows = "".join(
        f"<tr><td>{s.number + 1}</td><td data-head><p><b>{s.label}</b></p></td><td>{s.body}</td></tr>"
        for s in laid(page, hand)
    )
    return f"<table border=1>{rows}</table>"


def two_columns(page: Golden, hand: Hand) -> str:
    """A grid of divisions: labels to the left, texts to the right."""
    rows = "".join(
        f"<div class=row><div class=col-4 data-head><span>{s.label}</span></div><div class=col-8>{s.body}</div></div>"
        for s in laid(page, hand)
    )
    return f"<div class=grid>{rows}</div>"


def for_each_screen(page: Golden, hand: Hand) -> str:
    """The whole article twice, for wide screens and for narrow ones; one of the two is hidden."""
    article = flat_h3(page, hand)
    hidden = article.replace(" data-head", "").replace("<div class=article>", "<div class=article data-unseen>")
    return f"<div>{article}{hidden}</div>"


def stray_ends(page: Golden, hand: Hand) -> str:
    """Editors have closed a division too many, in the first half of the page."""
    sections = laid(page, hand)
    html = ""
    for section in sections:
        stray = "</div>" if section.number in (1, len(sections) // 2) and section.number < len(sections) - 1 else ""
        html += f"<h3 class=s{section.level} data-head>{section.label}</h3>{section.body}{stray}"
    return f"<div class=outer><div class=middle><div class=inner>{html}</div></div></div>"


ODD = (
    banner_tables, picture_headings, broken_headings, linked_headings, wrapping_links, nested_tabs, numbered_table,
    two_columns, for_each_screen, stray_ends,
)  # fmt: skip
