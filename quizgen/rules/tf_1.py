"""TF-1: one short proposition, false in one place, true about as often as not (Haladyna; IWF)."""

from collections.abc import Iterator
from itertools import groupby

from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item, TrueFalse
from quizgen.rules.claims import found_beside_claims
from quizgen.rules.known import Known
from quizgen.rules.parts import items_of
from quizgen.rules.rule import Finding, FormRule, ItemRule
from quizgen.rules.texts import WORD, contains, folded
from quizgen.rules.thresholds import STATEMENT_WORDS, TRUE_SHARES, TRUTH_RUN


def check_item(item: Item, known: Known) -> Iterator[Finding]:
    """Find a statement that says two things, says too much, or is false in two places."""
    if not isinstance(item.interaction, TrueFalse):
        return
    stem = plain(item.stem)
    count = len(WORD.findall(stem))
    if count > STATEMENT_WORDS:
        yield Finding(f"“{stem}” has {count} words, more than {STATEMENT_WORDS}", "shorten it")
    for joint in found_beside_claims(stem, known.language.clause_joints, item, known):
        yield Finding(f"'{joint}' in “{stem}” joins two statements", "make two items of it")
    if not item.interaction.is_true:
        yield from _falsity(stem, item.interaction)


def check_form(form: Form, known: Known) -> Iterator[Finding]:
    """Find a form in which true and false are out of balance, or come in a row."""
    truths = [
        item.interaction.is_true
        for item in items_of(form)
        if isinstance(item.interaction, TrueFalse)
    ]
    true, false = truths.count(True), truths.count(False)
    least, most = TRUE_SHARES
    if abs(true - false) > 1 and not least <= true / len(truths) <= most:
        yield Finding(
            f"{true} statements are true and {false} false",
            "add facts to choose from, or take another seed",
        )
    longest = max((len(list(run)) for _, run in groupby(truths)), default=0)
    if longest > TRUTH_RUN:
        yield Finding(f"{longest} statements in a row are alike", "mix them")


def _falsity(stem: str, judged: TrueFalse) -> Iterator[Finding]:
    correction, right = plain(judged.correction), plain(judged.right_words)
    if not correction or not right:
        yield Finding(f"“{stem}” is false and has no correction", "say what is right")
    elif not contains(right, changed_words(folded(stem), folded(correction))):
        yield Finding(f"“{stem}” is false in more than one place", f"change '{right}' alone")


def changed_words(false: str, true: str) -> str:
    """Return the words of the true sentence from the first to the last that differ.

    >>> changed_words("on 5 May he left by train", "on 6 May he left by car")
    '6 May he left by car'
    """
    old, new = false.split(), true.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return " ".join(new[start : len(new) - end]).strip(".,;")


TF_1_ITEM = ItemRule(
    "TF-1", "W", "a statement says one thing, and is false in one place", check_item
)
TF_1_FORM = FormRule("TF-1", "W", "true and false are in balance", check_form)
