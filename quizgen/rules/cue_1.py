"""CUE-1: no word of the stem comes again in the key alone (IWF: word repeats; NBME: clang)."""

from collections.abc import Iterator

from quizgen.content import plain
from quizgen.quiz.item import Item
from quizgen.rules.known import Known
from quizgen.rules.parts import options_of, split
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import WORD, content_words
from quizgen.rules.thresholds import CLANG_LETTERS


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find a word that the stem and the key share, and that no distractor has."""
    keys, distractors = split(options_of(item))
    if not keys or not distractors:
        return
    stem = plain(item.stem)
    told = _roots(stem, known) - _roots(known.bank.title, known)
    for key in keys:
        told &= _roots(plain(key.text), known)
    for option in distractors:
        told -= _roots(plain(option.text), known)
    if told:
        words = [word for word in WORD.findall(stem) if _roots(word, known) & told]
        named = "', '".join(dict.fromkeys(words))
        message = f"'{named}' of the stem comes again in the key alone"
        yield Finding(message, "reword the stem, or take a distractor that has it too")


def _roots(text: str, known: Known) -> frozenset[str]:
    words = content_words(text, known.stop_words)
    return frozenset(word for word in words if len(word) >= CLANG_LETTERS)


CUE_1 = ItemRule("CUE-1", "W", "no word of the stem comes again in the key alone", check)
