"""What may change in a legal text without saying anything new, English and French, lower case.

Short on purpose: a word that is missing here makes a retouch look substantive, which costs a glance; a word too many
hides a change. In the tables of phrases the slash parts wordings that say the same, each word in any inflection.
"""

from __future__ import annotations

NEUTRAL = frozenset(
    "a an the this that these those it its they their them he his him she her we our us there here"
    " who whom whose which what"
    " of in on at for with within into onto upon about as then so such also too very just quite both either"
    " and but while because"
    " through between among amongst per via whilst"
    " is are was were be been being am has have had having do does did done"
    " one own several many various numerous multiple"
    " however moreover furthermore nevertheless meanwhile therefore thus hence overall see above following"
    " including regarding concerning according addition additionally first firstly secondly lastly finally namely"
    " thereof therein thereby thereto hereof herein hereby"
    " like currently presently now nowadays already yet approximately"
    " le la les l un une des du de d ce cet cette ces c il elle ils elles on se s son sa ses leur leurs qui que qu"
    " dont où et mais donc or car dans sur pour avec entre vers chez en y"
    " est sont était étaient fut furent ont été être étant avoir a avait avaient ayant"
    " plusieurs divers diverses nombreux nombreuses environ"
    " ainsi aussi également actuellement voir notamment concernant".split()
)
"""Words without content of their own, words that only open a sentence, and forms of "to be" and "to have"."""

NEUTRAL_PHRASES = (
    "as follows / in order to / so as to / in addition / in addition to / in particular / as well as / as well",
    "together with / along with / at present / at the moment / at this time / up to now / for example",
    "for instance / such as / among others / amongst others / among other / inter alia / each other",
    "one another / in general / in fact / with regard to / with regards to / in regard to / as regards",
    "as regard / with respect to / in respect of / relating to / related to / in relation to / as for",
    "in terms of / in line with / by means of / by way of / a number of / the whole of / whole / here below",
    "above mentioned / on this page / in the field of / in the year / l' année / en l' an / afin de / afin d'",
    "en outre / de plus / par ailleurs / par exemple / à présent / à l' heure actuelle / ainsi que",
    "en ce qui concerne / relatif à / relatif aux / relative à / relative aux / relatives à / relatives aux",
    "portant sur / au sujet de / en matière de / entre autres / au moyen de / en particulier / dans le cadre de",
)
"""Several words that say no more than one neutral word."""

EXCHANGEABLE = (
    "establish / set up / create / founded / institute / put in place",
    "carry out / conduct / perform / undertake",
    "responsible for / in charge of / charged with / tasked with",
    "help / assist",
    "fund / finance",
    "comprise / include / contain / consist of / encompass / cover / be composed of / compose of / be made up of",
    "gather / collect",
    "start / begin / commence",
    "use / utilise / employ",
    "offer / provide",
    "hold / take place",
    "aim to / seek to / intend to",
    "aim / goal / objective / purpose",
    "mainly / primarily / chiefly / principally / mostly",
    "special / specialised",
    "situated / located / based",
    "available / accessible",
    "handle / deal with",
    "yearly / annual / annually / every year / each year / once a year",
    "monthly / every month / each month / once a month",
    "weekly / every week / each week / once a week",
    "regularly / on a regular basis",
    "person / people",
    "24/7 / around the clock / twenty four hours a day",
    "convention on cybercrime / budapest convention / bc / bcc / council of europe convention on cybercrime",
    "because of / due to / owing to / as a result of / thanks to",
)
"""Ordinary words that say the same in a profile, one group a line; the first names it."""

EXCHANGEABLE_FRENCH = (
    "mettre en place / créer / établir / instituer / mise en place / mis en place / mises en place",
    "aider / aide / aident / assister",
    "commencer / débuter",
    "chargé de / responsable de / en charge de",
    "effectuer / réaliser / mener",
    "objectif / but",
    "principalement / surtout",
    "employer / utiliser",
)
"""The same for French texts."""

TEMPLATE_LABELS = (
    "last updated",
    "dernière mise à jour",
    "última actualització",
    "sist oppdatert",
    "última actualización",
)
"""What the template prints before its own date."""

TEMPLATE_TEXTS = (
    "see legal profile",
    "voir le profil légal",
    "contribute",
    "contribute contribute",
    "useful links",
    "useful links useful links",
    "cybercrime website",
    "tools on cybercrime & electronic evidence empowering you!",
    "this tool is co-funded by the glacy and cybercrime@octopus projects",
    "are you aware of the latest legislative or policy developments on cybercrime and electronic evidence?",
    "share this information with us helping to keep this platform up to date.",
    "these profiles do not necessarily reflect official positions of the states covered or of the council of europe.",
    "these profiles do not necessarily reflect official positions of the country covered or of the council of europe.",
)
"""Lines that the template prints on every page."""
