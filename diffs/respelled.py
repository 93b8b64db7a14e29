"""One word in two spellings or inflections, and two words that look like one misspelled."""

from __future__ import annotations

RESPELLED = {
    "behaviour": "behavior", "colour": "color", "favour": "favor", "harbour": "harbor", "honour": "honor",
    "labour": "labor", "neighbour": "neighbor", "endeavour": "endeavor", "rumour": "rumor",
    "misdemeanour": "misdemeanor", "centre": "center", "theatre": "theater", "fibre": "fiber", "litre": "liter",
    "metre": "meter", "kilometre": "kilometer", "defence": "defense", "offence": "offense", "licence": "license",
    "pretence": "pretense", "practise": "practice", "programme": "program", "catalogue": "catalog",
    "dialogue": "dialog", "judgement": "judgment", "acknowledgement": "acknowledgment", "enrolment": "enrollment",
    "fulfil": "fulfill", "fulfilment": "fulfillment", "instalment": "installment", "skilful": "skillful",
    "wilful": "willful", "adviser": "advisor", "ageing": "aging", "artefact": "artifact", "sceptic": "skeptic",
    "cheque": "check", "grey": "gray", "tyre": "tire", "counsellor": "counselor", "jewellery": "jewelry",
    "organisational": "organizational", "focussed": "focused", "republika": "republic", "connexion": "connection",
    "enquiry": "inquiry", "enquire": "inquire", "authorise": "authorize", "organise": "organize",
    "analyse": "analyze", "paralyse": "paralyze", "despatch": "dispatch", "whilst": "while", "gaol": "jail",
    "aluminium": "aluminum",
}  # fmt: skip
"""British -> American, and other pairs of spellings; -is- and -iz- need no row."""

IRREGULAR = {
    form: forms.split()[0]
    for forms in (
        "lead led", "hold held", "take took taken", "give gave given", "begin began begun", "become became",
        "write wrote written", "make made", "meet met", "keep kept", "send sent", "build built", "find found",
        "run ran", "see saw seen", "grow grew grown", "draw drew drawn", "come came", "go went gone",
        "bring brought", "buy bought", "teach taught", "catch caught", "seek sought", "fight fought", "tell told",
        "sell sold", "pay paid", "say said", "lay laid", "leave left", "lose lost", "spend spent",
        "understand understood", "choose chose chosen", "speak spoke spoken", "break broke broken",
        "fall fell fallen", "rise rose risen", "undertake undertook undertaken", "oversee oversaw overseen",
        "withdraw withdrew withdrawn", "bind bound", "swear swore sworn", "deal dealt", "get got gotten",
        "know knew known", "show shown", "think thought", "steal stole stolen", "hide hid hidden",
        "forbid forbade forbidden", "strike struck", "win won", "wear worn", "have has had",
        "be is are was were been being", "arise arose arisen", "uphold upheld", "withhold withheld", "man men",
        "woman women", "child children", "criterion criteria", "datum data", "medium media", "crisis crises",
        "analys analysis", "die died dying", "lie lying", "use uses used using", "fine fines fined fining",
        "code codes coded coding", "file files filed filing", "rule rules ruled ruling", "live lives lived living",
        "name names named naming", "date dates dated dating", "vote votes voted voting", "cite cites cited citing",
        "age ages aged", "tax taxes taxed", "note notes noted noting",
        "prévoir prévoit prévoyait prévoient prévu prévue", "mettre mis mise mises met mettent",
        "créer créé créée créés créées", "réseau réseaux", "national nationaux", "régional régionaux",
        "pénal pénaux", "légal légaux", "tribunal tribunaux", "local locaux",
        "régir régit régissait régissent régi régis régie régies", "punir punit punis punie punies puni punissent",
        "saisir saisit saisi saisie saisies saisis", "définir définit défini définie définies définis", "customs",
        "goods", "arms", "securities", "damages", "proceeds", "premises", "united", "conseiller conseillers",
        "prendre pris prise prend prennent", "tenir tenu tenue tient",
    )
    for form in forms.split()
}  # fmt: skip
"""Forms that no ending explains -> the form they are compared as."""

CONFUSABLE = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "action/auction adapted/adopted adapting/adopting adaption/adoption addition/addiction adverse/averse"
        " angel/angle apporter/rapporter assure/assume canvas/canvass carter/charter casual/causal"
        " causality/casualty certain/curtain cession/session command/commend commanded/commended compete/complete"
        " competing/completing complains/complaints complement/compliment concession/concussion conserve/converse"
        " conserved/conversed conserver/converser constat/contrat contact/contract contacted/contracted"
        " contacting/contracting contacts/contracts continent/contingent corps/crops counties/countries"
        " county/country covert/convert creates/created cures/curse curses/courses dealing/dialing decades/decides"
        " deceased/decreased decent/descent defect/deflect defied/defined defies/defines departed/deported"
        " deprived/depraved descent/dissent desert/dessert dessert/désert diary/dairy district/distract"
        " drafted/drifted drafting/drifting economic/economical eternal/external exist/exits faction/fiction"
        " faction/fraction fiction/friction field/filed filed/filled filing/filling finish/finnish"
        " founding/finding funded/founded funding/finding funding/founding handed/handled historic/historical"
        " imminent/immanent immoral/immortal immorality/immortality indicted/indicated ingenious/ingenuous"
        " insect/inspect insure/injure insured/injured interstate/intestate judicial/juridical lasting/listing"
        " latter/later layers/lawyers leaned/learned learning/leaning legation/legislation lesser/lessor"
        " literal/lateral loses/losses making/marking makings/markings marital/martial marshal/marshall"
        " massage/message mining/minding minister/minster mistress/misters morality/mortality nations/notions"
        " packets/pockets partiel/partial patent/patient patents/patients perpetrate/perpetuate personal/personnel"
        " planed/planned plants/planets poisson/poison polls/pools portion/potion poses/possess precede/proceed"
        " premise/promise premises/promises prescribe/proscribe prescribed/proscribed prescribing/proscribing"
        " prices/princes princes/princess prosecute/persecute quiet/quite rated/ratted refuge/refugee"
        " regime/regimen relied/replied reserve/reverse reserved/reversed reside/residue retained/detained"
        " reversed/revered sacred/scared scared/scarred section/suction simulate/stimulate simulation/stimulation"
        " slander/slender stated/started states/statues stating/starting statue/stature statue/statute"
        " statues/statutes stored/stormed super/supper tables/tablets taking/talking tampered/tempered"
        " testing/tasting though/through through/thorough traced/tracked tracing/tracking trading/treading"
        " transit/transmit treats/threats trial/trail trials/trails unite/untie united/untied whoever/whomever"
    ).split()
)
"""Pairs of words that one slip of the pen would explain, both of which exist."""
