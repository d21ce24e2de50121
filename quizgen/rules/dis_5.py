"""DIS-5: no wrong option comes so often in a form that pupils learn to skip it."""

from collections import Counter
from collections.abc import Iterator

from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.rules.known import Known
from quizgen.rules.parts import items_of, options_of
from quizgen.rules.rule import Finding, FormRule
from quizgen.rules.thresholds import WRONG_USES


def check(form: Form, known: Known) -> Iterator[Finding]:
    """Find a wrong option that stands in many items of a form."""
    options = [option for item in items_of(form) for option in options_of(item)]
    right = {option.value for option in options if option.is_key}
    words = {option.value: plain(option.text) for option in options}
    uses = Counter(option.value for option in options if not option.is_key)
    for value, count in uses.items():
        if count > WRONG_USES:
            never = "" if value in right else " and never right"
            message = f"'{words[value]}' is a wrong option {count} times{never}"
            yield Finding(message, "choose another of these items")


DIS_5 = FormRule("DIS-5", "W", "no wrong option comes too often", check)
