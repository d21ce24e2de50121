"""What a card wants for an answer: as its learner would type it, and what else is right.

Anki holds what is typed against one text, letter by letter. So only what is short is typed, in
signs that a keyboard has, and whatever else is right stands on the back, to be judged by its
learner.
"""

from collections.abc import Iterable, Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Event, Fact, Position, Property, Quantity, Statement, Term
from quizgen.deck.words import count_words
from quizgen.language.dates import say_otherwise
from quizgen.language.properties import asked_value, spellings_of
from quizgen.language.words import Language
from quizgen.values import dataclass

TYPED_WORDS = 3
"""So many words are typed at most: of a longer answer the sense counts, not the letters. Ours."""
MOST_TOLD = 4
"""So many other answers are told: a longer list is for who marks, not for who learns."""
KEYS = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "−": "-"}
)
"""What print has and keyboards have not."""


@dataclass(frozen=True)
class Wanted:
    """What a card wants."""

    answer: str = ""
    """The answer, as short as it can be said; empty for what nobody would type."""
    also: tuple[str, ...] = ()
    """What is right as well: another name, another day."""
    worded: tuple[str, ...] = ()
    """Other wordings and spellings of the same, which matter to who types it alone: whoever says it
    knows that she meant it."""


def wanted_variables(
    fact: Fact, own: Mapping[str, object], bank: Bank, language: Language
) -> dict[str, object]:
    """Return what the two cards of a fact want, and the gap of its sentence, as variables."""
    forth, back = _wanted(fact, own, bank, language)
    is_typed = bank.typed and not fact.retired
    return {
        **variables_of(forth, "1", is_typed=is_typed),
        **variables_of(back, "2", is_typed=is_typed),
        **variables_of(_gap(fact), "gap", is_typed=is_typed),
    }


def variables_of(wanted: Wanted, which: str, *, is_typed: bool) -> dict[str, object]:
    """Return what a card wants as two variables, the first empty where it is not to be typed."""
    typed = wanted.answer.translate(KEYS) if is_typed and is_short(wanted.answer) else ""
    also = (*wanted.also, *(wanted.worded if typed else ()))
    others = [*_others(also, wanted.answer)][:MOST_TOLD]
    return {f"typed_{which}": typed, f"also_{which}": "; ".join(others)}


def is_short(answer: str) -> bool:
    """Tell whether an answer is one to three words, a number with its unit being two of them."""
    return 0 < count_words(answer) <= TYPED_WORDS


def _others(words: Iterable[str], answer: str) -> Iterator[str]:
    """Yield words once each, but for the answer itself, whatever their case."""
    seen = {answer.casefold()}
    for each in words:
        if each.casefold() not in seen:
            yield each
        seen.add(each.casefold())


def _wanted(
    fact: Fact, own: Mapping[str, object], bank: Bank, language: Language
) -> tuple[Wanted, Wanted]:
    """Return what a fact's first card wants, and the one that asks the other way round."""
    match fact.claim:
        case Statement(speaker=speaker):
            person = bank.people[speaker]
            return Wanted(person.name, worded=person.spellings), Wanted()
        case Event(date=date):
            said = str(own["date"])
            return Wanted(said, fact.accept, say_otherwise(date, language)), Wanted()
        case Quantity():
            return Wanted(str(own["bare_value"]), worded=fact.accept), Wanted()
        case Position():
            return Wanted(), Wanted()
        case Term(term=term, meaning=meaning, relation=relation):
            named = bank.persons_by_name.get(term)
            back = Wanted(term, worded=named.spellings if named else ())
            if own["office"]:
                return Wanted(), back
            # Of a translation the answer itself names the other meanings.
            accepted = fact.accept if relation != "translates" else ()
            return Wanted(meaning, accepted), back
        case Property() as claim:
            return _wanted_of_property(claim, fact, own, bank)


def _wanted_of_property(
    claim: Property, fact: Fact, own: Mapping[str, object], bank: Bank
) -> tuple[Wanted, Wanted]:
    declared = bank.properties[claim.property]
    others = bank.also_called.get(claim.subject, ())
    if declared.is_ == "picture":
        return Wanted(), Wanted(claim.subject, (*fact.accept, *others))
    value = claim.value[asked_value(fact)]
    also = (*fact.accept, *spellings_of(value, declared, bank))
    return Wanted(str(own["values"]), also), Wanted(claim.subject, others)


def _gap(fact: Fact) -> Wanted:
    """Return what the gap of a fact's sentence hides: its own words, or else a place."""
    match fact.claim:
        case Statement(gap=gap) if gap:
            return Wanted(gap, worded=fact.accept)
        case Statement(place=place) | Event(place=place):
            return Wanted(place)
        case _:
            return Wanted()
