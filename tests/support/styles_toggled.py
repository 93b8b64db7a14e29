"""Styles in which headings open something, or are cells, terms and bullets: a page without markup -> its article."""

from __future__ import annotations

from collections.abc import Callable

from golden import Golden
from hands import Hand
from styles_headed import Laid, grouped, laid


def accordion_links(page: Golden, hand: Hand) -> str:
    """Panels in panels, opened by links in headings."""

    def panel(section: Laid, nested: str) -> str:
        sign = "<span aria-hidden=true data-unseen>+</span>"
        link = f'<a data-toggle=collapse href="#c{section.number}">{sign} {section.label}</a>'
        head = f"<div class=panel-heading><h4 class=panel-title data-strip>{link}</h4></div>"
        body = f"<div id=c{section.number} class=collapse data-head>{section.body}{nested}</div>"
        return f"<div class=panel>{head}{body}</div>"

    return _nested(page, hand, panel, "<div class=panel-group>{}</div>")


def accordion_buttons(page: Golden, hand: Hand) -> str:
    """Cards opened by buttons in headings; the panels are hidden."""

    def card(section: Laid, nested: str) -> str:
        number = section.number
        button = f'<button type=button data-bs-toggle=collapse data-bs-target="#b{number}">{section.label}</button>'
        body = f'<div id=b{number} style="display:none" data-head>{section.body}{nested}</div>'
        return f"<div class=card><h2 data-strip>{button}</h2>{body}</div>"

    return _nested(page, hand, card, "<div>{}</div>")


def aria_buttons(page: Golden, hand: Hand) -> str:
    """Buttons that say they open something and not what."""

    def card(section: Laid, nested: str) -> str:
        icon = "<i class=icon aria-hidden=true data-unseen>expand_more</i>"
        button = f"<button type=button aria-expanded=false data-head><span>{section.label}</span>{icon}</button>"
        return f"<div class=card>{button}<div aria-hidden=true>{section.body}{nested}</div></div>"

    return _nested(page, hand, card, "<div>{}</div>")


def bare_toggles(page: Golden, hand: Hand) -> str:
    """Links that lead to "#" and do their work in a script."""

    def box(section: Laid, nested: str) -> str:
        link = f'<a href="#" onclick="toggle(this)">{section.label}</a>'
        return f"<div class=box><div class=bar data-head>{link}</div><div>{section.body}{nested}</div></div>"

    return _nested(page, hand, box, "<div>{}</div>")


def tabs_without_headings(page: Golden, hand: Hand) -> str:
    """Tabs for the first level, small headings for the second."""
    strip, panes = "", ""
    for section, children in grouped(page, hand):
        number = section.number
        strip += f'<li data-strip><a role=tab href="#t{number}">{section.label}</a></li>'
        inner = "".join(f"<h4 data-head>{child.label}</h4>{child.body}" for child in children)
        panes += f"<div class=tab-pane id=t{number} data-head>{section.body}{inner}</div>"
    return f"<ul class='nav nav-tabs'>{strip}</ul><div class=tab-content>{panes}</div>"


def tabs_with_headings(page: Golden, hand: Hand) -> str:
    """Tabs whose panes print the heading once more."""
    strip, panes = "", ""
    for section, children in grouped(page, hand):
        number = section.number
        strip += f'<li><a href="#u{number}">{section.label}</a></li>'
        inner = "".join(f"<h4 data-head>{child.label}</h4>{child.body}" for child in children)
        panes += f"<div class=pane id=u{number}><h3 data-head>{section.label}</h3>{section.body}{inner}</div>"
    return f"<ul>{strip}</ul><div>{panes}</div>"


def far_tabs(page: Golden, hand: Hand) -> str:
    """The strip stands in the page's navigation, and the panes name their tab instead of the tab its pane."""
    strip, panes = "", ""
    for section in laid(page, hand):
        number = section.number
        strip += f'<div role=tab id="tab-{number}" tabindex=0 data-strip>{section.label}</div>'
        panes += f'<div role=tabpanel aria-labelledby="tab-{number}" hidden data-head>{section.body}</div>'
    return f"<nav><div role=tablist>{strip}</div></nav><div class=far><div class=panes>{panes}</div></div>"


def wide_and_narrow(page: Golden, hand: Hand) -> str:
    """A strip for wide screens and an accordion for narrow ones that open the same panes."""
    strip, panes = "", ""
    for section in laid(page, hand):
        number = section.number
        strip += f'<li data-strip><a data-toggle=tab href="#w{number}">{section.label}</a></li>'
        panes += f'<h4 class=narrow><a data-toggle=collapse href="#w{number}">{section.label}</a></h4>'
        panes += f"<div class=pane id=w{number} data-head>{section.body}</div>"
    return f"<ul class=wide>{strip}</ul><div class=panes>{panes}</div>"


def details(page: Golden, hand: Hand) -> str:
    """Details in details."""

    def fold(section: Laid, nested: str) -> str:
        return f"<details><summary data-head>{section.label}</summary>{section.body}{nested}</details>"

    return _nested(page, hand, fold, "<div>{}</div>")


def checkbox_folds(page: Golden, hand: Hand) -> str:
    """Labels of check boxes that fold by CSS alone."""

    def fold(section: Laid, nested: str) -> str:
        box = (
            f"<input type=checkbox id=k{section.number}><label for=k{section.number} data-head>{section.label}</label>"
        )
        return f"<div class=fold>{box}<div class=folded>{section.body}{nested}</div></div>"

    return _nested(page, hand, fold, "<div>{}</div>")


def fieldsets(page: Golden, hand: Hand) -> str:
    """Field sets in field sets."""

    def fieldset(section: Laid, nested: str) -> str:
        return f"<fieldset><legend data-head>{section.label}</legend>{section.body}{nested}</fieldset>"

    return _nested(page, hand, fieldset, "<div>{}</div>")


def definition_list(page: Golden, hand: Hand) -> str:
    """Terms and definitions, the second level in a list of its own."""

    def term(section: Laid, nested: str) -> str:
        return f"<dt data-head>{section.label}</dt><dd>{section.body}{nested}</dd>"

    return _nested(page, hand, term, "<dl>{}</dl>")


def table_of_sections(page: Golden, hand: Hand) -> str:
    """A table with labels in its left column, tables inside it for the second level."""

    def row(section: Laid, nested: str) -> str:
        return f"<tr><th scope=row data-head>{section.label}</th><td>{section.body}{nested}</td></tr>"

    return _nested(page, hand, row, "<table><tbody>{}</tbody></table>")


def one_table(page: Golden, hand: Hand) -> str:
    """Labels and texts in rows of one table, three columns wide, two of them for looks."""
    rows = ""
    for section in laid(page, hand):
        color = "navy" if section.level == 1 else "gray"
        gap = "<td width=9><img src=x.gif alt=''></td>"
        rows += f"<tr>{gap}<td colspan=2 class={color} data-head>{section.label}</td></tr>"
        rows += f"<tr><td></td><td>&nbsp;</td><td>{section.body}</td></tr>"
    return f"<table cellpadding=0><tbody>{rows}</tbody></table>"


def list_of_headings(page: Golden, hand: Hand) -> str:
    """Each section a list item with a heading in it."""

    def item(section: Laid, nested: str) -> str:
        return f"<li><h6 data-head>{section.label}</h6><div>{section.body}{nested}</div></li>"

    return _nested(page, hand, item, "<ul>{}</ul>")


def bullets_as_headings(page: Golden, hand: Hand) -> str:
    """Each section a list item that begins with its label."""

    def item(section: Laid, nested: str) -> str:
        return f"<li data-head>{section.label}<div>{section.body}{nested}</div></li>"

    return _nested(page, hand, item, "<ul>{}</ul>")


def captions(page: Golden, hand: Hand) -> str:
    """A table per section, the label its caption."""
    tables = (
        f"<table><caption data-head>{s.label}</caption><tbody><tr><td>{s.body}</td></tr></tbody></table>"
        for s in laid(page, hand)
    )
    return f"<div>{''.join(tables)}</div>"


def _nested(page: Golden, hand: Hand, wrap: Callable[[Laid, str], str], around: str) -> str:
    """The first level in `around`, and the second in another one inside the section it belongs to."""
    outer = ""
    for section, children in grouped(page, hand):
        inner = "".join(wrap(child, "") for child in children)
        outer += wrap(section, around.format(inner) if inner else "")
    return around.format(outer)


TOGGLED = (
    accordion_links, accordion_buttons, aria_buttons, bare_toggles, tabs_without_headings, tabs_with_headings, far_tabs,
    wide_and_narrow, details, checkbox_folds, fieldsets, definition_list, table_of_sections, one_table,
    list_of_headings, bullets_as_headings, captions,
)  # fmt: skip
