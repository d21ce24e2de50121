"""Other values of the same property: those the bank's author wrote, then those of other things."""

from collections.abc import Iterator
from itertools import chain

from quizgen.bank.facts import Fact, Property
from quizgen.judge.distances import is_within_reach
from quizgen.judge.properties import VALUE
from quizgen.judge.subject import Subject
from quizgen.language.dates import say_date
from quizgen.language.properties import all_variables, asked_value, value_variables
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.near_dates import computed_dates, told_apart
from quizgen.quiz.meaning import Meaning, SomeDate, SomeValue, SomeWords


def properties(fact: Fact, subject: Subject) -> Answers | None:
    """Return what a thing has, and what others have; all that it has where it has several."""
    claim = fact.claim
    if not isinstance(claim, Property):
        return None
    told = asked_value(fact)
    places = [told, *(place for place in range(len(claim.value)) if place != told)]
    key, *also = (_value(fact, place, fact, subject) for place in places)
    written = (
        _said(SomeWords(wrong.text), wrong.text, claim, subject, why=wrong.why_wrong)
        for wrong in fact.distractors
    )
    others = iter(()) if claim.open_list else _others(fact, claim, subject)
    return Answers(key, chain(written, others), also)


def _others(fact: Fact, claim: Property, subject: Subject) -> Iterator[Candidate]:
    """Yield the values of other things; of dates those as exact and near enough, then computed."""
    if claim.dates:
        yield from _other_dates(fact, claim, subject)
        return
    own = subject.bare(claim.subject)
    found = subject.siblings.of(fact, "property")
    if subject.properties.is_told_by_initial(fact, found, VALUE):
        return
    for other in subject.properties.likeliest(found, fact, VALUE):
        for place, printed in enumerate(subject.properties.printed(other)):
            if subject.bare(printed) != own:  # France does not border France
                yield _value(other, place, fact, subject, other)


def _other_dates(fact: Fact, claim: Property, subject: Subject) -> Iterator[Candidate]:
    right = claim.dates[asked_value(fact)]
    if right.is_open:
        return
    of_others = (
        (date, other)
        for other in subject.siblings.of(fact, "property")
        if isinstance(other.claim, Property)
        for date in other.claim.dates
        if date.grain == right.grain and is_within_reach(date, right)
    )
    found = chain(of_others, computed_dates(right, fact.id, subject))
    for date, other in told_apart(right, found, fact.id):
        words = say_date(date, subject.language)
        yield _said(SomeDate(date), words, claim, subject, other)


def _value(
    holder: Fact, place: int, fact: Fact, subject: Subject, sibling: Fact | None = None
) -> Candidate:
    """Return a value of one thing as an answer to what is asked of another, or of itself."""
    claim, asked = holder.claim, fact.claim
    assert isinstance(claim, Property)
    assert isinstance(asked, Property)
    value: Meaning = SomeValue(claim.property, claim.value[place])
    if claim.dates:
        value = SomeDate(claim.dates[place])
    return _said(value, subject.properties.printed(holder)[place], asked, subject, sibling)


def _said(
    means: Meaning,
    words: str,
    claim: Property,
    subject: Subject,
    sibling: Fact | None = None,
    why: str = "",
) -> Candidate:
    declared = subject.bank.properties[claim.property]
    slots = value_variables(claim, words, declared, subject.language)
    if sibling is None:
        return Candidate(means, slots, why_wrong=why)
    of_sibling = sibling.claim
    assert isinstance(of_sibling, Property)
    its: dict[str, object] = {
        "asked_subject": claim.subject,
        "asked_says_all": _all_said_of(claim.subject, claim.property, subject),
    }
    if declared.mutual:
        its["value_says_all"] = _all_said_of(words, claim.property, subject)
    if len(of_sibling.value) > 1:  # of one alone it says so itself
        its |= value_variables(of_sibling, words, declared, subject.language)
    return Candidate(means, slots, sibling, its)


def _all_said_of(thing: str, property_id: str, subject: Subject) -> str:
    """Return the clause of all that a thing has; empty if the bank does not list that."""
    fact = subject.properties.with_all_of(property_id, thing)
    if fact is None or not isinstance(fact.claim, Property):
        return ""
    declared, values = subject.bank.properties[property_id], subject.properties.printed(fact)
    return str(all_variables(fact.claim, values, declared, subject.language)["says_all"])
