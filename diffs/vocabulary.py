"""Words that carry weight in a legal text, English and French, lower case, by the rule they are told under.

Words without weight stand in `diffs.harmless`; a word in neither is content, and weighs as well.
"""

from __future__ import annotations

NEGATIONS = frozenset(
    "not no never without neither nor none nobody nothing nowhere non hardly"
    " ne n pas aucun aucune aucunement jamais sans ni nul nulle".split()
)
MODALS = frozenset(
    "shall may must should will would can could might ought"
    " doit doivent devra devront devrait devraient peut peuvent pourra pourront pourrait pourraient"
    " sera seront serait seraient aura auront".split()
)
STANDINGS = (
    "party signatory observer invite accede accession ratify sign signature denounce denunciation suspend suspension"
    " withdraw withdrawal adopt adoption repeal abrogate amend amendment enact approve approval abolish supersede"
    " replace draft pending dissolve passed rejected tabled force expire extend annul promulgate operational"
    " partie signataire observateur invité adhérer adhésion ratifié ratification signé signature adopté adoption abrogé"
    " modifié projet vigueur promulgué retiré suspendu".split()
)
"""How far a treaty or a law has come; compared by their stems."""

ACRONYMS = frozenset(("US", "UN", "IT", "WHO"))
"""What in capitals is a name, and in small letters a word without weight."""

STATES = frozenset(
    "force effect valid applicable party member pending vigueur applicable valable membre partie cours".split()
)
"""What a text is said to be: "is in force" and "was in force" are two things."""

UNDER_WAY = (
    "prepare draft negotiate consider plan develop review finalise discuss debate build create establish revise update"
    " amend ratify accede adopt elaborate examine set finish complete implement reform negotiate".split()
)
"""What one may be doing or have done, which are two things."""

SUBJECTS = (
    "police gendarmerie customs army ministry minister agency authority prosecutor prosecution parliament cabinet"
    " president government court judge magistrate commission council bank provider citizen owner user victim official"
    " law act decree ordinance regulation statute code bill constitution directive convention protocol treaty"
    " computer system information data traffic content subscriber device network"
    " douane armée ministère ministre agence autorité procureur parquet parlement gouvernement tribunal juge"
    " loi décret arrêté ordonnance règlement code".split()
)
"""Who acts, by which instrument, on what; compared by their stems, and told only where one gave way to another."""

TERMS = (
    "imprisonment prison jail life fine penalty sanction punish warrant consent intent wilful willful knowingly"
    " intentional intentionally negligent negligence attempt aiding abetting complicity liable liability minor child"
    " legal natural allow permit prohibit forbid ban authorise authorisation restrict exempt oblige entitle"
    " mandatory seizure seize search preserve preservation retention intercept interception disclose disclosure"
    " confiscate confiscation forfeiture admissible evidence hearsay acquit convict conviction"
    " extradite extradition jurisdiction competence felony misdemeanour offence pornography fraud forgery"
    " emprisonnement amende peine mandat consentement intention tentative complicité mineur enfant"
    " saisie perquisition conservation confiscation compétence infraction délit fraude preuve".split()
)
"""What is punished, how, by whom and under which condition; compared by their stems."""

LIMITS = frozenset(
    "only except unless solely exclusively minimum maximum partially partly fully entirely mandatory optional serious"
    " any all every each everybody everyone anybody anyone some certain other another others"
    " more less fewer most least than higher lower or"
    " before after until till against during over under outside beyond since"
    " sauf seulement uniquement exclusivement hormis partiellement obligatoire facultatif grave graves"
    " tout toute tous toutes chaque quelque quelques autre autres plus moins ou"
    " avant après jusque jusqu contre pendant durant hors depuis dès".split()
)
"""How far a statement reaches, and when it holds: scope, condition, time, "or"."""

TIME_LIMITS = frozenset(("within", "sous"))
"""Limits only where a number follows: "within 48 hours", but not "within the police"."""

SAME_LIMIT = {
    word: line.split()[0]
    for line in (
        "all every each everybody everyone",
        "any anybody anyone",
        "some certain",
        "other others another",
        "until till",
        "over above",
        "tout toute tous toutes chaque",
        "quelque quelques",
        "autre autres",
        "grave graves",
        "jusque jusqu",
        "pendant durant",
        "partially partly",
        "fully entirely",
        "aucun aucune",
        "nul nulle",
        "ne n",
    )
    for word in line.split()
}
"""Limits that reach equally far -> the one they are compared as."""

LIMIT_PHRASES = (
    "at most / up to / not exceeding / not more than / no more than / a maximum of / not to exceed",
    "at least / not less than / no less than / a minimum of",
    "over / more than",
    "before / prior to",
    "after / following the / subsequent to",
    "or / and or",
    "under / pursuant to / in accordance with / in conformity with / according to / by virtue of",
    "provided that / on condition that",
    "selon / conformément à / conformément aux / en application de / en vertu de / aux termes de",
    "au plus / au maximum / n' excédant pas",
    "au moins / au minimum",
    "ou / et ou",
)
MODAL_PHRASES = ("must / have to", "will / be going to / be to be", "yet to / still to / have yet to")

RELATIONS = {
    word: line.split()[0]
    for line in (
        "by par",
        "from provenance",
        "to à au aux towards toward",
        "if where whenever when si lorsque lorsqu quand",
        "although though despite whereas bien malgré",
    )
    for word in line.split()
}
"""Who does what to whom, and under which condition: to be told where one gave way to another at the same place."""

OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "and/or before/after all/some all/certain accept/except accepted/excepted accepts/excepts"
        " prescribed/proscribed prescribes/proscribes prescribe/proscribe adopted/adapted adopts/adapts"
        " adopting/adapting et/ou avant/après tous/certains"
    ).split()
)
"""Pairs of another meaning, though some look like one word misspelled."""

PREFIXES = ("anti", "non", "dis", "mis", "un", "in", "im", "il", "ir", "de", "ex")
"""What turns a word into its opposite: "lawful" and "unlawful", "include" and "exclude"."""

NUMBERS = {
    word: str(number)
    for names in (
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    )
    for number, word in enumerate(names.split(), start=2)
} | {
    word: number
    for number, words in {
        "17": "seventeen", "18": "eighteen", "19": "nineteen", "20": "twenty vingt", "30": "thirty trente",
        "40": "forty quarante", "50": "fifty cinquante", "60": "sixty soixante", "70": "seventy", "80": "eighty",
        "90": "ninety", "100": "hundred cent", "1000": "thousand mille",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Numbers written as words -> as they are compared."""

QUANTITIES = frozenset(
    "half third quarter million billion dozen double triple twice thrice second third fourth fifth sixth"
    " moitié tiers quart million milliard double deuxième seconde troisième quatrième cinquième".split()
)
"""Numbers that stay words."""

FIGURE_PHRASES = ("percent / per cent / pour cent / %", "euro / eur / €", "promille / per mille / ‰")
"""Signs that stand by a number, and the words for them."""

UNITS = frozenset("year month week day hour minute million hundred thousand member an mois jour heure".split())
"""What makes "one" a number: "one year"; compared by their stems."""

MONTHS = {
    month: number
    for names in (
        "January February March April May June July August September October November December",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre",
    )
    for number, month in enumerate(names.split(), start=1)
}
"""Months as they are printed -> their number."""

CITATIONS = {
    word: line.split()[0]
    for line in (
        "article articles art arts",
        "section sections sec secs s",
        "paragraph paragraphs para paras par alinéa alinéas al",
        "chapter chapters ch chap cap chapitre chapitres",
        "page pages p",
        "§ §§",
        "# no nos n nr number numéro n° nº n˚",
    )
    for word in line.split()
}
"""Words that stand before a number -> what they cite; "#" says nothing of the number that the number does not."""
