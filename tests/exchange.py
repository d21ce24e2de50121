"""Written questions with hostile words, and the way there and back: what another program's file makes of them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import moon
from hypothesis import assume
from hypothesis import strategies as st
from sample_form import form

from quizgen.bank.bank import Bank
from quizgen.bank.questions import MarkLevel, Question, WrittenAnswer
from quizgen.errors import BankError, Where
from quizgen.export.questions_yaml import write_questions
from quizgen.imports.file_text import clean
from quizgen.imports.taken import Taken
from quizgen.judge.subject import Subject
from quizgen.make.written import write_question
from quizgen.output import Export
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import Discussion, Item, ShortAnswer
from quizgen.read import read_bank

NOWHERE = Where("")
HOSTILE = "=~{}:#\\<>&\"'*/|[]%$@_^`()-+,.;?!0123456789abTFtf йЖ–−…“”’éא😀\u00a0"
"""What means something to GIFT, XML, HTML, YAML, Aiken, spreadsheets or a terminal, and letters of other scripts."""
PIECES = ("TRUE", "F", "->", "[html]", "[plain]", "A) ", "ANSWER: B", "####", "::x::", "{#1}", "=SUM(A1)", "&amp;", "<b>",
          "</p>", "]]>", "\\n", "//", "$CATEGORY:", "%50%", "{1:SA:=x}", "=", "~", "\\", "on", "no", "1.10")  # fmt: skip
words = st.one_of(
    st.text(HOSTILE, min_size=1, max_size=20), st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join)
).map(lambda text: clean(text).strip("\u00a0 ") or "x")  # fmt: skip
ids = st.from_regex(
    re.compile(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,6}){0,2}", re.ASCII), fullmatch=True
)
whys = st.one_of(st.just(""), words)
answers = st.builds(WrittenAnswer, text=words, why=whys)
numbers = st.decimals(-(10**6), 10**6, places=2).map(lambda number: f"{number.normalize():f}")
gap_words = words.filter(lambda text: "|" not in text)


def distinct(
    elements: st.SearchStrategy[str], least: int, most: int
) -> st.SearchStrategy[list[str]]:
    return st.lists(
        elements,
        min_size=least,
        max_size=most,
        unique_by=lambda text: re.sub(r"\W+", "", text.casefold()) or text,
    )


def asked(**fields: object) -> st.SearchStrategy[Question]:
    common = {
        "id": ids,
        "ask": words,
        "why": whys,
        "level": st.sampled_from([None, 1, 2, 3]),
        "tags": st.lists(
            ids.filter(lambda tag: not re.match("level|sensitivity", tag)), max_size=2, unique=True
        ).map(tuple),
        "sensitivity": st.sampled_from(["none", "low", "high"]),
        "where": st.just(NOWHERE),
    }
    return st.builds(Question, **{**common, **fields})  # type: ignore[arg-type]


def sentence(parts: Sequence[str], gaps: Sequence[Sequence[str]]) -> str:
    doubled = [part.replace("[", "[[").replace("]", "]]") for part in parts]
    inside = ["|".join(each.replace("[", "[[").replace("]", "]]") for each in gap) for gap in gaps]
    return clean(
        doubled[0]
        + "".join(f" [{gap}] {part}" for gap, part in zip(inside, doubled[1:], strict=True))
    )


choices = st.builds(
    lambda question, texts, why, reasons: replace(
        question,
        answer=(WrittenAnswer(text=texts[0], why=why),),
        wrong=tuple(
            WrittenAnswer(text=text, why=reason)
            for text, reason in zip(texts[1:], reasons, strict=False)
        ),
    ),
    asked(type=st.just("multiple-choice")),
    distinct(words, 2, 5),
    whys,
    st.lists(whys, min_size=4, max_size=4),
)
several = st.builds(
    lambda question, texts, keys: replace(
        question,
        answer=tuple(WrittenAnswer(text=text) for text in texts[:keys]),
        wrong=tuple(WrittenAnswer(text=text) for text in texts[keys:]),
    ),
    asked(type=st.just("multiple-response")),
    distinct(words, 4, 6),
    st.integers(2, 3),
)
truths = st.one_of(
    asked(type=st.just("true-false"), answer=st.just((WrittenAnswer(text="true"),))),
    asked(
        type=st.just("true-false"), answer=st.just((WrittenAnswer(text="false"),)), correction=whys
    ),
)
matchings = st.builds(
    lambda question, premises, responses: replace(
        question,
        pairs=dict(zip(premises, responses[: len(premises)], strict=True)),
        wrong=tuple(WrittenAnswer(text=text) for text in responses[len(premises) :]),
    ),
    asked(type=st.just("matching")),
    distinct(words, 3, 3),
    distinct(words, 3, 5),
)
orderings = st.builds(
    lambda question, steps: replace(question, order=tuple(steps)),
    asked(type=st.just("ordering")),
    distinct(words, 3, 5),
)
amounts = asked(
    type=st.just("numeric"),
    answer=numbers.map(lambda number: (WrittenAnswer(text=number),)),
    tolerance=st.sampled_from(["", "0.5", "12"]),
    unit=st.sampled_from(["", "km", "beats a minute", "°C", "% <x> & y"]),
)
shorts = st.builds(
    lambda question, texts: replace(
        question, answer=(WrittenAnswer(text=texts[0]),), accept=tuple(texts[1:])
    ),
    asked(type=st.just("short-answer")),
    distinct(words, 1, 3),
)
clozes = st.builds(
    lambda question, parts, gaps: replace(question, ask=sentence(parts[: len(gaps) + 1], gaps)),
    asked(type=st.just("cloze")),
    st.lists(words, min_size=4, max_size=4),
    st.lists(distinct(gap_words, 1, 3), min_size=1, max_size=3),
)
tasks = asked(
    type=st.just("discussion"),
    marking=st.lists(st.builds(MarkLevel, level=words, does=words), min_size=2, max_size=3).map(
        tuple
    ),
)
any_question = st.one_of(
    choices, several, truths, matchings, orderings, amounts, shorts, clozes, tasks
)
several_questions = st.lists(
    any_question, min_size=1, max_size=4, unique_by=lambda question: question.id
).map(tuple)


def bank_of(questions: Sequence[Question]) -> Bank:
    text, _ = write_questions(questions, {}, "heart", "The heart")
    return read_bank(text, "heart.yaml", {"en-GB": moon.language()})


def items_of(bank: Bank) -> list[Item]:
    subject = Subject(bank, moon.language(), moon.wordings())
    return [write_question(each, subject) for each in bank.questions]


def form_of(items: Sequence[Item], points: int = 1) -> Form:
    numbered, number = [], 1
    for item in items:
        parts = item.number_count
        if hasattr(item.interaction, "events"):
            parts = len(item.interaction.events)
        elif hasattr(item.interaction, "parts"):
            parts = len(item.interaction.answers)
        worth = points * parts
        numbered.append(NumberedItem(number=number, item=item, prompt=item.prompt, points=worth))
        number += item.number_count
    section = FormSection(
        title="All", instruction="", items=tuple(numbered), points=number, points_label=""
    )
    return form(section, version="")


def comparable(item: Item) -> Item:
    """Return an item without its place, and without how many lines there are to write on."""
    answered = item.interaction
    if isinstance(answered, ShortAnswer | Discussion):
        answered = replace(answered, lines=1)
    return replace(item, interaction=answered, where=NOWHERE, points=None)


def there_and_back(
    questions: Sequence[Question],
    write: Callable[[Form, str], Export],
    read: Callable[[bytes, str], Taken],
) -> tuple[list[Item], list[Item], Export]:
    """Return what was asked and what came back, of the questions that a bank can hold."""
    try:
        before = items_of(bank_of(questions))
    except BankError:
        assume(False)
    export = write(form_of(before), "file")
    lost = {problem.item_id for problem in export.left_out}
    kept = [item for item in before if item.id not in lost]
    if not kept:
        return [], [], export
    taken = read(export.files[0].content, "file")
    assert [problem for problem in taken.problems if problem.is_error] == []
    after = items_of(bank_of(taken.questions))
    return [*map(comparable, kept)], [*map(comparable, after)], export
