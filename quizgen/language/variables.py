"""What a wording may say of a fact: its variables, by kind."""

from collections.abc import Mapping
from typing import assert_never

from quizgen.bank.bank import Bank, Issue
from quizgen.bank.dates import Date, century_of, month_of, year_of
from quizgen.bank.facts import Event, Fact, Position, Property, Quantity, Statement, Term
from quizgen.content import plain
from quizgen.ids import base_of, tags_for
from quizgen.language.articles import has_article, looks_of_word
from quizgen.language.dates import (
    say_date,
    say_date_in_text,
    say_in_figures,
    say_month,
    say_nth_century,
    say_on_date,
)
from quizgen.language.people import (
    call_source,
    cite,
    name_in_apposition,
    name_with_office,
    office_at,
)
from quizgen.language.properties import (
    all_variables,
    ask,
    ask_alone,
    ask_back,
    asked_value,
    name_of,
    say_with_blank,
    value_variables,
    values_in_words,
)
from quizgen.language.quantities import (
    names_unit,
    say_bare,
    say_blank,
    say_compared,
    say_conversion,
    say_in_sentence,
    say_number,
    say_of,
    say_quantity,
    units_of,
)
from quizgen.language.reporting import say_verb, say_verb_on_date
from quizgen.language.sentences import fill, is_name, with_article
from quizgen.language.wording import BLANK, in_language, name_source
from quizgen.language.words import Language

Variables = Mapping[str, object]

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
    "according_to",
    "subject",
    "attribute",
    "length",
    "length_in_km",
    "is_farther",
)
"""What a wording may say of places: `make.places` fills them in."""


SHORT_WORDS = 3
"""A meaning of so many words can be written from memory as it stands; a longer one has many forms.
Ours."""


def fact_variables(
    fact: Fact, bank: Bank, language: Language, of_source: Variables | None = None
) -> dict[str, object]:
    """Return a fact's variables: plain words, ready to stand in a sentence.

    `of_source` are those of its source, where they have been worked out for another fact.
    """
    named = source_variables(fact.source, bank, language) if of_source is None else of_source
    return {**named, **_common(fact, bank, language), **variables_of_kind(fact, bank, language)}


def source_variables(source_id: str, bank: Bank, language: Language) -> Variables:
    """Return what there is to say of a source, whatever rests on it; of none, nothing."""
    if not source_id:
        return dict.fromkeys(
            (
                "source",
                "source_author",
                "source_title",
                "source_rest",
                "source_date",
                "according_to",
                "source_called",
            ),
            "",
        )
    source = bank.sources[source_id]
    *author, _, rest = citation = cite(source, language)
    called = name_source(source_id, call_source(source, language))
    return {
        "source": plain(citation),
        "source_author": plain(tuple(author)),
        "source_title": source.title,
        "source_rest": rest.text,
        "source_date": say_date(source.date, language),
        "according_to": called,
        "source_called": called,
    }


def variables_of_kind(fact: Fact, bank: Bank, language: Language) -> dict[str, object]:
    """Return the variables that only facts of this kind have."""
    match fact.claim:
        case Statement() as statement:
            return _statement(statement, fact, bank, language)
        case Event() as event:
            return _event(event, bank, language)
        case Quantity() as quantity:
            return _quantity(quantity, fact, bank, language)
        case Position() as position:
            return _position(position, fact, bank, language)
        case Term() as term:
            return _term(term, fact, bank, language)
        case Property() as claim:
            return _property(claim, fact, bank, language)
        case _ as unreachable:
            assert_never(unreachable)


def _common(fact: Fact, bank: Bank, language: Language) -> dict[str, object]:
    month, year = (of(fact.dated) if fact.dated else None for of in (month_of, year_of))
    is_told_by_source, is_month_told = _is_dated_by_source(fact, bank)
    return {
        "dated_by_source": is_told_by_source,
        "in_month_of_source": is_month_told,
        "blank": BLANK,
        "id": fact.id,
        "kind": fact.kind,
        "language": bank.language,
        "level": fact.level,
        "status": fact.status,
        "title": bank.title,
        "month": say_date(month, language),
        "in_month": say_on_date(month, language),
        "year": say_date(year, language),
        "in_year": say_on_date(year, language),
        "note": fact.note,
        "worked_out": fact.worked_out,
        "date_basis": fact.date_basis,
        "as_of": say_date_in_text(fact.as_of, language),
        "on_as_of": say_on_date(fact.as_of, language),
        "precision": _precision(fact.as_of),
        "retired": fact.retired,
        "asks_why": fact.asks_why,
        "cause": fact.because_of[0].cause if fact.because_of else "",
        "is_shared": bool(fact.also_right or fact.also_right_text),
    }


def _is_dated_by_source(fact: Fact, bank: Bank) -> tuple[bool, bool]:
    """Tell whether the date of a fact's source tells that of the fact, and its month."""
    if fact.dated is None or not fact.source:
        return fact.dated is None, fact.dated is None
    date = bank.sources[fact.source].date
    if date is None:
        return False, False
    return is_within(date, fact.dated), is_within(month_of(date), month_of(fact.dated))


def is_within(date: Date | None, period: Date | None) -> bool:
    """Tell whether a date lies in a period, or is the same day; what nobody knows lies nowhere.

    What was said in May stands in a text of 29 May: who is told the text's date knows the month.
    """
    if date is None or period is None:
        return False
    return period.first <= date.first and date.last <= period.last


def _precision(date: Date | None) -> str:
    """Return how exact a date is, as wordings have it: of what is only about then, "about"."""
    if date is None:
        return ""
    return "about" if date.is_about else date.precision


def _statement(
    statement: Statement, fact: Fact, bank: Bank, language: Language
) -> dict[str, object]:
    speaker = bank.people[statement.speaker]
    office = office_at(speaker, statement.date)
    on_date = say_on_date(statement.date, language)
    in_year = say_on_date(year_of(statement.date), language) if statement.date else ""
    return {
        "speaker": speaker.name,
        "speaker_with_office": name_with_office(speaker, statement.date),
        "office": office.office if office else "",
        "speaker_apposed": name_in_apposition(speaker, statement.date),
        "is_person": speaker.kind == "person",
        "is_author": speaker.class_ == "author",
        "verb": say_verb(language.verbs[statement.verb]),
        "verb_on_date": say_verb_on_date(language.verbs[statement.verb], on_date),
        "verb_in_year": say_verb_on_date(language.verbs[statement.verb], in_year),
        "quote": " … ".join(statement.quote),
        "has_quote": statement.wording in ("verbatim", "translated"),
        "gist": statement.gist,
        "gap": statement.gap,
        "gap_hint": statement.gap_hint,
        "gist_blank": statement.gist.replace(statement.gap, BLANK, 1) if statement.gap else "",
        "about": statement.about,
        "asks": statement.asks,
        "asked_of": _asked_of(statement, fact, bank, language),
        "answer": statement.answer,
        "wording": statement.wording,
        "nature": statement.nature,
        "hedged": statement.hedges[0].said if statement.hedges else "",
        "hedge_word": statement.hedges[0].word if statement.hedges else "",
        "to": statement.to,
        "place": statement.place,
        "date": say_date(statement.date, language),
        "on_date": on_date,
        "precision": _precision(statement.date),
    }


def _event(event: Event, bank: Bank, language: Language) -> dict[str, object]:
    return {
        "actor": bank.people[event.actor].name if event.actor else "",
        "what": event.what,
        "asks": event.asks,
        "short": event.short,
        "is_heading": event.heading,
        "date_in_figures": say_in_figures(event.date, language),
        "month_and_year": say_month(event.date, language),
        "place": event.place,
        "date": say_date(event.date, language),
        "on_date": say_on_date(event.date, language),
        "precision": _precision(event.date),
        "has_one_end": event.date.is_open,
        "century": say_date(century_of(event.date), language),
        "century_nth": say_nth_century(event.date, language),
    }


def _quantity(quantity: Quantity, fact: Fact, bank: Bank, language: Language) -> dict[str, object]:
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
        **say_compared(quantity),
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
        "value_first": quantity.says.lstrip().startswith("{value}"),
        "says_blank": say_of(quantity, blank, language) if blank else "",
        "number": "" if quantity.value is None else say_number(quantity.value, language),
        "has_number": quantity.value is not None,
        "unit": unit.name,
        "date": say_date(quantity.date, language) if quantity.date else "",
        "on_date": say_on_date(quantity.date, language) if quantity.date else "",
    }
    if by:
        variables["according_to"] = _cited_in(by, fact, bank, language)
    return variables


def _asked_of(statement: Statement, fact: Fact, bank: Bank, language: Language) -> str:
    """Return according to what the own question of a statement is asked.

    A question that does not say who spoke needs the speaker before it, unless the text speaks.
    """
    speaker = bank.people[statement.speaker]
    names = (speaker.name, *speaker.spellings)
    if speaker.class_ != "author" and not any(name in statement.asks for name in names):
        return _cited_in(speaker.name, fact, bank, language)
    if not fact.source:
        return ""
    return name_source(fact.source, call_source(bank.sources[fact.source], language))


def _cited_in(by: str, fact: Fact, bank: Bank, language: Language) -> str:
    """Return by whose account something is so, and in which text that stands."""
    if not fact.source:
        return by
    name = name_source(fact.source, call_source(bank.sources[fact.source], language))
    return fill(language.cited_in, by=by, text=name)


def _position(position: Position, fact: Fact, bank: Bank, language: Language) -> dict[str, object]:
    actor, issue = bank.people[position.actor], bank.issues[position.issue]
    by = bank.people[position.by].name if position.by else ""
    variables: dict[str, object] = {
        "by": by,
        "scope": _limits_of(position, issue),
        **limit_variables(position, main_aspect(position, bank), bank),
        "actor": actor.name,
        "actor_with_office": name_with_office(actor, fact.as_of),
        "actor_apposed": name_in_apposition(actor, fact.as_of),
        "is_person": actor.kind == "person",
        "issue": issue.text,
        "stance": issue.stances[position.stance],
        "condition": position.condition,
        "place": position.place,
        "open_list": position.open_list,
    }
    if by:
        variables["according_to"] = _cited_in(by, fact, bank, language)
    return variables


def main_aspect(position: Position, bank: Bank) -> str:
    """Return the last aspect in which a position is limited without giving its actor away.

    Empty where there is none. A card asks for this limit, since it asks for one thing; what stands
    before it in the sentence is given.
    """
    known = bank.issues[position.issue].scope
    return next(
        (
            name
            for name, aspect in [*known.items()][::-1]
            if name in position.scope and position.scope[name] not in aspect.tells_actor
        ),
        "",
    )


def limit_variables(position: Position, aspect: str, bank: Bank) -> dict[str, object]:
    """Return what there is to say of one aspect of a position; no limit where it states none."""
    issue = bank.issues[position.issue]
    known, value = issue.scope.get(aspect), position.scope.get(aspect, "")
    is_stated = known is not None and bool(value)
    return {
        "limit": value,
        "limit_says": fill(known.says, value=value) if known and is_stated else "",
        "limit_asks": known.asks if known else "",
        "limit_heading": known.heading or aspect.replace("-", " ") if known else "",
        "other_limits": _limits_of(position, issue, aspect),
        "tells_actor": known is not None and value in known.tells_actor,
    }


def _limits_of(position: Position, issue: Issue, but_for: str = "") -> str:
    """Return the limits of a position as they go on after its stance, perhaps but for one."""
    return " ".join(
        fill(aspect.says, value=position.scope[name])
        for name, aspect in issue.scope.items()
        if name in position.scope and name != but_for
    )


def said_term(term: Term, bank: Bank) -> str:
    """Return a term as it stands in a sentence, in its own language."""
    return _said(term.term, term.languages.term if term.languages else "", bank)


def said_meaning(term: Term, bank: Bank) -> str:
    """Return a meaning as it stands in a sentence, in its own language."""
    return _said(term.meaning, term.languages.meaning if term.languages else "", bank)


def _said(words: str, language: str, bank: Bank) -> str:
    is_own = not language or base_of(language) == base_of(bank.language)
    return words if is_own else in_language(words, language)


def name_language(tag: str, language: Language) -> str:
    """Return what a language is called, that of a region by its own name if it has one; or nothing.

    Brazilian Portuguese has a name of its own, Swiss German has not.
    """
    names = language.language_names
    return next((names[each] for each in (*tags_for(tag), base_of(tag)) if each in names), "")


def _is_definite(term: Term, language: Language) -> bool:
    """Tell whether a meaning begins as what there is one of: the 1st President."""
    first = term.meaning.split(maxsplit=1)[0].casefold()
    return first in language.first_words and first not in language.articles


def _can_be_named(term: Term, language: Language) -> bool:
    """Tell whether a meaning is so much the term's own that the term can be asked for by it.

    Of names only one can be "the capital of Estonia", but many are "a cruise missile"; and nothing
    is the word for "what he was to present". And a long name has too many forms.
    """
    first = term.meaning.split(maxsplit=1)[0].casefold()
    words = [word for word in term.term.split() if word.casefold() not in language.first_words]
    if first in language.question_words or len(words) > SHORT_WORDS:
        return False
    return first not in language.articles or not is_name(term.term, language.first_words)


def _a_term(term: Term, language: Language) -> str:
    """Return a term that its author wrote as one of many, "an atoll"; else nothing.

    No article is guessed: a meaning that begins with "a" explains an atoll as well as erosion.
    """
    is_one_of_many = term.term.partition(" ")[0].casefold() in language.articles
    return term.term if is_one_of_many and term.relation == "means" else ""


def ends_alike(words: str, other: str) -> bool:
    """Tell whether two phrases end with the same sign, or both with none.

    >>> ends_alike("Goodbye!", "Thank you!"), ends_alike("Goodbye!", "How are you?")
    (True, False)
    """
    ends = [text[-1:] if not text[-1:].isalnum() else "" for text in (words, other)]
    return ends[0] == ends[1]


def are_of_one_sort(term: Term, other: Term) -> bool:
    """Tell whether two words look like words of one sort, two nouns, say, in both languages."""
    sorts = [
        (
            looks_of_word(each.term, each.languages.term if each.languages else ""),
            looks_of_word(each.meaning, each.languages.meaning if each.languages else ""),
        )
        for each in (term, other)
    ]
    return sorts[0] == sorts[1]


def is_same_word(term: Term) -> bool:
    """Tell whether a word is its own translation, so that there is nothing to ask: Malta, Malta."""
    return term.term.casefold() == term.meaning.casefold()


def is_spelled_by(abbreviation: str, meaning: str) -> bool:
    """Tell whether the letters of an abbreviation stand in its meaning, in order, from its first.

    >>> is_spelled_by("ATACMS", "Army Tactical Missile System"), is_spelled_by("Fe", "iron")
    (True, False)
    """
    letters = [letter for letter in abbreviation.casefold() if letter.isalnum()]
    words = meaning.casefold()
    if not letters or not words.startswith(letters[0]):
        return False
    rest = iter(words)
    return all(letter in rest for letter in letters)


def _term(term: Term, fact: Fact, bank: Bank, language: Language) -> dict[str, object]:
    person = bank.persons_by_name.get(term.term)
    held = office_at(person, fact.as_of) if person and term.relation == "was" else None
    languages, own = term.languages, base_of(bank.language)
    return {
        "office": held.office if held else "",
        "is_name": is_name(term.term, language.first_words),
        "class_apart": bank.class_apart(fact),
        "term": said_term(term, bank),
        "meaning": said_meaning(term, bank),
        "relation": term.relation,
        "accepted": ", ".join(fact.accept),
        "term_language": name_language(languages.term, language) if languages else "",
        "meaning_language": name_language(languages.meaning, language) if languages else "",
        "term_is_foreign": bool(languages and base_of(languages.term) != own),
        "meaning_is_foreign": bool(languages and base_of(languages.meaning) != own),
        "term_has_article": has_article(term.term, languages.term) if languages else False,
        "is_spelled": is_spelled_by(term.term, term.meaning),
        "is_same": is_same_word(term),
        "is_seen": term.meaning.casefold() in term.term.casefold().split(),
        "a_term": _a_term(term, language),
        "is_word": len(term.meaning.split()) == 1,
        "is_short": len(term.meaning.split()) <= SHORT_WORDS,
        "is_definite": _is_definite(term, language),
        "can_be_named": _can_be_named(term, language),
        "is_person": person is not None,
    }


def _property(claim: Property, fact: Fact, bank: Bank, language: Language) -> dict[str, object]:
    declared = bank.properties[claim.property]
    values = values_in_words(claim, bank, language)
    value = values[asked_value(fact)]
    return {
        "subject": claim.subject,
        "asked_subject": claim.subject,
        "asked_says_all": "",
        "value_says_all": "",
        "of": declared.of,
        "property": name_of(claim.property, declared),
        **value_variables(claim, value, declared, language),
        **all_variables(claim, values, declared, language),
        "values": ", ".join(values),
        "asks": ask(claim, declared, language),
        "asks_alone": ask_alone(claim, declared, language),
        "asks_back": ask_back(claim, value, declared, language),
        "asks_back_all": ask_back(claim, value, declared, language, of_several=True),
        "says_blank": say_with_blank(claim, BLANK, declared, language, BLANK),
        "says_blank_back": say_with_blank(claim, value, declared, language, BLANK, BLANK),
        "is_many": declared.many,
        "is_person": declared.is_ == "person",
        "is_picture": declared.is_ == "picture",
        "is_date": bool(claim.dates),
        "is_one_to_one": declared.is_one_to_one(claim.value[asked_value(fact)]),
        "open_list": claim.open_list,
    }
