"""The three ways the site lays out one profile: tabs, an accordion, and the old style of bold words and breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from lexdelta.demo.labels import Wording, printed_declarations, printed_status
from lexdelta.demo.noise import Pen
from lexdelta.demo.notes import Notes, Part
from lexdelta.demo.prose import inline, pieces


@dataclass(frozen=True, slots=True)
class Desk:
    """What one article is written from: the country's notes, the template's words, and the pen."""

    notes: Notes
    wording: Wording
    pen: Pen

    def label(self, part: Part) -> str:
        """The heading of a section, escaped: its own wording in English, the template's otherwise."""
        own = part.label if self.wording.language == "en" else None
        return self.pen.text(own or self.wording.sections[part.key])

    def title(self, key: str) -> str:
        """The template's wording of a heading, escaped."""
        return self.pen.text(self.wording.sections[key])


Group = tuple[Part, tuple[Part, ...]]
Article = Callable[[Desk], str]


def groups(desk: Desk) -> list[Group]:
    """The sections with their sub-sections: ("legislation", ("legislation.state", ...)), in printed order."""
    runs = (tuple(run) for _, run in groupby(desk.notes.parts, key=lambda part: part.group))
    return [(run[0], run[1:]) for run in runs]


def status_fields(desk: Desk) -> list[str]:
    """The status line's fields as HTML, each "label value"; a field nobody filled in is not printed."""
    notes, words, pen = desk.notes, desk.wording, desk.pen
    values = [
        (words.status, printed_status(words, notes.field("status"))),
        (words.signed, notes.field("signed")),
        (notes.field("ratified label") or words.ratified, notes.field("ratified")),
        (words.declarations, printed_declarations(words, notes.field("declarations"))),
    ]
    filled = [(label, value) for label, value in values if label and value]
    return [f"{pen.line('strong', pen.text(label))} {_value(pen, value)}" for label, value in filled]


def _value(pen: Pen, value: str) -> str:
    return "" if value == "(empty)" else inline(pen, value)


def legal_profile(desk: Desk) -> str:
    """The link that ends every status line."""
    href = f"/{desk.wording.language}/web/octopus/country-legislative-profile/-/{desk.notes.slug}"
    return desk.pen.line("a", desk.pen.text(desk.wording.legal_profile), href=href, target="_blank")


def tabs(desk: Desk) -> str:
    """Headings inside tabs, the tabs' titles repeated above them; variant "single": one tab holds everything."""
    pen, single = desk.pen, desk.notes.field("variant") == "single"
    line = pen.line("p", *(f"{field}&nbsp;" for field in status_fields(desk)), legal_profile(desk))
    panes = [[pen.line("h3", desk.title("status")), line]]
    titles = [desk.title("status")]
    for part, children in groups(desk):
        content = [pen.line("h3", desk.label(part)), *pieces(pen, part.pieces)]
        for child in children:
            content += [pen.line("h4", desk.label(child)), *pieces(pen, child.pieces)]
        if single:
            panes[0] += content
        else:
            panes.append(content)
            titles.append(desk.label(part))
    name = pen.name()
    bars = [_tab(pen, f"tab_{name}_{number}", title) for number, title in enumerate(titles, 1)]
    body = [_pane(pen, f"tab_{name}_{number}", pane) for number, pane in enumerate(panes, 1)]
    bar = pen.block("ul", *bars, class_="nav nav-tabs", role="tablist")
    return pen.block("div", bar, pen.block("div", *body, class_="tab-content"), class_="tabbable tabs-top")


def _tab(pen: Pen, target: str, title: str) -> str:
    anchor = pen.line("a", title, href=f"#{target}", data_toggle="tab", role="tab", aria_controls=target)
    return pen.line("li", anchor, role="presentation")


def _pane(pen: Pen, name: str, content: list[str]) -> str:
    return pen.block("div", *content, class_="tab-pane fade", id=name, role="tabpanel")


def accordion(desk: Desk) -> str:
    """Panels that open on a click, with panels inside for sub-sections; variant "button": no heading tags at all."""
    pen, name = desk.pen, desk.pen.name()
    fields = [pen.line("div", field, class_="field field-inline") for field in status_fields(desk)]
    status = [*fields, pen.line("div", legal_profile(desk), class_="profile-link")]
    panels = [_panel(desk, name, desk.title("status"), status)]
    for part, children in groups(desk):
        inner = [_panel(desk, name, desk.label(child), pieces(pen, child.pieces)) for child in children]
        nest = [pen.block("div", *inner, class_="panel-group nested")] if inner else []
        panels.append(_panel(desk, name, desk.label(part), [*pieces(pen, part.pieces), *nest]))
    return pen.block("div", *panels, class_="panel-group accordion", id=name)


def _panel(desk: Desk, parent: str, title: str, content: list[str]) -> str:
    pen, target = desk.pen, desk.pen.name()
    if desk.notes.field("variant") == "button":
        caret = pen.line("span", class_="caret icon", aria_hidden="true")
        button = pen.line(
            "button", pen.line("span", title), caret, type="button", aria_expanded="false", aria_controls=target
        )
        head = pen.block("div", button, class_="card-header")
    else:
        anchor = pen.line("a", title, href=f"#{target}", data_toggle="collapse", data_parent=f"#{parent}")
        head = pen.block("div", pen.line("h4", anchor, class_="panel-title"), class_="panel-heading")
    body = pen.block(
        "div", pen.block("div", *content, class_="panel-body"), class_="panel-collapse collapse", id=target
    )
    return pen.block("div", head, body, class_="panel panel-default")
