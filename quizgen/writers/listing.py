"""list_fact: a fact and its items as plain text, for the bank's author to read."""

from collections.abc import Iterator

from quizgen.model import Bank, Choice, Fact, Item, Items, Language, ShortAnswer, TrueFalse
from quizgen.phrase import cite, plain, say_date


def list_fact(fact: Fact, bank: Bank, items: Items, language: Language) -> str:
    """Return a fact with its items, their options, what each is, and the sources."""
    return "\n".join([*_fact_lines(fact, bank, language), *_item_lines(fact, items), ""])


def _fact_lines(fact: Fact, bank: Bank, language: Language) -> Iterator[str]:
    yield f"{fact.id} ({fact.kind}, {fact.status}, as of {say_date(fact.as_of, language)})"
    yield f"  {fact.where}"
    yield f"  {plain(cite(bank.sources[fact.source], language))}: “{fact.at}”"


def _item_lines(fact: Fact, items: Items) -> Iterator[str]:
    own = [item for item in items.items if item.facts == (fact.id,)]
    for item in own:
        yield f"\n  [{item.wording}, {item.type}, level {item.level}]"
        yield f"  {plain(item.stem)}"
        yield from (f"    {line}" for line in _answer_lines(item))
        if item.rationale:
            yield f"    why: {plain(item.rationale)}"
    for one in items.sets:
        for member in one.members:
            if member.fact.id == fact.id:
                yield f"\n  [{one.wording}, in a {one.type} set, level {one.level}]"
                answer = f" -> {plain(member.response.text)}" if member.response else ""
                yield f"  {plain(member.text)} {plain(member.detail)}{answer}"
    if not own:
        yield "\n  no item of its own"


def _answer_lines(item: Item) -> Iterator[str]:
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
            also = f"; accept {', '.join(short.accepted)}" if short.accepted else ""
            yield f"* {plain(short.answer)}{also}"
        case _:
            pass
