"""What several rules look at in an item: its options, and its words beside those of its facts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quizgen.bank.facts import Position, texts_of
from quizgen.content import Content, spoken, with_runs_changed
from quizgen.judge.cues import ENOUGH_QUESTIONS, MOST_GAIN, Asked, Cue, cues_in, gain_by
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded, found_in, unquoted
from quizgen.language.quantities import say_spare
from quizgen.quiz.item import Choice, Item, Matching, Option
from quizgen.quiz.meaning import Meaning
from quizgen.rules.rule import Finding

TRAITS = {"date": "date", "source": "source", "place": "place", "verb": "verb", "opening": "words"}
"""What traits of a question are called."""


def options_of(item: Item, *meanings: type[Meaning]) -> tuple[Option, ...]:
    """Return the options of a choice item, in its order; only those of some meanings, if given."""
    if not isinstance(item.interaction, Choice):
        return ()
    options = item.interaction.options
    return tuple(option for option in options if not meanings or isinstance(option.means, meanings))


def named_in_short(content: Content, subject: Subject) -> Content:
    """Return a text as long as it is on a sheet, which names the texts of its list by number."""
    label = subject.language.labels.text.replace("{n}", "1")
    if not label:
        return content
    return with_runs_changed(content, lambda run: replace(run, text=label) if run.source else run)


def is_single_choice(item: Item) -> bool:
    """Tell whether an item asks for one of several options."""
    return isinstance(item.interaction, Choice) and item.interaction.type == "multiple-choice"


def keeps_order(item: Item) -> bool:
    """Tell whether an item's options stand as their author has them, whatever the others do."""
    return isinstance(item.interaction, Choice) and item.interaction.keeps_order


def keys_and_distractors(options: Iterable[Option]) -> tuple[Sequence[Option], Sequence[Option]]:
    """Return the keys and the distractors."""
    right: list[Option] = []
    wrong: list[Option] = []
    for option in options:
        (right if option.is_key else wrong).append(option)
    return right, wrong


def found_beside_claims(
    text: str, words: tuple[str, ...], item: Item, subject: Subject
) -> tuple[str, ...]:
    """Return which of some words a text has beside quotations and its facts' own claims.

    What is denied, joined or judged in there is a speaker's doing, not the question's.
    """
    if not found_in(text, words):  # most often so, and much faster
        return ()
    rest = folded(unquoted(text))
    for clause in sorted(_clauses(item, subject), key=len, reverse=True):
        rest = rest.replace(clause, "…")
    return found_in(rest, words)


def _clauses(item: Item, subject: Subject) -> Iterator[str]:
    """Yield the clauses and names that an item's facts are written in, folded."""
    for fact_id in item.facts:
        fact = subject.facts[fact_id]
        claim = fact.claim
        for words in (*texts_of(claim), fact.asks_why):
            yield from (folded(part) for part in words.split("{value}") if " " in part)
        if isinstance(claim, Position):
            issue = subject.bank.issues[claim.issue]
            yield from map(folded, (issue.text, issue.stances[claim.stance]))


def negations_in(item: Item, subject: Subject) -> tuple[str, ...]:
    """Return the words by which a stem asks for what is not.

    That a letter is not needed asks for nothing.
    """
    stem = spoken(item.prompt)
    if isinstance(item.interaction, Matching):
        used = {premise.response for premise in item.interaction.premises}
        spare = len(item.interaction.responses) - len(used)
        stem = stem.removesuffix(say_spare(spare, subject.language))
    return found_beside_claims(stem, subject.language.negations, item, subject)


def telling_traits(questions: Sequence[Asked], noun: str) -> Iterator[Finding]:
    """Yield each cue among some questions, and an error where cues tell too much."""
    cues = cues_in(questions)
    for cue in cues:
        hint = "leave it out of the question, or ask something else"
        yield Finding(_told(cue, noun), hint, fact_id=cue.right[0].name)
    for sort, gain in gain_by(cues, questions).items():
        total = sum(asked.sort == sort for asked in questions)
        if gain > MOST_GAIN and total >= ENOUGH_QUESTIONS:
            name = next(cue for cue in cues if cue.sort == sort).right[0].name
            message = f"who knows what goes with what gets {float(100 * gain):.0f} points over"
            message += f" chance in {total} {noun} like '{name}'"
            hint = "leave out what tells, or ask for something else"
            yield Finding(message, hint, "E", fact_id=name)


def _told(cue: Cue, noun: str) -> str:
    sort, words = cue.trait
    more = f" and {len(cue.right) - 1} more" if len(cue.right) > 1 else ""
    return (
        f"the {TRAITS[sort]} '{words}' tells the answer of {len(cue.right)} of {cue.seen} {noun}:"
        f" '{cue.right[0].name}'{more}"
    )
