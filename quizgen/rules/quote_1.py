"""QUOTE-1: no invented words in a real mouth (lures are remembered)."""

from collections.abc import Iterator

from quizgen.bank.facts import Statement
from quizgen.content import plain
from quizgen.quiz.item import Choice, Item, TrueFalse
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import asserted_texts, contains, folded, quotations_in


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find a quotation that the bank does not have, and a false statement about what was said."""
    offered = item.interaction.options if isinstance(item.interaction, Choice) else ()
    for text in (*asserted_texts(item), *(option.text for option in offered)):
        for quotation in quotations_in(text):
            if folded(quotation) not in known.quotations:
                hint = "quote the bank's words exactly, or leave out the quotation marks"
                yield Finding(f"the bank has no quotation “{quotation}”", hint)
    if isinstance(item.interaction, TrueFalse) and not item.interaction.is_true:
        yield from _false_speech(item, known)


def _false_speech(item: Item, known: Known) -> Iterator[Finding]:
    claim = known.facts[item.facts[0]].claim
    if not isinstance(claim, Statement):
        return
    stem, speaker = plain(item.stem), known.bank.people[claim.speaker].name
    said = (claim.gist, " … ".join(claim.quote))
    if not contains(stem, speaker) or not any(contains(stem, words) for words in said):
        hint = "make it false by its date, place or number"
        yield Finding(f"“{stem}” changes a speaker or their words", hint)


QUOTE_1 = ItemRule("QUOTE-1", "E", "no invented words in a real mouth", check)
