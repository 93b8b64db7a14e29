"""The words the site's template prints, in its two languages; the rest of a page is its authors'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SITE = "/web/octopus"


@dataclass(frozen=True, slots=True)
class Wording:
    """The template's words in one language. `sections` by key; `statuses` by the English wording.

    `status`, `declarations`, `signed`, `ratified`, `updated` are the labels of the status line with their colon;
    `menu` (path, words) pairs of the site's menu; `aside` the lines printed beside every profile.
    """

    language: str
    locale: str
    sections: Mapping[str, str]
    statuses: Mapping[str, str]
    status: str
    declarations: str
    signed: str
    ratified: str
    updated: str
    legal_profile: str
    back: str
    skip: str
    printable: str
    menu: tuple[tuple[str, str], ...]
    tools: str
    aside: tuple[str, ...]
    contribute: str
    useful: str
    useful_links: tuple[str, ...]
    cookies: str


KOSOVO = (
    "* This designation is without prejudice to positions on status, and is in line with UNSC 1244 and the ICJ Opinion "
    "on the Kosovo Declaration of Independence."
)
DISCLAIMER = (
    "These profiles do not necessarily reflect official positions of the States covered or of the Council of Europe. "
)
INTRO = (
    "The wiki profiles provide an overview of a country's policy on cybercrime, of the laws it applies and of the "
    "bodies that apply them.",
    "For more information on a country's legislation, click on the legal profile in each country wiki.",
)
REPLICA = "Replica for demonstration: these texts are made up; laws, bodies, cases and figures in them may not exist."

EN = Wording(
    language="en",
    locale="en-GB",
    sections={
        "status": "Status regarding Budapest Convention",
        "policies": "Cybercrime policies/strategies",
        "legislation": "Cybercrime legislation",
        "legislation.state": "State of cybercrime legislation",
        "legislation.substantive": "Substantive law",
        "legislation.procedural": "Procedural law",
        "legislation.safeguards": "Safeguards",
        "legislation.related": "Related laws and regulations",
        "institutions": "Specialised institutions",
        "cooperation": "International cooperation",
        "cooperation.authorities": "Competent authorities and channels",
        "cooperation.guides": "Practical guides, templates and best practices",
        "case_law": "Jurisprudence/case law",
        "sources": "Sources and links",
    },
    statuses={},
    status="Status :",
    declarations="Declarations and reservations :",
    signed="Signed :",
    ratified="Ratified :",
    updated="Last updated :",
    legal_profile="See legal profile",
    back="Back",
    skip="Skip to Content",
    printable="Print",
    menu=(
        ("home", "Home"),
        ("country-wiki", "Country wiki"),
        ("country-legislative-profile", "Legislative profiles"),
        ("policies", "Cybercrime policies/strategies"),
        ("legislation", "Cybercrime legislation"),
        ("institutions", "Specialised institutions"),
        ("international-cooperation", "International cooperation"),
        ("case-law", "Jurisprudence/case law"),
        ("training", "Training"),
        ("sources", "Sources and links"),
        ("blog", "Blog"),
        ("about", "About"),
    ),
    tools="Tools on Cybercrime & Electronic Evidence Empowering You!",
    aside=(
        "Are you aware of the latest legislative or policy developments on cybercrime and electronic evidence?",
        "Share this information with us helping to keep this platform up to date.",
    ),
    contribute="Contribute",
    useful="Useful links",
    useful_links=(
        "Cybercrime website",
        "Template: Mutual Legal Assistance Request for subscriber information (Art. 31 Budapest Convention). English "
        "and bilingual versions available.",
        "Template: Data Preservation Request (Articles 29 and 30 Budapest Convention). English and bilingual versions "
        "available.",
    ),
    cookies="This site keeps two small cookies: one for the language, one to remember that you closed this line.",
)

FR = Wording(
    language="fr",
    locale="fr-FR",
    sections={
        "status": "Statut concernant la Convention de Budapest",
        "policies": "Politiques / stratégies en matière de cybercriminalité",
        "legislation": "Législation sur la cybercriminalité",
        "legislation.state": "État de la législation sur la cybercriminalité",
        "legislation.substantive": "Droit matériel",
        "legislation.procedural": "Droit procédural",
        "legislation.safeguards": "Garanties",
        "legislation.related": "Lois et règlements connexes",
        "institutions": "Institutions spécialisées",
        "cooperation": "Coopération internationale",
        "cooperation.authorities": "Autorités compétentes et canaux",
        "cooperation.guides": "Guides pratiques, modèles et bonnes pratiques",
        "case_law": "Jurisprudence / droit jurisprudent",
        "sources": "Sources et liens",
    },
    statuses={
        "Party": "Partie",
        "NA": "N/A",
        "Signatory": "Signataire",
        "Invited to accede": "Invité à adhérer",
    },
    status="Statut :",
    declarations="Déclarations et réserves :",
    signed="",
    ratified="",
    updated="",
    legal_profile="Voir le profil légal",
    back="Retour",
    skip="Aller au contenu",
    printable="Imprimer la page",
    menu=(
        ("home", "Accueil"),
        ("country-wiki", "Wiki pays"),
        ("country-legislative-profile", "Profils législatifs"),
        ("policies", "Politiques / stratégies en matière de cybercriminalité"),
        ("legislation", "Législation sur la cybercriminalité"),
        ("institutions", "Institutions spécialisées"),
        ("international-cooperation", "Coopération internationale"),
        ("case-law", "Jurisprudence / droit jurisprudent"),
        ("training", "Formation"),
        ("sources", "Sources et liens"),
        ("blog", "Blog"),
        ("about", "À propos"),
    ),
    tools=("Outils sur la cybercriminalité et les Preuves Electroniques, Vous donner les Moyens d'Agir.png"),
    aside=(
        "Connaissez-vous les dernières évolutions législatives ou politiques en matière de cybercriminalité et de "
        "preuves électroniques ?",
        "Partagez ces informations avec nous pour nous aider à maintenir cette plateforme à jour.",
    ),
    contribute="Contribuer",
    useful="Liens utiles",
    useful_links=(
        "Site internet Cybercriminalité",
        "Modèle : demande d'entraide judiciaire portant sur des données relatives aux abonnés (art. 31 de la "
        "Convention de Budapest).",
        "Modèle : demande de conservation de données (articles 29 et 30 de la Convention de Budapest).",
    ),
    cookies="Ce site dépose deux petits cookies : l'un pour la langue, l'autre pour se souvenir de ce bandeau.",
)

WORDINGS: Mapping[str, Wording] = {"en": EN, "fr": FR}


def printed_status(wording: Wording, english: str) -> str:
    """A status as that language prints it; "" stays "" (nothing is printed)."""
    return wording.statuses.get(english, english)


def printed_declarations(wording: Wording, english: str) -> str:
    """Declarations as that language prints them: texts stay English, but French writes N/A where English writes NA."""
    return "N/A" if wording.language == "fr" and english == "NA" else english
