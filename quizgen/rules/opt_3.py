"""OPT-3: no word like "always" or "often" tells the key from the distractors (IWF; NBME)."""

from collections.abc import Iterator, Sequence

from quizgen.content import plain
from quizgen.quiz.item import Item, Option
from quizgen.rules.known import Known
from quizgen.rules.parts import options_of, split
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import WORD, unquoted
from quizgen.rules.thresholds import TELLING_SHARE


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find absolute or vague words in the key alone, or in distractors alone."""
    keys, distractors = split(options_of(item))
    language = known.language
    for what, words in (("absolute", language.absolute_words), ("vague", language.vague_words)):
        in_keys = [found for option in keys if (found := _first(option, words))]
        in_others = [found for option in distractors if (found := _first(option, words))]
        hint = "reword it, or take another option"
        if in_keys and not in_others:
            yield Finding(f"the key alone has the {what} word '{in_keys[0]}'", hint)
        elif not in_keys and in_others and len(in_others) >= TELLING_SHARE * len(distractors):
            yield Finding(f"only distractors have the {what} word '{in_others[0]}'", hint)


def _first(option: Option, telling: Sequence[str]) -> str:
    """Return the first telling word of an option; a name such as May is none."""
    if option.sort_key:
        return ""
    first, *rest = WORD.findall(unquoted(plain(option.text))) or [""]
    words = (first.lower(), *(word for word in rest if word.islower()))
    return next((word for word in words if word in telling), "")


OPT_3 = ItemRule("OPT-3", "W", "no absolute or vague word tells the key", check)
