"""What stands around an article: menus with the words of its headings, lines beside and below it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from golden import Golden

MENU = {
    "en": (
        "Home", "Country wiki", "Cybercrime policies/strategies", "Cybercrime legislation", "Substantive law",
        "Procedural law", "Safeguards", "Specialised institutions", "International cooperation",
        "Jurisprudence/case law", "Sources and links", "About",
    ),
    "fr": (
        "Accueil", "Wiki pays", "Politiques / stratégies en matière de cybercriminalité",
        "Législation sur la cybercriminalité", "Droit matériel", "Droit procédural", "Institutions spécialisées",
        "Coopération internationale", "Jurisprudence / droit jurisprudent", "Sources et liens", "À propos",
    ),
}  # fmt: skip
DISCLAIMER = (
    "These profiles do not necessarily reflect official positions of the States covered or of the Council of Europe. "
)
KOSOVO = (
    "* This designation is without prejudice to positions on status, and is in line with UNSC 1244 and the ICJ Opinion "
    "on the Kosovo Declaration of Independence."
)
FUNDING = "This tool is co-funded  by the GLACY  and Cybercrime@Octopus projects"
INTRO = (
    "The wiki profiles provide an overview of a country's policy on cybercrime and electronic evidence.",
    "Each fiche holds policies, the state of legislation, the channels of cooperation, international cooperation and "
    "case law.",
    "For more information on a country's legislation, click on the legal profile in each country wiki.",
)
EDITING = (
    "The profiles do not necessarily reflect official positions of the country covered or of the Council of Europe.",
    "To update/edit information on a country wiki please click on the flag and then edit.",
)
BESIDE = {
    "en": (
        "Tools on Cybercrime & Electronic Evidence Empowering You!",
        "Contribute",
        "Are you aware of the latest legislative or policy developments on cybercrime and electronic evidence?",
        "Share this information with us helping to keep this platform up to date.",
        "Useful links",
        "Cybercrime website",
        "Template: Mutual Legal Assistance Request for subscriber information (Art. 31 Budapest Convention). English "
        "and bilingual versions available.",
        "Template: Data Preservation Request (Articles 29 and 30 Budapest Convention). English and bilingual versions "
        "available.",
    ),
    "fr": (
        "Outils sur la cybercriminalité et les Preuves Electroniques, Vous donner les Moyens d'Agir.png",
        "Contribuer",
        "Connaissez-vous les dernières évolutions législatives ou politiques sur la cybercriminalité et les preuves ?",
        "Partagez ces informations avec nous pour nous aider à maintenir cette plateforme à jour.",
        "Liens utiles",
        "Site internet Cybercriminalité",
        "Modèle : demande d'entraide pour des informations sur l'abonné (article 31 de la Convention).",
        "Modèle : demande de conservation de données (articles 29 et 30 de la Convention).",
    ),
}
COOKIES = "This site uses cookies to remember your language. By going on you accept them."

Surroundings = Callable[[Golden, str], str]


def beside(page: Golden, tag: str) -> str:
    """The lines beside the article, in an element of their own; one era prints them before it."""
    return _beside(page, tag) if page.era != "E1b" else ""


def _beside(page: Golden, tag: str) -> str:
    tools, contribute, aware, share, useful, *links = BESIDE[page.language]
    listed = "".join(f"<li><a href=/x{number}>{escape(words)}</a></li>" for number, words in enumerate(links))
    kosovo = f"<p>{KOSOVO}</p>" if "Kosovo" in page.title or page.era == "E3c" else ""
    funding = f"<p>{FUNDING}</p>" if page.era == "E1" else ""
    icon = f'<img alt="{contribute}" src=/c.png>'
    return (
        f'<{tag}><img alt="{escape(tools)}" src="/banner.png?t={len(page.title)}">'
        f"<p>{DISCLAIMER}</p>{kosovo}{funding}<p><a href=/contribute>{icon}{contribute}</a></p><p>{escape(aware)}</p>"
        f"<p>{escape(share)}</p><h4><img alt='{useful}' src=/u.png>{useful}</h4><ul>{listed}</ul></{tag}>"
    )


def intro(page: Golden) -> str:
    """What two of the templates print before the profile."""
    lines = {"E3c": INTRO, "E1b": (*INTRO[:1], *EDITING)}.get(page.era, ())
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<div>{told}</div>{_beside(page, 'div') if page.era == 'E1b' else ''}" if lines else ""


def head(page: Golden) -> str:
    """Everything before the body."""
    scripts = "<script>var menu = '<h3>Safeguards</h3>';</script><style>.x{color:red}</style>"
    title = f"<title>{escape(page.title)} - Octopus Cybercrime Community</title>"
    return f"<!DOCTYPE html>\n<html lang={page.language}><head><meta charset=utf-8>{title}{scripts}</head>"


def back(page: Golden) -> str:
    """The line that names the country, where there is one."""
    name = f"<div class=back><a href=/index>{page.back}</a> <span>{escape(page.title)}</span></div>"
    return name if page.back else ""


def whole(page: Golden, article: str) -> str:
    """The article with what its era prints right above it: a date, the status heading once more, or both."""
    date = f"<p class=date>{page.updated_label} : {page.updated}</p>" if page.updated else ""
    again = f"<h5 class=portlet-title>{escape(page.status_label)}</h5>" if page.era in ("E2", "E3c") else ""
    if page.era == "E3a":
        strip = (
            f'<ul class=nav><li class=active><a data-toggle=tab href="#all">{escape(page.status_label)}</a></li></ul>'
        )
        article = f'<div class=tabbable>{strip}<div><div class="tab-pane active" id=all>{article}</div></div></div>'
    return f"{again}{date}<!--article-->{article}<!--/article-->"


def marked(page: Golden, article: str) -> str:
    """Every part marked for what it is."""
    menu = "".join(f'<li><a href="/en/web/{n}">{escape(words)}</a></li>' for n, words in enumerate(MENU[page.language]))
    crumbs = f"<ol class=breadcrumb><li><a href=/>Octopus</a></li><li>{escape(page.title)}</li></ol>"
    return (
        f"{head(page)}<body><header><nav><ul>{menu}</ul></nav>{crumbs}</header><main>{intro(page)}{back(page)}"
        f"<a href=/print>Print</a><article>{whole(page, article)}</article>{beside(page, 'aside')}</main>"
        f"<footer><h4>Sources and links</h4><ul>{menu}</ul><p>Disclaimer</p></footer></body></html>"
    )


def unmarked(page: Golden, article: str) -> str:
    """Nothing marked: divisions all through, menus before and after, the lines beside in a division."""
    entries = enumerate(MENU[page.language])
    menu = "".join(
        f'<div class=entry><a href="/en/web/{n}"><span>{escape(words)}</span></a></div>' for n, words in entries
    )
    return (
        f"{head(page)}<body><div class=top><div>{menu}</div><div>English | Français</div></div><div class=page>"
        f"{intro(page)}{back(page)}<div>{whole(page, article)}</div>{beside(page, 'div')}</div>"
        f"<div class=bottom>{menu}<div>© Council of Europe</div></div></body></html>"
    )


def portal(page: Golden, article: str) -> str:
    """A portal: menus that unfold, a mega menu and a foot with headings of their own, cookie bars, a search box."""
    words = MENU[page.language]
    below = '<ul><li><a href="/s">Overview</a></li><li><a href="/t">Contacts</a></li></ul>'
    unfold = "".join(f'<li><a href="#" class=dropdown-toggle>{escape(entry)}</a>{below}</li>' for entry in words)
    mega = "".join(f"<div><h4>{escape(entry)}</h4><p><a href=/m>See all</a></p></div>" for entry in words[3:6])
    cookies = f"<div class=cookies><p>{COOKIES}</p><button>Accept</button><button>Refuse</button></div>"
    search = "<form role=search><label>Search</label><input name=q><button>Go</button></form>"
    columns = f"<div><h4>{escape(words[-2])}</h4><ul><li><a href=/z>Treaty Office</a></li></ul></div>"
    return (
        f"{head(page)}<body>{cookies}<div class=menus><ul>{unfold}</ul><div class=mega>{mega}</div>{search}</div>"
        f"<div class=crumbs>Octopus &gt; Country wiki &gt; {escape(page.title)}</div>{intro(page)}{back(page)}"
        f"<div class=journal>{whole(page, article)}</div>{beside(page, 'section')}<div class=foot>{columns}</div>"
        f"{cookies}</body></html>"
    )


def one_big_table(page: Golden, article: str) -> str:
    """A page laid out by a table: menu to the left, lines to the right, the article in the middle."""
    menu = "".join(f'<a href="/t{n}">{escape(words)}</a><br>' for n, words in enumerate(MENU[page.language]))
    name = page.title if page.back else "Octopus"
    return (
        f"{head(page)}<body><table width=100%><tr><td colspan=3><h1>{escape(name)}</h1></td></tr><tr><td>{menu}</td>"
        f"<td valign=top>{intro(page)}{back(page)}{whole(page, article)}</td><td>{beside(page, 'div')}</td></tr>"
        f"<tr><td colspan=3>{menu}</td></tr></table></body></html>"
    )


def within(page: Golden, article: str) -> str:
    """The lines beside stand inside the article's own element, after a way back to the top and a share bar."""
    share = "<div class=share><button>Copy link</button><button>Share</button></div>"
    top = "<nav><a href=#top>Back to top</a></nav>"
    return (
        f"{head(page)}<body><div role=main>{intro(page)}{back(page)}<div class=text>{whole(page, article)}{share}{top}"
        f"{beside(page, 'div')}</div></div><div role=contentinfo>Legal notice</div></body></html>"
    )


def print_view(page: Golden, article: str) -> str:
    """The print view: the profile and nothing else."""
    button = "<div><a href='javascript:print()'>Print</a></div>"
    return f"{head(page)}<body class=pop-up>{button}{back(page)}<div>{whole(page, article)}</div></body></html>"


SURROUNDINGS: tuple[Surroundings, ...] = (marked, unmarked, portal, one_big_table, within, print_view)


def around(page: Golden, turn: int) -> Surroundings:
    """The surroundings whose turn it is; a page of the print view has no others."""
    return print_view if page.era == "print" else SURROUNDINGS[turn % len(SURROUNDINGS)]
