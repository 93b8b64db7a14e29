"""The HTML report as a browser paints it: legible by day and by night, reached by keyboard, opened by its index."""

import html
import json
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from diffs.change import Edit
from lexdelta.render.html import render_html
from lexdelta.report import Coverage, Event, Inventory, Report, Scope, Unknown, Unsure
from lexdelta.told import ToldChange
from storage.summaries import CountryStanding, NewWording, SectionStates

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--virtual-time-budget=4000")
AT = datetime(2026, 11, 23, 3, 31, tzinfo=UTC)
FIJI = ToldChange(
    id=1,
    page="fiji.en",
    also_in=(),
    country="Fiji",
    iso3="FJI",
    language="en",
    section="status",
    section_label="Status regarding Budapest Convention",
    kind="status_moved",
    before="invited",
    after="party",
    edits=(),
    significance="substantive",
    rule="status-move",
    reason="The status moved.",
    state="confirmed",
    last_seen_old=AT,
    first_seen_new=AT,
    confirmed_at=AT,
    url="https://www.coe.int/en/web/octopus/-/fiji",
    capture_before=1,
    capture_after=2,
    digest_before="0" * 64,
    digest_after="f" * 64,
)
EDITS = (Edit("equal", "up to "), Edit("delete", "two"), Edit("insert", "five"), Edit("equal", " years"))


def edited(number: int, country: str, **values: object) -> ToldChange:
    """An edit of a country's section on procedural law."""
    page = f"{country.lower()}.en"
    section = {"section": "legislation.procedural", "section_label": "Procedural law"}
    change = replace(FIJI, id=number, page=page, country=country, kind="block_edited", edits=EDITS, **section)
    return replace(change, **values)  # type: ignore[arg-type]  # the fields of a ToldChange


KINDS = (
    edited(2, "Kenya", significance="editorial"),
    edited(3, "Kenya", kind="block_added", before=None, after="A case"),
    edited(4, "Kenya", kind="block_removed", before="A case", after=None),
    *(edited(n, "Tonga") for n in range(5, 8)),
    *(edited(n, "Peru") for n in range(8, 15)),
    edited(15, "Peru", kind="section_renamed", before="Old", after="New"),
)
STANDINGS = tuple(
    CountryStanding(code, code, code, "Africa", standing)
    for code, standing in zip(
        ("KE", "GH", "MA", "NG", "SN", "ZA", "EG", "DZ"),
        ("party", "signatory", "invited", "observer", "none", "other", "unstated", None),
        strict=True,
    )
)
REPORT = Report(
    start=AT,
    end=AT,
    run=None,
    coverage=Coverage(9, 5, 1, 2, AT),
    changes=(FIJI, *KINDS),
    rest=(("cosmetic", 2),),
    unsure=(Unsure(edited(20, "Chad", kind="section_removed"), AT, AT),),
    unknown=(Unknown("chad.en", "Chad", "503", AT, 1),),
    events=(Event(1, "site", "The same change on most pages", AT, ("Chad",), 1),),
    labels=(NewWording("fiji.en", "heading", "Legal framework"),),
    chain_run=1,
    chain_head="0" * 64,
    vanished=((30, 31),),
    standings=STANDINGS,
    scope=Scope(regions=("Africa",)),
    inventory=Inventory((("party", ("Kenya",)),), (SectionStates("policies", "Policies", 0, 1, 2, 3),)),
)
PROBE = """<iframe id=f style="border:0;width:1200px;height:900px" srcdoc="{report}"></iframe><script>
const parse = c => { const n = c.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
const lum = c => { const [r, g, b] = light(c); return .2126 * r + .7152 * g + .0722 * b; };
const over = (top, under) => top.slice(0, 3).map((v, i) => v * top[3] + under[i] * (1 - top[3]));
onload = () => {
  const d = f.contentDocument, w = f.contentWindow;
  d.querySelectorAll("details").forEach(x => x.open = true);
  const paper = e => {
    for (; e; e = e.parentElement) {
      const c = parse(w.getComputedStyle(e).backgroundColor);
      if (c[3] === 1) return c;
    }
    return [255, 255, 255, 1];
  };
  const drawn = e => {
    let rect = e.parentElement.querySelector("rect"), fill = w.getComputedStyle(rect).fill;
    return fill === "none" ? paper(e.closest("svg")) : parse(fill);
  };
  const bad = [], seen = d.createTreeWalker(d.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (seen.nextNode()) {
    const e = seen.currentNode.parentElement;
    if (!seen.currentNode.data.trim() || e.closest("title")) continue;
    const style = w.getComputedStyle(e), svg = e.tagName === "text";
    const ground = svg ? drawn(e) : paper(e), ink = over(parse(svg ? style.fill : style.color), ground);
    const [a, b] = [lum(ink), lum(ground)], ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    count += 1;
    const said = seen.currentNode.data.trim().slice(0, 20), name = e.className.baseVal ?? e.className;
    if (ratio < 4.5 || style.opacity !== "1") bad.push([ratio.toFixed(2), name, said].join(" "));
  }
  document.title = JSON.stringify({dark: w.matchMedia("(prefers-color-scheme: dark)").matches, count, bad});
};
</script>"""


@pytest.fixture(autouse=True, scope="module")
def _browser() -> None:
    """A browser is needed: without one these tests are skipped, loudly, or fail where everything is required."""
    if CHROMIUM:
        return
    if os.environ.get("REQUIRE_ALL_CHECKS") == "1":
        pytest.fail("NO BROWSER: install chromium, or nobody has looked at the HTML report")
    pytest.skip("NO BROWSER: install chromium, or nobody has looked at the HTML report")


def painted(page: Path, fragment: str = "", *flags: str) -> LexborHTMLParser:
    """The page as it stands after the browser has painted it."""
    profile = f"--user-data-dir={page.parent / 'profile'}"
    command = [str(CHROMIUM), *FLAGS, *flags, profile, "--dump-dom", page.as_uri() + fragment]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return LexborHTMLParser(done.stdout.decode())


@pytest.mark.parametrize(("scheme", "is_dark"), [("1", False), ("0", True)])
def test_every_text_stands_out(tmp_path: Path, scheme: str, *, is_dark: bool) -> None:
    """By day and by night each text has at least 4.5 times the contrast of its ground, in the map and matrix too."""
    page = tmp_path / "probe.html"
    page.write_text(PROBE.replace("{report}", html.escape(render_html(REPORT))), encoding="utf-8")
    title = painted(page, "", f"--blink-settings=preferredColorScheme={scheme}").css_first("title").text()
    found = json.loads(title)
    assert found["dark"] is is_dark
    assert found["count"] > 200
    assert found["bad"] == []


def test_a_link_of_the_index_opens_its_country(tmp_path: Path) -> None:
    """In a long report a country is closed until a link of the matrix leads to it; no script is needed."""
    countries = ("Kenya", "Tonga", "Peru", "Chad")
    page = tmp_path / "report.html"
    page.write_text(render_html(replace(REPORT, changes=tuple(edited(n, countries[n % 4]) for n in range(200)))))
    assert len(painted(page).css("details.group")) == 4
    assert painted(page).css("details.group[open]") == []
    assert [node.css_first("h3").text() for node in painted(page, "#country-2").css("details.group[open]")] == ["Tonga"]


def test_the_keyboard_reaches_everything() -> None:
    """What can be opened or scrolled takes the focus, and the first stop skips to the changes."""
    tree = LexborHTMLParser(render_html(REPORT))
    assert tree.css_first("a").attributes["href"] == "#changes"
    assert tree.css_first(".scroll").attributes["tabindex"] == "0"
    assert tree.css_first(".scroll").attributes["role"] == "region"
    assert all(node.css_first("summary") is not None for node in tree.css("details"))
    assert {str(node.tag) for node in tree.css("[id=changes], header, footer, nav")} == {
        "main",
        "header",
        "footer",
        "nav",
    }
