"""Options: one key among several that are alike in all but being right."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from quizgen.content import is_text, plain, spoken
from quizgen.errors import counted
from quizgen.judge.clues import lengths_of
from quizgen.judge.right import fits, is_right
from quizgen.judge.sizes import OPTIONS
from quizgen.judge.subject import Subject
from quizgen.judge.texts import WORD, content_words, folded, unquoted
from quizgen.language.sentences import article_of, begin, is_abbreviation
from quizgen.quiz.item import Choice, FromFacts, Item, Matching, Option, Written
from quizgen.quiz.meaning import (
    SomeActor,
    SomeDate,
    SomeFact,
    SomeHedge,
    SomeNumber,
    SomeSpeaker,
    SomeThing,
)
from quizgen.rules.parts import keys_and_distractors, options_of
from quizgen.rules.rule import Finding, rule

LONGER_THAN_MEAN = 1.25
"""LEN-1: a key so many times as long as the mean distractor catches the eye. Ours; scripts that
pupils use look for 1.5."""

LONGER_BY = 6
"""LEN-1: characters by which it must be longer than the next longest, else short options would
count as long. Ours."""

TELLING_SHARE = 0.5
"""OPT-3: the share of distractors that must have a telling word which the key lacks. Ours: one
distractor of three with "only" tells nothing, since the other two lack it like the key; counting
each fired on a quarter of the choice items, most of them good."""

CLANG_LETTERS = 4
"""CUE-1: shorter words do not catch the eye. Ours."""

PART = ", "
"""CUE-2: what parts the halves of an option that joins two things."""


@rule("KEY-1", "E", "exactly one keyed option, or some of several; no two alike")
def miskeyed_choices(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a choice item with no key or too many, and options that say the same (Haladyna; IWF).

    Where every right option is asked for there may be several, but never all.
    """
    if not isinstance(item.interaction, Choice):
        return
    options = item.interaction.options
    count = sum(option.is_key for option in options)
    if item.interaction.type == "multiple-response":
        if not 1 <= count < len(options):
            hint = "mark at least one as right, and leave at least one wrong"
            message = f"has {counted(count, 'right option')} of {len(options)}"
            yield Finding(message, hint, is_broken=True)
    elif count != 1:
        message = f"has {counted(count, 'right option')}"
        yield Finding(message, "mark exactly one as right", is_broken=True)
    seen: set[str] = set()
    for option in options:
        words = subject.bare(plain(option.content))
        if words in seen:
            message = f"two options say '{plain(option.content)}'"
            yield Finding(message, "make one of them differ", is_broken=True)
        seen.add(words)


@rule("KEY-2", "E", "no second true option")
def right_distractors(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a distractor, or another response of a matching item, that is right as well.

    What was written by hand is right as its author says; only answers made of facts are judged.
    Stances and limits that the bank does not set apart may both be true of an actor, and so are
    never right and wrong side by side.
    """
    hint = "put the other fact under `also_right`, or under `not_beside` if it is only near"
    if isinstance(item.origin, FromFacts) and item.origin.kind == "position":
        hint = "if the two exclude one another, say so under `apart` of the issue"
    match item.interaction:
        case Choice(options=options) as choice:
            asked = item.facts if choice.type == "multiple-response" else item.facts[:1]
            facts = [subject.facts[fact_id] for fact_id in asked]
            for option in (*options, *choice.reserve):
                if option.means is None or option.is_key:
                    continue
                words = plain(option.content)
                if any(is_right(option.means, words, fact, subject) for fact in facts):
                    yield Finding(f"the distractor '{words}' is right too", hint)
        case Matching(premises=premises, responses=responses) if item.facts:
            meanings = {response.id: response.means for response in responses}
            for premise in premises:
                fact, right = subject.facts[premise.id], meanings.get(premise.response)
                for response in responses:
                    if response.id == premise.response or response.means is None:
                        continue
                    words = plain(response.text)
                    if fits(response.means, words, right, fact, subject):
                        yield Finding(f"'{words}' fits “{plain(premise.text)}” too", hint)
        case _:
            pass


@rule("OPT-1", "E", "three to five options")
def wrong_option_counts(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a choice item with too few options or too many."""
    if isinstance(item.interaction, Choice):
        count = len(item.interaction.options)
        if count not in OPTIONS:
            hint = "ask it as a short answer, or add curated distractors"
            if isinstance(item.origin, Written):
                hint = "write more wrong answers, or fewer"
            yield Finding(f"has {counted(count, 'option')}, not {OPTIONS}", hint)


@rule("OPT-2", "E", "no all or none of the above")
def banned_options(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find an option that speaks of other options, or of not knowing (Haladyna; NBME)."""
    for option in options_of(item):
        words = folded(plain(option.content)).rstrip(".")
        if any(re.fullmatch(banned, words) for banned in subject.language.banned_options):
            yield Finding(f"the option '{plain(option.content)}' is of a banned form", "reword it")


@rule("OPT-3", "W", "no absolute or vague word tells the key")
def telling_words(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find words like "always" or "often" in the key alone, or in distractors alone (IWF; NBME)."""
    right, wrong = keys_and_distractors(options_of(item))
    if any(isinstance(key.means, SomeHedge) for key in right):
        return  # which word is vague is what is asked
    language = subject.language
    for what, words in (("absolute", language.absolute_words), ("vague", language.vague_words)):
        in_keys = [found for option in right if (found := _first_telling(option, words))]
        in_others = [found for option in wrong if (found := _first_telling(option, words))]
        hint = "reword it, or take another option"
        if in_keys and not in_others:
            yield Finding(f"the key alone has the {what} word '{in_keys[0]}'", hint)
        elif not in_keys and in_others and len(in_others) >= TELLING_SHARE * len(wrong):
            yield Finding(f"only distractors have the {what} word '{in_others[0]}'", hint)


def _first_telling(option: Option, telling: Sequence[str]) -> str:
    """Return the first telling word of an option; a name such as May is none."""
    if option.rank is not None:
        return ""
    first, *rest = WORD.findall(unquoted(plain(option.content))) or [""]
    words = (first.lower(), *(word for word in rest if word.islower()))
    return next((word for word in words if word in telling), "")


@rule("LEN-1", "W", "the key is not much longer than the rest")
def long_keys(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a key that is much longer than every distractor (Haladyna; IWF)."""
    if lengths := lengths_of(item):
        key, others = lengths
        mean = sum(others) / len(others)
        if key > LONGER_THAN_MEAN * mean and key - max(others) > LONGER_BY:
            message = f"the key has {counted(key, 'letter')}, the distractors {mean:.0f} on average"
            yield Finding(message, "shorten the key, or take a longer distractor")


@rule("CUE-1", "W", "no word of the stem comes again in the key alone")
def repeated_words(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a word that the prompt and the key share, and that no distractor has.

    IWF: word repeats; NBME: clang.
    """
    right, wrong = keys_and_distractors(options_of(item))
    if not right or not wrong or any(isinstance(key.means, SomeHedge) for key in right):
        return  # a hedge is found in the words that the stem quotes, and so is every other option
    stem = spoken(item.prompt)
    told = _roots(stem, subject) - _roots(subject.bank.title, subject)
    for key in right:
        told &= _roots(plain(key.content), subject)
    for option in wrong:
        told -= _roots(plain(option.content), subject)
    if told:
        words = [word for word in WORD.findall(stem) if _roots(word, subject) & told]
        named = "', '".join(dict.fromkeys(words))
        message = f"'{named}' of the stem comes again in the key alone"
        yield Finding(message, "reword the stem, or take a distractor that has it too")


def _roots(text: str, subject: Subject) -> frozenset[str]:
    words = content_words(text, subject.stop_words)
    return frozenset(word for word in words if len(word) >= CLANG_LETTERS)


@rule("CUE-2", "W", "options are alike in form and fit the stem")
def unlike_options(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find options that differ in form, that the prompt's article betrays, or that converge.

    Haladyna: homogeneous, in logical order; IWF: grammatical and logical cues, lost sequence,
    convergence. Whether verbs and nouns agree in number is left to the reader's eye.
    """
    options = options_of(item)
    if not options or not all(is_text(option.content) for option in options):
        return  # of a picture the words are not seen
    for what, trait in TRAITS.items():
        kinds = {trait(option, subject): plain(option.content) for option in options}
        kinds.pop(None, None)
        if len(kinds) > 1:
            words = "' and '".join(sorted(kinds.values())[:2])
            yield Finding(f"options differ in {what}: '{words}'", "write them alike")
    right, wrong = keys_and_distractors(options)
    first = {_first_word(option) for option in wrong} if len(wrong) > 1 else set()
    if len(first) == 1 and first.isdisjoint(map(_first_word, right)):
        word = first.pop()
        hint = "word the key alike, or some of the others otherwise"
        if word not in subject.stop_words:  # that France has no article is no cue
            yield Finding(f"every distractor begins with '{word}', the key does not", hint)
    stem = WORD.findall(folded(spoken(item.prompt)))
    articles = subject.language.articles
    for option in options if stem and stem[-1] in articles else ():
        text = plain(option.content)
        if article_of(text, articles) != stem[-1]:
            message = f"'{stem[-1]}' at the end of the stem does not fit '{text}'"
            yield Finding(message, "put the article before each option instead")
    if len(right) == 1 and _converges(right[0], options):
        message = f"the key '{plain(right[0].content)}' shares each of its parts with most others"
        yield Finding(message, "let distractors share parts with each other too")


def _converges(key: Option, options: Sequence[Option]) -> bool:
    """Tell whether each part of the key is the one that most options have."""
    parts = [folded(plain(option.content)).split(PART) for option in options]
    key_parts = folded(plain(key.content)).split(PART)
    if len(key_parts) < 2 or any(len(others) != len(key_parts) for others in parts):
        return False
    columns = (Counter(column) for column in zip(*parts, strict=True))
    return all(
        count[part] > 1 and count[part] == max(count.values())
        for count, part in zip(columns, key_parts, strict=True)
    )


def _ending(option: Option, _: Subject) -> str | None:
    """Tell how an option ends; the sign of an abbreviation or a title may be the sentence's too."""
    text = plain(option.content)
    if is_abbreviation(text) or text.endswith(("?”", "!”", "…”")):
        return None
    return text[-1] if text[-1:] in (".", "?", "!") else ""


def _opening(option: Option, subject: Subject) -> str | None:
    """Tell how an option begins; terms, names and signs stand as the bank has them: pH."""
    text = plain(option.content)
    match option.means:
        case SomeSpeaker() | SomeActor():
            return None
        case SomeFact(fact_id) | SomeThing(fact_id) if subject.facts[fact_id].keep_case:
            return None
        case _ if text.casefold() in subject.terms_of:
            return None
    if text[:1].islower():
        return "small" if begin(text) != text else None
    return "capital" if text[:1].isupper() else "other"


def _first_word(option: Option) -> str:
    return folded(plain(option.content)).partition(" ")[0]


TRAITS: Mapping[str, Callable[[Option, Subject], object]] = {
    "how they end": _ending,
    "how they begin": _opening,
    "their unit": lambda option, _: (
        option.means.unit if isinstance(option.means, SomeNumber) else ""
    ),
    "how exact their dates are": lambda option, _: (
        option.means.date.grain if isinstance(option.means, SomeDate) else ""
    ),
}
"""What options have in common -> how it is told."""
