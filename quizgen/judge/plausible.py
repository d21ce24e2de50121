"""Might somebody choose this? Whether a wrong answer may be taken for the key, as words tell.

What is asked here is no matter of truth (that is `right`): an option that nobody would believe of
its speaker is wrong, and wasted. Makers leave it out, and DIS-7 finds it (Haladyna: plausible
distractors; Tarrant: half of those that teachers write are chosen by nobody).
"""

from quizgen.bank.bank import Person
from quizgen.bank.facts import Fact, Statement
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains, words_of
from quizgen.language.people import office_at

AS_LONG = 0.2
"""DIS-7: two options whose lengths differ by no more than this share look alike. Ours."""

ENOUGH = 8
"""So many statements are enough to choose from. Ours."""


def may_have_said(person_id: str, said: Fact, subject: Subject) -> bool:
    """Tell whether somebody might have said what a statement says.

    Nobody says what an opposed camp says, speaks of himself by name, or speaks as a country that
    is not his.
    """
    claim = said.claim
    assert isinstance(claim, Statement)
    if person_id == claim.speaker:
        return True
    people = subject.bank.people
    person, speaker = people[person_id], people[claim.speaker]
    if not are_of_one_side(person.camp, speaker.camp, subject):
        return False
    is_own = said.id in subject.said_of_themselves
    if is_own and _country(person, said) != _country(speaker, said):
        return False
    return person.kind != "person" or not contains(claim.gist, surname_of(person))


def may_be_its_speaker(person_id: str, said: Fact, subject: Subject) -> bool:
    """Tell whether somebody may be taken for the speaker of a statement.

    Nobody says "our" for another side. Nor may it be somebody whose own words are too near to the
    statement to be called wrong, or such as nobody would believe of him (`not_beside`).
    """
    claim, people = said.claim, subject.bank.people
    assert isinstance(claim, Statement)
    is_ours = not subject.first_person.isdisjoint(words_of(" ".join(claim.quote)))
    camp = people[claim.speaker].camp
    if person_id in said.not_beside:
        return False
    if is_ours and not (camp and people[person_id].camp == camp):
        return False
    return may_have_said(person_id, said, subject)


def are_of_one_side(camp: str, other: str, subject: Subject) -> bool:
    """Tell whether one side of a debate might say what another says.

    What belongs to no side might come from any, but from one that all others are opposed to.
    """
    if camp == other:
        return True
    opposed = subject.bank.opposed
    if camp and other:
        return other not in opposed.get(camp, ())
    return len(opposed.get(camp or other, ())) < max(1, len(subject.bank.camps) - 1)


def likely_lenders(fact: Fact, subject: Subject) -> list[Fact]:
    """Return statements that the speaker of another might have made, the likeliest first.

    Those on the same question, of the same camp and about as long come before others: an option of
    another kind than the key is seen through without knowledge. Whoever is asked about a day of May
    knows that nobody spoke of September, so what was said later is left out, if there is enough.
    """
    claim, people = fact.claim, subject.bank.people
    assert isinstance(claim, Statement)
    camp, tags, length = people[claim.speaker].camp, {*fact.tags}, len(claim.gist)

    def nearness(other: Fact) -> int:
        assert isinstance(other.claim, Statement)
        is_same_camp = people[other.claim.speaker].camp == camp
        is_as_long = abs(len(other.claim.gist) - length) <= AS_LONG * length
        return 2 * len(tags.intersection(other.tags)) + is_same_camp + is_as_long

    found = [
        other
        for other in subject.siblings.of(fact, "statement")
        if may_have_said(claim.speaker, other, subject)
    ]
    date = fact.dated
    by_then = [it for it in found if not (date and it.dated and date.is_before(it.dated))]
    return sorted(by_then if len(by_then) >= ENOUGH else found, key=nearness, reverse=True)


def surname_of(person: Person) -> str:
    """Return by what others call somebody: the last word of the name."""
    return person.name.split()[-1]


def _country(person: Person, said: Fact) -> str:
    office = office_at(person, said.dated)
    return office.country if office else person.country
