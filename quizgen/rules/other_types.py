"""Items other than choices: statements to judge, sets to match or order, blanks to fill."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from quizgen.bank.facts import Fact, Quantity, people_of, texts_of
from quizgen.content import plain, spoken
from quizgen.errors import counted
from quizgen.judge.distances import APART_IN_ORDER
from quizgen.judge.sizes import BLANKS, EVENTS, PREMISES, ROWS, SPARE_RESPONSES
from quizgen.judge.subject import Subject
from quizgen.judge.texts import WORD, contains, folded
from quizgen.language.dates import say_on_date
from quizgen.language.quantities import say_quantity
from quizgen.quiz.item import Cloze, Item, Matching, Ordering, Response, TrueFalse
from quizgen.quiz.meaning import SomeSpeaker
from quizgen.rules.parts import found_beside_claims, named_in_short
from quizgen.rules.rule import Finding, rule

STATEMENT_WORDS = 25
"""TF-1: the most words of a statement to be judged (Haladyna: brief). Ours."""

RECENT_YEAR = re.compile(r"\b(19|20)\d\d\b")


@rule("TF-1", "W", "a statement says one thing, and is false in one place")
def unclear_statements(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a statement that says two things, says too much, or is false in two places."""
    if not isinstance(item.interaction, TrueFalse):
        return
    stem = spoken(item.prompt)
    count = len(WORD.findall(plain(named_in_short(item.prompt, subject))))
    if count > STATEMENT_WORDS:
        yield Finding(
            f"“{stem}” has {count} words, more than {STATEMENT_WORDS}",
            "shorten it: one thing, in plain words",
        )
    for joint in found_beside_claims(stem, subject.language.clause_joints, item, subject):
        yield Finding(f"'{joint}' in “{stem}” joins two statements", "make two items of it")
    if item.interaction.is_true:
        return
    correction, right = plain(item.interaction.correction), plain(item.interaction.right_words)
    if not correction or not right:
        yield Finding(f"“{stem}” is false and has no correction", "say in it what is right")
    elif not any(
        contains(words, changed_words(folded(stem), folded(correction)))
        for words in (right, *_dates_in_sentences(item, subject))
    ):
        yield Finding(f"“{stem}” is false in more than one place", f"change '{right}' alone")


def changed_words(false: str, true: str) -> str:
    """Return the words of the true sentence from the first to the last that differ.

    >>> changed_words("on 5 May he left by train", "on 6 May he left by car")
    '6 May he left by car'
    """
    old, new = false.split(), true.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return " ".join(new[start : len(new) - end]).strip(".,;")


def _dates_in_sentences(item: Item, subject: Subject) -> Iterator[str]:
    """Yield the dates of an item's facts as sentences have them: from 1914 to 1918."""
    for fact_id in item.facts:
        yield say_on_date(subject.facts[fact_id].dated, subject.language)


@rule("MATCH-1", "E", "matching sets are of the right size, each with one answer")
def faulty_matchings(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a matching item of the wrong size, or whose premises and responses do not pair.

    Haladyna: four to eight premises, one response to each, one to three spare.
    """
    if not isinstance(item.interaction, Matching):
        return
    premises, responses = item.interaction.premises, item.interaction.responses
    if len(premises) not in PREMISES:
        message = f"has {counted(len(premises), 'premise')}, not {PREMISES}"
        yield Finding(message, "add some, or take some away")
    spare = len(responses) - len(premises)
    if spare not in SPARE_RESPONSES:
        hint = "add responses that fit no premise, or take some away"
        yield Finding(f"has {counted(spare, 'spare response')}, not {SPARE_RESPONSES}", hint)
    there_are = {response.id for response in responses}
    for premise in premises:
        if premise.response not in there_are:
            message = f"“{plain(premise.text)}” has no right response"
            yield Finding(message, "add the one that fits it", is_broken=True)
    for response_id, uses in Counter(premise.response for premise in premises).items():
        if uses > 1:
            yield Finding(f"the response '{response_id}' fits {uses} premises", "keep one of them")
    if len({_sort_of(response, subject) for response in responses}) > 1:
        hint = "put people among people, terms among terms"
        yield Finding("the responses are not of one kind", hint)
    for what, texts in (
        ("premises", (plain(premise.text) for premise in premises)),
        ("responses", (plain(response.text) for response in responses)),
    ):
        for words in _said_twice(texts, subject):
            yield Finding(f"two {what} say '{words}'", "keep one of them", is_broken=True)
    in_file_order = [folded(plain(response.text)) for response in responses]
    if in_file_order != sorted(in_file_order):
        yield Finding("the responses are not sorted", "put them in alphabetical order")


def _said_twice(texts: Iterable[str], subject: Subject) -> Iterator[str]:
    """Yield the texts that one before them says already, however it is written."""
    seen: set[str] = set()
    for text in filter(None, texts):
        if subject.bare(text) in seen:
            yield text
        seen.add(subject.bare(text))


def _sort_of(response: Response, subject: Subject) -> str:
    """Return what sort of thing a response is: a person, an institution, a deed, a text."""
    if isinstance(response.means, SomeSpeaker):
        return subject.bank.people[response.means.person_id].kind
    return type(response.means).__name__


@rule("ORDER-1", "E", "ordering sets have distinct dates and give none away")
def faulty_orderings(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find events too few, too near in time, or whose words tell their place."""
    if not isinstance(item.interaction, Ordering):
        return
    events = sorted(item.interaction.events, key=lambda event: event.rank)
    if len(events) not in EVENTS:
        message = f"has {counted(len(events), 'event')}, not {EVENTS}"
        yield Finding(message, "add some, or take some away")
    if [event.rank for event in events] != [*range(1, len(events) + 1)]:
        yield Finding("two events share a place", "give each its own", is_broken=True)
    for earlier, later in pairwise(events):
        if earlier.date and later.date and not earlier.date.is_before(later.date):
            names = f"'{plain(earlier.text)}' and '{plain(later.text)}'"
            message = f"{names} may fall on the same day: {earlier.date_text}"
            yield Finding(message, "date them more exactly, or leave one of them out")
        if not _is_clearly_less(earlier.id, later.id, subject):
            names = f"'{plain(earlier.text)}' and '{plain(later.text)}'"
            message = f"{names} are of nearly one size: {earlier.date_text}"
            yield Finding(message, "leave one of them out")
    for words in _said_twice((plain(event.text) for event in events), subject):
        yield Finding(f"two events say '{words}'", "keep one of them", is_broken=True)
    for event in events:
        words = plain(event.text)
        dates = (*subject.language.months, event.date_text)
        if RECENT_YEAR.search(words) or any(contains(words, date) for date in dates):
            yield Finding(f"'{words}' holds a date", "leave the date out of `short`")
        for word in subject.language.cause_words:
            if contains(words, word):
                yield Finding(f"'{word}' in '{words}' gives the order away", "reword it", "W")


def _is_clearly_less(fact_id: str, other_id: str, subject: Subject) -> bool:
    """Tell whether one thing is smaller than another beyond doubt; of what has no size, always."""
    facts = (subject.facts.get(fact_id), subject.facts.get(other_id))
    claims = [fact.claim for fact in facts if fact and isinstance(fact.claim, Quantity)]
    if len(claims) < 2:
        return True
    less, more = (claim.value for claim in claims)
    return less is not None and more is not None and more - less > abs(less) * APART_IN_ORDER


@rule("CLOZE-1", "E", "a blank is a slot, and every way to write it counts")
def unfair_blanks(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a blank too many, in the wrong place, or that the sentence itself fills.

    A blank is a number, date, name or term, and every way to write it is accepted (Wozniak's rule
    5; IWF: fill-in-blank).
    """
    if not isinstance(item.interaction, Cloze):
        return
    cloze = item.interaction
    if cloze.in_table and cloze.table_in(item.prompt) is None:
        hint = "give each blank an empty cell, and each empty cell a blank"
        yield Finding("has a table with other blanks than the key", hint)
    most = ROWS if cloze.in_table else BLANKS
    if len(cloze.answers) not in most:
        hint = "leave less, or more, of it blank"
        yield Finding(f"has {counted(len(cloze.answers), 'blank')}, not {most}", hint)
    if not plain(cloze.parts[0]).strip():
        yield Finding("begins with a blank", "say first what it is about", "W")
    facts = [subject.facts[fact_id] for fact_id in item.facts]
    for answer, accepted in zip(map(plain, cloze.answers), cloze.accepted, strict=False):
        is_number = any(letter.isdigit() for letter in answer)
        slots = (slot for fact in facts for slot in _slots(fact, subject))
        if facts and not is_number and folded(answer) not in map(folded, slots):
            hint = "leave a number, date, name or term blank"
            yield Finding(f"the blank '{answer}' is no slot of the fact", hint)
        if any(contains(plain(part), answer) for part in cloze.parts):
            yield Finding(f"'{answer}' stands in the sentence too", "reword it", "W")
        for fact in facts:
            yield from _spellings_refused(fact, answer, accepted, subject)
        for fact in facts if not accepted else ():
            yield from _units_refused(fact, answer, cloze, subject)


def _slots(fact: Fact, subject: Subject) -> Iterator[str]:
    """Yield what of a fact may be left blank."""
    yield from texts_of(fact.claim)
    yield from (subject.bank.people[name].name for name in people_of(fact.claim))
    yield from fact.accept
    if isinstance(fact.claim, Quantity):
        yield say_quantity(fact.claim, subject.units, subject.language)


def _spellings_refused(
    fact: Fact, answer: str, accepted: tuple[str, ...], subject: Subject
) -> Iterator[Finding]:
    """Find a spelling of a name that is not accepted."""
    allowed = {*map(folded, (answer, *accepted))}
    for person in (subject.bank.people[name] for name in people_of(fact.claim)):
        if folded(person.name) == folded(answer):
            for spelling in person.spellings:
                if folded(spelling) not in allowed:
                    yield Finding(
                        f"the spelling '{spelling}' is not accepted", "add it to accept", "W"
                    )


def _units_refused(fact: Fact, answer: str, cloze: Cloze, subject: Subject) -> Iterator[Finding]:
    """Find another unit that is not accepted, where the sentence does not print the unit."""
    if not isinstance(fact.claim, Quantity) or fact.claim.value is None:
        return
    unit = subject.units[fact.claim.unit]
    if any(contains(plain(part), unit.name) for part in cloze.parts):
        return
    for other in unit.converts:
        hint = "accept it, by `accept` of the fact or of the wording"
        yield Finding(f"'{answer}' in {subject.units[other].name} is not accepted", hint, "W")
