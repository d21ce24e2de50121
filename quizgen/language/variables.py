"""What a wording may say of a fact: its variables, by kind."""

from typing import assert_never

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Event, Fact, Position, Quantity, Statement, Term
from quizgen.content import plain
from quizgen.language.dates import say_date, say_on_date
from quizgen.language.people import cite, name_in_apposition, name_with_office, office_at
from quizgen.language.quantities import (
    names_unit,
    say_bare,
    say_blank,
    say_conversion,
    say_in_sentence,
    say_number,
    say_of,
    say_quantity,
    units_of,
)
from quizgen.language.sentences import with_article
from quizgen.language.wording import BLANK
from quizgen.language.words import Language

PLACE_VARIABLES = (
    "place",
    "other",
    "distance",
    "exact",
    "radius",
    "grain",
    "near",
    "far",
    "one",
    "another",
    "near_exact",
    "far_exact",
)
"""What a wording may say of places: `make.places` fills them in."""


def fact_variables(fact: Fact, bank: Bank, language: Language) -> dict[str, object]:
    """Return a fact's variables: plain words, ready to stand in a sentence."""
    return _common(fact, bank, language) | variables_of_kind(fact, bank, language)


def variables_of_kind(fact: Fact, bank: Bank, language: Language) -> dict[str, object]:
    """Return the variables that only facts of this kind have."""
    match fact.claim:
        case Statement() as statement:
            return _statement(statement, bank, language)
        case Event() as event:
            return _event(event, bank, language)
        case Quantity() as quantity:
            return _quantity(quantity, bank, language)
        case Position() as position:
            return _position(position, fact, bank)
        case Term() as term:
            return _term(term, fact, bank)
        case _ as unreachable:
            assert_never(unreachable)


def _common(fact: Fact, bank: Bank, language: Language) -> dict[str, object]:
    source = bank.sources[fact.source]
    *author, _, rest = citation = cite(source, language)
    return {
        "blank": BLANK,
        "id": fact.id,
        "kind": fact.kind,
        "language": bank.language,
        "level": fact.level,
        "status": fact.status,
        "title": bank.title,
        "note": fact.note,
        "worked_out": fact.worked_out,
        "source": plain(citation),
        "source_author": plain(tuple(author)),
        "source_title": source.title,
        "source_rest": rest.text,
        "source_date": say_date(source.date, language),
        "according_to": source.called or source.publisher,
        "as_of": say_date(fact.as_of, language),
        "on_as_of": say_on_date(fact.as_of, language),
        "precision": fact.as_of.precision,
        "retired": fact.retired,
        "is_shared": bool(fact.also_right or fact.also_right_text),
    }


def _statement(statement: Statement, bank: Bank, language: Language) -> dict[str, object]:
    speaker = bank.people[statement.speaker]
    office = office_at(speaker, statement.date)
    return {
        "speaker": speaker.name,
        "speaker_with_office": name_with_office(speaker, statement.date),
        "office": office.office if office else "",
        "speaker_apposed": name_in_apposition(speaker, statement.date),
        "is_person": speaker.kind == "person",
        "is_author": speaker.class_ == "author",
        "verb": language.verbs[statement.verb],
        "quote": " … ".join(statement.quote),
        "has_quote": statement.wording in ("verbatim", "translated"),
        "gist": statement.gist,
        "about": statement.about,
        "wording": statement.wording,
        "to": statement.to,
        "place": statement.place,
        "date": say_date(statement.date, language),
        "on_date": say_on_date(statement.date, language),
        "precision": statement.date.precision,
    }


def _event(event: Event, bank: Bank, language: Language) -> dict[str, object]:
    return {
        "actor": bank.people[event.actor].name if event.actor else "",
        "what": event.what,
        "short": event.short,
        "place": event.place,
        "date": say_date(event.date, language),
        "on_date": say_on_date(event.date, language),
        "precision": event.date.precision,
    }


def _quantity(quantity: Quantity, bank: Bank, language: Language) -> dict[str, object]:
    units = units_of(bank, language)
    unit = units[quantity.unit]
    value = say_quantity(quantity, units, language)
    in_sentence = say_in_sentence(quantity, units, language)
    conversion = say_conversion(quantity, units, language)
    blank = say_blank(quantity, unit, language, BLANK)
    by = bank.people[quantity.by].name if quantity.by else ""
    variables: dict[str, object] = {
        "by": by,
        "subject": quantity.subject,
        "attribute": quantity.attribute,
        "attribute_names_unit": bool(unit.name) and names_unit(quantity.attribute, unit),
        "an_attribute": with_article(quantity.attribute, language.articles),
        "asks": quantity.asks,
        "value": value,
        "bare_value": say_bare(quantity, units, language),
        "hedge": language.hedges.get(quantity.qualifier, ""),
        "is_bound": quantity.qualifier in ("at-least", "over", "up-to", "at-most"),
        "value_converted": f"{value} ({conversion})" if conversion else value,
        "conversion": conversion,
        "value_in_sentence": in_sentence,
        "says": say_of(quantity, in_sentence, language),
        "says_blank": say_of(quantity, blank, language) if blank else "",
        "number": "" if quantity.value is None else say_number(quantity.value, language),
        "has_number": quantity.value is not None,
        "unit": unit.name,
        "date": say_date(quantity.date, language) if quantity.date else "",
        "on_date": say_on_date(quantity.date, language) if quantity.date else "",
    }
    return variables | ({"according_to": by} if by else {})


def _position(position: Position, fact: Fact, bank: Bank) -> dict[str, object]:
    actor, issue = bank.people[position.actor], bank.issues[position.issue]
    return {
        "actor": actor.name,
        "actor_with_office": name_with_office(actor, fact.as_of),
        "actor_apposed": name_in_apposition(actor, fact.as_of),
        "issue": issue.text,
        "stance": issue.stances[position.stance],
        "condition": position.condition,
        "place": position.place,
        "open_list": position.open_list,
    }


def _term(term: Term, fact: Fact, bank: Bank) -> dict[str, object]:
    return {
        "class_apart": bank.class_apart(fact),
        "term": term.term,
        "meaning": term.meaning,
        "relation": term.relation,
        "is_person": term.term in bank.names_of_persons,
    }
