"""list_fact: a fact and its items as plain text, for the bank's author to read."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from quizgen.bank.facts import Fact
from quizgen.bank.questions import Question
from quizgen.content import plain
from quizgen.judge.subject import Subject
from quizgen.language.dates import say_date
from quizgen.language.sentences import open_end
from quizgen.make.sets import write_premise
from quizgen.make.written import write_question
from quizgen.pool import ItemPool
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    FromFacts,
    FromPlaces,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
    Written,
)
from quizgen.quiz.passages import Passage

BLANK = "____"
SHOWN_OF_PASSAGE = 8
"""So many words tell which passage is meant."""


def list_fact(fact: Fact, pool: ItemPool) -> str:
    """Return a fact with its items, their options, what each is, and the sources."""
    return "\n".join([*_fact_lines(fact, pool.subject), *_item_lines(fact, pool), ""])


def list_question(question: Question, subject: Subject) -> str:
    """Return a written question as it will be asked, with its key."""
    item = write_question(question, subject)
    lines = [f"{item.id} ({item.type}, level {item.level})", f"  {question.where}"]
    lines += (f"  {plain(citation.text)}" for citation in item.citations)
    if item.passage:
        lines.append(f"  on the text {item.passage.id}: {_beginning(item.passage)}")
    return "\n".join([*lines, "", *_lines_of(item), ""])


def _beginning(passage: Passage) -> str:
    words = plain(passage.title or passage.paragraphs[0]).split()
    return " ".join(words[:SHOWN_OF_PASSAGE]) + (" …" if len(words) > SHOWN_OF_PASSAGE else "")


def _fact_lines(fact: Fact, subject: Subject) -> Iterator[str]:
    as_of = [f"as of {say_date(fact.as_of, subject.language)}"] if fact.as_of else []
    yield f"{fact.id} ({', '.join([fact.kind, fact.status, *as_of])})"
    yield f"  {fact.where}"
    if fact.source:
        at = f": “{fact.at}”" if fact.at else ""
        yield f"  {plain(subject.citation(fact.source).text)}{at}"


def _item_lines(fact: Fact, pool: ItemPool) -> Iterator[str]:
    items = pool.items_of.get(fact.id, ())
    for item in items:
        wording = (
            item.origin.wording if isinstance(item.origin, FromFacts | FromPlaces) else item.type
        )
        yield f"\n  [{wording}, {item.type}, level {item.level}]"
        yield from _lines_of(item)
    for item_set, member in pool.memberships.get(fact.id, ()):
        made_by = item_set.plan.wording
        yield f"\n  [{made_by.id}, {made_by.type} set, level {made_by.level}]"
        answer = f" -> {plain(member.response.text)}" if member.response else ""
        premise = write_premise(member, item_set.plan, pool.subject)
        yield f"  {plain(premise.text)} {plain(premise.detail)}{answer}"
    if not items:
        yield "\n  no item of its own"


def _lines_of(item: Item) -> Iterator[str]:
    """Yield what asks, what is right and wrong, and why."""
    yield from (f"  {words}" for words in (plain(item.prompt), *_sentence(item)) if words)
    yield from (f"    {line}" for line in _answer_lines(item))
    if item.rationale:
        yield f"    why: {plain(item.rationale)}"


def _sentence(item: Item) -> Iterator[str]:
    """Yield the sentence of a cloze with its blanks."""
    if isinstance(item.interaction, Cloze):
        yield BLANK.join(map(plain, item.interaction.parts))


def _answer_lines(item: Item) -> Iterator[str]:
    match item.interaction:
        case Choice(options=options):
            is_written = isinstance(item.origin, Written)
            for option in options:
                mark = "*" if option.is_key else "-"
                said = option.why_wrong or (option.feedback if is_written else ())
                why = f"  ({plain(said)})" if said else ""
                yield f"{mark} {plain(option.content)}{why}"
        case TrueFalse(is_true=True):
            yield "* true"
        case TrueFalse() as judged:
            yield f"* false: {_also(plain(judged.right_words), judged.accepted)}"
            if judged.correction:
                yield f"correction: {plain(judged.correction)}"
        case ShortAnswer() as short:
            yield f"* {_also(plain(short.answer), short.accepted)}"
        case Numeric() as number:
            within = [number.within] if number.within else []
            yield f"* {_also(plain(number.answer), (*within, *number.accepted))}"
            if number.unit:
                yield f"unit: {number.unit}"
        case Cloze() as cloze:
            for answer, accepted in zip(cloze.answers, cloze.accepted, strict=True):
                yield f"* {_also(plain(answer), accepted)}"
        case Discussion(bands=bands):
            yield "no key"
            yield from (f"{plain(band.name)}: {plain(band.does)}" for band in bands)
        case Matching(premises=premises, responses=responses):
            texts = {response.id: plain(response.text) for response in responses}
            for premise in premises:
                yield f"* {plain(premise.text)} -> {texts[premise.response]}"
            right = {premise.response for premise in premises}
            yield from (f"- {words}" for id_, words in texts.items() if id_ not in right)
        case Ordering(events=events):
            yield from (f"{event.rank}. {plain(event.text)}" for event in events)
        case _:
            assert_never(item.interaction)


def _also(answer: str, accepted: Sequence[str]) -> str:
    return f"{open_end(answer)}; accept {', '.join(accepted)}" if accepted else answer
