"""How much a change matters: a table of rules, read from the top; the first that fires names the change.

Rules, not a learned score, because a lawyer must be able to disagree with one. The doubtful go the careful way: a
retouch told as substantive costs a minute, a deleted "not" told as a retouch costs the trust in every report after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from diffs import inside, voice, whole
from diffs.change import Change, Judgement, Significance
from diffs.evidence import evidence_of
from diffs.named_rules import named
from diffs.whole import Predicate


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. `fires` gives the words it fired on, None when it does not; `reason` is one sentence with a
    place for them."""

    name: str
    significance: Significance
    reason: str
    fires: Predicate


RULES: tuple[Rule, ...] = (
    Rule("law-superseded", "substantive", "A law gave way to a newer one: {}.", named("law_superseded")),
    Rule("law-renumbered", "substantive", "A law has another number: {}.", named("law_renumbered")),
    Rule("law-added", "substantive", "The page names a law it did not: {}.", named("law_added")),
    Rule("law-removed", "substantive", "The page names a law no more: {}.", named("law_removed")),
    Rule("strategy-superseded", "substantive", "A strategy gave way to a newer one: {}.", named("strategy_superseded")),
    Rule("strategy-added", "substantive", "The page names a strategy it did not: {}.", named("strategy_added")),
    Rule("strategy-removed", "substantive", "The page names a strategy no more: {}.", named("strategy_removed")),
    Rule("institution-renamed", "substantive", "An institution has another name: {}.", named("institution_renamed")),
    Rule("institution-added", "substantive", "The page names a body it did not: {}.", named("institution_added")),
    Rule("institution-removed", "substantive", "The page names a body no more: {}.", named("institution_removed")),
    Rule("case-added", "substantive", "The page names a case it did not: {}.", named("case_added")),
    Rule("case-removed", "substantive", "The page names a case no more: {}.", named("case_removed")),
    Rule("split", "editorial", "One text became several in the same words: {}.", whole.kind("block_split")),
    Rule("merged", "editorial", "Several texts became one in the same words: {}.", whole.kind("block_merged")),
    Rule("status-unstated", "substantive", "The page states no status any more; it was {}.", whole.status_gone),
    Rule("status-move", "substantive", "The status moved: {}.", whole.status("standing")),
    Rule("hyphens", "editorial", "Words are joined or parted another way: {}.", whole.hyphens),
    Rule("punctuation-or-case", "cosmetic", "Only case, punctuation or spacing differs: {}.", whole.same_letters),
    Rule("status-wording", "substantive", "The status is printed in other words: {}.", whole.status("wording")),
    Rule("dates-dropped", "template", "A date is not printed any more: {}.", whole.date_gone),
    Rule("date-changed", "substantive", "A date in the status line changed: {}.", whole.status("signed", "ratified")),
    Rule("declarations", "substantive", "Declarations or reservations changed: {}.", whole.status("declarations")),
    Rule("title-changed", "editorial", "The country's name is printed another way: {}.", whole.kind("title_changed")),
    Rule("section-renamed", "template", "A heading is printed another way: {}.", whole.kind("section_renamed")),
    Rule("section-added", "substantive", "A section was added: {}.", whole.section("section_added")),
    Rule("section-removed", "substantive", "A section is not printed any more: {}.", whole.section("section_removed")),
    Rule("section-emptied", "substantive", "A section lost all of its text: {}.", whole.section("section_emptied")),
    Rule("section-filled", "substantive", "An empty section was filled: {}.", whole.section("section_filled")),
    Rule("link-spelling", "cosmetic", "A link leads to the same place, written another way: {}.", whole.same_target),
    Rule("link-changed", "substantive", "A link leads elsewhere: {}.", whole.kind("link_changed")),
    Rule("template-text", "template", "A line that the template prints came, went or moved: {}.", whole.template_text),
    Rule("moved", "editorial", "The same text stands at another place: {}.", whole.moved),
    Rule("filler", "cosmetic", "Text that says nothing by itself came or went: {}.", whole.filler),
    Rule("text-added", "substantive", "Text was added: {}.", whole.block("block_added")),
    Rule("text-removed", "substantive", "Text was removed: {}.", whole.block("block_removed")),
    Rule("number-changed", "substantive", "A number, date or article changed: {}.", inside.figure),
    Rule("address-changed", "substantive", "An address printed in the text changed: {}.", inside.printed_address),
    Rule("negation", "substantive", "A negation came or went: {}.", inside.negation),
    Rule("modal", "substantive", "What may, must or will be changed: {}.", inside.modal),
    Rule("standing-word", "substantive", "How far a treaty or a law has come changed: {}.", inside.standing_word),
    Rule("name-changed", "substantive", "A name changed: {}.", inside.name),
    Rule("limit", "substantive", "A limit, a condition or a reach changed: {}.", inside.limit),
    Rule("subject", "substantive", "Who acts, or on what, changed: {}.", inside.subject),
    Rule("legal-term", "substantive", "A term of law changed: {}.", inside.term),
    Rule("enumeration", "substantive", "An enumeration grew or shrank: {}.", inside.enumeration),
    Rule("words-added", "substantive", "A statement was put in: {}.", inside.statement_added),
    Rule("words-removed", "substantive", "A statement was taken out: {}.", inside.statement_removed),
    Rule("rewritten", "substantive", "Much of it is said in other words: {}.", inside.rewritten),
    Rule("content-word", "substantive", "A word that may carry meaning changed: {}.", inside.content),
    Rule("under-way", "substantive", "What is under way, done or past changed: {}.", voice.under_way),
    Rule("participle", "substantive", "Who does it and to whom it is done changed places: {}.", voice.participle),
    Rule("relation", "substantive", "Who does it to whom, or under which condition, changed: {}.", voice.relation),
    Rule("order", "substantive", "The same words in an order that may say something else: {}.", inside.other_order),
    Rule("typo", "editorial", "The same words, spelled or inflected another way: {}.", inside.respelled),
    Rule("reordered", "editorial", "The same words in an order that says the same: {}.", inside.reordered),
    Rule("reworded", "editorial", "Other words that say the same: {}.", whole.anything),
)
"""From the weightiest to the least; the last one always fires."""


def classify(change: Change) -> Judgement:
    """The first rule that fires on a change, with a reason that names the words it fired on (cut, and safe to print on
    one line). Never raises; the same change is always judged the same."""
    evidence = evidence_of(change)
    for rule in RULES:
        words = rule.fires(evidence)
        if words is not None:
            return Judgement(rule.significance, rule.name, rule.reason.format(words))
    raise AssertionError("The last rule fires on anything.")
