"""Bank text -> Bank, or every mistake in it at once."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import PurePath
from typing import Any

from quizgen.bank.bank import Bank, DeclaredProperty, Issue, Person, Prompt, Source
from quizgen.bank.dates import Date, usual_as_of
from quizgen.bank.facts import USUAL_STATUS, Fact
from quizgen.bank.pictures import PictureFile
from quizgen.bank.places import Place
from quizgen.bank.questions import Passage, Question
from quizgen.errors import BankError, Where, guess, quoted, suggest
from quizgen.ids import ID, LANGUAGE_TAG
from quizgen.judge.sameness import Sameness
from quizgen.language.sentences import AsWritten
from quizgen.language.words import Language
from quizgen.read.checks import (
    Flaw,
    check_fact,
    check_found,
    check_hard_word,
    check_issue,
    check_person,
    check_place,
    check_places,
    check_property,
    check_source,
    check_sourced,
    check_unit,
    dates_of_fact,
    later_dates,
)
from quizgen.read.dates import parse_date
from quizgen.read.digits import read_numbers
from quizgen.read.draft import Draft
from quizgen.read.given import Given
from quizgen.read.language import words_for
from quizgen.read.left_out import Member, fill_in
from quizgen.read.links import check_links
from quizgen.read.nodes import Keyed, Listed, Steps, Unreadable, where_at
from quizgen.read.picture_parts import check_parts
from quizgen.read.pictures import ReadBeside, see_pictures
from quizgen.read.properties import (
    A_YEAR,
    check_properties,
    check_value_pictures,
    dates_in,
    place_of_fact,
)
from quizgen.read.questions import check_passage, check_question, type_of, with_digits
from quizgen.read.references import check_references, known_in
from quizgen.read.schema import CLAIMS, plain_number, record_validator_of, shallow_validator_of

TABLES: Mapping[str, type] = {
    "sources": Source,
    "people": Person,
    "issues": Issue,
    "places": Place,
    "pictures": PictureFile,
    "properties": DeclaredProperty,
    "passages": Passage,
}
LISTS = ("facts", "questions", "discussion")


def read_bank(
    text: str | bytes,
    path: str,
    languages: Mapping[str, Language],
    read_beside: ReadBeside | None = None,
) -> Bank:
    """Return the bank that a text holds.

    `read_beside` returns the bytes of a picture by its `file`; without it pictures are not looked
    at, and frames stand for them. Raises BankError with every problem, in file order.
    """
    return read_draft(Draft.of(text, path), PurePath(path).stem, languages, read_beside)


def read_draft(
    draft: Draft,
    name: str,
    languages: Mapping[str, Language],
    read_beside: ReadBeside | None = None,
    lent_ids: Collection[str] = (),
) -> Bank:
    """Return the bank that a tree stands for, to be kept in a file of that name.

    `lent_ids` are of facts that it may refer to and does not hold.
    """
    _rename_old_keys(draft)
    named = fill_in(draft, name)
    header = _read_header(draft)
    tables = {name: _read_table(draft, name, cls) for name, cls in TABLES.items()}
    tables["pictures"] = see_pictures(draft, tables["pictures"], read_beside)
    language = draft.at("language") or "en-GB"
    words = words_for(str(language), languages)
    if words:
        read_numbers(draft, words)
    given = _read_tables(draft, header or {}, tables, words, read_beside)
    tables["properties"] |= given.properties
    facts = _read_facts(draft, tables, header or {}, _places_in("facts", named))
    discussion = _read_discussion(draft)
    questions = _read_questions(draft, words, _places_in("questions", named))
    _check_header(draft, name, header or {}, languages, is_part=bool(lent_ids))
    _check_ids(draft)
    ids = [*(fact.id for fact in given.facts), *lent_ids]
    of_tables = {"properties": given.properties, "facts": ids, "facts or people": ids}
    check_references(draft, known_in(draft, words, of_tables), is_part=bool(lent_ids))
    _check_parts(draft, tables, facts, header or {})
    _check_together(draft, facts, given, tables)
    if draft.problems or header is None or not isinstance(draft.tree, Keyed):
        raise BankError(draft.problems)
    bank = Bank(
        **{
            **header,
            **tables,
            "facts": (*facts.values(), *given.facts),
            "questions": questions,
            "discussion": discussion,
            "tables": given.tables,
            "units": {**given.units, **header.get("units", {})},
            "also_called": {**given.also_called, **header.get("also_called", {})},
        },
        where=where_at(draft.path, draft.tree.place),
    )
    return _with_case_kept(bank, words)


# --------------------------------------------------------------------------- the parts


def _rename_old_keys(draft: Draft) -> None:
    """Tell which keys of issues have another name now, and let the rest be read under the new one.

    Else each position would be told twice over: its old key is unknown, and the new one missing.
    """
    entries, facts = draft.at("questions"), draft.at("facts")
    has_issues = isinstance(entries, Keyed) and any(
        isinstance(entry, Keyed) and "stances" in entry for entry in entries.values()
    )
    if has_issues and isinstance(draft.tree, Keyed):
        hint = "write issues, and in each position issue in place of question"
        draft.report_key(("questions",), "key 'questions' is now 'issues'", hint)
        _rename(draft.tree, "questions", "issues")
    for place, fact in enumerate(facts if isinstance(facts, Listed) else ()):
        if isinstance(fact, Keyed) and fact.get("kind") == "position" and "question" in fact:
            if not has_issues:
                way = ("facts", place, "question")
                draft.report_key(way, "key 'question' is now 'issue'", "write issue")
            _rename(fact, "question", "issue")


def _rename(holder: Keyed, old: str, new: str) -> None:
    """Put what an old key holds under the new one, unless something stands there already."""
    kept: tuple[dict[str, Any], ...] = (holder, holder.key_places, holder.value_places)
    for by_key in kept:
        by_key.setdefault(new, by_key.pop(old))


def _read_header(draft: Draft) -> dict[str, Any] | None:
    """Check the bank's own keys; the members of its tables and lists come one by one."""
    validator = shallow_validator_of(Bank, frozenset((*TABLES, *LISTS)))
    values: dict[str, Any] | None = draft.check_by(validator, Bank)
    return values


def _read_table(draft: Draft, name: str, cls: type) -> dict[str, Any]:
    """Return id -> value of a table's sound members."""
    members = {key: draft.check(cls, name, key) for key in draft.keys_at(name) or ()}
    return {key: value for key, value in members.items() if value is not None}


def _read_tables(
    draft: Draft,
    header: Mapping[str, Any],
    tables: Mapping[str, Mapping[str, Any]],
    words: Language | None,
    read_beside: ReadBeside | None,
) -> Given:
    """Return what the tables beside a bank bring to it; what reads them is loaded where there are.

    All that reads tables takes 5 ms to import, a hundredth of a build.
    """
    if not header.get("tables"):
        return Given(facts=(), properties={}, units={}, also_called={})
    from quizgen.read.tables import Known, read_tables

    for place, table in enumerate(header["tables"]):
        if header.get("sourced") == "required" and not table.source:
            message = "the table names no source, and the bank says sourced: required"
            draft.report(("tables", place), message, "add source: an id under sources")
    known = Known(
        sources=tables["sources"],
        people=tables["people"],
        properties=tables["properties"],
        pictures=tables["pictures"],
        units=header.get("units", {}),
        as_of=header.get("as_of"),
        language=words,
    )
    return read_tables(draft, header["tables"], known, read_beside)


def _check_together(
    draft: Draft,
    facts: Mapping[int, Fact],
    given: Given,
    tables: Mapping[str, Mapping[str, Any]],
) -> None:
    """Check that the facts of tables agree with one another and with those of the bank."""
    in_tables = dict(enumerate(given.facts, start=max(facts, default=-1) + 1))
    firsts = {fact.id: fact for fact in facts.values()}
    for fact in given.facts:
        if (first := firsts.setdefault(fact.id, fact)) is not fact:
            message = f"the fact would be {quoted(fact.id)}, which stands in {place_of_fact(first)}"
            _report_in_table(draft, fact, message, "give the fact or the row another id")
    every, properties = {**facts, **in_tables}, tables["properties"]
    for place, (way, message, hint) in chain(
        check_properties(every, properties),
        check_value_pictures(every, properties, tables["pictures"]),
    ):
        if place in in_tables:
            _report_in_table(draft, in_tables[place], message, hint)
        else:
            draft.report(("facts", place, *way), message, hint)


def _report_in_table(draft: Draft, fact: Fact, message: str, hint: str) -> None:
    from quizgen.read.cells import problem_at  # only a bank with tables waits for it

    draft.problems.append(problem_at(fact.where, message, hint))


def _read_facts(
    draft: Draft,
    tables: Mapping[str, Mapping[str, Any]],
    header: Mapping[str, Any],
    named: Collection[int],
) -> dict[int, Fact]:
    """Return place -> fact of the sound facts; `named` are those whose id is not their own."""
    facts = {}
    trees = draft.at("facts")
    for place, tree in enumerate(trees if isinstance(trees, Listed) else ()):
        values = _read_fact(draft, tree, place)
        if values is not None and isinstance(tree, Keyed):
            if values["kind"] == "property":
                values["subject"] = values["subject"].strip()
                values["value"] = tuple(map(str.strip, values["value"]))
                _date_values(draft, values, tables["properties"], place)
            values["has_own_id"] = place not in named
            where = where_at(draft.path, tree.place)
            facts[place] = _make_fact(values, tables["sources"], header, where)
    return facts


def _read_fact(draft: Draft, tree: Any, place: int) -> dict[str, Any] | None:
    """Return the fields of a fact and of its claim, or None after telling why not."""
    if not isinstance(tree, Keyed):
        draft.check(Fact, "facts", place)
        return None
    kind = tree.get("kind")
    if isinstance(kind, str) and kind in CLAIMS:
        values: dict[str, Any] | None = draft.check_by(
            record_validator_of(CLAIMS[kind]), CLAIMS[kind], "facts", place
        )
        return values
    known = (
        suggest(kind, CLAIMS, "kinds") if isinstance(kind, str) else f"one of {', '.join(CLAIMS)}"
    )
    if kind is None:
        draft.report(("facts", place), "key 'kind' is missing", known)
    elif isinstance(kind, str):
        draft.report(("facts", place, "kind"), f"kind {quoted(kind)} is unknown", known)
    elif not isinstance(kind, Unreadable):
        draft.report(("facts", place, "kind"), "kind must be a text", known)
    return None


def _date_values(
    draft: Draft,
    values: dict[str, Any],
    properties: Mapping[str, DeclaredProperty],
    place: int,
) -> None:
    """Fill in the dates that the values of a property are, or tell why they are none."""
    values["dates"], wrong = dates_in(values["value"], properties.get(values["property"]))
    is_list = isinstance(draft.at("facts", place, "value"), Listed)
    for number, message in wrong:
        way = ("facts", place, "value", *((number,) if is_list else ()))
        found = draft.at(*way)
        hint = A_YEAR if message.endswith("a year") else _hint_of_date(str(found))
        draft.report(way, f"value {message}", hint)


def _hint_of_date(found: str) -> str:
    from quizgen.read.date_hints import date_hint  # only who has made a slip waits for it

    return date_hint(found)


def _make_fact(
    values: dict[str, Any], sources: Mapping[str, Source], header: Mapping[str, Any], where: Where
) -> Fact:
    """Divide the flat fields between fact and claim, and work out what the file leaves out."""
    kind = values["kind"]
    claim = {name: values.pop(name) for name in _CLAIM_FIELDS[kind] if name in values}
    if (date := claim.get("date")) and (calendar := values.get("calendar")):
        claim["date"] = _in_calendar(date, calendar)
    if "as_of" not in values:
        source = sources.get(values.get("source", ""))
        of_source = source.date if source else None
        values["as_of"] = usual_as_of(claim.get("date"), of_source, header.get("as_of"))
    is_nobodys = not values.get("source") and kind == "quantity" and not claim.get("by")
    values.setdefault("status", "settled" if is_nobodys else USUAL_STATUS[kind])
    if claim.get("relation") == "translates" and header.get("languages"):
        claim.setdefault("languages", header["languages"])
    if kind == "quantity" and "distractors" in values:
        values["distractors"] = tuple(
            replace(wrong, text=plain_number(wrong.text)) for wrong in values["distractors"]
        )
    return Fact(claim=CLAIMS[kind](**claim), where=where, **values)


def _in_calendar(date: Date, calendar: str) -> Date:
    """Return a day as one of a calendar; what is no day has none, which the checks tell."""
    is_of_days = date.precision in ("day", "range") and not date.calendar
    return parse_date(f"{date.text} {calendar}") if is_of_days else date


_CLAIM_FIELDS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(claim.__dataclass_fields__)  # type: ignore[attr-defined]
    for kind, claim in CLAIMS.items()
}


_MAY_BEGIN_SMALL = ("term", "meaning", "what", "short", "subject", "asks", "says", "gist", "answer")
"""Of a claim, what may stand at the start of a sentence."""


def _with_case_kept(bank: Bank, language: Language | None) -> Bank:
    """Return the bank with its words marked that keep their first letter, as `keep_case` says.

    Articles and the like are raised all the same: of "kg" and "the base unit of mass" only the
    first has a small letter of its own.
    """
    kept_facts = any(fact.keep_case for fact in bank.facts)
    if not kept_facts and not any(person.keep_case for person in bank.people.values()):
        return bank
    raised = frozenset(language.stop_words if language else ())

    def kept(words: str) -> str:
        first, _, rest = words.partition(" ")
        return words if rest and first in raised else AsWritten(words)

    facts = []
    for fact in bank.facts:
        names = [name for name in _MAY_BEGIN_SMALL if fact.keep_case and hasattr(fact.claim, name)]
        said: dict[str, Any] = {name: kept(getattr(fact.claim, name)) for name in names}
        claim: Any = fact.claim
        facts.append(replace(fact, claim=replace(claim, **said)) if said else fact)
    people = {
        key: replace(person, name=AsWritten(person.name)) if person.keep_case else person
        for key, person in bank.people.items()
    }
    return replace(bank, facts=tuple(facts), people=people)


def _read_discussion(draft: Draft) -> tuple[Prompt, ...]:
    prompts = draft.at("discussion")
    places = range(len(prompts)) if isinstance(prompts, Listed) else ()
    read = (draft.check(Prompt, "discussion", place) for place in places)
    return tuple(prompt for prompt in read if prompt is not None)


def _places_in(name: str, named: Collection[Member]) -> frozenset[int]:
    """Return the places of a list whose members have no id of their own."""
    return frozenset(place for list_name, place in named if list_name == name)


def _read_questions(
    draft: Draft, language: Language | None, named: Collection[int]
) -> tuple[Question, ...]:
    """Return the sound questions, each with its type; `named` are those with a made id."""
    trees = draft.at("questions")
    bare = Sameness(language).bare if language else str.casefold
    questions = []
    for place in range(len(trees)) if isinstance(trees, Listed) else ():
        question = draft.check(Question, "questions", place)
        if question is not None:
            question = with_digits(question, language) if language else question
            draft.report_all(check_question(question, bare), "questions", place)
            is_named = place not in named
            questions.append(replace(question, type=type_of(question), has_own_id=is_named))
    return tuple(questions)


# --------------------------------------------------------------------------- what they must be


def _check_header(
    draft: Draft,
    name: str,
    header: Mapping[str, Any],
    languages: Mapping[str, Language],
    *,
    is_part: bool,
) -> None:
    """Check the bank's own keys; one that is a part of another may hold nothing to ask about."""
    topic, found = draft.at("topic"), draft.at("language")
    language = found if isinstance(found, str) else ""
    if isinstance(topic, str) and ID.fullmatch(topic) and topic != name:
        message = f"topic {quoted(topic)} is not the file's name, {quoted(name)}"
        draft.report(("topic",), message, f"rename the file to {topic}.yaml, or change the topic")
    if language.strip() and words_for(language, languages) is None:
        hint = suggest(language, languages, "languages")
        if LANGUAGE_TAG.fullmatch(language) and not guess(language, languages):
            hint += f"; `quizgen new --template language {language}` begins one"
        draft.report(("language",), f"language {quoted(language)} is unknown", hint)
    if header.get("edition", 1) < 1:
        draft.report(("edition",), "edition counts from 1", "write 1; `quizgen publish` raises it")
    facts, questions = draft.at("facts"), draft.at("questions")
    has_tables = bool(draft.at("tables"))
    if not (facts or questions or has_tables or is_part) and isinstance(draft.tree, Keyed):
        hint = "add a fact, which quizgen new shows, or a question of your own under questions"
        draft.report(("facts",), "the bank has no facts and no questions", hint)


def _check_ids(draft: Draft) -> None:
    """Ids are unique among facts and prompts."""
    firsts: dict[str, int] = {}
    for name in LISTS:
        members = draft.at(name)
        for step, tree in enumerate(members if isinstance(members, Listed) else ()):
            found = tree.get("id") if isinstance(tree, Keyed) else None
            if not isinstance(tree, Keyed) or not isinstance(found, str):
                continue
            place = tree.value_places["id"]
            if (first := firsts.setdefault(found, place)) != place:
                line = where_at(draft.path, first).line
                message = f"id {quoted(found)} is taken; it stands first in line {line}"
                draft.report((name, step, "id"), message, "give one of the two another id")


def _check_parts(
    draft: Draft,
    tables: Mapping[str, Mapping[str, Any]],
    facts: Mapping[int, Fact],
    header: Mapping[str, Any],
) -> None:
    """Check each sound part in itself, and its dates against the bank's."""
    for findings, base in _findings(tables, facts, header):
        draft.report_all(findings, *base)
    for place, flaw in check_links(facts):
        draft.report_all(iter([flaw]), "facts", place)


def _findings(
    tables: Mapping[str, Mapping[str, Any]],
    facts: Mapping[int, Fact],
    header: Mapping[str, Any],
) -> Iterator[tuple[Iterator[Flaw], Steps]]:
    as_of: Date | None = header.get("as_of")
    checks: Mapping[str, Callable[[Any], Iterator[Flaw]]] = {
        "sources": check_source,
        "people": check_person,
        "issues": check_issue,
        "places": check_place,
        "properties": check_property,
        "passages": check_passage,
        "pictures": check_parts,
        "units": check_unit,
    }
    for name, check in checks.items():
        for key, value in {**header, **tables}.get(name, {}).items():
            yield check(value), (name, key)
            if name == "sources" and header.get("sourced") == "required":
                yield check_found(value), (name, key)
            if as_of is not None and name == "sources":
                yield later_dates([(("date",), value.date)], as_of), (name, key)
            if as_of is not None and name == "issues":
                yield later_dates([(("as_of",), value.as_of)], as_of), (name, key)
    for place, hard in enumerate(header.get("glossary", ())):
        yield check_hard_word(hard), ("glossary", place)
    yield check_places(tables["places"]), ("places",)
    for place, fact in facts.items():
        source = tables["sources"].get(fact.source)
        yield check_fact(fact, source), ("facts", place)
        if header.get("sourced") == "required":
            yield check_sourced(fact), ("facts", place)
        if as_of is not None:
            yield later_dates(dates_of_fact(fact, source), as_of), ("facts", place)
