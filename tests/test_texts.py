"""What a pupil has on the desk: the texts by the names of the list, hard words, fair marks."""

import re
from calendar import month_name
from dataclasses import replace
from functools import cache
from pathlib import Path

import moon
import pytest
from judges import pages_of, problems_aloud, squeezed
from test_form_without_key import pool
from test_rules import words
from test_sheets import look

from quizgen import find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.content import Run, plain, texts_of
from quizgen.judge.texts import contains
from quizgen.language.dates import say_with_weekday
from quizgen.language.words import Language
from quizgen.quiz.form import Form, FormSection
from quizgen.quiz.item import Choice, Cloze, Item, Matching, ShortAnswer, TrueFalse
from quizgen.quiz.naming import names_of_texts, with_texts_named
from quizgen.quiz.walk import filled, seen_texts, texts_by_role
from quizgen.quiz.worksheet import Blueprint
from quizgen.read.dates import parse_date
from quizgen.rules import check_item, check_selection
from quizgen.typeset import write_key, write_sheet

WITH_ITEMS = ("standard", "test", "who-said-it", "exit-ticket", "numbers", "timeline")


def forms(name: str, **wishes: object) -> list[Form]:
    wish = Blueprint(worksheet=find_worksheet(name), may_shrink=True, **wishes)  # type: ignore[arg-type]
    return [*assemble_forms(pool(), wish)]


@cache
def form(name: str, seed: int = 1) -> Form:
    return forms(name, seed=seed)[0]


def shown(sheet: Form) -> str:
    return squeezed(" ".join(pages_of(write_sheet(sheet, look()))))


# ------------------------------------------------------------------------------ the list of texts


@pytest.mark.parametrize("name", WITH_ITEMS)
def test_every_text_that_a_sheet_speaks_of_is_on_its_list(name: str) -> None:
    for seed in (1, 2, 3):
        sheet = form(name, seed)
        page = shown(sheet)
        spoken = {*re.findall(r"(?:ccordingto|doesText|citedin)(?:Text)?(\d+)", page)}
        listed = {*re.findall(r"Text(\d+)[A-Z]", page)}
        assert spoken <= listed
        named = {source for part in sheet.sections for source in texts_named_in(part)}
        assert listed == {
            str(entry.number)
            for entry in sheet.sources
            if sheet.lists_texts and ("✂" not in page or entry.source in named)
        }


def test_a_question_says_text_3_on_the_sheet_and_in_the_key_and_in_full_elsewhere() -> None:
    full = "According to the newsletter International Intrigue (29\u00a0May\u00a02024), "
    sheets = (form("standard", seed) for seed in range(1, 31))
    sheet = next(
        one
        for one in sheets
        for item in one.items  # of a false statement the key has the whole sentence, put right
        if isinstance(item.interaction, TrueFalse) and not item.interaction.is_true
        if plain(item.prompt).startswith(full)
    )
    number = next(entry.number for entry in sheet.sources if entry.source == "intrigue")
    assert f"AccordingtoText{number}," in shown(sheet)
    assert "newsletterInternationalIntrigue(" not in shown(sheet)
    key = squeezed(" ".join(pages_of(write_key(sheet, replace(look(), key="full")))))
    assert f"AccordingtoText{number}," in key
    assert "newsletterInternationalIntrigue(" not in key


def test_all_versions_of_a_worksheet_number_their_texts_alike() -> None:
    sheets = forms("standard", forms=4)
    assert len({sheet.id for sheet in sheets}) == 4
    assert len({sheet.sources for sheet in sheets}) == 1


def test_a_text_has_one_number_on_all_sheets_of_its_topic() -> None:
    """It is the text's place among all of the bank: so a class can go on naming it."""
    places = {source: n for n, source in enumerate(pool().subject.bank.sources, 1)}
    names = (*WITH_ITEMS, "exam", "argument", "study-sheet")
    gaps = 0
    for sheet in (form(name, seed) for name in names for seed in (1, 2)):
        numbers = {entry.source: entry.number for entry in sheet.sources}
        assert numbers == {source: places[source] for source in numbers}
        assert [*numbers.values()] == sorted(numbers.values())
        gaps += max(numbers.values()) > len(numbers)
    assert gaps > 3


def test_the_list_says_what_a_text_is_whose_and_of_which_day() -> None:
    listed = {entry.source: entry.listed for entry in form("standard").sources}
    assert plain(listed["intrigue"]) == (
        "Newsletter, International Intrigue, Wednesday\u00a029\u00a0May\u00a02024: "
        "Should Ukraine hit back at targets in Russia with Western-supplied weapons?"
    )
    assert plain(listed["web-report"]) == (
        "Unsigned web report, Wednesday\u00a029\u00a0May\u00a02024: "
        "NATO allies ease military restrictions on Ukraine"
    )
    assert plain(listed["fpri"]).startswith("Essay by Maria Avdeeva, Foreign Policy Research")


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2024-05-20", "Monday 20 May 2024"),
        ("2024-05", "May 2024"),
        ("1700-03-01", "1 March 1700"),  # a Friday here, a Monday there
    ],
)
def test_a_day_has_its_weekday_where_it_had_one(date: str, said: str) -> None:
    assert say_with_weekday(parse_date(date), moon.language()).replace("\u00a0", " ") == said


def test_in_america_the_weekday_has_a_comma() -> None:
    said = say_with_weekday(parse_date("2024-05-20"), moon.language("en-US"))
    assert said.replace("\u00a0", " ") == "Monday, May 20, 2024"


def test_a_sheet_that_names_no_text_and_asks_for_no_day_lists_none() -> None:
    """Forty words or capitals need no list of the atlas that they were taken from."""
    capitals = [
        f"id: c{n}, kind: term, term: Land{n}, meaning: the city of Town{n}, relation: means, class: x"
        for n in range(12)
    ]
    chosen = moon.yield_of(*capitals)
    wish = Blueprint(worksheet=find_worksheet("exit-ticket"), may_shrink=True)
    sheet, *_ = assemble_forms(chosen, wish)
    assert sheet.items
    assert not sheet.lists_texts
    assert "Text1" not in shown(sheet)


def test_days_to_be_worked_out_need_the_list_though_no_text_is_named() -> None:
    sheet = form("timeline")
    assert not any(run.source for item in sheet.items for run in runs_of(item))
    assert sheet.lists_texts


def runs_of(item: Item) -> list[Run]:
    return [run for content in seen_texts(item) for text in texts_of(content) for run in text]


def test_a_worksheet_may_do_without_the_list() -> None:
    whole = find_worksheet("standard")
    bare = replace(whole, layout=replace(whole.layout, texts=False, words=False))
    sheet, *_ = assemble_forms(pool(), Blueprint(worksheet=bare))
    assert names_of_texts(sheet) == {}
    assert with_texts_named(sheet) is sheet
    assert sheet.words == ()
    assert "AccordingtothenewsletterInternationalIntrigue(29May2024)," in shown(sheet)


def test_the_list_is_read_aloud_as_a_list(tmp_path: Path) -> None:
    assert problems_aloud(write_sheet(form("standard"), look()), tmp_path) == []


def test_in_large_print_and_on_tickets_the_texts_are_listed_too() -> None:
    large = squeezed(" ".join(pages_of(write_sheet(form("standard"), look(large_print=True)))))
    assert "Text3Newsletter" in large
    ticket, section, named = next(
        (one, section, named)
        for seed in range(1, 31)
        for one in [form("exit-ticket", seed)]
        for section in one.sections
        if len(named := texts_named_in(section)) == 1
    )
    page = shown(replace(ticket, sections=(section,)))
    assert page.count("ExitticketMay") == 0
    for entry in ticket.sources:  # on both halves; no question of the ticket names the others
        begin = squeezed(f"Text {entry.number} {plain(entry.listed)[:10]}")
        assert page.count(begin) == (2 if entry.source in named else 0)
    assert len(ticket.sources) > 1


def texts_named_in(section: FormSection) -> set[str]:
    items = [numbered.item for numbered in section.items]
    return {run.source for item in items for run in runs_of(item) if run.source}


# -------------------------------------------------------------------------------------- FORM-7


def test_a_text_that_is_not_listed_is_found() -> None:
    sheet = form("standard")
    subject = pool().subject
    assert "FORM-7" not in {problem.rule for problem in check_selection(sheet, subject)}
    fewer = replace(sheet, sources=sheet.sources[:2])
    found = [it for it in check_selection(fewer, subject) if it.rule == "FORM-7"]
    assert found
    assert all("which is not listed" in problem.message for problem in found)


def test_an_according_to_without_a_text_is_found() -> None:
    sheet = form("standard")
    section, *rest = sheet.sections
    first, *others = section.items
    asked = replace(first.item, prompt=words("According to a web report, what happened?"))
    items = (replace(first, item=asked), *others)
    loose = replace(sheet, sections=(replace(section, items=items), *rest))
    found = [it for it in check_selection(loose, pool().subject) if it.rule == "FORM-7"]
    assert [problem.message for problem in found] == [
        "“According to a web report, what happened?” is according to no text of the list"
    ]


LONG = " ".join(["far"] * 20)


def test_a_question_has_at_most_25_words_a_text_counted_as_the_sheet_names_it() -> None:
    named = Run("the very long name of a source that has words without end", source="nasa")
    for count, is_found in ((25, False), (26, True)):
        asked = (Run("According to "), named, Run(", " + "far " * (count - 5) + "it?"))
        asking = replace(moon.item("orbit/which-term"), prompt=asked)
        found = [it for it in check_item(asking, moon.known()) if it.rule == "FORM-7"]
        assert bool(found) is is_found, count


def test_what_is_quoted_makes_no_question_too_long() -> None:
    quoting = replace(moon.item("orbit/which-term"), prompt=words(f"Who said “{LONG} {LONG}”?"))
    assert "FORM-7" not in {problem.rule for problem in check_item(quoting, moon.known())}


def test_no_question_of_the_bank_is_too_long_or_has_but_one_wording_to_accept() -> None:
    found = {problem.rule for problem in pool().findings}
    assert not found & {"FORM-7", "KEY-3"}


# ------------------------------------------------------------------------------ the English of it


def test_who_said_what_when_stands_in_this_order() -> None:
    """A text and a day would tell the speaker: the text stands only where several told of it."""
    stems = {item.id: plain(item.prompt) for item in pool().items}
    assert stems["macron-launch-sites/who-said-that"].startswith(
        "According to the newsletter International Intrigue (29\u00a0May\u00a02024), "
        "who said in 2024 that "
    )
    names = [name for name in stems if name.endswith("/who-said-that")]
    asked = [stems[name] for name in names]
    assert len(asked) >= 10
    undated = {"czech-one-hand/who-said-that"}  # its text does not say when
    for name in names:
        when = "" if name in undated else r" in \d{4}"
        said = rf"(Who|According to .+ \(.*\d{{4}}\), who) \w+{when} that .+"
        assert re.fullmatch(said, stems[name])
    assert sum(stem.startswith("Who") for stem in asked) > len(asked) / 2


def test_the_date_of_the_text_is_not_said_twice() -> None:
    """What was said in May stands in a text of 29 May: the month follows."""
    stems = {item.id: plain(item.prompt) for item in pool().items}
    assert "2024) did" not in " ".join(stems.values())
    said = stems["dutch-not-debated/who-said-that"]
    assert said.count("May") == 1
    for item in pool().items:
        if item.id.endswith("/name-the-speaker"):
            assert not re.search(r"30.May.2024\).*30.May.2024", plain(filled(item.interaction)))  # type: ignore[arg-type]


def test_no_question_speaks_of_an_unsigned_report_that_nobody_could_find() -> None:
    for item in pool().items:
        for part in texts_by_role(item):
            assert "an unsigned web report" not in plain(part.content), item.id


# ------------------------------------------------------------------------------------- hard words


def test_a_hard_word_is_explained_where_a_question_uses_it() -> None:
    meanings = {hard.word: hard.meaning for hard in pool().subject.bank.glossary}
    explained = set()
    for seed in range(1, 11):
        sheet = form("test", seed)
        seen = " ".join(plain(content) for item in sheet.items for content in seen_texts(item))
        for hard in sheet.words:
            assert hard.meaning == meanings[hard.word]
            forms = next(it.forms for it in pool().subject.bank.glossary if it.word == hard.word)
            assert any(contains(seen, form) for form in (hard.word, *forms)), (seed, hard.word)
            assert squeezed(f"{hard.word} – {hard.meaning}") in shown(sheet)
        explained |= {hard.word for hard in sheet.words}
    assert len(explained) >= 4


def test_a_hard_word_that_is_asked_for_is_not_explained() -> None:
    """Neither where its meaning is asked, its own or that of a term that it is a part of, nor where
    it is the answer (FORM-2): who reads what escalation is knows half of its ladder.
    """
    terms = [hard.word for hard in pool().subject.bank.glossary]
    for seed in range(1, 31):
        sheet = form("standard", seed)
        asked = {plain(run) for item in sheet.items for run in keys_of(item)}
        for explained in sheet.words:
            assert explained.word in terms
            assert explained.word not in {word.casefold() for word in asked}
            assert not any(
                explained.word in plain(item.prompt)
                for item in sheet.items
                if item.id.endswith(("/what-is-meant", "/which-term"))
            )


def keys_of(item: Item) -> list[tuple[Run, ...]]:
    match item.interaction:
        case Choice(options=options):
            return [option.content for option in options if option.is_key]  # type: ignore[misc]
        case ShortAnswer(answer=answer):
            return [answer]
        case _:
            return []


# --------------------------------------------------------------------------------- for the teacher


def test_a_note_to_the_teacher_names_its_questions_in_each_version() -> None:
    for sheet in forms("standard", forms=3, seed=2):
        for numbers, said in re.findall(r"Questions? ([\d, ]+): ([^:]+?\.)", sheet.teacher_note):
            named = {int(number) for number in numbers.split(", ")}
            if said.startswith("The essay argues"):
                assert named == numbers_resting_on("fpri", sheet)
            if said.startswith("The report does not keep"):
                assert named <= numbers_resting_on("web-report", sheet)
        assert "Question" in sheet.teacher_note


def numbers_resting_on(source: str, sheet: Form) -> set[int]:
    facts = pool().subject.facts
    found = set()
    for numbered in (each for section in sheet.sections for each in section.items):
        if isinstance(numbered.item.interaction, Matching):
            premises = numbered.item.interaction.premises
            found |= {
                numbered.number + step
                for step, premise in enumerate(premises)
                if facts[premise.id].source == source
            }
        elif any(facts[fact_id].source == source for fact_id in numbered.item.facts):
            found.add(numbered.number)
    return found


def test_a_note_on_what_is_not_asked_is_not_said() -> None:
    assert "People were killed" not in form("numbers").teacher_note


def test_each_right_option_has_its_reason_beside_its_letter() -> None:
    item = next(
        one
        for one in pool().items
        if one.type == "multiple-response" and "essay-belgorod-jets" in one.facts
    )
    assert plain(item.rationale) == ""
    assert isinstance(item.interaction, Choice)
    whys = [plain(option.feedback) for option in item.interaction.options if option.is_key]
    assert len({*whys}) == 2
    assert all(whys)
    first = form("standard").sections[0]
    numbered = replace(first.items[0], item=item, prompt=item.prompt)
    sheet = replace(form("standard"), sections=(replace(first, items=(numbered,)),))
    key = squeezed(" ".join(pages_of(write_key(sheet, look()))))
    letters = "ABCDE"
    for place, option in enumerate(item.interaction.options):
        if option.is_key:
            assert f"{letters[place]}:{squeezed(plain(option.feedback))[:20]}" in key


def test_a_statement_earns_one_point_and_the_key_says_how_it_is_shared() -> None:
    for name in WITH_ITEMS:
        for numbered in (each for section in form(name).sections for each in section.items):
            if isinstance(numbered.item.interaction, TrueFalse):
                assert numbered.points == 1, name
    key = squeezed(" ".join(pages_of(write_key(form("test"), look()))))
    assert "halfforFandhalfforthecorrection" in key


def test_a_worksheet_that_pays_twice_for_a_coin_toss_is_found() -> None:
    whole = find_worksheet("test")
    sections = tuple(
        replace(section, points=2) if section.types == ("true-false",) else section
        for section in whole.sections
    )
    wish = Blueprint(worksheet=replace(whole, sections=sections))
    (sheet,) = assemble_forms(pool(), wish)
    messages = [problem.message for problem in check_selection(sheet, pool().subject)]
    assert "'Statements' gives several points for T or F" in messages


@pytest.mark.parametrize(("items", "least", "most"), [(None, 20, 30), (1, 5, 5), (24, 40, 60)])
def test_the_time_of_a_test_follows_from_its_questions(
    items: int | None, least: int, most: int
) -> None:
    (sheet,) = forms("test", items=items)
    (minutes,) = re.findall(r"You have (\d+) minutes", sheet.subtitle)
    assert least <= int(minutes) <= most
    assert int(minutes) % 5 == 0


def test_what_the_timeline_says_is_enough_is_accepted() -> None:
    instead = find_worksheet("timeline").sections[0].instead
    assert instead is not None
    assert instead.instruction == "Fill in the missing date."
    dated = [item for item in pool().items if item.id.endswith("/fill-in-the-date")]
    assert len(dated) > 5
    for item in dated:
        assert isinstance(item.interaction, Cloze)
        answer, accepted = item.interaction.answers[0], item.interaction.accepted[0]
        words = plain(answer).split("\u00a0")
        enough = {3: " (day, month and year), ", 2: " (month and year), "}[len(words)]
        assert plain(item.interaction.parts[1]).startswith(enough), item.id
        figures = "/".join([*words[:-2], str([*month_name].index(words[-2])), words[-1]])
        assert accepted == (figures,)


def test_every_answer_in_words_says_what_else_is_right() -> None:
    for item in pool().items:
        if isinstance(item.interaction, ShortAnswer) and item.interaction.lines > 1:
            assert item.interaction.accepted, item.id


def test_other_wordings_of_what_was_said_are_no_names_of_who_said_it() -> None:
    cloze = next(item for item in pool().items if item.id == "joly-no-red-line/name-the-speaker")
    assert cloze.interaction.accepted == (("Melanie Joly", "Joly"),)  # type: ignore[union-attr]


# --------------------------------------------------------------------- dates that no text tells


def test_a_day_that_no_text_tells_is_asked_for_by_no_question() -> None:
    told = "id: dock, kind: event, what: two craft docked, short: docking, date: 1966-03-16"
    outside = f"{told}, date_basis: external, worked_out: it is known from elsewhere"
    others = (
        f"id: e{month}, kind: event, what: craft {month} flew, short: flight of craft {month}"
        f", date: 1966-0{month}-16"
        for month in range(4, 9)
    )
    of_dates = {"date-of-event", "event-true", "event-false", "give-the-date"}
    of_dates |= {"what-happened", "fill-in-the-date"}
    rest = (*others,)
    assert asked_about("dock", told, *rest) & of_dates
    assert not asked_about("dock", outside, *rest) & of_dates
    yielded = moon.yield_of(outside, *rest)
    for item in yielded.items:  # nor is it a wrong answer, as looking into the texts would tell
        if isinstance(item.interaction, Choice):
            options = [plain(option.content) for option in item.interaction.options]
            assert "16\u00a0March\u00a01966" not in options, item.id


def asked_about(fact_id: str, *facts: str) -> set[str]:
    return {moon.wording_of(it) for it in moon.yield_of(*facts).items if fact_id in it.facts}


def test_no_question_of_the_bank_offers_a_day_that_only_its_curator_knows() -> None:
    for item in pool().items:
        if isinstance(item.interaction, Choice):
            options = [plain(option.content) for option in item.interaction.options]
            assert "22\u00a0September\u00a02024" not in options, item.id


def test_a_study_sheet_tells_no_notes_of_the_curator() -> None:
    told = " ".join(
        plain(fact.sentence) for part in form("study-sheet").facts for fact in part.facts
    )
    assert "known from elsewhere" not in told
    assert "The report simply says" not in told


def test_a_language_without_a_word_for_its_texts_lists_none() -> None:
    language = moon.language()
    silent: Language = replace(language, labels=replace(language.labels, text=""))
    sheet = replace(form("standard"), labels=silent.labels)
    assert names_of_texts(sheet) == {}
