"""Every text of a bank that may come to stand on a page, with who holds it."""

from collections.abc import Iterable, Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.facts import CuratedDistractor, texts_of
from quizgen.bank.questions import texts_of_question
from quizgen.errors import Where
from quizgen.values import dataclass


@dataclass(frozen=True)
class Holder:
    """The part of a bank that a text is written in."""

    what: str
    """As messages name it: "fact 'sputnik'"."""
    where: Where


def texts_by_holder(bank: Bank) -> Iterator[tuple[Holder, tuple[str, ...]]]:
    """Yield what each part of a bank says in words that are printed; retired facts say nothing."""
    own = (bank.title, bank.summary, bank.teacher_note)
    yield Holder("the bank's own keys", bank.where), own
    for note in bank.teacher_notes:
        yield Holder("a teacher's note", note.where), (note.text,)
    for hard in bank.glossary:
        yield Holder(f"the word {hard.word!r}", hard.where), (hard.word, *hard.forms, hard.meaning)
    for key, source in bank.sources.items():
        cited = (source.title, source.author, source.publisher, source.called, source.genre)
        yield Holder(f"source {key!r}", source.where), cited
    for key, person in bank.people.items():
        names = (person.name, *person.spellings, *(held.office for held in person.offices))
        yield Holder(f"person {key!r}", person.where), names
    for key, issue in bank.issues.items():
        said = [issue.text, *issue.stances.values(), *_listed(issue.accepted)]
        for aspect in issue.scope.values():
            said += (aspect.asks, aspect.says, aspect.heading, *_listed(aspect.accepted))
        yield Holder(f"issue {key!r}", issue.where), tuple(said)
    for key, told in bank.properties.items():
        words = (told.name, told.asks, told.asks_alone, told.says, told.asks_back)
        yield Holder(f"property {key!r}", told.where), (*words, told.asks_back_all)
    for unit in bank.units.values():
        yield (
            Holder("the bank's units", bank.where),
            (unit.one, unit.many, unit.few, unit.other, unit.name),
        )
    for fact in bank.facts:
        if not fact.retired:
            curated = _written(fact.distractors)
            linked = (
                *(link.cause for link in fact.because_of),
                *(part for link in fact.because_of for part in _written(link.distractors)),
                *(it.point for it in fact.counters),
            )
            texts = (*texts_of(fact.claim), fact.note, fact.worked_out, *fact.accept, *curated)
            texts = (*texts, fact.asks_why, *linked)
            yield Holder(f"fact {fact.id!r}", fact.where), texts
    for key, passage in bank.passages.items():
        yield Holder(f"passage {key!r}", passage.where), (passage.title, passage.text, passage.at)
    for question in bank.questions:
        if not question.retired:
            yield Holder(f"question {question.id!r}", question.where), texts_of_question(question)
    for prompt in bank.discussion:
        scheme = (part for level in prompt.marking for part in (level.level, level.does))
        yield Holder(f"prompt {prompt.id!r}", prompt.where), (prompt.text, *scheme)


def _written(wrong: Iterable[CuratedDistractor]) -> Iterator[str]:
    return (part for each in wrong for part in (each.text, each.why_wrong))


def _listed(accepted: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    return (words for wordings in accepted.values() for words in wordings)
