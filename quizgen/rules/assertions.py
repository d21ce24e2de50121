"""What an item says by itself, apart from what its facts and quotations say.

Claims are attributed and dated, quotations are real, no word takes a side, and no opinion has a
key.
"""

import re
from collections.abc import Iterator

from quizgen.bank.dates import month_of, year_of
from quizgen.bank.facts import Fact, Position, Quantity, Statement, Term
from quizgen.content import plain, spoken
from quizgen.judge.subject import Subject
from quizgen.judge.texts import as_quoted, contains, folded, found_in, quotations_in, unquoted
from quizgen.language.dates import say_date, say_on_date
from quizgen.language.quantities import say_bare
from quizgen.language.reporting import verb_alone
from quizgen.language.variables import is_within
from quizgen.quiz.item import Choice, Cloze, Discussion, Item, Matching, TrueFalse
from quizgen.quiz.meaning import SomeReply
from quizgen.quiz.walk import asserted_texts, filled, key_texts, seen_texts
from quizgen.rules.parts import found_beside_claims
from quizgen.rules.rule import Finding, rule

YEAR = re.compile(r"\b[12]\d{3}\b")


@rule("DATE-1", "W", "no item speaks of now without a date")
def stale_words(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a word that goes stale in a text without a year beside it (Wozniak's rule 19).

    What a word of another language means, “today” say, is the same tomorrow.
    """
    claims = [subject.facts[fact_id].claim for fact_id in item.facts if fact_id in subject.facts]
    if claims and all(isinstance(it, Term) and it.relation == "translates" for it in claims):
        return
    for text in map(plain, asserted_texts(item)):
        for word in subject.language.clock_words:
            if contains(text, word) and not YEAR.search(text):
                yield Finding(f"'{word}' in “{text}” goes stale", "give the date", "W")


@rule("ATTR-1", "E", "claims are attributed, not asserted")
def unattributed_claims(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a contested claim that stands as our own: no speaker, no verb of saying, or no date.

    Haladyna; Beutelsbach 2.
    """
    for fact_id in item.facts:
        fact = subject.facts[fact_id]
        if isinstance(fact.claim, Statement | Position) or fact.status != "settled":
            yield from _attribution(item, fact, subject)
        if isinstance(fact.claim, Quantity) and not _is_hedged(item, fact, fact.claim, subject):
            hint = "write {{ value }}, or {{ hedge }} in the stem"
            yield Finding(f"'{fact.claim.qualifier}' is lost from “{_assertion(item, fact)}”", hint)


def _attribution(item: Item, fact: Fact, subject: Subject) -> Iterator[Finding]:
    text = _assertion(item, fact)
    with_key = " ".join([text, *map(plain, key_texts(item))])
    source = subject.bank.sources.get(fact.source)
    called = (source.called or source.publisher or source.title) if source else ""
    match fact.claim:
        case Statement(speaker=person, verb="wrote") if _is_author(person, subject):
            name = called  # who speaks is the source itself
        case Statement(speaker=person) | Position(actor=person):
            name = subject.bank.people[person].name
        case Quantity(by=person) if person:
            name = subject.bank.people[person].name
        case _:
            name = called
    if not name:
        return  # it is nobody's word, and printed as such
    if not contains(with_key, name):
        yield Finding(f"“{text}” does not say whose claim it is", "name the speaker or the source")
    known = [date for date in (fact.as_of, fact.date) if date]
    printed = source.date if source else None
    if printed and (not isinstance(fact.claim, Statement) or is_within(printed, fact.dated)):
        known.append(printed)  # it stands beside the name of a text; words may be far older
    if any(contains(plain(key), name) for key in key_texts(item)):  # a day may tell who it was
        known += [*map(month_of, known), *map(year_of, known)]
    dates = [say_date(date, subject.language) for date in known]
    in_sentences = [say_on_date(date, subject.language) for date in known]  # around 500 BCE
    if dates and not any(contains(text, date) for date in (*dates, *in_sentences)):
        yield Finding(f"“{text}” does not say when", f"put {dates[0]} into the wording")
    if isinstance(fact.claim, Statement):
        verbs = (verb_alone(subject.language.verbs[fact.claim.verb]), *subject.language.asking)
        quoted = map(as_quoted, quotations_in(item.prompt))
        is_quoted = isinstance(item.interaction, Matching) or any(
            words in subject.quotations for words in quoted
        )
        is_cited = found_in(unquoted(text), subject.language.attributions)
        if not (is_quoted or is_cited or any(contains(text, verb) for verb in verbs)):
            yield Finding(
                f"“{text}” has no reporting verb", "write {{ verb }} or ask what was said"
            )


def _is_author(person: str, subject: Subject) -> bool:
    return subject.bank.people[person].class_ == "author"


def _is_hedged(item: Item, fact: Fact, quantity: Quantity, subject: Subject) -> bool:
    """Tell whether a quantity keeps its qualifier, or the item does not say its number."""
    if quantity.qualifier == "exact" or quantity.printed:
        return True
    hedge = subject.language.qualifiers[quantity.qualifier].replace("{value}", "").strip()
    words = (hedge, subject.language.hedges[quantity.qualifier])
    with_key = " ".join([_assertion(item, fact), *map(plain, key_texts(item))])
    said = contains(with_key, say_bare(quantity, subject.units, subject.language))
    return not said or any(contains(with_key, word) for word in words)


def _assertion(item: Item, fact: Fact) -> str:
    """Return what an item says of one of its facts.

    What speaks against a claim is only offered; who said it, and when, the rationale tells.
    """
    reply = SomeReply(fact.id)
    match item.interaction:
        case Choice(options=options) if any(
            each.is_key and each.means == reply for each in options
        ):
            return plain(item.rationale)
        case Discussion(bands=bands):
            return " ".join(map(plain, (item.prompt, *(band.does for band in bands))))
        case Matching(premises=premises, responses=responses):
            ids = {response.id for response in responses if response.means == reply}
            asked = (premise for premise in premises if premise.id == fact.id)
            said = [f"{plain(premise.text)} {plain(premise.detail)}" for premise in asked]
            said += [plain(each.rationale) for each in premises if each.response in ids]
            return " ".join(said)
        case Cloze() as cloze:
            return plain(filled(cloze))
        case _:
            return spoken(item.prompt)


@rule("QUOTE-1", "E", "no invented words in a real mouth")
def invented_quotations(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a quotation that the bank does not have, and a false statement about what was said.

    Lures are remembered.
    """
    offered = item.interaction.options if isinstance(item.interaction, Choice) else ()
    for text in (*asserted_texts(item), *(option.content for option in offered)):
        for quotation in quotations_in(text):
            said = as_quoted(quotation)  # most is known, and to read all texts of a bank takes long
            is_unknown = said not in subject.quotations and said not in subject.quoted
            if is_unknown and (item.facts or subject.quotations):
                hint = "quote the bank's words exactly, or leave out the quotation marks"
                yield Finding(f"the bank has no quotation “{quotation}”", hint)
    is_false = isinstance(item.interaction, TrueFalse) and not item.interaction.is_true
    claim = subject.facts[item.facts[0]].claim if is_false and item.facts else None
    if isinstance(claim, Statement):
        stem, speaker = spoken(item.prompt), subject.bank.people[claim.speaker].name
        told = (claim.gist, " … ".join(claim.quote))
        if not contains(stem, speaker) or not any(contains(stem, words) for words in told):
            hint = "make it false by its date, place or number"
            yield Finding(f"“{stem}” changes a speaker or their words", hint)


@rule("SENS-1", "W", "no loaded words outside quotation marks")
def loaded_words(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a word that judges, outside quotation marks (Oxfam; Council of Europe)."""
    if not subject.bank.loaded_words:
        return
    for text in dict.fromkeys(map(plain, (*seen_texts(item), *asserted_texts(item)))):
        rest = unquoted(text)
        for word in sorted(subject.loaded_words.in_(rest), key=folded(rest).index):
            hint = "choose a word that both sides could use, or quote the speaker"
            yield Finding(f"'{word}' in “{text}” is a loaded word", hint)


@rule("FORM-5", "W", "no opinion is keyed")
def keyed_opinions(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find an item that has a key for a matter of opinion."""
    if isinstance(item.interaction, Discussion):
        return
    stem, phrases = spoken(item.prompt), subject.language.opinion_phrases
    for phrase in found_beside_claims(stem, phrases, item, subject):
        hint = "make it a discussion prompt, which has no key"
        yield Finding(f"'{phrase}' in “{stem}” asks for an opinion", hint)
