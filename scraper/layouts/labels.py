"""The words the profiles print: headings, status-line labels and values, in English and French, as plain data.

Other editions of the site (es, ca, nb, sl, sq, is) translate at most the furniture and keep the English headings.
Case, white space, the spaces round a slash and a closing colon are folded away when a label is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from scraper.layout import Label
from scraper.profile import Standing

KEYS = (
    "status",
    "policies",
    "legislation",
    "legislation.state",
    "legislation.substantive",
    "legislation.procedural",
    "legislation.safeguards",
    "legislation.related",
    "institutions",
    "cooperation",
    "cooperation.authorities",
    "cooperation.guides",
    "case_law",
    "sources",
)
"""Section keys in printed order, a group before its children."""

_ENGLISH = (
    ("status", "Status regarding Budapest Convention"),
    ("status", "Status regarding the Budapest Convention"),
    ("policies", "Cybercrime policies/strategies"),
    ("policies", "Cybercrime policy/strategy"),
    ("policies", "Cybercrime policies/strategy"),
    ("policies", "Cybercrime policy/strategies"),
    ("policies", "Cybercrime policies and strategies"),
    ("legislation", "Cybercrime legislation"),
    ("legislation.state", "State of cybercrime legislation"),
    ("legislation.state", "State of the cybercrime legislation"),
    ("legislation.substantive", "Substantive law"),
    ("legislation.substantive", "Substantive laws"),
    ("legislation.procedural", "Procedural law"),
    ("legislation.procedural", "Procedural laws"),
    ("legislation.safeguards", "Safeguards"),
    ("legislation.safeguards", "Conditions and safeguards"),
    ("legislation.related", "Related laws and regulations"),
    ("legislation.related", "Related laws and regulation"),
    ("legislation.related", "Related law and regulations"),
    ("institutions", "Specialised institutions"),
    ("institutions", "Specialized institutions"),
    ("institutions", "Specialised institution"),
    ("institutions", "Specialized institution"),
    ("cooperation", "International cooperation"),
    ("cooperation", "International co-operation"),
    # Under "International cooperation" nothing was ever seen printed; these two are announced elsewhere, not seen.
    ("cooperation.authorities", "Competent authorities and channels"),
    ("cooperation.authorities", "Competent authorities and channels of cooperation"),
    ("cooperation.guides", "Practical guides, templates and best practices"),
    ("cooperation.guides", "Practical guides, templates and best practice"),
    ("case_law", "Jurisprudence/case law"),
    ("case_law", "Jurisprudence/case-law"),
    ("case_law", "Jurisprudence/caselaw"),
    ("case_law", "Jurisprudence and case law"),
    ("sources", "Sources and links"),
    ("sources", "Sources and link"),
    ("sources", "Source and links"),
    ("sources", "Sources & links"),
    ("sources", "Sources and links,al;"),  # a slip of the keyboard that Albania's page kept for years
)
_FRENCH = (
    ("status", "Statut concernant la Convention de Budapest"),
    ("status", "Statut relatif à la Convention de Budapest"),
    ("policies", "Politiques / stratégies en matière de cybercriminalité"),
    ("policies", "Politique / stratégie en matière de cybercriminalité"),
    ("policies", "Politiques et stratégies en matière de cybercriminalité"),
    ("legislation", "Législation sur la cybercriminalité"),
    ("legislation.state", "État de la législation sur la cybercriminalité"),
    ("legislation.state", "Etat de la législation sur la cybercriminalité"),
    ("legislation.substantive", "Droit matériel"),
    ("legislation.procedural", "Droit procédural"),
    ("institutions", "Institutions spécialisées"),
    ("institutions", "Institution spécialisée"),
    ("case_law", "Jurisprudence / droit jurisprudent"),
    ("case_law", "Jurisprudence / droit jurisprudentiel"),
    ("sources", "Sources et liens"),
    ("sources", "Source et liens"),
)
# Guesses: no French page has been seen that prints these headings. The first two follow Article 15 of the Convention.
_FRENCH_GUESSED = (
    ("legislation.safeguards", "Sauvegardes"),
    ("legislation.safeguards", "Conditions et sauvegardes"),
    ("legislation.safeguards", "Garanties"),
    ("legislation.related", "Lois et règlements connexes"),
    ("legislation.related", "Lois et réglementations connexes"),
    ("legislation.related", "Législation et réglementation connexes"),
    ("cooperation", "Coopération internationale"),
    ("cooperation.authorities", "Autorités et canaux compétents"),
    ("cooperation.authorities", "Autorités compétentes et canaux"),
    ("cooperation.guides", "Guides pratiques, modèles et bonnes pratiques"),
    ("cooperation.guides", "Guides pratiques, modèles et meilleures pratiques"),
)

LABELS = tuple(Label(text, key, "en") for key, text in _ENGLISH) + tuple(
    Label(text, key, "fr") for key, text in _FRENCH + _FRENCH_GUESSED
)
"""The vocabulary of headings, English first: an edition in any other language shows the first language."""

STATUS_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "Status": "status",
        "Statut": "status",
        "Signed": "signed",
        "Signé": "signed",
        "Ratified": "ratified",
        "Ratified / acceded": "ratified",
        "Ratifié": "ratified",
        "Ratifié / adhéré": "ratified",
        "Declarations and reservations": "declarations",
        "Déclarations et réserves": "declarations",
        "See legal profile": "legal_profile",
        "Voir le profil légal": "legal_profile",
        "Last updated": "updated",
        "Dernière mise à jour": "updated",
        "Última actualització": "updated",
        "Sist oppdatert": "updated",
        "Back": "back",
        "Retour": "back",
        "Tilbake": "back",
    }
)
"""Labels of the status line and of the lines round it, as printed, without the space and colon that follow."""

STANDINGS: Mapping[str, Standing] = MappingProxyType(
    {
        "Party": "party",
        "Partie": "party",
        "Signatory": "signatory",
        "Signataire": "signatory",  # a guess: the French was never seen
        "Invited to accede": "invited",
        "Invité à adhérer": "invited",  # a guess as well
        "Observer": "observer",
        "Observateur": "observer",
        "NA": "none",
        "N/A": "none",
        "–": "none",
        "-": "none",
    }
)
"""Values of the status, as printed; "–" and "-" stand where an editor typed a dash for nothing."""
