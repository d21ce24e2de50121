"""Exam papers: questions of several parts, covers, word banks, and what stands around the pages."""

import json
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import permutations
from pathlib import Path

import moon
import pikepdf
import pytest
from judges import MM, outside, overlapping, pages_of, problems_aloud, squeezed
from page_fill import drawn_pages
from sample_form import look
from test_properties import wordings

from quizgen import find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.assemble.settle import settle
from quizgen.assemble.texts import is_about
from quizgen.assemble.word_bank import with_word_bank
from quizgen.content import plain
from quizgen.errors import FormError
from quizgen.export.form_json import write_forms
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.item import Cloze, Discussion, ShortAnswer
from quizgen.quiz.naming import with_texts_named
from quizgen.quiz.parts import questions_of, text_of, worth_of
from quizgen.quiz.selection import FilledSection
from quizgen.quiz.worksheet import Blueprint, Worksheet
from quizgen.read import read_bank, read_materials, read_worksheet
from quizgen.read.forms import read_forms
from quizgen.store.project import find_texts
from quizgen.typeset import write_key, write_sheet

FERRY = """\
topic: ferry
title: The ferry
summary: A ferry and its town.
passages:
  opening:
    title: The opening
    text: The ferry was opened by the mayor on a wet morning. Twelve people came to see it. The band had stayed at home.
  closing:
    title: The closing
    text: The ferry made its last crossing at night. Nobody had been told of it. A bridge does its work today.
questions:
- {id: town, ask: What is the town called?, answer: Bridport, tags: [start]}
- {id: who-opened, passage: opening, ask: Who opened it?, answer: the mayor, wrong: [the king, the captain]}
- {id: how-many, passage: opening, ask: How many people came?, answer: twelve}
- {id: why-so-few, passage: opening, ask: "Why, do you think, did so few people come?", answer: the weather was bad, level: 2}
- {id: when-closed, passage: closing, ask: When did it stop?, answer: at night, wrong: [at noon, at dawn]}
- {id: who-was-told, passage: closing, ask: Who had been told?, answer: nobody}
- {id: what-now, passage: closing, ask: What does its work today?, answer: a bridge, level: 2}
"""
PARTED = """\
label: Paper
summary: A paper.
sections:
- {title: Warming up, types: [short-answer], tags: [start], count: 1, points: 2}
- title: Reading
  count: 6
  parts:
  - {types: [multiple-choice]}
  - {types: [short-answer], levels: [1], points: 2}
  - {types: [short-answer], levels: [2], points: 4}
"""


def sheet_of(text: str, name: str = "paper.yaml") -> Worksheet:
    return read_worksheet(text, name)


@cache
def pool(topic: str) -> ItemPool:
    if topic == "ferry":
        bank = read_bank(FERRY, "ferry.yaml", {"en-GB": moon.language()})
        return ItemPool(Subject(bank, moon.language(), moon.wordings()))
    return ItemPool(read_materials(find_texts(topic)).subject)


@cache
def exam(topic: str, seed: int = 1, key: int = 0) -> Form:
    blueprint = Blueprint(worksheet=find_worksheet("exam"), may_shrink=True, seed=seed, forms=2)
    return [*assemble_forms(pool(topic), blueprint)][key]


def made(text: str, topic: str = "ferry", **wishes: object) -> Form:
    """Return the one form of a worksheet that is written here."""
    wish = Blueprint(worksheet=sheet_of(text), may_shrink=True, **wishes)  # type: ignore[arg-type]
    (form,) = assemble_forms(pool(topic), wish)
    return form


def ferry() -> Form:
    return made(PARTED)


@pytest.mark.parametrize("seed", [1, 2, 6, 7])
def test_no_page_is_taken_for_the_extension_task_alone(seed: int) -> None:
    form = exam("escalation", seed)
    *_, last = drawn_pages(write_sheet(form, look()))
    (task,) = form.sections[-1].items
    assert task.points == 0
    numbers = [number for number, _ in last.numbers]
    assert numbers[-1] == task.number
    assert len(numbers) > 1


def test_a_discussion_gives_up_lines_for_a_page_and_for_nothing_else() -> None:
    lines = {}
    for seed in (1, 2):
        form = exam("escalation", seed)
        asked = form.sections[-2].items[0].item.interaction
        assert isinstance(asked, Discussion)
        *_, last = drawn_pages(write_sheet(form, look()))
        after = next(y for number, y in last.numbers if number == form.sections[-1].items[0].number)
        before = next(
            y for number, y in last.numbers if number == form.sections[-2].items[0].number
        )
        lines[seed] = (asked.lines, sum(after < y < before for *_, y in last.lines))
    assert lines == {1: (9, 9), 2: (9, 7)}


# ------------------------------------------------------------------------ questions of several parts


def test_the_parts_of_a_question_share_its_number_and_the_next_question_counts_on() -> None:
    form = ferry()
    named = [(one.label, one.points) for part in form.sections for one in part.items]
    assert named == [
        ("1", 2),
        ("2\u00a0(a)", 1),
        ("2\u00a0(b)", 2),
        ("2\u00a0(c)", 4),
        ("3\u00a0(a)", 1),
        ("3\u00a0(b)", 2),
        ("3\u00a0(c)", 4),
    ]
    assert form.questions == 3
    assert [(section.points, form.points) for section in form.sections] == [(2, 16), (14, 16)]


def test_all_parts_of_a_question_rest_on_one_passage_which_stands_above_them() -> None:
    form = ferry()
    for question in form.sections[1].parted:
        parts = [one for one in form.sections[1].items if one.number == question.number]
        assert len({one.item.passage for one in parts}) == 1
        assert (question.points, question.total) == (
            7,
            f"Total for question {question.number}: 7 points",
        )
    page = squeezed(" ".join(pages_of(write_sheet(form, look()))))
    of_page = re.compile(
        r"2Readthetext\.Questions2\(a\)to\(c\)areaboutit\.The(opening|closing).*\(a\).*\(b\).*\(c\)"
        r".*Totalforquestion2:7points3Readthetext\.Questions3\(a\)to\(c\)areaboutit\."
        r"The(opening|closing).*\(a\).*\(b\).*\(c\).*Totalforquestion3:7points"
    )
    (found,) = of_page.findall(page)
    assert {*found} == {"opening", "closing"}


def test_the_key_its_strip_and_json_name_the_parts_as_the_sheet_does() -> None:
    form = ferry()
    key = " ".join(pages_of(write_key(form, look()))).replace("\u00a0", " ")
    strip = re.search(r"Marking strip (.*)", key)
    assert strip
    assert re.findall(r"(\d \(.\)) [A-D]", strip[1]) == ["2 (a)", "3 (a)"]
    for label in ("2 (a)", "2 (b)", "2 (c)", "3 (a)", "3 (b)", "3 (c)"):
        assert re.search(rf"^{re.escape(label)} ", key, re.MULTILINE), label
    (section,) = [
        part
        for part in json.loads(write_forms([form]))["forms"][0]["sections"]
        if part["title"] == "Reading"
    ]
    assert [one["label"].replace("\u00a0", " ") for one in section["items"]] == [
        "2 (a)", "2 (b)", "2 (c)", "3 (a)", "3 (b)", "3 (c)",
    ]  # fmt: skip
    assert [(one["number"], one["points"]) for one in section["parted"]] == [(2, 7), (3, 7)]


def test_a_paper_is_read_back_from_json_as_it_was() -> None:
    form = exam("escalation")
    (again,) = read_forms(write_forms([form]))
    assert write_sheet(again, look()) == write_sheet(form, look())
    assert write_key(again, look()) == write_key(form, look())


def test_versions_mix_the_questions_and_leave_the_order_of_their_parts() -> None:
    orders = set()
    for seed in range(1, 7):
        blueprint = Blueprint(worksheet=sheet_of(PARTED), forms=2, seed=seed)
        for form in assemble_forms(pool("ferry"), blueprint):
            items = form.sections[1].items
            assert [one.part for one in items] == ["(a)", "(b)", "(c)"] * 2
            assert [one.item.type for one in items[::3]] == ["multiple-choice"] * 2
            assert [one.item.level for one in items] == [1, 1, 2] * 2
            orders.add(items[0].item.id)
    assert orders == {"who-opened", "when-closed"}


@pytest.mark.parametrize("seed", [1, 2, 6, 7])
def test_each_question_of_a_paper_is_about_the_text_that_it_names(seed: int) -> None:
    facts = pool("escalation").subject.facts
    form = exam("escalation", seed)
    numbers = {entry.number: entry.source for entry in form.sources}
    named = with_texts_named(form)
    (reading,) = [section for section in named.sections if section.title == "Reading"]
    assert len(reading.parted) == 2
    for question in reading.parted:
        parts = [one for one in reading.items if one.number == question.number]
        said = plain(question.lead).replace("\u00a0", " ")
        found = re.fullmatch(r"Questions (\d+) \(a\) to \(c\) are about Text (\d+)\.", said)
        assert found
        assert int(found[1]) == question.number
        rested = {facts[fact].source for one in parts for fact in one.item.facts}
        assert rested == {numbers[int(found[2])]}
        assert [one.points for one in parts] == [1, 1, 2]
        assert plain(question.lead) not in plain(parts[0].prompt)


@pytest.mark.parametrize("seed", [1, 2, 6, 7])
def test_no_part_asks_for_the_one_person_who_speaks_in_its_text(seed: int) -> None:
    """Whoever says most of a text is the likeliest guess to all who-questions about it."""
    subject = pool("escalation").subject
    form = exam("escalation", seed)
    (reading,) = [section for section in form.sections if section.title == "Reading"]
    for one in reading.items:
        options = [
            option for option in getattr(one.item.interaction, "options", ()) if option.is_key
        ]
        asked = {
            person for person, known in subject.bank.people.items()
            for option in options if known.name in plain(option.content)
        }  # fmt: skip
        source = subject.facts[one.item.facts[0]].source
        speakers = [
            fact.claim.speaker
            for fact in subject.bank.facts
            if fact.kind == "statement" and fact.source == source
        ]
        assert not any(speakers.count(person) * 2 > len(speakers) for person in asked)


def test_a_part_that_goes_on_overleaf_says_whose_part_it_is() -> None:
    pages = pages_of(write_sheet(exam("escalation"), look()))
    tops = [page.split("\n")[1:3] for page in pages]  # below the line for the number
    for first, second in tops:
        if re.match(r"\([b-c]\) ", second):
            assert re.fullmatch(r"\d+ ?\(continued\) ?", first.strip()), first
    assert any("(continued)" in first for first, _ in tops)


def test_a_saved_paper_has_the_same_parts_and_a_swapped_question_other_ones() -> None:
    blueprint = Blueprint(worksheet=find_worksheet("exam"), may_shrink=True)
    (before,) = assemble_forms(pool("escalation"), blueprint)
    settled = settle(pool("escalation"), blueprint)
    (again,) = assemble_forms(pool("escalation"), settled)
    assert write_sheet(again, look()) == write_sheet(before, look())
    number = next(section for section in before.sections if section.parted).parted[0].number
    swapped = settle(pool("escalation"), Blueprint(**{**vars(blueprint), "swap": (number,)}))
    (after,) = assemble_forms(pool("escalation"), swapped)
    old = [one.item.id for part in before.sections for one in part.items if one.number == number]
    new = [one.item.id for part in after.sections for one in part.items if one.number == number]
    assert len(old) == len(new) == 3
    assert {*old}.isdisjoint(one.id for one in after.items)
    assert [one.id for one in before.items if one.id not in old] == [
        one.id for one in after.items if one.id not in new
    ]


def test_one_text_too_few_is_told_with_the_number_that_there_is() -> None:
    more = PARTED.replace("count: 6", "count: 9")
    with pytest.raises(FormError) as caught:
        [*assemble_forms(pool("ferry"), Blueprint(worksheet=sheet_of(more)))]
    (problem,) = caught.value.problems
    assert problem.message == (
        "section 'Reading' asks for 9 multiple-choice or short-answer items, "
        "up to 3 of them about one text, the bank yields 6"
    )


def test_all_of_one_source_is_no_text_among_others() -> None:
    """The section is then what stands under its `instead`."""
    titles = [section.title for section in exam("europe").sections]
    assert titles == [
        "Choice",
        "Gaps",
        "Match",
        "Answers",
        "Several answers",
        "If you have time",
    ]
    assert not any(section.parted for section in exam("europe").sections)


def test_parts_are_found_in_whatever_order_their_questions_are_named() -> None:
    """Either short answer may be (b), and one of them alone (c)."""
    loose = PARTED.replace("levels: [1], points: 2", "points: 2")
    section = sheet_of(loose).sections[1]
    items = {item.id: item for item in pool("ferry").items}
    named = [items[name] for name in ("why-so-few", "how-many", "who-opened")]
    for order in permutations(named):
        (question,) = questions_of(section, order)
        assert [item.id for item in question] == ["who-opened", "how-many", "why-so-few"]
        assert worth_of(section, question) == (1, 2, 4)


def test_where_hardly_anybody_else_speaks_in_a_text_nobody_is_asked_who_it_was() -> None:
    """In the text of the Atlantic Council one man speaks, in that of the CSM there are many."""
    subject = pool("escalation").subject
    speakers: dict[str, list[str]] = {}
    for fact in subject.bank.facts:
        if fact.kind in ("statement", "position"):
            claim = fact.claim
            who = claim.speaker if fact.kind == "statement" else claim.actor  # type: ignore[union-attr]
            speakers.setdefault(fact.source, []).append(who)
    found = {True: 0, False: 0}
    for item in pool("escalation").items:
        text = text_of(item)
        if item.type != "cloze" or not text or len(item.facts) != 1:
            continue
        claim = subject.facts[item.facts[0]].claim
        speaker = getattr(claim, "speaker", "")
        (answer,) = map(plain, item.interaction.answers)  # type: ignore[union-attr]
        if speaker and subject.bank.people[speaker].name == answer:
            spoken = speakers[text.id]
            most = max(spoken.count(each) for each in spoken)
            is_open = len({*spoken}) >= 3 and most * 2 <= len(spoken)
            assert is_about(item, text, subject) is is_open
            found[is_open] += 1
    assert min(found.values()) > 0


# -------------------------------------------------------------------------------- covers and points

COVERED = (
    PARTED
    + """\
- {title: If you have time, types: [short-answer], tags: [end], count: 1, points: 0}
layout:
  points: item
  mark_table: true
  cover:
    kind: Mock paper
    time: "{minutes} minutes"
    materials: [A pen]
    instructions: [Answer all questions., Cross out what is wrong.]
    information: [The points stand beside each question.]
"""
)
EXTRA = "- {id: river, ask: On which river is it?, answer: the Brit, tags: [end]}\n"


@cache
def covered() -> Form:
    bank = read_bank(FERRY + EXTRA, "ferry.yaml", {"en-GB": moon.language()})
    blueprint = Blueprint(worksheet=sheet_of(COVERED), school="Bridport")
    (form,) = assemble_forms(ItemPool(Subject(bank, moon.language(), moon.wordings())), blueprint)
    return form


def test_a_cover_says_what_a_candidate_must_know_before_turning_over() -> None:
    """The time: two choices of 90 seconds, six answers of a minute and a line of a minute each:
    3 + 12 = 15 minutes. The points: 2 + 2 * (1 + 2 + 4)."""
    page, *_ = pages_of(write_sheet(covered(), look()))
    assert [line.strip() for line in page.split("\n")] == [
        "Bridport Mock paper",
        "The ferry",
        "A ferry and its town.",
        "Time 15 minutes Total 16 points",
        "Candidate’s name",
        "Candidate number Centre or school",
        "Materials",
        "• A pen",
        "Instructions",
        "• Answer all questions.",
        "• Cross out what is wrong.",
        "Information",
        "• The points stand beside each question.",
        "For the examiner",
        "Section Points Mark",
        "Warming up 2",
        "Reading 14",
        "Total 16",
        "The ferry · seed 1 · edition 1 Page 1 of 3",
    ]


def test_the_questions_begin_on_the_page_after_the_cover() -> None:
    cover, *pages = pages_of(write_sheet(covered(), look()))
    assert "Warming up 2" in cover
    assert "What is the town called?" not in cover
    assert pages[0].startswith("Candidate number\nWarming up")


def test_what_is_not_marked_has_no_box_and_no_row_in_the_table() -> None:
    form = covered()
    assert form.points == 16
    assert form.sections[-1].points_label == "not marked"
    pages = " ".join(pages_of(write_sheet(form, look())))
    assert "/ 0" not in pages
    assert pages.count("/ 2") == 3
    assert "not marked" in " ".join(pages_of(write_key(form, look())))


def test_a_paper_asks_what_it_says_on_its_cover() -> None:
    for seed in range(1, 6):
        form = exam("escalation", seed)
        page, *_ = pages_of(write_sheet(form, look()))
        rows = dict(
            re.findall(r"^(.+) (\d+) ?$", page.partition("Section Points Mark")[2], re.MULTILINE)
        )
        assert int(rows["Total"]) == sum(
            one.points for section in form.sections for one in section.items
        )
        titles = [section.title for section in form.sections if section.points]
        assert [title for title in rows if title in titles] == titles
        assert sum(int(rows[title]) for title in titles) == int(rows["Total"])


# ----------------------------------------------------------------------------- around the pages


def lines_upright(pdf: bytes) -> Iterator[tuple[int, float, float, float]]:
    """Yield for each upright line its page, x and both ends."""
    upright = re.compile(r"[\d.]+ w ([\d.]+) ([\d.]+) m \1 ([\d.]+) l S")
    with pikepdf.open(BytesIO(pdf)) as file:
        for number, page in enumerate(file.pages):
            for x, y, to_y in upright.findall(page.Contents.read_bytes().decode("latin-1")):
                yield number, float(x), float(y), float(to_y)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_frame_stands_at_both_sides_of_each_page_clear_of_edge_and_text(paper: str) -> None:
    form = made(PARTED + "layout: {frame: true}\n")
    pdf = write_sheet(form, look(paper=paper))
    pages = pages_of(pdf)
    width = {"a4": 210 * MM, "letter": 8.5 * 72}[paper]
    long = [line for line in lines_upright(pdf) if abs(line[2] - line[3]) > 200 * MM]
    assert [line[0] for line in long] == [number for number in range(len(pages)) for _ in "lr"]
    for _, x, *_ in long:
        assert 15 * MM - 0.01 <= min(x, width - x) <= 18 * MM - 2
    assert all("Do not write outside the lines at either side." in page for page in pages)
    assert outside(pdf) == []
    assert overlapping(pdf) == []


def test_pages_that_go_on_say_so_and_the_last_one_that_it_is_the_end() -> None:
    for seed in (1, 2, 3):
        *pages, last = pages_of(write_sheet(exam("escalation", seed), look()))
        assert pages
        for page in pages:
            assert page.count("Turn over") == 1
            assert "End of questions" not in page
        assert "Turn over" not in last
        assert last.count("End of questions") == 1


# ------------------------------------------------------------------------------------- word banks


def gaps_of(form: Form) -> list[tuple[str, str]]:
    """Return the fact and the answer of each gap of the section that has a word bank."""
    (section,) = [part for part in form.sections if part.word_bank]
    found = []
    for one in section.items:
        assert isinstance(one.item.interaction, Cloze)
        found += [(one.item.facts[0], plain(words)) for words in one.item.interaction.answers]
    return found


@pytest.mark.parametrize("topic", ["escalation", "europe", "elements", "history"])
def test_a_word_bank_has_every_answer_and_two_words_more_in_order(topic: str) -> None:
    for seed in range(1, 5):
        form = exam(topic, seed)
        (words,) = [part.word_bank for part in form.sections if part.word_bank]
        answers = [answer for _, answer in gaps_of(form)]
        assert [*words] == sorted(words, key=str.casefold)
        assert {*answers} <= {*words}
        assert (len(answers), len(words)) == (4, 6)
        first = pages_of(write_sheet(form, look()))
        assert sum(page.count("Words to choose from") for page in first) >= 1


def test_a_spare_word_is_right_in_no_gap() -> None:
    """Asked of the bank's own lines: what is the capital, what has it, which element is it?"""
    for topic in ("europe", "elements"):
        facts = pool(topic).subject.facts
        for seed in range(1, 7):
            form = exam(topic, seed)
            (words,) = [part.word_bank for part in form.sections if part.word_bank]
            gaps = gaps_of(form)
            spare = {*words} - {answer for _, answer in gaps}
            assert len(spare) == 2
            for fact_id, _ in gaps:
                claim = facts[fact_id].claim
                alike = [
                    other.claim
                    for other in facts.values()
                    if getattr(other.claim, "property", None) == getattr(claim, "property", "")
                    and other.claim.subject == claim.subject
                ]
                right = {
                    str(each) for one in alike for each in (one.value, *one.value, one.subject)
                }
                assert right.isdisjoint(spare)


TOWNS = """\
topic: capitals
title: Capitals
properties: {capital: {of: country}}
facts:
- {id: bolivia, kind: property, subject: Bolivia, property: capital, value: Sucre, also_right_text: [La Paz]}
- {id: baja, kind: property, subject: Baja California Sur, property: capital, value: La Paz}
- {id: peru, kind: property, subject: Peru, property: capital, value: Lima}
- {id: chile, kind: property, subject: Chile, property: capital, value: Santiago}
- {id: ecuador, kind: property, subject: Ecuador, property: capital, value: Quito}
"""


def test_a_word_that_another_line_of_the_bank_makes_right_is_no_spare_word() -> None:
    """Of six words for gaps on Bolivia and Peru, La Paz would be right in one."""
    read = read_bank(TOWNS, "capitals.yaml", {"en-GB": moon.language()})
    towns = ItemPool(Subject(read, moon.language(), wordings()))  # type: ignore[arg-type]
    by_fact = {
        item.facts[0]: item for item in towns.items if item.type == "cloze" and item.level == 1
    }
    section = sheet_of(
        "label: L\nsummary: S.\nsections:\n"
        "- {title: Gaps, types: [cloze], count: 2, spare: 9, word_bank: true}\n"
    ).sections[0]
    for names, spare in (
        (("peru", "chile"), {"La Paz", "Quito", "Sucre"}),
        (("bolivia", "peru"), {"Quito", "Santiago"}),
    ):
        part = FilledSection(section=section, items=tuple(by_fact[name] for name in names))
        words = with_word_bank(part, towns.subject, towns).word_bank
        answers = {plain(by_fact[name].interaction.answers[0]) for name in names}  # type: ignore[union-attr]
        assert {*words} == answers | spare


def test_where_one_word_fits_two_gaps_there_is_no_word_bank_and_the_maker_is_told() -> None:
    bank = """\
topic: towns
title: Towns
questions:
- {id: one, ask: "The first town was [Ely]."}
- {id: two, ask: "The second town was [Ely]."}
- {id: three, ask: "The third town was [Bath]."}
"""
    sheet = "label: L\nsummary: S.\nsections:\n- {title: Gaps, types: [cloze], count: 3, word_bank: true}\n"
    read = read_bank(bank, "towns.yaml", {"en-GB": moon.language()})
    subject = Subject(read, moon.language(), moon.wordings())
    (form,) = assemble_forms(ItemPool(subject), Blueprint(worksheet=sheet_of(sheet)))
    assert form.sections[0].word_bank == ()
    assert [(problem.message, problem.hint) for problem in form.one_sided] == [
        (
            "section 'Gaps' has no word bank: one of its answers is right in two of its gaps",
            "take another seed, or swap one of the two",
        )
    ]
    single = read_bank(
        bank.replace("second town was [Ely]", "second town was [York]"),
        "towns.yaml",
        {"en-GB": moon.language()},
    )
    subject = Subject(single, moon.language(), moon.wordings())
    (form,) = assemble_forms(ItemPool(subject), Blueprint(worksheet=sheet_of(sheet)))
    assert form.sections[0].word_bank == ("Bath", "Ely", "York")  # nobody can judge another word


def test_short_answers_may_have_a_word_bank_too() -> None:
    sheet = "label: L\nsummary: S.\nsections:\n- {title: Recall, types: [short-answer], wordings: [write-what-it-is], count: 4, spare: 3, word_bank: true}\n"
    form = made(sheet, "europe")
    answers = {
        plain(item.interaction.answer)
        for item in form.items
        if isinstance(item.interaction, ShortAnswer)
    }
    assert answers < {*form.sections[0].word_bank}
    assert len(form.sections[0].word_bank) == 7


# --------------------------------------------------------------------------------- the whole paper


def test_a_paper_rises_from_recall_to_judgement() -> None:
    for seed in range(1, 6):
        form = exam("escalation", seed)
        levels = [[one.item.level for one in section.items] for section in form.sections]
        assert {*levels[0]} == {1}
        assert levels[-2] == [3]
        assert form.sections[-2].points == 9
        assert 2 in levels[3]
        above = [level for section in levels for level in section if level > 1]
        assert len(above) * 10 >= 3 * len(form.items)
        key = " ".join(pages_of(write_key(form, look())))
        assert "marks by levels" in key
        assert re.search(r"weak\b.*1–3", key, re.DOTALL)


@pytest.mark.parametrize("topic", ["escalation", "europe", "elements"])
def test_the_shipped_banks_fill_a_paper(topic: str) -> None:
    for seed in (1, 2, 3):
        assert [problem.message for problem in exam(topic, seed).missing] == []


def test_a_bank_of_dates_alone_lacks_what_has_several_answers() -> None:
    assert [problem.message for problem in exam("history").missing] == [
        "section 'Several answers' asks for 2 multiple-response items, the bank yields 0"
    ]


ALONE = {
    "cover": "layout: {cover: {}}\n",
    "cover with a table": "layout: {mark_table: true, cover: {instructions: [Write.]}}\n",
    "turn over": "layout: {turn_over: true}\n",
    "frame": "layout: {frame: true}\n",
    "points": "layout: {points: item}\n",
}


@pytest.mark.parametrize("layout", ALONE.values(), ids=ALONE)
@pytest.mark.parametrize("size", ["normal", "large"])
def test_each_key_works_alone_and_is_read_aloud(layout: str, size: str, tmp_path: Path) -> None:
    form = made(PARTED + layout)
    pdf = write_sheet(form, look(large_print=size == "large"))  # type: ignore[arg-type]
    assert problems_aloud(pdf, tmp_path) == []
    assert outside(pdf) == []
    assert overlapping(pdf) == []
    assert "Totalforquestion3:7points" in squeezed(" ".join(pages_of(pdf)))


@pytest.mark.parametrize("topic", ["escalation", "europe"])
@pytest.mark.parametrize("large", [False, True])
def test_a_paper_is_read_aloud_without_a_fault(topic: str, large: bool, tmp_path: Path) -> None:
    pdf = write_sheet(exam(topic), look(large_print=large))  # type: ignore[arg-type]
    assert problems_aloud(pdf, tmp_path) == []
