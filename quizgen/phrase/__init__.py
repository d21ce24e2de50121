"""Values in words: dates, quantities, names, citations, and the wordings they fill."""

from quizgen.phrase.dates import say_date, say_on_date
from quizgen.phrase.figures import grain_of, is_drawable, moment_of, scale_of, timeline_of
from quizgen.phrase.people import cite, name_with_office, office_at
from quizgen.phrase.quantities import (
    say_bare,
    say_conversion,
    say_in_sentence,
    say_number,
    say_quantity,
    say_value,
    units_of,
)
from quizgen.phrase.subjects import subjects_of
from quizgen.phrase.variables import fact_variables, variables_of_kind
from quizgen.phrase.wording import check_condition, check_template, holds, parts_of, plain, render

__all__ = [
    "check_condition",
    "check_template",
    "cite",
    "fact_variables",
    "grain_of",
    "holds",
    "is_drawable",
    "moment_of",
    "name_with_office",
    "office_at",
    "parts_of",
    "plain",
    "render",
    "say_bare",
    "say_conversion",
    "say_date",
    "say_in_sentence",
    "say_number",
    "say_on_date",
    "say_quantity",
    "say_value",
    "scale_of",
    "subjects_of",
    "timeline_of",
    "units_of",
    "variables_of_kind",
]
