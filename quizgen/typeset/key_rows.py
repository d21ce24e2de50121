"""What the key says of each question number: a row of texts, not yet set."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, assert_never

from quizgen.content import Run, Text, plain, text_of
from quizgen.language.sentences import end, is_abbreviation, join, open_end
from quizgen.language.words import Labels
from quizgen.order import letter_of
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Matching,
    Numeric,
    OrderedEvent,
    Ordering,
    ShortAnswer,
    TrueFalse,
    Written,
)
from quizgen.typeset.lines import as_text

SHORT = 20
"""Characters that an answer on the marking strip may have."""
YEAR = re.compile(r"\w+ \d{4}")
"""A month or a season with its year."""
_FEWEST_LISTED = 2
"""Of a list there are two members at least."""
MOST_HEDGES = 2
"""Words before a number, as in "at least 245"."""
NUMBER = re.compile(r"(?P<number>(?:[^\W\d]+ ){0,2}[^\s\d]{0,3}\d[\d.,–]*(?: ?%)?)[^\d.]*")
"""A number with its unit, perhaps behind words as "at least"; a date has another number."""


class KeyRow(NamedTuple):
    """What the key says of one question number."""

    number: int
    letters: str
    """Empty where the answer is in words only."""
    answer: Text
    why: Text
    sources: str
    """The numbers of its sources."""
    short: str
    """What the marking strip shows; may be empty."""
    facts: tuple[str, ...]


def rows_of(
    numbered: NumberedItem, form: Form, numbers: Mapping[str, str], is_full: bool
) -> Iterator[KeyRow]:
    """Yield an item's rows, one for each question number."""
    item, number, labels = numbered.item, numbered.number, form.labels
    interaction = item.interaction
    accept = labels.accept
    cited = (citation.source for citation in item.citations)
    sources = ", ".join(numbers[source] for source in cited if source in numbers)
    why = item.rationale
    match interaction:
        case Choice():
            letters, answer = _keys_of(interaction)
            is_written = isinstance(item.origin, Written)
            if interaction.type == "multiple-response" or is_written:
                why = _joined(why, *_own_reasons(interaction, labels, of_keys=True))
            if is_full:
                why = _joined(why, _wrong_options(interaction, labels))
            short = letters.replace(" ", "\u00a0")
            yield KeyRow(number, letters, answer, why, sources, short, item.facts)
        case TrueFalse():
            letter = labels.true_letter if interaction.is_true else labels.false_letter
            if interaction.is_true:
                answer = as_text(labels.true)
            else:
                answer = as_text(labels.false)
                if interaction.right_words:
                    answer = (Run(f"{labels.false}: "), *mending(interaction, labels))
                if is_full or not interaction.right_words:
                    why = _joined(why, interaction.correction)
            yield KeyRow(number, letter, answer, why, sources, letter, item.facts)
        case Matching():
            places = {response.id: n for n, response in enumerate(interaction.responses)}
            for step, premise in enumerate(interaction.premises):
                place = places[premise.response]
                yield KeyRow(
                    number + step,
                    letter_of(place),
                    interaction.responses[place].text,
                    premise.rationale,
                    numbers.get(premise.source, ""),
                    letter_of(place),
                    (premise.id,) if item.facts else (),
                )
        case Ordering():
            ranks = ", ".join(str(event.rank) for event in interaction.events)
            in_order = sorted(interaction.events, key=lambda event: event.rank)
            answer = (Run(ranks, "bold"), Run(f", {labels.downwards}"))
            why = _joined(why, _dated(in_order))
            yield KeyRow(number, "", answer, why, sources, ranks.replace(", ", "-"), item.facts)
        case ShortAnswer():
            answer = _accepting(interaction.answer, interaction.accepted, f"; {accept} ")
            short = _in_short(interaction.answer)
            yield KeyRow(number, "", answer, why, sources, short, item.facts)
        case Numeric():
            answer = _accepting(interaction.answer, _right_numbers(interaction), f"; {accept} ")
            short = _in_short(interaction.answer, interaction.unit) or plain(interaction.answer)
            yield KeyRow(number, "", answer, why, sources, short, item.facts)
        case Cloze():
            blanks = zip(interaction.answers, interaction.accepted, strict=True)
            is_alone = len(interaction.answers) == 1
            before, after = (f"; {accept} ", "") if is_alone else (f" ({accept} ", ")")
            answer = _listed([_accepting(right, also, before, after) for right, also in blanks])
            shorts = [*map(_in_short, interaction.answers)]
            short = "; ".join(shorts) if all(shorts) else ""
            yield KeyRow(number, "", answer, why, sources, short, item.facts)
        case Discussion(bands=bands):
            says = (numbered.points and bands and labels.marked_by_levels) or labels.no_key
            yield KeyRow(number, "", as_text(says), why, sources, "", item.facts)
        case _:
            assert_never(interaction)


def _keys_of(choice: Choice) -> tuple[str, Text]:
    """Return the letters and the texts of the right options."""
    keys = [(place, option) for place, option in enumerate(choice.options) if option.is_key]
    letters = ", ".join(letter_of(place) for place, _ in keys)
    return letters, _listed([text_of(option.content) for _, option in keys])


def mending(judged: TrueFalse, labels: Labels) -> Text:
    """Return what mends a false statement; the members of a list are not said once more."""
    right = plain(judged.right_words)
    listed = [it for it in judged.accepted if re.search(rf"(?<!\w){re.escape(it)}(?!\w)", right)]
    if len(listed) < _FEWEST_LISTED or not labels.any_of_these:
        return _accepting(judged.right_words, judged.accepted, f"; {labels.accept} ")
    further = [words for words in judged.accepted if words not in listed]
    answer = _accepting(judged.right_words, further, f"; {labels.accept} ")
    return (*answer, Run(f"; {labels.any_of_these}"))


def _accepting(answer: Text, accepted: Iterable[str], before: str, after: str = "") -> Text:
    """Return an answer in bold, and what else is right between `before` and `after`.

    A sentence that goes on like that has no full stop of its own.
    """
    others = "; ".join(accepted)
    if others and answer:
        *runs, last = answer
        answer = (*runs, replace(last, text=open_end(last.text)))
    bold = tuple(run if run.style != "plain" else Run(run.text, "bold", run.lang) for run in answer)
    return (*bold, Run(f"{before}{others}{after}")) if others else bold


def _right_numbers(number: Numeric) -> Iterator[str]:
    """Yield what is right beside the number itself: a range around it, and other units."""
    if number.within:
        yield number.within
    yield from number.accepted


def _in_short(answer: Text, unit: str = "") -> str:
    r"""Return a number or a date for the marking strip; nothing for an answer in words.

    A number that is too long with its unit stands without it, and what is in brackets behind it,
    the same in other units, is left to the row.

    >>> [_in_short((Run(words),)) for words in ("150 km (about 93 miles)", "April 2024", "Luna 10")]
    ['150\xa0km', 'April\xa02024', '']
    """
    words = plain(answer).partition(" (")[0].replace("\u00a0", " ")
    if not (_begins_as_number(words) or YEAR.fullmatch(words)):
        return ""
    if len(words) > SHORT:
        words = words.removesuffix(unit.replace("\u00a0", " ")).rstrip()
    if len(words) > SHORT and (number := NUMBER.fullmatch(words)):
        words = number["number"]
    return words.replace(" ", "\u00a0") if len(words) <= SHORT else ""


def _begins_as_number(words: str) -> bool:
    """Tell whether an answer is a number, perhaps behind words as "at least": no name is one."""
    before, *figures = re.split(r"\d", words, maxsplit=1)
    *hedges, sign = before.split(" ")
    is_short = len(hedges) <= MOST_HEDGES and len(sign) <= len("US$")
    return bool(figures) and is_short and all(map(str.islower, hedges))


def _listed(texts: Sequence[Text]) -> Text:
    """Join answers with semicolons, sentences with spaces."""
    runs: list[Run] = []
    for text in texts:
        if runs:
            said = runs[-1].text
            is_sentence = end(said) == said and not is_abbreviation(said)
            runs.append(Run(" " if is_sentence else "; "))
        runs += text
    return tuple(runs)


def _own_reasons(choice: Choice, labels: Labels, *, of_keys: bool) -> Iterator[Text]:
    """Yield why options are right, or wrong, each with its letter; a shared reason is said once.

    Two reasons in one sentence after another would leave nobody sure which option each explains.
    """
    alike: dict[Text, list[str]] = {}
    for place, option in enumerate(choice.options):
        if option.is_key == of_keys and option.feedback and not option.why_wrong:
            alike.setdefault(option.feedback, []).append(letter_of(place))
    for why, letters in alike.items():
        pattern = labels.right_option.replace("{letter} ", "{letter}\u00a0")
        before, _, after = pattern.replace("{letter}", ", ".join(letters)).partition("{why}")
        yield tuple(run for run in (Run(before), *why, Run(after)) if run.text)


def _wrong_options(choice: Choice, labels: Labels) -> Text:
    """Say of each wrong option what it is, once of those that are the same.

    What its author says of it in a sentence of its own stands as it is written.
    """
    alike: dict[Text, list[str]] = {}
    for place, option in enumerate(choice.options):
        if not option.is_key and option.why_wrong:
            alike.setdefault(option.why_wrong, []).append(letter_of(place))
    told = [_said_of(letters, why, labels) for why, letters in alike.items()]
    return _joined(*told, *_own_reasons(choice, labels, of_keys=False))


def _said_of(letters: Sequence[str], why: Text, labels: Labels) -> Text:
    """Say what options are; the first letter keeps the word behind it."""
    first, *others = letters
    pattern = labels.wrong_options_alike if others else labels.wrong_options
    filled = pattern.replace("{letter} ", "{letter}\u00a0").replace("{letter}", first)
    before, _, after = filled.replace("{others}", ", ".join(others)).partition("{why}")
    said = plain(why)
    after = join((said, after)).removeprefix(said)
    return tuple(run for run in (Run(before), *why, Run(after)) if run.text)


def _dated(events: list[OrderedEvent]) -> Text:
    """Return events with their dates, from the first to the last; steps may have none."""
    runs: list[Run] = []
    for event in events:
        before = ("; " if runs else "") + (f"{event.date_text}: " if event.date_text else "")
        runs += [*([Run(before)] if before else []), *event.text]
    return tuple(runs)


def _joined(*texts: Text) -> Text:
    """Join sentences with a space."""
    runs: list[Run] = []
    for text in texts:
        if runs and text:
            runs.append(Run(" "))
        runs += text
    return tuple(runs)
