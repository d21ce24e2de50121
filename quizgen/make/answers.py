"""The answers of items of one fact: options, false statements, numbers, blanks, words."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from quizgen.bank.facts import Fact, Quantity, Statement
from quizgen.content import Run, Text, plain
from quizgen.language.wording import parts_of
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.desk import Desk
from quizgen.make.distractors import METHODS
from quizgen.quiz.item import Choice, Cloze, Numeric, Option, ShortAnswer, TrueFalse
from quizgen.quiz.wording import Wording
from quizgen.rules.key_2 import is_right
from quizgen.rules.texts import folded

DISTRACTORS = 3
FEWEST_DISTRACTORS = 2
CONSIDERED = 8
"""How many plausible wrong options are looked at, to choose three whose length tells nothing."""
KEYS = 2
"""How many right options an item has that asks for all of them."""
ABOUT = "about"
"""The hedge that lets a number be a little off."""


def choice(fact: Fact, wording: Wording, desk: Desk) -> tuple[Choice, tuple[Fact, ...]] | None:
    """Return the key with its distractors, and the facts it rests on.

    Returns None with fewer than two plausible distractors.
    """
    answers = _answers(fact, wording, desk)
    key = _right_option(answers.key, fact, wording, desk)
    plausible = tuple(islice(_wrong_options([fact], wording, answers, [key], desk), CONSIDERED))
    wrong = without_length_tell(key, plausible)
    if len(wrong) < FEWEST_DISTRACTORS:
        return None
    reserve = tuple(option for option in plausible if key.sort_key and option not in wrong)
    return Choice(options=(key, *wrong), reserve=reserve), (fact, *answers.facts)


def several_choices(
    fact: Fact, wording: Wording, desk: Desk
) -> tuple[Choice, tuple[Fact, ...]] | None:
    """Return several keys with their distractors, and the facts of the keys.

    Returns None with too few of either, and for all but the first of the facts in the order of
    their ids: each would ask the same.
    """
    answers = _answers(fact, wording, desk)
    right = [answers.key, *islice(answers.also, KEYS - 1)]
    keys = [_right_option(candidate, fact, wording, desk) for candidate in right]
    facts = (fact, *(it.sibling for it in right[1:] if it.sibling))
    wrong = tuple(islice(_wrong_options(facts, wording, answers, keys, desk), DISTRACTORS))
    is_first = fact.id == min(one.id for one in facts)
    if not is_first or len(keys) < KEYS or len(wrong) < FEWEST_DISTRACTORS:
        return None
    return Choice(type="multiple-response", options=(*keys, *wrong)), facts


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


def numeric(fact: Fact, wording: Wording, desk: Desk) -> Numeric | None:
    """Return the number and how far it may be off; None where the source gives no number."""
    claim = fact.claim
    if not isinstance(claim, Quantity) or claim.value is None:
        return None
    leeway = Decimal(wording.tolerance if claim.qualifier == ABOUT else 0) / 100
    spread = abs(claim.value) * leeway
    units = desk.known.units
    return Numeric(
        answer=desk.say(wording.key, fact, wording),
        low=claim.value - spread,
        high=claim.value + spread,
        unit=units[claim.unit].name,
        accepted=_accepted(fact, wording, desk),
    )


def cloze(fact: Fact, wording: Wording, stem: Text, desk: Desk) -> Cloze:
    """Return a sentence with its blank, and what belongs there."""
    return Cloze(
        parts=parts_of(stem),
        answers=(desk.say(wording.key, fact, wording),),
        accepted=(_accepted(fact, wording, desk),),
    )


def short_answer(fact: Fact, wording: Wording, desk: Desk) -> ShortAnswer:
    """Return the answer, and what else is accepted."""
    return ShortAnswer(
        answer=desk.say(wording.key, fact, wording),
        accepted=_accepted(fact, wording, desk),
        lines=wording.lines,
    )


def without_length_tell(key: Option, plausible: Sequence[Option]) -> tuple[Option, ...]:
    """Return the first three, but with one as long or as short as the key where that is a tell.

    Numbers and dates are left alone: their length tells nothing.
    """
    chosen = list(plausible[:DISTRACTORS])
    rest = plausible[DISTRACTORS:]
    length = len(plain(key.text))
    lengths = [len(plain(option.text)) for option in chosen]
    if key.sort_key or not lengths:
        return tuple(chosen)
    if length > max(lengths):
        matching = [option for option in rest if len(plain(option.text)) >= length]
    elif length < min(lengths):
        matching = [option for option in rest if len(plain(option.text)) <= length]
    else:
        matching = []
    return (*chosen[: DISTRACTORS - len(matching[:1])], *matching[:1])


def _accepted(fact: Fact, wording: Wording, desk: Desk) -> tuple[str, ...]:
    """Return what else is right: by the wording, by the fact, and other spellings of a name."""
    answer = plain(desk.say(wording.key, fact, wording))
    written = (plain(desk.say(text, fact, wording)) for text in wording.accept)
    claim = fact.claim
    speaker = desk.known.bank.people[claim.speaker] if isinstance(claim, Statement) else None
    spellings = speaker.spellings if speaker and speaker.name == answer else ()
    accepted = dict.fromkeys((*filter(None, written), *fact.accept, *spellings))
    accepted.pop(answer, None)
    return tuple(accepted)


def _answers(fact: Fact, wording: Wording, desk: Desk) -> Answers:
    if wording.distractors is None:
        raise ValueError(f"wording '{wording.id}' has no method")  # the reader asks for one
    return METHODS[wording.distractors](fact, desk.known, desk.siblings)


def _right_option(candidate: Candidate, fact: Fact, wording: Wording, desk: Desk) -> Option:
    return Option(
        text=desk.say(wording.key, fact, wording, candidate.slots),
        is_key=True,
        value=candidate.value,
        sort_key=candidate.sort_key,
    )


def _wrong_options(
    facts: Sequence[Fact], wording: Wording, answers: Answers, keys: Iterable[Option], desk: Desk
) -> Iterator[Option]:
    """Yield options that are true of none of the facts, of which the first is asked about."""
    fact = facts[0]
    said = {folded(plain(key.text)) for key in keys}
    for candidate in answers.wrong:
        text = desk.say(wording.key, fact, wording, candidate.slots)
        words = folded(plain(text))
        if words not in said and not any(_is_right(candidate, text, it, desk) for it in facts):
            said.add(words)
            yield Option(
                text=text,
                why_wrong=_why_wrong(candidate, fact, wording, desk),
                value=candidate.value,
                sort_key=candidate.sort_key,
                is_computed=candidate.sibling is None and not candidate.why_wrong,
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
