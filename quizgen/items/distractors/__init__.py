"""Ways to find wrong answers, one a file: true of a sibling first, computed last."""

from collections.abc import Callable, Mapping

from quizgen.items.candidate import Answers
from quizgen.items.distractors.actors import actors
from quizgen.items.distractors.changes import changes
from quizgen.items.distractors.dates import dates
from quizgen.items.distractors.differences import differences
from quizgen.items.distractors.events import events
from quizgen.items.distractors.gists import gists
from quizgen.items.distractors.largest import largest
from quizgen.items.distractors.meanings import meanings
from quizgen.items.distractors.people import people
from quizgen.items.distractors.stances import stances
from quizgen.items.distractors.terms import terms
from quizgen.items.distractors.values import values
from quizgen.items.siblings import Siblings
from quizgen.model import Fact, Method
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
