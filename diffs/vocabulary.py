"""Words that carry weight in a legal text, and words that carry none; English and French, lower case."""

from __future__ import annotations

NEGATIONS = frozenset(
    "not no never without neither nor none nobody nothing cannot"
    " non ne pas aucun aucune jamais sans ni nul nulle".split()
)
MODALS = frozenset(
    "shall may must should will would can could might ought"
    " doit doivent devra devront devrait devraient peut peuvent pourra pourront pourrait pourraient".split()
)
STANDINGS = (
    "party signatory observer invite accede accession ratify sign denounce suspend withdraw adopt repeal abrogate"
    " amend enact approve abolish supersede draft pending dissolve passed withdrawn rejected tabled"
    " partie signataire observateur invité adhérer adhésion ratifié signé adopté abrogé modifié projet vigueur".split()
)
"""How far a treaty or a law has come; compared by their stems."""

SUBJECTS = (
    "police gendarmerie customs army ministry minister agency authority prosecutor prosecution parliament cabinet"
    " president government court judge magistrate commission council bank provider citizen"
    " law act decree ordinance regulation statute code bill constitution directive convention protocol treaty"
    " computer system information data traffic content subscriber device network"
    " douane armée ministère ministre agence autorité procureur parquet parlement gouvernement tribunal juge"
    " loi décret arrêté ordonnance règlement code".split()
)
"""Who acts, by which instrument, on what; compared by their stems, and told only where one gave way to another."""

JOINS = frozenset(("and", "or", "et", "ou"))

TERMS = (
    "imprisonment prison jail life fine penalty sanction punish warrant consent intent"
    " intentional negligent negligence attempt aiding abetting complicity liable liability minor child legal natural"
    " allow permit prohibit forbid ban authorise restrict exempt"
    " mandatory seizure seize search preserve preservation retention intercept interception"
    " confiscate confiscation forfeiture"
    " extradite extradition jurisdiction felony misdemeanour offence pornography fraud forgery"
    " emprisonnement amende peine mandat consentement intention tentative complicité mineur enfant"
    " saisie perquisition conservation confiscation compétence infraction délit fraude".split()
)
"""What is punished, how, by whom and under which condition; compared by their stems."""

LIMITS = frozenset(
    "only except unless solely exclusively minimum maximum partially partly fully entirely mandatory optional serious"
    " sauf seulement uniquement exclusivement hormis partiellement obligatoire facultatif".split()
)
OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "and/or before/after all/some all/certain accept/except accepted/excepted"
        " prescribed/proscribed prescribes/proscribes adopted/adapted adopts/adapts et/ou avant/après tous/certains"
    ).split()
)
"""Pairs of another meaning, though some look like one word misspelled."""

PREFIXES = ("anti", "non", "dis", "mis", "un", "in", "im", "il", "ir", "de", "ex")
"""What turns a word into its opposite: "lawful" and "unlawful", "include" and "exclude"."""

NUMBERS = {
    word: str(number)
    for names in (
        "two three four five six seven eight nine ten eleven twelve",
        "deux trois quatre cinq six sept huit neuf dix onze douze",
    )
    for number, word in enumerate(names.split(), start=2)
} | {word: word for word in "twenty thirty hundred thousand half third quarter vingt trente cent mille".split()}
"""Numbers written as words -> as they are compared."""

MONTHS = frozenset(
    "January February March April May June July August September October November December"
    " janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
CITATIONS = frozenset("art arts article articles no nos n para paras paragraph section sec chapter page alinéa".split())
"""Words that stand before a number; written out or shortened, they say the same."""

EMPTY = frozenset(
    "a an the this that these those it its they their he his she her we our there here which who whom whose what"
    " of in on at to for from by with within into onto upon about as than then so such also too very just more most"
    " and or but if while when where because since after before despite although until during"
    " through over under between among against per via"
    " is are was were be been being has have had having do does did done"
    " one other another each both any all some many several various own same certain"
    " however moreover furthermore nevertheless meanwhile therefore thus hence overall see above following"
    " including regarding concerning according addition first firstly"
    " le la les l un une des du de d au aux ce cet cette ces il elle ils elles on se s son sa ses leur leurs qui que qu"
    " dont où et ou mais donc or car si dans sur par pour avec entre vers chez est sont était ont été être avoir"
    " ainsi aussi voir".split()
)
"""Words without content of their own, and words that only open a sentence."""
