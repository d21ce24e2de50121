"""MATCH-1: four to eight premises, one response to each, one to three spare (Haladyna)."""

from collections import Counter
from collections.abc import Iterator

from quizgen.model import Item, Matching
from quizgen.phrase import plain
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import folded

FEWEST, MOST = 4, 8
FEWEST_SPARE, MOST_SPARE = 1, 3


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find a matching item of the wrong size, or whose premises and responses do not pair."""
    if not isinstance(item.interaction, Matching):
        return
    premises, responses = item.interaction.premises, item.interaction.responses
    if not FEWEST <= len(premises) <= MOST:
        yield Finding(f"has {len(premises)} premises, not {FEWEST} to {MOST}")
    spare = len(responses) - len(premises)
    if not FEWEST_SPARE <= spare <= MOST_SPARE:
        yield Finding(f"has {spare} spare responses, not {FEWEST_SPARE} to {MOST_SPARE}")
    known_ids = {response.id for response in responses}
    for premise in premises:
        if premise.response not in known_ids:
            yield Finding(f"“{plain(premise.text)}” has no right response")
    for response, uses in Counter(premise.response for premise in premises).items():
        if uses > 1:
            yield Finding(f"the response '{response}' fits {uses} premises", "keep one of them")
    words = [folded(plain(response.text)) for response in responses]
    if len(set(words)) < len(words):
        yield Finding("two responses say the same")
    if words != sorted(words):
        yield Finding("the responses are not sorted")


MATCH_1 = ItemRule(
    "MATCH-1", "E", "matching sets are of the right size, each with one answer", check
)
