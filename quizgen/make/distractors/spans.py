"""Other counts of the time between two events: each comes of a slip that people make."""

from decimal import Decimal

from quizgen.bank.facts import Fact
from quizgen.judge.spans import miscounted
from quizgen.judge.subject import Subject
from quizgen.language.quantities import say_span
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.numbers import is_inside
from quizgen.quiz.meaning import SomeSpan


def spans(fact: Fact, subject: Subject) -> Answers | None:
    """Return how much time passed since another event, and how much comes out by a slip.

    None where there is no event to count from. They lie as near to the right count as slips do: it
    is worked out, so that a day more or less is as wrong as a year.
    """
    earlier, span = subject.events_before.get(fact.id), subject.span_before(fact)
    if not earlier or not span or not earlier.dated or not fact.dated:
        return None

    def counted(count: int, slip: str = "") -> Candidate:
        slots = {"span": say_span(count, span.unit, subject.language), "slip": slip}
        return Candidate(SomeSpan(Decimal(count), span.unit), slots)

    wrong = [counted(*slip) for slip in miscounted(earlier.dated, fact.dated)]
    is_sound = is_inside(Decimal(span.count), wrong)
    return Answers(counted(span.count), wrong if is_sound else [], facts=(earlier,))
