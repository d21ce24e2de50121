"""The answers of items of one fact: options, false statements, short answers."""

from collections.abc import Iterator
from itertools import islice

from quizgen.items.candidate import Answers, Candidate
from quizgen.items.desk import Desk
from quizgen.items.distractors import METHODS
from quizgen.model import Choice, Fact, Option, Run, ShortAnswer, Text, TrueFalse, Wording
from quizgen.phrase import plain
from quizgen.rules.key_2 import is_right
from quizgen.rules.texts import folded

DISTRACTORS = 3
FEWEST_DISTRACTORS = 2


def choice(fact: Fact, wording: Wording, desk: Desk) -> Choice | None:
    """Return the key with its distractors; None with fewer than two plausible ones."""
    answers = _answers(fact, wording, desk)
    key = Option(
        text=desk.say(wording.key, fact, wording, answers.key.slots),
        is_key=True,
        value=answers.key.value,
        sort_key=answers.key.sort_key,
    )
    wrong = tuple(islice(_wrong_options(fact, wording, answers, key, desk), DISTRACTORS))
    return Choice(options=(key, *wrong)) if len(wrong) >= FEWEST_DISTRACTORS else None


def false_statement(fact: Fact, wording: Wording, desk: Desk) -> tuple[Text, TrueFalse | None]:
    """Return the statement with one slot made false, and what should stand there."""
    truth = desk.say(wording.stem, fact, wording)
    right_words = desk.say(wording.key, fact, wording)
    for candidate in _answers(fact, wording, desk).wrong:
        words = desk.say(wording.key, fact, wording, candidate.slots)
        if not _is_right(candidate, words, fact, desk):
            statement = desk.say(wording.stem, fact, wording, candidate.slots)
            judged = TrueFalse(is_true=False, correction=truth, right_words=right_words)
            return statement, judged
    return truth, None


def short_answer(fact: Fact, wording: Wording, desk: Desk) -> ShortAnswer:
    """Return the answer, and what else is accepted."""
    answer = desk.say(wording.key, fact, wording)
    written = (plain(desk.say(text, fact, wording)) for text in wording.accept)
    accepted = dict.fromkeys((*written, *fact.accept))
    accepted.pop(plain(answer), None)
    return ShortAnswer(answer=answer, accepted=tuple(accepted), lines=wording.lines)


def _answers(fact: Fact, wording: Wording, desk: Desk) -> Answers:
    if wording.distractors is None:
        raise ValueError(f"wording '{wording.id}' has no method")  # the reader asks for one
    return METHODS[wording.distractors](fact, desk.known, desk.siblings)


def _wrong_options(
    fact: Fact, wording: Wording, answers: Answers, key: Option, desk: Desk
) -> Iterator[Option]:
    said = {folded(plain(key.text))}
    for candidate in answers.wrong:
        text = desk.say(wording.key, fact, wording, candidate.slots)
        words = folded(plain(text))
        if words not in said and not _is_right(candidate, text, fact, desk):
            said.add(words)
            yield Option(
                text=text,
                why_wrong=_why_wrong(candidate, fact, wording, desk),
                value=candidate.value,
                sort_key=candidate.sort_key,
            )


def _is_right(candidate: Candidate, text: Text, fact: Fact, desk: Desk) -> bool:
    return is_right(candidate.value, plain(text), fact, desk.known)


def _why_wrong(candidate: Candidate, fact: Fact, wording: Wording, desk: Desk) -> Text:
    """Return what a wrong answer is instead, by its author, its own fact or the wording."""
    if candidate.why_wrong:
        return (Run(candidate.why_wrong),)
    if candidate.sibling:
        return desk.say(wording.why_wrong, candidate.sibling, wording)
    return desk.say(wording.why_invented, fact, wording)
