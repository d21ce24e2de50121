"""Other values of the same property: those the bank's author wrote, then those of other things."""

from collections.abc import Iterator
from itertools import chain

from quizgen.bank.facts import Fact, Property
from quizgen.judge.distances import are_told_apart
from quizgen.judge.subject import Subject
from quizgen.language.properties import asked_value, value_variables
from quizgen.make.candidate import Answers, Candidate
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
    """Yield the values of other things; of dates those of the same precision and far enough."""
    own = subject.bare(claim.subject)
    kept = [*claim.dates]
    for other in subject.siblings.of(fact, "property"):
        assert isinstance(other.claim, Property)
        for place, printed in enumerate(subject.properties.printed(other)):
            if claim.dates:
                date = other.claim.dates[place]
                is_alike = date.grain == claim.dates[0].grain
                if not is_alike or not all(are_told_apart(date, each) for each in kept):
                    continue
                kept.append(date)
            elif subject.bare(printed) == own:  # France does not border France
                continue
            yield _value(other, place, fact, subject, other)


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
    its = value_variables(of_sibling, words, declared, subject.language)
    return Candidate(means, slots, sibling, its)
