"""Ways to find wrong answers, one a file: true of a sibling first, computed last."""

from collections.abc import Callable, Mapping

from quizgen.bank.facts import Fact
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers
from quizgen.make.distractors.actors import actors
from quizgen.make.distractors.causes import causes
from quizgen.make.distractors.changes import changes
from quizgen.make.distractors.dates import dates
from quizgen.make.distractors.differences import differences
from quizgen.make.distractors.events import events
from quizgen.make.distractors.gists import gists
from quizgen.make.distractors.hedges import hedges
from quizgen.make.distractors.largest import largest
from quizgen.make.distractors.meanings import meanings
from quizgen.make.distractors.natures import natures
from quizgen.make.distractors.people import people
from quizgen.make.distractors.replies import replies
from quizgen.make.distractors.stances import stances
from quizgen.make.distractors.terms import terms
from quizgen.make.distractors.values import values
from quizgen.quiz.wording import Method, Wording

METHODS: Mapping[Method, Callable[[Fact, Subject], Answers | None]] = {
    "people": people,
    "dates": dates,
    "events": events,
    "gists": gists,
    "values": values,
    "largest": largest,
    "differences": differences,
    "stances": stances,
    "changes": changes,
    "actors": actors,
    "meanings": meanings,
    "terms": terms,
    "causes": causes,
    "replies": replies,
    "natures": natures,
    "hedges": hedges,
}


def answers_of(fact: Fact, wording: Wording, subject: Subject) -> Answers | None:
    """Return the right answer by a wording's method, and wrong ones.

    None where the method has nothing to say of the fact: no number, no earlier position. Whether
    the wording's condition has ruled that out is its author's affair.
    """
    return METHODS[wording.distractors](fact, subject) if wording.distractors else None
