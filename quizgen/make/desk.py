"""What lies ready while items are written."""

from collections.abc import Mapping
from functools import cached_property

from quizgen.bank.facts import Fact
from quizgen.content import Text
from quizgen.language.variables import fact_variables
from quizgen.language.wording import holds, render
from quizgen.make.comparison import comparison_variables
from quizgen.make.earlier import earlier_variables
from quizgen.make.readings import Scales
from quizgen.make.siblings import Siblings
from quizgen.quiz.wording import Wording
from quizgen.rules.known import Known

Words = Mapping[str, object]


class Desk:
    """The bank looked up, its rings of siblings, and each fact in words, said once."""

    def __init__(self, known: Known) -> None:
        """Start with a bank and no words."""
        self.known = known
        self._words: dict[str, Words] = {}

    @cached_property
    def siblings(self) -> Siblings:
        """Where wrong answers are taken from."""
        return Siblings(self.known)

    @cached_property
    def scales(self) -> Scales:
        """What numbers can be read off."""
        return Scales(self.known)

    def words_of(self, fact: Fact) -> Words:
        """Return the variables of a fact."""
        if fact.id not in self._words:
            self._words[fact.id] = {
                **fact_variables(fact, self.known.bank, self.known.language),
                **earlier_variables(fact, self.known),
                **comparison_variables(fact, self.known),
            }
        return self._words[fact.id]

    def fits(self, wording: Wording, fact: Fact) -> bool:
        """Tell whether a wording's condition is true of a fact."""
        return holds(wording.when, self.words_of(fact), wording.where)

    def say(self, template: str, fact: Fact, wording: Wording, slots: Words | None = None) -> Text:
        """Return a slot of a wording, said of a fact; `slots` take the place of its own values."""
        return render(template, {**self.words_of(fact), **(slots or {})}, wording.where)
