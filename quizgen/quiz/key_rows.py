"""What the key says of each question number: a row of texts, not yet set."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from quizgen.content import Run, Text, plain, text_of
from quizgen.language.sentences import end, is_abbreviation, join, open_end
from quizgen.language.words import Labels
from quizgen.order import letter_of
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    OrderedEvent,
    Ordering,
    ShortAnswer,
    TrueFalse,
    Written,
)
from quizgen.quiz.tables import sign_of
from quizgen.values import dataclass

SHORT = 20
"""Characters that an answer on the marking strip may have."""
_TOLD_BY = 12
"""Letters by whose differing options are told apart where they are cut short."""
_FEWEST_LISTED = 2
"""Of a list there are two members at least."""
MOST_HEDGES = 2
"""Words before a number, as in "at least 245"."""
NUMBER = re.compile(r"(?P<number>(?:[^\W\d]+ ){0,2}[^\s\d]{0,3}\d[\d.,–]*(?: ?%)?)[^\d.]*")
"""A number with its unit, perhaps behind words as "at least"; a date has another number."""


@dataclass(frozen=True)
class KeyRow:
    """What the key says of one question number, or of one part of a question."""

    number: str
    letters: str
    """Empty where the answer is in words only."""
    answer: Text
    also: tuple[str, ...]
    """What else is right."""
    is_option: bool
    """Whether the letter says it all, so that the words behind it may be cut short."""
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
    item, number, labels = numbered.item, numbered.label, form.labels
    interaction = item.interaction
    cited = {citation.source for citation in item.citations} & {*numbers}
    sources = ", ".join(sorted((numbers[source] for source in cited), key=int))
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
            is_told = not _begins_as_another(interaction)
            yield KeyRow(number, letters, answer, (), is_told, why, sources, short, item.facts)
        case TrueFalse():
            letter = labels.true_letter if interaction.is_true else labels.false_letter
            also: tuple[str, ...] = ()
            if interaction.is_true:
                answer = _as_text(labels.true)
            else:
                answer = _as_text(labels.false)
                if interaction.right_words:
                    mended, also = mending(interaction, labels)
                    answer = (Run(f"{labels.false}: "), *mended)
                if is_full or not interaction.right_words:
                    why = _joined(why, interaction.correction)
            yield KeyRow(number, letter, answer, also, False, why, sources, letter, item.facts)
        case Matching():
            places = {response.id: n for n, response in enumerate(interaction.responses)}
            last = len(interaction.premises) - 1
            for step, premise in enumerate(interaction.premises):
                place = places[premise.response]
                yield KeyRow(
                    str(numbered.number + step),
                    letter_of(place),
                    interaction.responses[place].text,
                    (),
                    True,
                    # why all of it is so, as its author wrote it, stands behind its last pair
                    _joined(premise.rationale, () if step < last else item.rationale),
                    numbers.get(premise.source, ""),
                    letter_of(place),
                    (premise.id,) if item.facts else (),
                )
        case Ordering():
            ranks = ", ".join(str(event.rank) for event in interaction.events)
            in_order = sorted(interaction.events, key=lambda event: event.rank)
            answer = (Run(ranks, "bold"), Run(f", {labels.downwards}"))
            why = _joined(why, _dated(in_order))
            short = ranks.replace(", ", "-")
            yield KeyRow(number, "", answer, (), False, why, sources, short, item.facts)
        case ShortAnswer():
            answer, also = bold(interaction.answer), interaction.accepted
            short = _in_short(interaction.answer)
            yield KeyRow(number, "", answer, also, False, why, sources, short, item.facts)
        case Numeric():
            answer, also = bold(interaction.answer), tuple(right_numbers(interaction))
            short = _in_short(interaction.answer, interaction.unit) or plain(interaction.answer)
            yield KeyRow(number, "", answer, also, False, why, sources, short, item.facts)
        case Cloze():
            answer, also = _blanks(interaction, labels)
            shorts = [*map(_in_short, interaction.answers)]
            if interaction.in_table:
                shorts = [short and f"{sign_of(n)}\u00a0{short}" for n, short in enumerate(shorts)]
            short = "; ".join(shorts) if all(shorts) else ""
            yield KeyRow(number, "", answer, also, False, why, sources, short, item.facts)
        case Discussion():
            answer = _as_text(no_key(numbered, labels))
            yield KeyRow(number, "", answer, (), False, why, sources, "", item.facts)
        case _:
            assert_never(interaction)


def _begins_as_another(choice: Choice) -> bool:
    """Tell whether a right option cut short would not be told from a wrong one."""
    beginnings = {
        is_key: {
            plain(text_of(option.content))[:_TOLD_BY].casefold()
            for option in choice.options
            if option.is_key == is_key
        }
        for is_key in (True, False)
    }
    return not beginnings[True].isdisjoint(beginnings[False])


def _keys_of(choice: Choice) -> tuple[str, Text]:
    """Return the letters and the texts of the right options."""
    keys = [(place, option) for place, option in enumerate(choice.options) if option.is_key]
    letters = ", ".join(letter_of(place) for place, _ in keys)
    return letters, _listed([text_of(option.content) for _, option in keys])


def mending(judged: TrueFalse, labels: Labels) -> tuple[Text, tuple[str, ...]]:
    """Return what mends a false statement, and what else does.

    The members of a list are not said once more, but that one of them is enough.
    """
    right = plain(judged.right_words)
    listed = [it for it in judged.accepted if re.search(rf"(?<!\w){re.escape(it)}(?!\w)", right)]
    if len(listed) < _FEWEST_LISTED or not labels.any_of_these:
        return bold(judged.right_words), judged.accepted
    further = tuple(words for words in judged.accepted if words not in listed)
    return (*bold(judged.right_words), Run(f"; {labels.any_of_these}")), further


def bold(answer: Text) -> Text:
    """Return an answer in bold, but for what is in italics."""
    return tuple(run if run.style != "plain" else Run(run.text, "bold", run.lang) for run in answer)


def _blanks(cloze: Cloze, labels: Labels) -> tuple[Text, tuple[str, ...]]:
    """Return what stands in the blanks of a sentence, and what else is right.

    Of several blanks, each has that in brackets behind it.
    """
    if len(cloze.answers) == 1:
        return bold(cloze.answers[0]), cloze.accepted[0]
    blanks = zip(cloze.answers, cloze.accepted, strict=True)
    said = [_accepting(right, also, labels.accept) for right, also in blanks]
    if cloze.in_table:
        said = [(Run(f"{sign_of(place)} "), *words) for place, words in enumerate(said)]
    return _listed(said), ()


def _accepting(answer: Text, accepted: Iterable[str], accept: str) -> Text:
    """Return an answer in bold, and what else is right in brackets.

    A sentence that goes on like that has no full stop of its own.
    """
    others = "; ".join(accepted)
    if others and answer:
        *runs, last = answer
        answer = (*runs, replace(last, text=open_end(last.text)))
    return (*bold(answer), Run(f" ({accept} {others})")) if others else bold(answer)


def no_key(numbered: NumberedItem, labels: Labels) -> str:
    """Return what the key says of a task without one: where its marks stand."""
    task = numbered.item.interaction
    has_scheme = isinstance(task, Discussion) and task.bands and numbered.points
    return (has_scheme and labels.marked_by_levels) or labels.no_key


def without_unit(number: Numeric) -> Text:
    """Return a number as it is written before its unit, which is printed.

    What is in brackets behind it, the same in other units, is left out.
    """
    words = plain(number.answer).replace("\u00a0", " ")
    unit = number.unit.replace("\u00a0", " ")
    bare = words.partition(" (")[0].removesuffix(unit).rstrip()
    return (Run(bare or words, "bold"),)


def right_numbers(number: Numeric) -> Iterator[str]:
    """Yield what is right beside the number itself: a range around it, and other units."""
    if number.within:
        yield number.within
    yield from number.accepted


def _in_short(answer: Text, unit: str = "") -> str:
    r"""Return a short answer for the marking strip; nothing for one that is too long.

    A number that is too long with its unit stands without it, and what is in brackets behind it,
    the same in other units, is left to the row.

    >>> said = "150 km (about 93 miles)", "April 2024", "Luna 10", "Luna 10, then Luna 11 and 12"
    >>> [_in_short((Run(words),)) for words in said]
    ['150\xa0km', 'April\xa02024', 'Luna\xa010', '']
    """
    words = plain(answer).partition(" (")[0].replace("\u00a0", " ")
    if len(words) > SHORT:
        words = words.removesuffix(unit.replace("\u00a0", " ")).rstrip()
    if len(words) > SHORT and _begins_as_number(words) and (number := NUMBER.fullmatch(words)):
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
    """Return the dates of events, from the first to the last; steps, which may have none, in words.

    Which event is which, the ranks say.
    """
    if all(event.date_text for event in events):
        return (Run("; ".join(event.date_text for event in events)),)
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


def _as_text(words: str) -> Text:
    return (Run(words),)


def how_to_mark(section: FormSection, labels: Labels) -> Iterator[str]:
    """Yield how the points of a section's items are shared out, if they can be."""
    several = any(numbered.item.type == "multiple-response" for numbered in section.items)
    if several and labels.marks_several:
        yield labels.marks_several
    if any(_is_to_correct(numbered.item) for numbered in section.items):
        yield labels.marks_statement
    several_points = [each.item.interaction for each in section.items if each.points > 1]
    if any(isinstance(interaction, Ordering) for interaction in several_points):
        yield labels.marks_order
    written = [each for each in several_points if isinstance(each, ShortAnswer)]
    if any(answer.lines > 1 for answer in written):
        yield labels.marks_sentence or labels.marks_answer
    elif written:
        yield labels.marks_answer


def _is_to_correct(item: Item) -> bool:
    """Tell whether an item is a statement that is false, for which F alone is half of the work."""
    return isinstance(item.interaction, TrueFalse) and not item.interaction.is_true
