"""How a property is asked and said: in its bank's words, or else in the language's own."""

import re

from quizgen.bank.bank import Bank, DeclaredProperty
from quizgen.bank.facts import Fact, Property
from quizgen.bank.pictures import as_phrase
from quizgen.language.dates import say_date
from quizgen.language.names import agreeing
from quizgen.language.sentences import fill
from quizgen.language.words import Language
from quizgen.order import shuffled


def values_in_words(claim: Property, bank: Bank, language: Language) -> tuple[str, ...]:
    """Return the values of a property as they are printed: people by their names.

    Of a picture these are the words for who cannot see it.
    """
    if claim.dates:
        return tuple(say_date(date, language) for date in claim.dates)
    if bank.properties[claim.property].is_ == "person":
        people = bank.people  # who stands in a table alone has a name and no more
        return tuple(people[name].name if name in people else name for name in claim.value)
    if bank.properties[claim.property].is_ == "picture":
        return tuple(as_phrase(bank.picture(picture_id).alt) for picture_id in claim.value)
    return claim.value


def spellings_of(value: str, declared: DeclaredProperty, bank: Bank) -> tuple[str, ...]:
    """Return what else a pupil may write for a value."""
    if declared.is_ == "person" and value in bank.people:
        person = bank.people[value]
        return (*person.spellings, *bank.also_called.get(person.name, ()))
    return bank.also_called.get(value, ())


def asked_value(fact: Fact) -> int:
    """Return which of the values of a property its statements tell: one drawn by hash."""
    assert isinstance(fact.claim, Property)
    places = range(len(fact.claim.value))
    return shuffled(places, fact.id, str)[0] if len(places) > 1 else 0


def name_of(property_id: str, declared: DeclaredProperty) -> str:
    """Return what a property is called within a sentence."""
    return declared.name or property_id.replace("-", " ")


def ask(claim: Property, declared: DeclaredProperty, language: Language) -> str:
    """Return the question for a value, without its question mark; empty if there is none."""
    words = language.properties
    of_kind = {"person": words.asks_person, "picture": words.asks_picture or words.asks}
    usual = words.asks_several if declared.many else of_kind.get(declared.is_, words.asks)
    return _asked(declared.asks or usual, claim, declared, language)


def ask_alone(claim: Property, declared: DeclaredProperty, language: Language) -> str:
    """Return the question for a value that stands nowhere to be chosen; empty if there is none."""
    usual = language.properties.asks_picture_alone if declared.is_ == "picture" else ""
    return _asked(declared.asks_alone or usual, claim, declared, language) or ask(
        claim, declared, language
    )


def _asked(pattern: str, claim: Property, declared: DeclaredProperty, language: Language) -> str:
    name = name_of(claim.property, declared)
    pattern = agreeing(pattern, claim.subject, declared.of, language)
    return fill(pattern, subject=claim.subject, property=name) if pattern else ""


def ask_back(
    claim: Property,
    value: str,
    declared: DeclaredProperty,
    language: Language,
    *,
    of_several: bool = False,
) -> str:
    """Return the question for what has a value, without its question mark; empty for none."""
    words, name = language.properties, name_of(claim.property, declared)
    if declared.is_ == "picture":
        usual = words.asks_back_picture
    else:
        usual = (of_several and words.asks_back_several) or words.asks_back
    pattern = (of_several and declared.asks_back_all) or declared.asks_back or usual
    return fill(pattern, value=value, property=name, of=declared.of) if pattern else ""


def say(
    claim: Property,
    value: str,
    declared: DeclaredProperty,
    language: Language,
    subject: str = "",
) -> str:
    """Return the clause that states a value, perhaps of another subject; empty if there is none."""
    return _say(declared.says, claim, value, declared, language, subject)


def value_variables(
    claim: Property, value: str, declared: DeclaredProperty, language: Language
) -> dict[str, object]:
    """Return a value as wordings say it: alone, in a clause, and what is said of it or with it.

    Of a clause that begins with the value, or with what has it, `value_says` or `subject_says` is
    how it goes on, with a word: a line of a table, France – capital: Paris, is no clause.
    `all_values` and `says_all` are of this value alone, as of a wrong one.
    """
    says = say(claim, value, declared, language)
    pattern = _pattern_of(declared, language)
    value_says, subject_says = (
        says.removeprefix(f"{name} ") if re.match(rf"{slot} \w", pattern) else ""
        for slot, name in ((r"\{value\}", value), (r"\{subject\}", claim.subject))
    )
    return {
        "value": value,
        "says": says,
        "all_values": value,
        "says_all": says,
        "value_says": value_says,
        "subject_says": subject_says,
        "has_own_clause": bool(declared.says),
    }


def all_variables(
    claim: Property, values: tuple[str, ...], declared: DeclaredProperty, language: Language
) -> dict[str, object]:
    """Return all values of a property in one list, and the clause that states them at once."""
    *others, last = values
    pattern = language.properties.all_of_several
    listed = ", ".join(values)
    if others and pattern:
        listed = fill(pattern, first=", ".join(others), last=last)
    return {"all_values": listed, "says_all": say(claim, listed, declared, language)}


def say_with_blank(
    claim: Property,
    value: str,
    declared: DeclaredProperty,
    language: Language,
    blank: str,
    subject: str = "",
) -> str:
    """Return the clause with a blank in it, which does not begin with it (CLOZE-1).

    Where the bank's own clause would, it is said as the language says it; empty if that would too.
    """
    for pattern in (declared.says, ""):
        said = _say(pattern, claim, value, declared, language, subject)
        if said and not said.startswith(blank):
            return said
    return ""


def _pattern_of(declared: DeclaredProperty, language: Language) -> str:
    return declared.says or _usual_pattern(declared, language)


def _usual_pattern(declared: DeclaredProperty, language: Language) -> str:
    words = language.properties
    if declared.is_ == "picture":
        return words.says_picture or words.says
    return words.says_several if declared.many else words.says


def _say(
    pattern: str,
    claim: Property,
    value: str,
    declared: DeclaredProperty,
    language: Language,
    subject: str,
) -> str:
    pattern = pattern or _usual_pattern(declared, language)
    pattern = agreeing(pattern, subject or claim.subject, declared.of, language)
    name = name_of(claim.property, declared)
    return (
        fill(pattern, subject=subject or claim.subject, value=value, property=name)
        if pattern
        else ""
    )
