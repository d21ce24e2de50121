"""CUE-2: options are alike in form, fit the stem, and stand in an order that tells nothing.

Haladyna: homogeneous, in logical order; IWF: grammatical and logical cues, lost sequence,
convergence. Whether verbs and nouns agree in number is left to the reader's eye.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Item, Option
from quizgen.rules.known import Known
from quizgen.rules.parts import items_of, options_of, rest_of, split
from quizgen.rules.rule import Finding, FormRule, ItemRule
from quizgen.rules.texts import WORD, folded

PART = ", "


def check_item(item: Item, known: Known) -> Iterator[Finding]:
    """Find options that differ in form, that the stem's article betrays, or that converge."""
    options = options_of(item)
    if not options:
        return
    for what, trait in TRAITS.items():
        kinds = {trait(option): plain(option.text) for option in options}
        if len(kinds) > 1:
            words = "' and '".join(sorted(kinds.values())[:2])
            yield Finding(f"options differ in {what}: '{words}'", "write them alike")
    keys, distractors = split(options)
    first = {_first_word(option) for option in distractors} if len(distractors) > 1 else set()
    if len(first) == 1 and first.isdisjoint(map(_first_word, keys)):
        word = first.pop()
        hint = "word the key alike, or some of the others otherwise"
        if word not in known.stop_words:  # that France has no article is no cue
            yield Finding(f"every distractor begins with '{word}', the key does not", hint)
    yield from _article(item, options, known)
    if len(keys) == 1 and _converges(keys[0], options):
        message = f"the key '{plain(keys[0].text)}' shares each of its parts with most others"
        yield Finding(message, "let distractors share parts with each other too")


def check_form(form: Form, known: Known) -> Iterator[Finding]:
    """Find numbers and dates that do not ascend, and words in alphabetical order."""
    for item in items_of(form):
        match item.interaction:
            case Choice(options=options) if all(option.sort_key for option in options):
                if any(later.sort_key < earlier.sort_key for earlier, later in pairwise(options)):
                    yield Finding(f"the options of '{item.id}' do not ascend")
            case Choice(options=options) if is_alphabetical(options):
                yield Finding(f"the options of '{item.id}' stand in alphabetical order")
            case _:
                pass


def is_alphabetical(options: Sequence[Option]) -> bool:
    """Tell whether options stand in alphabetical order, as if no one had drawn theirs."""
    words = [folded(plain(option.text)) for option in options]
    return words == sorted(words)


def _article(item: Item, options: tuple[Option, ...], known: Known) -> Iterator[Finding]:
    """Find options that the article at the end of the stem does not fit."""
    words = WORD.findall(folded(plain(item.stem)))
    pattern = known.language.articles.get(words[-1]) if words else None
    for option in options:
        text = plain(option.text)
        if pattern and not re.match(pattern, folded(text)):
            yield Finding(f"'{words[-1]}' at the end of the stem does not fit '{text}'")


def _converges(key: Option, options: tuple[Option, ...]) -> bool:
    """Tell whether each part of the key is the one that most options have."""
    parts = [folded(plain(option.text)).split(PART) for option in options]
    own = folded(plain(key.text)).split(PART)
    if len(own) < 2 or any(len(one) != len(own) for one in parts):
        return False
    columns = (Counter(column) for column in zip(*parts, strict=True))
    shared = [
        count[part] > 1 and count[part] == max(count.values())
        for count, part in zip(columns, own, strict=True)
    ]
    return all(shared)


def _ending(option: Option) -> str:
    text = plain(option.text)
    return text[-1] if text[-1:] in (".", "?", "!") else ""


def _opening(option: Option) -> str:
    first = plain(option.text)[:1]
    return "capital" if first.isupper() else "small" if first.islower() else "other"


def _unit(option: Option) -> str:
    return rest_of(option).partition(" ")[2] if option.value.startswith("number:") else ""


def _precision(option: Option) -> int:
    return rest_of(option).count("-") if option.value.startswith("date:") else 0


def _first_word(option: Option) -> str:
    return folded(plain(option.text)).partition(" ")[0]


TRAITS: Mapping[str, Callable[[Option], object]] = {
    "how they end": _ending,
    "how they begin": _opening,
    "their unit": _unit,
    "how exact their dates are": _precision,
}
"""What options have in common -> how it is told."""

CUE_2_ITEM = ItemRule("CUE-2", "W", "options are alike in form and fit the stem", check_item)
CUE_2_FORM = FormRule("CUE-2", "W", "numbers ascend, words stand in drawn order", check_form)
