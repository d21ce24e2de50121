"""The locators, quotations and terms of a fact: what must stand in its source word for word."""

import re
from collections.abc import Iterator, Sequence

from quizgen.bank.facts import Property, Statement, Term
from quizgen.errors import quoted
from quizgen.prove.case import TEXTS, Case, names_of, near, words_at
from quizgen.prove.outcome import Outcome, proved, wrong
from quizgen.prove.source_text import Paragraph, Place, SourceText, bare, comparable, quoted_in
from quizgen.read.nodes import Steps

_LONG_TERM = 8
"""A longer term may have another ending in the text: "sheltering" and "sheltered"."""


def prove_locators(case: Case) -> Iterator[Outcome]:
    """Look for each `at`, which must stand in its source once."""
    for number, also in enumerate(case.fact.also_in):
        if also.source in case.texts:
            text = case.texts[also.source]
            yield locate(also.at, text.find(also.at), text, ("also_in", number, "at"))
    if case.fact.source in case.texts:
        if case.fact.at:
            yield locate(case.fact.at, case.places, case.text, ("at",))
        else:
            yield Outcome("unproved", "locators", ("source",), "no place in its text is named")
        for number, cause in enumerate(case.fact.because_of):
            if not cause.at:
                continue
            places = case.text.find(cause.at)
            yield locate(cause.at, places, case.text, ("because_of", number, "at"))


def prove_quotations(case: Case) -> Iterator[Outcome]:
    """Look for each span of a quotation, and for whatever else stands in quotation marks."""
    claim = case.fact.claim
    if isinstance(claim, Statement):
        for number, span in enumerate(claim.quote):
            yield _quotation(case, claim, span, ("quote", number))
        for number, hedge in enumerate(claim.hedges):
            yield _hedge(case, hedge.said, ("hedges", number, "said"))
    for key in (*TEXTS, "note"):
        for words in quoted_in(words_at(claim, key) or words_at(case.fact, key)):
            if any(text.find(words) for text in case.texts.values()):
                yield proved("quotations")
            else:
                message = f"{quoted(words)} in {key} is in quotation marks, but in no source"
                yield wrong("quotations", (key,), message, near(case.text, words))


def _quotation(case: Case, claim: Statement, span: str, steps: Steps) -> Outcome:
    """Look for a span in the paragraph of `at`, within its quotation marks."""
    written = next((each for each in _as_written(span) if case.text.find(each)), span)
    pieces = [written]
    if not case.text.find(written):
        pieces = [piece for piece in re.split(r"\.{3,}", comparable(span)) if piece.strip()]
    for piece in pieces:
        words = comparable(piece)
        if not case.text.find(words):
            message = f"the text does not have the quotation {quoted(words)}"
            return wrong("quotations", steps, message, near(case.text, words))
        places = [(part, start) for part in case.passages for start in part.finds(words)]
        if case.passages and not places:
            found = case.text.find(words)[0]
            part = case.text.paragraphs[found.paragraph]
            message = f"the quotation {quoted(words)} is not in the paragraph of 'at'"
            hint = f"it stands in the one that begins {_start(part)}: take 'at' from there"
            return wrong("quotations", steps, message, hint)
        is_said = any(part.is_quoted(start, start + len(words)) for part, start in places)
        is_said |= written != span and '"' in words  # else marks within it would seem to end it
        is_exact = claim.wording in {"verbatim", "translated"}
        if is_exact and places and not is_said and not case.is_author(claim.speaker):
            message = f"{quoted(words)} is not within quotation marks in the text"
            hint = "they are the source's words, not the speaker's: wording: paraphrase"
            return wrong("quotations", steps, message, f"{hint}, without quote")
    return proved("quotations")


def _hedge(case: Case, said: str, steps: Steps) -> Outcome:
    """Look for the words that hold a hedge: the source's own, in the paragraph of `at`."""
    words = comparable(said)
    if not case.text.find(words):
        message = f"the text does not have the words {quoted(said)}"
        return wrong("quotations", steps, message, near(case.text, words))
    if case.passages and not any(True for part in case.passages for _ in part.finds(words)):
        message = f"the words {quoted(said)} are not in the paragraph of 'at'"
        return wrong("quotations", steps, message, "take 'at' from where they stand")
    return proved("quotations")


def _as_written(span: str) -> Iterator[str]:
    """Yield a quotation as the source may have it: marks and brackets within it are not printed."""
    yield span
    for marks in ("“\\1”", "«\\1»"):
        yield re.sub(r"[‘'](\b[^‘’']*)[’'](?!\w)", marks, span)
    yield re.sub(r" [–—-] ([^–—]+?) [–—-](?= |$)", r" (\1)", span)


def prove_terms(case: Case) -> Iterator[Outcome]:
    """Look for a term, what an abbreviation stands for, and the values of a property."""
    claim = case.fact.claim
    if isinstance(claim, Property) and not claim.dates:
        people = case.bank.people if case.bank.properties[claim.property].is_ == "person" else {}
        for value in claim.value:
            names = names_of(people[value]) if value in people else (value, *case.fact.accept)
            yield _term(case, "value", [*map(comparable, names)])
    if not isinstance(claim, Term):
        return
    yield _term(case, "term", [comparable(claim.term), *map(comparable, case.fact.accept)])
    if claim.relation == "stands-for":
        yield _term(case, "meaning", [comparable(claim.meaning)])


def _term(case: Case, key: str, spelt: Sequence[str]) -> Outcome:
    """Look for one of the spellings of a term, or for what it stands for."""
    if any(_has_term(part, term) for term in spelt for part in case.passages):
        return proved("terms")
    if case.explained:
        return case.rests(f"{key} {quoted(spelt[0])}", "terms", (key,))
    if key == "term" and any(
        _has_term(paragraph, term) for term in spelt for paragraph in case.text.paragraphs
    ):
        message = f"term {quoted(spelt[0])} is in the text, but not beside 'at'"
        return Outcome("unproved", "terms", (key,), message)
    message = f"{key} {quoted(spelt[0])} is not in the text"
    return wrong("terms", (key,), message, near(case.text, spelt[0]))


def locate(at: str, places: Sequence[Place], text: SourceText, steps: Steps) -> Outcome:
    """Return whether an `at` stands once in a text, at these places."""
    if len(places) == 1:
        return proved("locators")
    if places:
        times = "twice" if len(places) == 2 else f"{len(places)} times"
        message = f"'at' {quoted(at)} occurs {times} in the text"
        return wrong("locators", steps, message, "lengthen it until it occurs once")
    return wrong("locators", steps, f"'at' {quoted(at)} is not in the text", near(text, at))


def _start(paragraph: Paragraph) -> str:
    return quoted(" ".join(paragraph.printed.split()[:8]))


def _has_term(part: Paragraph, term: str) -> bool:
    """Tell whether a paragraph has a term; a noun also as the verb it comes from."""
    term = bare(term)
    stem = term[:-3] if len(term) > _LONG_TERM and term.endswith(("ing", "ion")) else term
    return stem.casefold() in part.comparable.casefold()
