"""CUE-3: nothing in the stems of a bank's items always goes with one answer."""

from collections.abc import Iterator

from quizgen.content import plain
from quizgen.judge.cues import Asked, Traits
from quizgen.judge.subject import Subject
from quizgen.quiz.item import Choice, Cloze, FromFacts, Item, Numeric, ShortAnswer
from quizgen.quiz.meaning import SomeSpan
from quizgen.quiz.offer import Offer
from quizgen.quiz.walk import key_texts
from quizgen.rules.parts import is_single_choice, keys_and_distractors, telling_traits
from quizgen.rules.rule import Finding, rule


@rule("CUE-3", "W", "no date, source or word in a question always goes with one answer")
def telling_stems(offer: Offer, subject: Subject) -> Iterator[Finding]:
    """Find what the stems of a bank's items have in common with their answers."""
    traits = Traits(subject.bank, subject.language)
    asked = (_asked(item, traits, subject) for item in offer.items)
    yield from telling_traits([each for each in asked if each], "questions")


def _asked(item: Item, traits: Traits, subject: Subject) -> Asked | None:
    """Return an item as somebody sees it who knows no fact; None where that is for each form.

    What is true is balanced on each form by TF-1; what is matched or put in order, each form draws.
    What somebody wrote by hand has no sort of answer that others could stand for. How much time
    passed follows from dates that the stem tells: that is how it is answered.
    """
    if not isinstance(item.origin, FromFacts) or _is_counted_time(item):
        return None
    match item.interaction:
        case Choice(options=options) if is_single_choice(item):
            (key,), _ = keys_and_distractors(options)
            sort = type(key.means).__name__
        case Cloze() | ShortAnswer() | Numeric():
            sort = f"{item.origin.kind} {item.type}"
        case _:
            return None
    parts = item.interaction.parts if isinstance(item.interaction, Cloze) else ()
    stem = " ".join(map(plain, (item.prompt, *parts)))
    answer = subject.bare(" ".join(map(plain, key_texts(item))))
    return Asked(name=item.id, sort=sort, answer=answer, traits=traits.of(stem))


def _is_counted_time(item: Item) -> bool:
    match item.interaction:
        case Choice(options=options):
            return any(isinstance(option.means, SomeSpan) for option in options)
        case Numeric():
            return isinstance(item.origin, FromFacts) and item.origin.kind == "event"
        case _:
            return False
