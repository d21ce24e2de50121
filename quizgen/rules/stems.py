"""Stems: what asks, says no more than it needs, and asks for what is."""

import re
from collections.abc import Iterator

from quizgen.content import Run, plain, spoken, texts_of
from quizgen.judge.sizes import Span
from quizgen.judge.subject import Subject
from quizgen.judge.texts import WORD, contains, content_words, folded, unquoted
from quizgen.quiz.item import Choice, Cloze, Discussion, Item, Numeric, ShortAnswer, Written
from quizgen.quiz.walk import filled
from quizgen.rules.parts import is_single_choice, named_in_short, negations_in
from quizgen.rules.rule import Finding, rule

STEM_WORDS = Span(4, 40)
"""STEM-1: the length of a stem. Fewer words are a label, not a question, such as "ATACMS:"; a
quotation makes none too long. Ours; it began at six, but "Which description fits Kursk?" is a good
stem of four."""

ASKED_WITH = 2
"""STEM-1: a question of three words with so many that carry meaning is one: "Who discovered
argon?" is, and "What is it?" is not. Ours."""

QUESTION_WORDS = 25
"""FORM-7: the most words of a question without its quotations, a text counted by the name that a
sheet gives it. Who reads more has forgotten the beginning. Ours."""

ENDS_OF_QUESTIONS = ("?", ":")
ANSWER_WORDS = 5
"""KEY-3: from so many words on an answer can be worded in many ways. Ours."""

DRAWN_BLANK = re.compile(r"_{3,}")


NEXT_SENTENCE = re.compile(r"(?<=[^\W_]{3}[.?!]) +(?=[“\"(]?[^\W\d_a-z])")
"""Between a whole word with its stop and a capital; shorter ones may be abbreviations."""


@rule("STEM-1", "E", "a stem asks, and says no more than it needs")
def stems_that_do_not_ask(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a stem that is a label, that ends as no question does, or that says too much.

    It can be answered with the options covered (Haladyna; IWF).
    """
    if not isinstance(item.interaction, Choice | ShortAnswer | Numeric):
        return
    stem = spoken(item.prompt).strip()
    words = WORD.findall(folded(unquoted(stem)))
    count = len(words)
    told = content_words(stem, subject.stop_words).difference(subject.language.question_words)
    asks = stem.endswith("?") and len(told) >= ASKED_WITH
    if len(WORD.findall(stem)) < STEM_WORDS.least - asks:
        yield Finding(f"“{stem}” is a label, not a question", "ask a whole question")
    if count > STEM_WORDS.most:
        message = f"“{stem}” has {count} words, more than {STEM_WORDS.most}"
        yield Finding(message, "leave out what is not needed to answer", "W")
    if not stem.endswith(ENDS_OF_QUESTIONS) and len(DRAWN_BLANK.findall(stem)) != 1:
        hint = "end it with a question mark or a colon, or leave one blank"
        yield Finding(f"“{stem}” does not ask", hint)
    if not any(word in subject.language.question_words for word in words):
        hint = "a pupil who covers the options must know what is asked"
        yield Finding(f"“{stem}” has no question word and no verb", hint, "W")


@rule("FORM-7", "E", "a question is short enough to be read at once")
def long_questions(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a question, a statement or a sentence with too many words.

    Where a claim is told first and then asked about, each of the two counts by itself. A task for
    a discussion may take more than one sentence to set.
    """
    if isinstance(item.interaction, Discussion):
        return
    cloze = item.interaction
    is_sentence = isinstance(cloze, Cloze) and not cloze.in_table  # a table is in the prompt
    asked = filled(cloze) if isinstance(cloze, Cloze) and is_sentence else ()
    for content in filter(None, (item.prompt, asked)):
        sentences = [
            sentence
            for text in texts_of(named_in_short(content, subject))  # cell by cell of a table
            for sentence in NEXT_SENTENCE.split(unquoted(plain(text)))
        ]
        longest = max(len(WORD.findall(folded(sentence))) for sentence in sentences)
        if longest > QUESTION_WORDS:
            which = " in one sentence" if len(sentences) > 1 else ""
            message = f"“{plain(content)}” has {longest} words{which}, more than {QUESTION_WORDS}"
            yield Finding(message, "say it shorter, or ask for less")


@rule("KEY-3", "W", "an answer in words says what else is right")
def lonely_answers(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find an answer of several words to which the key knows no other wording.

    No two pupils say a sentence alike; who marks must know which parts of it count.
    """
    short = item.interaction
    if not isinstance(short, ShortAnswer) or short.accepted:
        return
    if len(WORD.findall(plain(short.answer))) >= ANSWER_WORDS:
        hint = "add accept to the fact: the same in fewer or other words"
        yield Finding(f"nothing but “{plain(short.answer)}” is accepted", hint)


@rule("STEM-2", "W", "no negative stem without a bold word")
def negative_stems(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a negation that is easily overlooked, and two that cancel one another (Haladyna; IWF).

    What a speaker denied, in their own words or reported, is no negative question.
    """
    stem, negations = spoken(item.prompt), negations_in(item, subject)
    if len(negations) > 1:
        words = "' and '".join(negations)
        yield Finding(f"“{stem}” denies twice, by '{words}'", "ask for what is", "E")
    bold = [run.text for run in item.prompt if isinstance(run, Run) and run.style == "bold"]
    for word in negations:
        if not any(contains(text, word) for text in bold):
            can_be_bold = not isinstance(item.origin, Written)  # text of a bank is never markup
            hint = f"write **{word}**, or ask for what is" if can_be_bold else "ask for what is"
            message = f"'{word}' in “{stem}” is easily overlooked"
            yield Finding(message, hint, "E" if is_single_choice(item) else "W")
