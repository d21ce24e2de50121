r"""Questions as GIFT, Moodle's format of plain text, which many small tools read too.

Which signs mean what, and in which order Moodle's importer looks for them, was read in its
source; docs/gift.md says what was proved, and what is lost. A question ends at a blank line, so
that a new line is written as `\n`. What stands behind `[plain]` is taken for no format and no
percentage.
"""

import re
from collections.abc import Iterable, Iterator

from quizgen.content import Content, plain
from quizgen.errors import Problem
from quizgen.output import Export, Output
from quizgen.quiz.alone import (
    as_lines,
    asked_in_words,
    digits_of,
    letters_lost,
    lost,
    midpoint,
    needs_picture,
    told_after,
    told_of,
)
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.in_moodle import (
    LONGEST_RESPONSE,
    SHARES,
    category_of,
    digits_of_numbers,
    ident_of,
    name_of,
    tags_of,
)
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.walk import texts_by_role

CORRECTED = "→ "
"""Before the correction of a false statement, in what is told of both answers."""
GAP = "_____"
"""What Moodle itself puts in the place of a missing word."""
OTHER_FORMAT = "take Moodle XML for it, or leave it out with --what-fits"

_SPECIAL = re.compile(r"[\\#=~{}:\n]")
_PLACEHOLDER = re.compile(r"&&(?:058|035|061|123|125|126|010|092);")
"""What Moodle puts in the place of escaped signs, and takes for them wherever it stands."""


def write_gift(form: Form, name: str) -> Export:
    """Return the questions of a form as a file of that name, its sections as categories."""
    places = [(each, section) for section in form.sections for each in section.items]
    if not places:
        return Export(())
    left_out = [problem for each, section in places if (problem := _refusal(each, section))]
    refused = {problem.item_id for problem in left_out}
    digits = digits_of_numbers(form)
    parts: list[str] = []
    for section in form.sections:
        kept = [each for each in section.items if each.item.id not in refused]
        if kept:
            parts.append(f"$CATEGORY: {category_of(form, section)}\n")
        parts += [_question(each, section, form, digits) for each in kept]
    content = "\n".join(parts).encode()
    count = sum(each.item.id not in refused for each, _ in places)
    return Export((Output(name, content, {"questions": count}),), tuple(left_out))


def _refusal(numbered: NumberedItem, section: FormSection) -> Problem | None:
    """Return why GIFT cannot hold an item, if it cannot."""
    item = numbered.item
    why = ""
    if needs_picture(item):
        why = "has a picture to look at, and GIFT has none"
    match item.interaction:
        case Ordering():
            why = "is to be put in order, which only some readers of GIFT know"
        case Cloze(answers=answers) if len(answers) > 1:
            why = f"has {len(answers)} gaps, and GIFT has one in a question"
        case Choice(type="multiple-response", options=options):
            keys = sum(option.is_key for option in options)
            if keys > len(SHARES):
                why = f"has {keys} right options, and Moodle shares points among {len(SHARES)}"
            elif keys == 1:
                why = "has one right option and asks for all that are right, which GIFT cannot tell"
        case Matching(premises=premises, responses=responses):
            if any("->" in line for premise in premises for line in as_lines(premise.text)):
                why = "has -> on its left side, where GIFT parts a pair"
            elif any(len(plain(each.text)) > LONGEST_RESPONSE for each in responses):
                why = f"has a response longer than {LONGEST_RESPONSE} characters, which is cut"
        case ShortAnswer() | Cloze():
            if any("->" in words for words in _typed(item)):
                why = "has -> in an answer, by which GIFT knows a pair: Moodle reads nothing then"
        case _:
            pass
    if shuffled := letters_lost(numbered, "Moodle shuffles what GIFT offers"):
        return shuffled
    if not why and _PLACEHOLDER.search(
        " ".join((*asked_in_words(numbered, section), *_said(item)))
    ):
        why = "has the sign that Moodle's reader puts in the place of others, such as &&058;"
    return lost(numbered, why, OTHER_FORMAT) if why else None


def _typed(item: Item) -> Iterator[str]:
    """Yield the answers of an item that are typed."""
    match item.interaction:
        case ShortAnswer(answer=answer, accepted=accepted):
            yield from (plain(answer), *accepted)
        case Cloze(answers=(answer, *_), accepted=(accepted, *_)):
            yield from (plain(answer), *accepted)
        case _:
            pass


def _said(item: Item) -> Iterator[str]:
    yield from (plain(part.content) for part in texts_by_role(item))


# ------------------------------------------------------------------------------------- questions


def _escaped(words: str) -> str:
    return _SPECIAL.sub(lambda sign: r"\n" if sign[0] == "\n" else f"\\{sign[0]}", words)


def _answer(words: str) -> str:
    """Return an option or answer, whatever it begins with."""
    escaped = _escaped(words)
    return f"[plain]{escaped}" if words[:1] in ("[", "%") else escaped


def _feedback(content: Content) -> str:
    words = "\n".join(as_lines(content))
    return f"#{_answer(words)}" if words else ""


def _question(numbered: NumberedItem, section: FormSection, form: Form, digits: int) -> str:
    item = numbered.item
    lines = [*asked_in_words(numbered, section)]
    before, after = "", ""
    match item.interaction:
        case Cloze(parts=(first, last)):
            lines.append(plain(first))
            after = _escaped(plain(last))
            before = "" if after.strip() else GAP
        case Numeric(unit=unit) if unit:
            lines[-1:] = [f"{' '.join(lines[-1:])} ({unit})".strip()]
        case _:
            pass
    asked = _escaped("\n".join(lines))
    told = "\n".join(plain(text) for text in told_after(item, form))
    general = f"####{_answer(told)}" if told else ""
    return (
        f"{_comment(item)}\n::{_escaped(name_of(numbered, digits))}::[plain]{asked}{before}"
        f"{{{_answered(item)}{general}}}{after}\n"
    )


def _comment(item: Item) -> str:
    """Return the line that brings id and tags along."""
    listed = "".join(f" [tag:{tag}]" for tag in tags_of(item))
    return f"// [id:{ident_of(item)}]{listed}"


def _answered(item: Item) -> str:
    match item.interaction:
        case Choice() as choice:
            return _choice(choice)
        case TrueFalse(is_true=is_true, correction=correction):
            words = plain(correction)
            told = f"#{_answer(CORRECTED + words)}" if words else ""
            return f"{'TRUE' if is_true else 'FALSE'}{told}{told}"
        case Matching() as matching:
            return _matching(matching)
        case ShortAnswer() | Cloze():
            # a star would stand for anything, and the backslash before it is one of GIFT's
            right = dict.fromkeys(_typed(item))
            return _in_lines("=" + _answer(words.replace("*", r"\*")) for words in right)
        case Numeric() as number:
            middle, spread = midpoint(number)
            return f"#={digits_of(middle)}:{digits_of(spread)}"
        case Discussion() | Ordering():
            return ""


def _in_lines(parts: Iterable[str]) -> str:
    return "".join(f"\n {part}" for part in parts) + "\n"


def _choice(choice: Choice) -> str:
    """Return options with their shares of the points; a bare `=` makes it a choice of one."""
    is_single = choice.type == "multiple-choice"
    share = SHARES[sum(option.is_key for option in choice.options) - 1]
    right, wrong = ("=", "~") if is_single else (f"~%{share}%", f"~%-{share}%")
    return _in_lines(
        (right if option.is_key else wrong)
        + _answer(" ".join(as_lines(option.content)))
        + _feedback(told_of(option))
        for option in choice.options
    )


def _matching(matching: Matching) -> str:
    """Return the pairs, then what goes with nothing."""
    texts = {response.id: _escaped(plain(response.text)) for response in matching.responses}
    pairs = []
    for premise in matching.premises:
        words = " ".join(as_lines(premise.text))
        detail = f" ({plain(premise.detail)})" if premise.detail else ""
        pairs.append(f"={_answer(words + detail)} -> {texts[premise.response]}")
    used = {premise.response for premise in matching.premises}
    spare = (f"= -> {words}" for ident, words in texts.items() if ident not in used)
    return _in_lines((*pairs, *spare))
