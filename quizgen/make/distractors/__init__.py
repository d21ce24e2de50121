"""Ways to find wrong answers, one a file: true of a sibling first, computed last."""

from collections.abc import Callable, Mapping

from quizgen.bank.facts import Fact
from quizgen.make.candidate import Answers
from quizgen.make.distractors.actors import actors
from quizgen.make.distractors.changes import changes
from quizgen.make.distractors.dates import dates
from quizgen.make.distractors.differences import differences
from quizgen.make.distractors.events import events
from quizgen.make.distractors.gists import gists
from quizgen.make.distractors.largest import largest
from quizgen.make.distractors.meanings import meanings
from quizgen.make.distractors.people import people
from quizgen.make.distractors.stances import stances
from quizgen.make.distractors.terms import terms
from quizgen.make.distractors.values import values
from quizgen.make.siblings import Siblings
from quizgen.quiz.wording import Method
from quizgen.rules.known import Known

METHODS: Mapping[Method, Callable[[Fact, Known, Siblings], Answers]] = {
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
}
