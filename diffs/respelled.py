"""One word in two spellings or inflections, and two words that look like one misspelled."""

from __future__ import annotations

RESPELLED = {
    "behaviour": "behavior", "colour": "color", "favour": "favor", "harbour": "harbor", "honour": "honor",
    "labour": "labor", "neighbour": "neighbor", "endeavour": "endeavor", "rumour": "rumor", "misdemeanour": "misdemeanor",
    "centre": "center", "theatre": "theater", "fibre": "fiber", "litre": "liter", "metre": "meter",
    "kilometre": "kilometer", "defence": "defense", "offence": "offense", "licence": "license", "pretence": "pretense",
    "practise": "practice", "programme": "program", "catalogue": "catalog", "dialogue": "dialog", "judgement": "judgment",
    "acknowledgement": "acknowledgment", "enrolment": "enrollment", "fulfil": "fulfill", "fulfilment": "fulfillment",
    "instalment": "installment", "skilful": "skillful", "wilful": "willful", "adviser": "advisor", "ageing": "aging",
    "artefact": "artifact", "sceptic": "skeptic", "cheque": "check", "grey": "gray", "tyre": "tire",
    "counsellor": "counselor", "jewellery": "jewelry", "organisational": "organizational", "focussed": "focused",
    "republika": "republic", "connexion": "connection", "enquiry": "inquiry", "enquire": "inquire",
    "authorise": "authorize", "organise": "organize", "analyse": "analyze", "paralyse": "paralyze",
    "despatch": "dispatch", "whilst": "while", "gaol": "jail", "aluminium": "aluminum",
}  # fmt: skip
"""British -> American, and other pairs of spellings; -is- and -iz- need no row."""

IRREGULAR = {
    form: forms.split()[0]
    for forms in (
        "lead led", "hold held", "take took taken", "give gave given", "begin began begun", "become became",
        "write wrote written", "make made", "meet met", "keep kept", "send sent", "build built", "find found",
        "run ran", "see saw seen", "grow grew grown", "draw drew drawn", "come came", "go went gone", "bring brought",
        "buy bought", "teach taught", "catch caught", "seek sought", "fight fought", "tell told", "sell sold",
        "pay paid", "say said", "lay laid", "leave left", "lose lost", "spend spent", "understand understood",
        "choose chose chosen", "speak spoke spoken", "break broke broken", "fall fell fallen", "rise rose risen",
        "undertake undertook undertaken", "oversee oversaw overseen", "withdraw withdrew withdrawn", "bind bound",
        "swear swore sworn", "deal dealt", "get got gotten", "know knew known", "show shown", "think thought",
        "steal stole stolen", "hide hid hidden", "forbid forbade forbidden", "strike struck", "win won", "wear worn",
        "have has had", "be is are was were been being", "arise arose arisen", "uphold upheld", "withhold withheld",
        "man men", "woman women", "child children", "criterion criteria", "datum data", "medium media",
        "crisis crises", "analys analysis", "die died dying", "lie lying", "use uses used using", "fine fines fined fining",
        "code codes coded coding", "file files filed filing", "rule rules ruled ruling", "live lives lived living",
        "name names named naming", "date dates dated dating", "vote votes voted voting", "cite cites cited citing",
        "age ages aged", "tax taxes taxed", "note notes noted noting", "prévoir prévoit prévoyait prévoient prévu prévue",
        "mettre mis mise mises met mettent", "créer créé créée créés créées", "réseau réseaux", "national nationaux",
        "régional régionaux", "pénal pénaux", "légal légaux", "tribunal tribunaux", "local locaux",
        "régir régit régissait régissent régi régis régie régies", "punir punit punis punie punies puni punissent",
        "saisir saisit saisi saisie saisies saisis", "définir définit défini définie définies définis",
        "customs", "goods", "arms", "securities", "damages", "proceeds", "premises", "united", "conseiller conseillers",
        "prendre pris prise prend prennent", "tenir tenu tenue tient",
    )
    for form in forms.split()
}  # fmt: skip
"""Forms that no ending explains -> the form they are compared as."""

CONFUSABLE = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "trial/trail trials/trails casual/causal marital/martial sacred/scared united/untied unite/untie field/filed"
        " quiet/quite diary/dairy angel/angle exist/exits filed/filled filing/filling latter/later desert/dessert"
        " canvas/canvass refuge/refugee finish/finnish planed/planned rated/ratted polls/pools loses/losses"
        " marshal/marshall scared/scarred princes/princess poses/possess super/supper corps/crops cures/curse"
        " action/auction addition/addiction contact/contract contacted/contracted contacts/contracts contacting/contracting"
        " county/country covert/convert counties/countries creates/created deceased/decreased decent/descent descent/dissent"
        " defect/deflect defied/defined defies/defines complains/complaints compete/complete competing/completing"
        " continent/contingent eternal/external faction/fraction faction/fiction fiction/friction funded/founded"
        " funding/founding funding/finding founding/finding handed/handled immoral/immortal immorality/immortality"
        " morality/mortality indicted/indicated insect/inspect layers/lawyers leaned/learned learning/leaning"
        " making/marking makings/markings mining/minding patent/patient patents/patients plants/planets portion/potion"
        " prices/princes relied/replied reside/residue reversed/revered simulate/stimulate simulation/stimulation"
        " stated/started stating/starting statue/statute statues/statutes states/statues statue/stature stored/stormed"
        " tables/tablets taking/talking tracing/tracking traced/tracked trading/treading treats/threats though/through"
        " through/thorough transit/transmit whoever/whomever curses/courses carter/charter"
        " adapted/adopted adapting/adopting adaption/adoption certain/curtain command/commend commanded/commended"
        " complement/compliment concession/concussion decades/decides departed/deported district/distract drafted/drifted"
        " drafting/drifting dealing/dialing lasting/listing literal/lateral massage/message packets/pockets nations/notions"
        " premise/promise premises/promises section/suction slander/slender tampered/tempered testing/tasting"
        " prescribed/proscribed prescribe/proscribe prescribing/proscribing"
        " prosecute/persecute perpetrate/perpetuate precede/proceed adverse/averse lesser/lessor minister/minster"
        " judicial/juridical interstate/intestate ingenious/ingenuous personal/personnel conserve/converse"
        " reserve/reverse reserved/reversed conserved/conversed imminent/immanent mistress/misters"
        " causality/casualty legation/legislation regime/regimen deprived/depraved"
        " insured/injured insure/injure assure/assume retained/detained"
        " historic/historical economic/economical poisson/poison dessert/désert cession/session"
        " conserver/converser constat/contrat apporter/rapporter partiel/partial "
    ).split()
)
"""Pairs of words that one slip of the pen would explain, both of which exist."""
