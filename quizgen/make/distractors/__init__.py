"""Ways to find wrong answers, one a file: true of a sibling first, computed last."""

from collections.abc import Callable, Mapping

from quizgen.bank.facts import Fact
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers
from quizgen.make.distractors.actors import actors
from quizgen.make.distractors.answers import answers
from quizgen.make.distractors.causes import causes
from quizgen.make.distractors.changes import changes
from quizgen.make.distractors.dates import dates
from quizgen.make.distractors.differences import differences
from quizgen.make.distractors.events import events
from quizgen.make.distractors.gists import gists
from quizgen.make.distractors.hedges import hedges
from quizgen.make.distractors.holders import holders
from quizgen.make.distractors.largest import largest
from quizgen.make.distractors.limits import limits
from quizgen.make.distractors.meanings import meanings
from quizgen.make.distractors.natures import natures
from quizgen.make.distractors.pairs import pairs
from quizgen.make.distractors.people import people
from quizgen.make.distractors.properties import properties
from quizgen.make.distractors.replies import replies
from quizgen.make.distractors.spans import spans
from quizgen.make.distractors.stances import stances
from quizgen.make.distractors.subjects import subjects
from quizgen.make.distractors.swapped import swapped
from quizgen.make.distractors.terms import terms
from quizgen.make.distractors.values import values
from quizgen.quiz.wording import Method, Wording

METHODS: Mapping[Method, Callable[[Fact, Subject], Answers | None]] = {
    "people": people,
    "dates": dates,
    "events": events,
    "gists": gists,
    "answers": answers,
    "values": values,
    "largest": largest,
    "differences": differences,
    "swapped": swapped,
    "spans": spans,
    "stances": stances,
    "changes": changes,
    "actors": actors,
    "meanings": meanings,
    "terms": terms,
    "causes": causes,
    "replies": replies,
    "natures": natures,
    "hedges": hedges,
    "properties": properties,
    "subjects": subjects,
    "pairs": pairs,
}


OF_SCOPE: Mapping[Method, Callable[[Fact, str, Subject], Answers | None]] = {
    "limits": limits,
    "holders": holders,
}
"""Those that go by one aspect of a position's scope."""


def answers_of(fact: Fact, wording: Wording, subject: Subject, aspect: str = "") -> Answers | None:
    """Return the right answer by a wording's method, and wrong ones.

    None where the method has nothing to say of the fact: no number, no earlier position. Whether
    the wording's condition has ruled that out is its author's affair.
    """
    method = wording.distractors
    if method is None:
        return None
    if method in OF_SCOPE:
        return OF_SCOPE[method](fact, aspect, subject)
    return METHODS[method](fact, subject)
