"""MATCH-1: four to eight premises, one response to each, one to three spare (Haladyna)."""

from collections import Counter
from collections.abc import Iterator

from quizgen.content import plain
from quizgen.quiz.item import Item, Matching, Response
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import folded
from quizgen.rules.thresholds import PREMISES, SPARE_RESPONSES


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find a matching item of the wrong size, or whose premises and responses do not pair."""
    if not isinstance(item.interaction, Matching):
        return
    premises, responses = item.interaction.premises, item.interaction.responses
    if len(premises) not in PREMISES:
        yield Finding(f"has {len(premises)} premises, not {PREMISES}")
    spare = len(responses) - len(premises)
    if spare not in SPARE_RESPONSES:
        yield Finding(f"has {spare} spare responses, not {SPARE_RESPONSES}")
    known_ids = {response.id for response in responses}
    for premise in premises:
        if premise.response not in known_ids:
            yield Finding(f"“{plain(premise.text)}” has no right response")
    for response, uses in Counter(premise.response for premise in premises).items():
        if uses > 1:
            yield Finding(f"the response '{response}' fits {uses} premises", "keep one of them")
    if len({_class_of(response, known) for response in responses}) > 1:
        yield Finding("the responses are not of one kind", "people among people, terms among terms")
    words = [folded(plain(response.text)) for response in responses]
    if len(set(words)) < len(words):
        yield Finding("two responses say the same")
    if words != sorted(words):
        yield Finding("the responses are not sorted")


def _class_of(response: Response, known: Known) -> str:
    """Return what sort of thing a response is: a person, an institution, a text."""
    meaning, _, rest = response.id.partition(":")
    return known.bank.people[rest].kind if meaning == "person" else meaning


MATCH_1 = ItemRule(
    "MATCH-1", "E", "matching sets are of the right size, each with one answer", check
)
