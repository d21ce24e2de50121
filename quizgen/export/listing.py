"""list_fact: a fact and its items as plain text, for the bank's author to read."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Fact
from quizgen.content import plain
from quizgen.language.dates import say_date
from quizgen.language.people import cite
from quizgen.language.quantities import say_number
from quizgen.language.words import Language
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.items import Items

BLANK = "____"


def list_fact(fact: Fact, bank: Bank, items: Items, language: Language) -> str:
    """Return a fact with its items, their options, what each is, and the sources."""
    return "\n".join([*_fact_lines(fact, bank, language), *_item_lines(fact, items, language), ""])


def _fact_lines(fact: Fact, bank: Bank, language: Language) -> Iterator[str]:
    yield f"{fact.id} ({fact.kind}, {fact.status}, as of {say_date(fact.as_of, language)})"
    yield f"  {fact.where}"
    yield f"  {plain(cite(bank.sources[fact.source], language))}: “{fact.at}”"


def _item_lines(fact: Fact, items: Items, language: Language) -> Iterator[str]:
    own = items.of_facts.get(fact.id, ())
    for item in own:
        yield f"\n  [{item.wording}, {item.type}, level {item.level}]"
        yield from (f"  {words}" for words in (plain(item.stem), *_sentence(item)) if words)
        yield from (f"    {line}" for line in _answer_lines(item, language))
        if item.rationale:
            yield f"    why: {plain(item.rationale)}"
    for one, member in items.memberships.get(fact.id, ()):
        yield f"\n  [{one.wording}, {one.type} set, level {one.level}]"
        answer = f" -> {plain(member.response.text)}" if member.response else ""
        yield f"  {plain(member.text)} {plain(member.detail)}{answer}"
    if not own:
        yield "\n  no item of its own"


def _sentence(item: Item) -> Iterator[str]:
    """Yield the sentence of a cloze with its blanks."""
    if isinstance(item.interaction, Cloze):
        yield BLANK.join(map(plain, item.interaction.parts))


def _answer_lines(item: Item, language: Language) -> Iterator[str]:
    match item.interaction:
        case Choice(options=options):
            for option in options:
                mark = "*" if option.is_key else "-"
                why = f"  ({plain(option.why_wrong)})" if option.why_wrong else ""
                yield f"{mark} {plain(option.text)}{why}"
        case TrueFalse(is_true=True):
            yield "* true"
        case TrueFalse() as judged:
            yield f"* false: {plain(judged.right_words)}"
            yield f"correction: {plain(judged.correction)}"
        case ShortAnswer() as short:
            yield f"* {plain(short.answer)}{_also(short.accepted)}"
        case Numeric() as number:
            low, high = (say_number(end.normalize(), language) for end in (number.low, number.high))
            leeway = () if low == high else (language.anything_within.format(low=low, high=high),)
            yield f"* {plain(number.answer)}{_also((*leeway, *number.accepted))}"
            yield f"unit: {number.unit}"
        case Cloze() as cloze:
            for answer, accepted in zip(cloze.answers, cloze.accepted, strict=True):
                yield f"* {plain(answer)}{_also(accepted)}"
        case Discussion():
            yield "no key"
        case Matching() | Ordering():
            pass  # drawn for a form from sets, which are listed by their members
        case _:
            assert_never(item.interaction)


def _also(accepted: Sequence[str]) -> str:
    return f"; accept {', '.join(accepted)}" if accepted else ""
