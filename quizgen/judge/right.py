"""Is this right too? The judgement that KEY-2 and every maker of wrong answers share.

An answer is judged by all facts of the bank, superseded ones too (Haladyna: one right answer).
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from quizgen.bank.dates import Date
from quizgen.bank.facts import Event, Fact, Position, Property, Quantity, Statement, Term
from quizgen.judge.subject import Subject, meanings_of
from quizgen.quiz.meaning import (
    Meaning,
    SomeActor,
    SomeCause,
    SomeChange,
    SomeDate,
    SomeDifference,
    SomeFact,
    SomeHedge,
    SomeLimit,
    SomeNature,
    SomeNumber,
    SomeOwner,
    SomePair,
    SomeReply,
    SomeSpan,
    SomeSpeaker,
    SomeStance,
    SomeThing,
    SomeValue,
    SomeWords,
)

SAME_NUMBER = Decimal("0.05")
"""Two numbers nearer to one another than this share of the true one say the same. Ours."""


BEYOND = (
    SomeDifference,
    SomeSpan,
    SomeThing,
    SomeChange,
    SomeCause,
    SomeReply,
    SomeNature,
    SomeHedge,
    SomeOwner,
    SomePair,
)
"""What answers another question about a fact than what it tells."""
PERSONS = (SomeSpeaker, SomeActor)
"""What is called by a name, in whatever words."""


def is_right(meaning: Meaning, words: str, fact: Fact, subject: Subject) -> bool:
    """Tell whether an answer that means this, in these words, is true of a fact."""
    # What is accepted answers what the fact itself tells, not how much greater it is than another.
    texts: tuple[str, ...] = (words,) if words else ()
    if isinstance(meaning, PERSONS):
        texts = (words, subject.bank.people[meaning.person_id].name)
    if texts and (fact.accept or fact.also_right_text):
        right = subject.right_texts(fact, is_beyond=isinstance(meaning, BEYOND))
        if not right.isdisjoint(map(subject.bare, texts)):
            return True
    linked = [subject.facts[fact_id] for fact_id in fact.also_right]
    match meaning:
        case SomeSpeaker(person_id):
            return _said_it(person_id, fact, linked, subject)
        case SomeActor(person_id, aspect):
            return _stood_there(person_id, aspect, fact, linked, subject)
        case SomeFact(fact_id):
            for other in subject.told_alike(subject.facts[fact_id]):
                if _answers_the_same(other, fact, subject):
                    return True
            return False
        case SomeDate(date) if isinstance(fact.claim, Property):
            return subject.properties.is_on(date, fact, linked)
        case SomeDate(date):
            return _was_on(date, [*linked, *subject.told_alike(fact)])
        case SomeNumber(value, unit):
            return _measures(value, unit, fact, linked, subject)
        case SomeDifference(value):
            return _exceeds_by(value, fact, subject)
        case SomeSpan(value):
            span = subject.span_before(fact)
            return span is not None and span.count == value
        case SomeThing(fact_id):
            return _is_as_large(subject.facts[fact_id], fact, subject)
        case SomeStance(stance):
            return _held(stance, fact, subject)
        case SomeChange(earlier, later):
            return _changed(earlier, later, fact, subject)
        case SomeLimit(fact_id, aspect):
            return _is_limited_so(subject.facts[fact_id], aspect, fact, subject)
        case SomeCause(fact_id, cause):
            return _explains(fact_id, cause, fact, subject)
        case SomeReply(fact_id):
            return _speaks_against(fact_id, fact, subject)
        case SomeNature(nature):
            return isinstance(fact.claim, Statement) and fact.claim.nature == nature
        case SomeHedge(word):
            return _leaves_open(word, fact, subject)
        case SomeValue(_, value):
            return _has(value, words, fact, linked, subject)
        case SomeOwner(_, thing):
            return isinstance(fact.claim, Property) and subject.properties.may_have(thing, fact)
        case SomePair(fact_id, value):
            return _has(value, "", subject.facts[fact_id], (), subject)
        case SomeWords() if isinstance(fact.claim, Property):
            return _has("", words, fact, linked, subject)
        case SomeWords():
            return _means(words, fact, linked, subject) or _words_a_limit(words, fact, subject)
        case _ as unreachable:
            assert_never(unreachable)


def fits(meaning: Meaning, words: str, right: Meaning | None, fact: Fact, subject: Subject) -> bool:
    """Tell whether an answer is right where another is: of a premise that has its own response.

    A limit of another sort, weapons where targets are asked for, is no answer however true it is;
    but what the bank keeps from standing beside the fact is too near to be wrong.
    """
    match meaning, right:
        case SomeLimit(fact_id, aspect), SomeLimit(aspect=asked) if aspect != asked:
            return fact_id in subject.kept_apart.get(fact.id, ())
        case _:
            return is_right(meaning, words, fact, subject)


def _said_it(person_id: str, fact: Fact, linked: Sequence[Fact], subject: Subject) -> bool:
    """Tell whether a person said it: is its speaker, or said the same elsewhere."""
    claim = fact.claim
    if not isinstance(claim, Statement):
        return False
    alike = {told.id for told in subject.told_alike(fact)}
    for other in (*linked, *subject.statements_of.get(person_id, ())):
        said = other.claim
        if isinstance(said, Statement) and said.speaker == person_id and other.id != fact.id:
            if other.id in fact.also_right or fact.id in other.also_right:
                return True
            if other.id in alike and _say_the_same(said, claim, subject):
                return True
    return person_id == claim.speaker


def _say_the_same(said: Statement, claim: Statement, subject: Subject) -> bool:
    """Tell whether two statements are alike in their quotations, or in their gists."""
    return any(
        its and subject.bare(same) == subject.bare(its)
        for same, its in (
            (" ".join(said.quote), " ".join(claim.quote)),
            (said.gist, claim.gist),
        )
    )


def _stood_there(
    person_id: str, aspect: str, fact: Fact, linked: Sequence[Fact], subject: Subject
) -> bool:
    """Tell whether an actor held a position, or may have: of whom nothing is known may have.

    It is wrong of somebody only if each of the positions that the bank has of them stands apart
    from this one. Where it is asked whose limit it was, another limit is enough for that.
    """
    claim = fact.claim
    if not isinstance(claim, Position):
        return False
    claims = [other.claim for other in linked]
    if any(isinstance(other, Position) and other.actor == person_id for other in claims):
        return True
    held = subject.positions_of.get((person_id, claim.issue), ())
    return not held or any(
        isinstance(other.claim, Position) and not _stand_apart(other.claim, claim, aspect, subject)
        for other in held
    )


def _stand_apart(position: Position, other: Position, aspect: str, subject: Subject) -> bool:
    """Tell whether what is true of one position cannot be true of the other."""
    issue = subject.bank.issues[position.issue]
    if issue.are_apart(position.stance, other.stance):
        return True
    if aspect not in position.scope or aspect not in other.scope:
        return False
    return issue.scope[aspect].are_apart(position.scope[aspect], other.scope[aspect])


def _is_limited_so(limited: Fact, aspect: str, fact: Fact, subject: Subject) -> bool:
    """Tell whether the limit of one position is that of another too, or overlaps with it.

    It must stand apart from all that the bank tells of the actor on this: one text may tell more.
    """
    if limited.id in (*fact.also_right, *subject.kept_apart.get(fact.id, ())):
        return True
    match limited.claim, fact.claim:
        case Position() as its, Position() as claim if claim.issue == its.issue:
            known = subject.bank.issues[claim.issue].scope[aspect]
        case _:
            return False
    return any(
        isinstance(other.claim, Position)
        and aspect in other.claim.scope
        and not known.are_apart(other.claim.scope[aspect], its.scope[aspect])
        and not (_ends_before(other, fact) or _ends_before(fact, other))
        for other in subject.positions_beside(claim)
    )


def _words_a_limit(words: str, fact: Fact, subject: Subject) -> bool:
    """Tell whether words are those of a limit of the actor of a position, or accepted for one."""
    claim = fact.claim
    if not isinstance(claim, Position):
        return False
    known = subject.bank.issues[claim.issue].scope
    said = {
        subject.bare(text)
        for other in subject.positions_beside(claim)
        if isinstance(other.claim, Position)
        for aspect, value in other.claim.scope.items()
        for text in (value, *known[aspect].accepted.get(value, ()))
    }
    return subject.bare(words) in said


def _answers_the_same(other: Fact, fact: Fact, subject: Subject) -> bool:
    """Tell whether two facts answer one question: one speaker's words, deeds of one day.

    An author's text holds both the author's words and what it reports of others: as answers they
    are too near to one another.
    """
    if other.id == fact.id or other.id in fact.also_right or fact.id in other.also_right:
        return True
    if other.id in subject.kept_apart.get(fact.id, ()):
        return True
    match fact.claim, other.claim:
        case Statement() as claim, Statement() as said:
            if claim.speaker == said.speaker or fact.source != other.source:
                return claim.speaker == said.speaker
            people = subject.bank.people
            return "author" in (people[claim.speaker].class_, people[said.speaker].class_)
        case Event(date=date), Event(date=other_date):
            return not (date.is_before(other_date) or other_date.is_before(date))
        case _:
            return False


def _was_on(date: Date, facts: Sequence[Fact]) -> bool:
    """Tell whether it may have been then: one date may be as exact as a day, another as a month."""
    dates = [fact.date for fact in facts if fact.date]
    return any(not (date.is_before(own) or own.is_before(date)) for own in dates)


def _measures(
    value: Decimal, unit: str, fact: Fact, linked: Sequence[Fact], subject: Subject
) -> bool:
    """Tell whether a thing has this size by its own fact, or by another that measures it."""
    claim = fact.claim
    if not isinstance(claim, Quantity):
        return False
    same = subject.quantities_of.get(subject.measured(claim), ())
    claims = (other.claim for other in (fact, *linked, *same))
    return any(
        _covers(quantity, value, unit, subject)
        for quantity in claims
        if isinstance(quantity, Quantity)
    )


def _covers(claim: Quantity, value: Decimal, unit: str, subject: Subject) -> bool:
    """Tell whether a quantity leaves room for a value, which may be in another unit."""
    number = subject.in_unit(value, unit, claim.unit)
    if number is None:
        return False
    if claim.value is not None:
        return abs(number - claim.value) <= abs(claim.value) * SAME_NUMBER
    return claim.low is not None and claim.high is not None and claim.low <= number <= claim.high


def _exceeds_by(difference: Decimal, fact: Fact, subject: Subject) -> bool:
    """Tell whether a thing exceeds the next smaller one by so much, or nearly so."""
    smaller = subject.next_smaller.get(fact.id)
    match fact.claim, smaller and smaller.claim:
        case Quantity(value=Decimal() as value), Quantity(value=Decimal() as less):
            return abs(difference - (value - less)) <= (value - less) * SAME_NUMBER
        case _:
            return False


def _is_as_large(other: Fact, fact: Fact, subject: Subject) -> bool:
    """Tell whether a thing is no smaller than the one that an item holds to be the largest.

    A thing may be measured several times; if it is as large by any of them, it may be right.
    """
    thing, largest = other.claim, fact.claim
    if not isinstance(thing, Quantity) or not isinstance(largest, Quantity):
        return False
    measured = subject.quantities_of.get(subject.measured(thing), (other,))
    sizes = (
        subject.in_unit(size, each.claim.unit, largest.unit)
        for each in measured
        if isinstance(each.claim, Quantity)
        and (size := each.claim.high if each.claim.value is None else each.claim.value) is not None
    )
    most = largest.value
    return most is not None and any(size is not None and size >= most for size in sizes)


def _held(stance: str, fact: Fact, subject: Subject) -> bool:
    """Tell whether the actor of a position held a stance, or may have, when it may have held.

    Who asks for something may support it too: only stances that stand apart exclude one another.
    """
    claim = fact.claim
    if not isinstance(claim, Position):
        return False
    issue = subject.bank.issues[claim.issue]
    return any(
        isinstance(other.claim, Position)
        and not issue.are_apart(other.claim.stance, stance)
        and not (_ends_before(other, fact) or _ends_before(fact, other))
        for other in subject.positions_beside(claim)
    )


def _changed(earlier: str, later: str, fact: Fact, subject: Subject) -> bool:
    """Tell whether an actor went from one stance to another in the time that is asked about.

    Another change in other years is not asked about.
    """
    claim, before = fact.claim, subject.earlier_position(fact)
    if not isinstance(claim, Position) or before is None:
        return False
    issue = subject.bank.issues[claim.issue]
    held = [
        (other.held_on.text, other.claim.stance)
        for other in subject.positions_of.get((claim.actor, claim.issue), ())
        if isinstance(other.claim, Position) and not other.retired
    ]
    return all(
        any(day == date and not issue.are_apart(own, stance) for day, own in held)
        for date, stance in ((before.held_on.text, earlier), (fact.held_on.text, later))
    )


def _explains(effect_id: str, cause: str, fact: Fact, subject: Subject) -> bool:
    """Tell whether a reason is one of a fact's own, or of a fact that is told of the same.

    What is kept apart is so near that the reasons for one might be given for the other.
    """
    near = {fact.id, *fact.also_right, *subject.kept_apart.get(fact.id, ())}
    own = {subject.bare(link.cause) for link in fact.because_of}
    is_linked = fact.id in subject.facts[effect_id].also_right
    return effect_id in near or is_linked or subject.bare(cause) in own


def _speaks_against(fact_id: str, claim: Fact, subject: Subject) -> bool:
    """Tell whether a fact speaks against a claim, or stands so near to what does that it might.

    On the other side of the same chain of answers it might as well; on the claim's own it does not,
    however near it is kept from others.
    """
    arguments = subject.arguments
    replies = {reply.fact.id for reply in arguments.replies_of.get(claim.id, ())}
    if fact_id in replies or arguments.may_be_opposed(fact_id, claim.id):
        return True
    if arguments.are_on_one_side(fact_id, claim.id):
        return False
    near = {other for reply in replies for other in subject.kept_apart.get(reply, ())}
    near |= {other.id for reply in replies for other in subject.told_alike(subject.facts[reply])}
    return fact_id in near


def _leaves_open(word: str, fact: Fact, subject: Subject) -> bool:
    """Tell whether a word leaves something open in the sentence that an item quotes."""
    claim = fact.claim
    if not isinstance(claim, Statement) or not claim.hedges:
        return False
    said = claim.hedges[0].said
    words = {subject.bare(hedge.word) for hedge in claim.hedges if hedge.said == said}
    return subject.bare(word) in words


def _ends_before(position: Fact, other: Fact) -> bool:
    """Tell whether a position had ended when another is known to have been held."""
    until = position.claim.until if isinstance(position.claim, Position) else None
    return bool(until and until.is_before(other.held_on)) or (
        position.superseded_by == other.id and position.held_on.is_before(other.held_on)
    )


def _means(words: str, fact: Fact, linked: Sequence[Fact], subject: Subject) -> bool:
    """Tell whether words are a meaning of a term, or any term of one of its meanings."""
    claim = fact.claim
    if not isinstance(claim, Term):
        return False
    same = (fact, *linked, *subject.terms_of.get(subject.bare(claim.term), ()))
    meanings = {subject.bare(meaning) for other in same for meaning in meanings_of(other)}
    terms = {subject.bare(other.claim.term) for other in same if isinstance(other.claim, Term)}
    said = subject.bare(words)
    return said in meanings | terms or any(
        not meanings.isdisjoint(map(subject.bare, meanings_of(other)))
        for other in subject.terms_of.get(said, ())
    )


def _has(value: str, words: str, fact: Fact, linked: Sequence[Fact], subject: Subject) -> bool:
    """Tell whether a thing has a value, as the bank has it or as it is printed, or part of it.

    A part of it, or more than it, is what nobody may call wrong; words alone are the author's, who
    has decided that himself.
    """
    claim, bank = fact.claim, subject.bank
    if not isinstance(claim, Property):
        return False
    if value in bank.people and bank.properties[claim.property].is_ == "person":
        value = bank.people[value].name
    right = subject.properties.values_of(fact, linked)
    if any(name and subject.bare(name) in right for name in (value, words)):
        return True
    return bool(value) and subject.properties.is_less_exact(value, fact)
