"""What stands in a section -> its blocks: tables, lists, breaks, links, notes, pictures, and what is there twice."""

from __future__ import annotations

import pytest
from golden_files import read_html

from scraper.profile import Block

URL = "https://www.coe.int/en/web/octopus/-/peru"
Told = list[tuple[str, str]]


def page(inside: str) -> str:
    """A profile with something in its second section."""
    return (
        "<html><body><main><div>Back Peru</div><article><h3>Status regarding Budapest Convention</h3>"
        f"<p>Status : Party <a href=/l>See legal profile</a></p><h3>Cybercrime policies/strategies</h3>{inside}"
        "<h3>Sources and links</h3></article></main></body></html>"
    )


def blocks(inside: str) -> tuple[Block, ...]:
    """The blocks of that section; every word of the page must be placed."""
    profile = read_html(page(inside), URL)
    section = profile.section("policies")
    assert section is not None
    assert profile.words.unplaced == 0
    assert [s.key for s in profile.sections] == ["status", "policies", "sources"]
    return section.blocks


def told(inside: str) -> Told:
    """Kinds and texts."""
    return [(block.kind, block.text) for block in blocks(inside)]


def paragraphs(*texts: str) -> Told:
    """Texts as paragraphs."""
    return [("paragraph", text) for text in texts]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p>one<br>two</p>", paragraphs("one two")),
        ("<p>one<br><br>two<br> <br>three</p>", paragraphs("one", "two", "three")),
        ("one<p>two</p>three<div>four</div>", paragraphs("one", "two", "three", "four")),
        ("<div>one<div>two</div>three</div>", paragraphs("one", "two", "three")),
        ("<div>one<hr><br>two</div>", paragraphs("one", "two")),
        ("<p>&nbsp;</p><p></p><p> \n </p>", []),
        ("<p>1. Law<br>2. Decree</p>", [("item", "1. Law"), ("item", "2. Decree")]),
        ("<p>a) Law<br>b) Decree</p>", [("item", "a) Law"), ("item", "b) Decree")]),
        ("<p>• Law<br>• Decree on<br>seizure</p>", [("item", "Law"), ("item", "Decree on seizure")]),
        ("<p>- Law</p><p>– Decree</p>", [("item", "Law"), ("item", "Decree")]),
        ("<p>•</p><p>Law</p>", paragraphs("Law")),
        ("<p>2013 was a year. A. v B. is a case.</p>", paragraphs("2013 was a year. A. v B. is a case.")),
        ("<p>–</p>", paragraphs("–")),
    ],
)
def test_breaks_and_typed_marks(inside: str, expected: Told) -> None:
    """One break ends no sentence, two do; a mark that was typed begins a bullet, and a number stays in its text."""
    assert told(inside) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p><b>Plan</b><br>It began.</p>", [("heading", "Plan"), ("paragraph", "It began.")]),
        ("<p><strong>Plan</strong></p><p>It began.</p>", [("heading", "Plan"), ("paragraph", "It began.")]),
        ("<h5>Plan</h5>It began.", [("heading", "Plan"), ("paragraph", "It began.")]),
        ("<p><span style='font-weight: 600'>Plan</span></p>", [("heading", "Plan")]),
        ("<p><b>Three aims:</b></p>", paragraphs("Three aims:")),
        (f"<p><b>{'long ' * 60}</b></p>", paragraphs(("long " * 60).strip())),
        ("<p><b>Plan</b> of 2019</p>", paragraphs("Plan of 2019")),
        ("<dl><dt>CERT</dt><dd>It answers.</dd></dl>", [("heading", "CERT"), ("paragraph", "It answers.")]),
    ],
)
def test_headings_of_the_authors(inside: str, expected: Told) -> None:
    """A heading made inside a section stays there as a block of its kind."""
    assert told(inside) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<ul><li>one<ul><li>two</li></ul>three</li></ul>", ["one", "two", "three"]),
        ("<ol><li><p>one</p><p>two</p></li></ol>", ["one", "two"]),
        ("<ul><li></li><li>one</li><li>&nbsp;</li></ul>", ["one"]),
        ("<div role=list><div role=listitem>one</div><div role=listitem><p>two</p></div></div>", ["one", "two"]),
    ],
)
def test_lists(inside: str, expected: list[str]) -> None:
    """Each bullet with words is an item, whatever is nested in it; one without is nothing."""
    assert told(inside) == [("item", text) for text in expected]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a | b"]),
        (
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>c</td><td>d</td></tr></table>",
            ["a | b", "c | d"],
        ),
        ("<table><tr><td>a</td><td></td><td>c</td></tr></table>", ["a | | c"]),
        ("<table><tr><td></td><td>b</td></tr><tr><td>c</td><td> </td></tr></table>", ["| b", "c"]),
        ("<table><tr><td><p>a</p><ul><li>b</li><li>c</li></ul></td><td>d</td></tr></table>", ["a b c | d"]),
        (f"<table><tr><td>a</td><td>{'<p>b</p>' * 9}</td></tr></table>", ["a | b b b b b b b b b"]),
        (
            "<div role=table><div role=row><b role=cell>x</b><div role=cell>a</div><div role=cell>b</div></div></div>",
            ["x a | b"],
        ),
    ],
)
def test_tables(inside: str, expected: list[str]) -> None:
    """A table is read row by row, with its cells apart, empty ones in their places and long ones whole."""
    assert told(inside) == [("row", text) for text in expected]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<table><tr><td>one</td></tr><tr><td><p>two</p></td></tr></table>", paragraphs("one", "two")),
        ("<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>", [("row", "a"), ("row", "b | c")]),
        ("<table><caption>Laws</caption><tr><td>a</td><td>b</td></tr></table>", [("heading", "Laws"), ("row", "a | b")]),
    ],
)  # fmt: skip
def test_tables_that_are_more_or_less(inside: str, expected: Told) -> None:
    """A box of one cell is no table; a table in a cell has rows of its own; a caption is a heading."""
    assert told(inside) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p>§ 216<sup>1</sup> of 5<sup>th</sup></p>", "§ 216¹ of 5th"),
        ("<p>code<sup><a href='#n1'>1</a></sup>.</p>", "code¹."),
        ("<p>[Title 35]<a href='#_ftn9'>9</a></p>", "[Title 35]⁹"),
        ("<p>in force<a href='#_ftn1'>[1]</a>.</p>", "in force[1]."),
        ("<p>code<span style='vertical-align: super'>12</span></p>", "code¹²"),
        ("<p>see <a href='#p9'>9</a></p>", "see 9"),
    ],
)
def test_raised_figures_and_notes(inside: str, expected: str) -> None:
    """A raised figure or a note's mark is kept apart from the word it follows; letters are letters."""
    assert told(inside) == paragraphs(expected)
    assert blocks(inside)[0].links == ()


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<p>See <a href="/en/x?a=1&amp;b=2">the law</a>.</p>', [("the law", "https://www.coe.int/en/x?a=1&b=2")]),
        ('<p><a href="https://a.example/?p_auth=1">https://a.example/</a></p>', [("https://a.example/", "https://a.example/?p_auth=1")]),
        ('<p><a href="law.pdf">a</a> <a href="../b">b</a></p>', [("a", "https://www.coe.int/en/web/octopus/-/law.pdf"), ("b", "https://www.coe.int/en/web/octopus/b")]),
        ('<p><a href="mailto:x@y.example">mail</a></p>', [("mail", "mailto:x@y.example")]),
        ('<p><a href="http://[bad">law</a></p>', [("law", "http://[bad")]),
        ('<p><a href="//[bad">law</a></p>', [("law", "//[bad")]),
        ('<p><a href="/a"><b>one</b> <i>two</i></a></p>', [("one two", "https://www.coe.int/a")]),
        ('<p><a href="/a">on</a><a href="/a">e</a> <a href="/b"> </a></p>', [("one", "https://www.coe.int/a")]),
        ('<a href="/a"><div>one</div></a>', [("one", "https://www.coe.int/a")]),
        ('<p><a name=x>one</a> <a>two</a> <a href="#y">three</a></p>', []),
    ],
)  # fmt: skip
def test_links(inside: str, expected: list[tuple[str, str]]) -> None:
    """A link has its words, its whole address and its place in a block; what leads nowhere else is none."""
    (block,) = blocks(inside)
    assert [(link.text, link.url) for link in block.links] == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<p><img alt="Chart of units" src=a.png></p>', ["Chart of units"]),
        ('<p><a href="/c"><img alt="CERT.to"></a> answers.</p>', ["CERT.to answers."]),
        ('<p>on<a href="/c"><img alt="PDF"></a>line</p>', ["on PDF line"]),
        ('<p><a href="/c"><img alt="Icon">CERT.to</a></p>', ["CERT.to"]),
        ('<p><img alt="Icon">Law</p>', ["Law"]),
        ('<p><img alt="banner-2.PNG"></p>', []),
        ('<p><img alt=""><img></p>', []),
        ('<p><img alt="Line" role=presentation></p>', []),
        ('<p><img alt="Line" aria-hidden=true></p>', []),
        ('<figure><img alt="A map">\n<figcaption>Regions</figcaption></figure>', ["A map", "Regions"]),
    ],
)
def test_pictures(inside: str, expected: list[str]) -> None:
    """What a picture says counts where it stands for text: alone, or as the only thing in a link."""
    assert [text for _, text in told(inside)] == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<p>Law<span class='sr-only'> (opens in a new window)</span></p>", ["Law"]),
        ("<p>Law</p><p class=visually-hidden>Law</p>", ["Law"]),
        ("<p style='position:absolute;left:-9999px'>Law</p><p>Law</p>", ["Law"]),
        ("<p class=sr-only>Only heard</p>", ["Only heard"]),
        ("<p><span class=sr-only>Only heard</span></p>", ["Only heard"]),
        ("<p><i aria-hidden=true>expand_more</i> Law</p>", ["Law"]),
        ("<div aria-hidden=true style='display:none'><p>Folded</p></div>", ["Folded"]),
        ("<p>Law</p><p>Law</p>", ["Law", "Law"]),
    ],
)
def test_what_is_there_twice_counts_once(inside: str, expected: list[str]) -> None:
    """A twin for screen readers is left out beside what it repeats; folded text is text; a repeat is a repeat."""
    assert [text for _, text in told(inside)] == expected


@pytest.mark.parametrize(
    "inside",
    [
        "<button>Copy link</button>",
        "<nav><a href=#top>Back to top</a></nav>",
        "<script>var x = '<p>Safeguards</p>'</script><style>p {}</style>",
        "<noscript>Turn scripts on</noscript><template><p>Row</p></template>",
        "<svg><text>Map</text></svg><select><option>Peru</option></select>",
        "<form role=search><label>Search</label></form>",
        "<!-- <p>old</p> -->",
        "<p>Print</p>",
    ],
)
def test_controls_are_no_text(inside: str) -> None:
    """Buttons, navigation, scripts and comments leave no word in a section."""
    assert told(f"<p>Law</p>{inside}") == paragraphs("Law")


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<h5>Useful links</h5><p>x</p>", [("heading", "Useful links"), ("paragraph", "x")]),
        ("<p>Contribute</p>", paragraphs("Contribute")),
        ("<blockquote><p>Quoted.</p><footer>The Court</footer></blockquote>", paragraphs("Quoted.", "The Court")),
        ("<p>Safeguards</p>", paragraphs("Safeguards")),
        ("<ul><li>Procedural law</li><li>Safeguards</li></ul>", [("item", "Procedural law"), ("item", "Safeguards")]),
        ("<ul><li><a href='/l.pdf'>Substantive law</a></li></ul>", [("item", "Substantive law")]),
        ("<p class=MsoNormal>The <st1:place>Court</st1:place> of<o:p></o:p> Law</p>", paragraphs("The Court of Law")),
    ],
)
def test_words_of_the_template_may_be_the_authors(inside: str, expected: Told) -> None:
    """The same words inside a section are its own: a heading, a bullet, a link that reads like a label."""
    assert told(inside) == expected
