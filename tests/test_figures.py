"""Items that are answered on a timeline or from bars: what is asked, drawn, and told to nobody."""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path

import moon
import pikepdf
import pytest
from judges import pages_of, problems_aloud, squeezed, strings_in
from oracle import untrue
from sample_form import look
from test_pdf import outside

from quizgen import find_texts, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.assemble.settle import settle
from quizgen.bank.dates import Date
from quizgen.bank.facts import Event, Fact
from quizgen.content import Run, plain
from quizgen.errors import FormError, TypesettingError
from quizgen.figure.across import lay_out_across
from quizgen.figure.charts import timeline_of
from quizgen.figure.shapes import Dot, Label, Line, Rect
from quizgen.judge.clues import gives_away
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.quiz.figures import Moment, Scale, Timeline
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import Matching, Numeric
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_bank, read_materials
from quizgen.read.dates import parse_date
from quizgen.rules import check_form, check_item
from quizgen.typeset import write_key, write_sheet
from quizgen.typeset.figures import lay_out_figure, room_of
from quizgen.typeset.measures import measures_of

SHEET = """
label: Figures
summary: For the tests.
sections:
  - {title: Fill the timeline, types: [matching], wordings: [place-on-timeline], count: 1, members: 4, spare: 2}
  - {title: Read the figure, types: [numeric], wordings: [read-the-scale], count: 2}
"""


@cache
def forms(count: int = 1, seed: int = 1) -> tuple[Form, ...]:
    wishes = moon.blueprint(SHEET, forms=count, seed=seed)
    return tuple(assemble_forms(moon.items(), wishes))


def numbered(form: Form) -> list[NumberedItem]:
    return [one for part in form.sections for one in part.items]


def on_timeline(form: Form) -> tuple[Timeline, Matching]:
    item = numbered(form)[0].item
    assert isinstance(item.figure, Timeline)
    assert isinstance(item.interaction, Matching)
    return item.figure, item.interaction


def dated(fact: Fact) -> Date:
    assert isinstance(fact.claim, Event)
    return fact.claim.date


# --------------------------------------------------------------------------- on a timeline


@pytest.mark.parametrize("seed", range(1, 31))
def test_each_box_of_a_timeline_has_one_right_event_and_two_are_spare(seed: int) -> None:
    timeline, matching = on_timeline(forms(seed=seed)[0])
    assert len(matching.responses) == len(matching.premises) + 2
    for moment, premise in zip(timeline.moments, matching.premises, strict=True):
        fact = moon.known().facts[premise.id]
        assert moment.fact == premise.id
        assert moment.date == dated(fact)
        assert premise.response == f"fact:{premise.id}"
    assert untrue(numbered(forms(seed=seed)[0])[0].item, moon.bank(), moon.language()) == []


@pytest.mark.parametrize("seed", range(1, 31))
def test_boxes_stand_in_the_order_of_time_in_every_version(seed: int) -> None:
    for form in forms(count=3, seed=seed):
        timeline, _ = on_timeline(form)
        dates = [moment.date for moment in timeline.moments]
        assert all(one.is_before(other) for one, other in combinations(dates, 2))
        assert {moment.words for moment in timeline.moments} == {""}


def test_two_events_whose_dates_may_be_one_do_not_stand_on_one_timeline() -> None:
    """Apollo 8 flew in December 1968; an event on a day of that month fits its box as well."""
    changes = (("date: 1965-03-18", "date: 1968-12-21"),)
    items = moon.items(changes)
    sheet = SHEET.replace("members: 4, spare: 2", "members: 4, spare: 1")
    for seed in range(1, 31):
        wishes = moon.blueprint(sheet, seed=seed)
        (form,) = assemble_forms(items, wishes)
        _, matching = on_timeline(form)
        premises = {premise.id for premise in matching.premises}
        offered = {response.id.removeprefix("fact:") for response in matching.responses}
        both = {"leonov", "apollo-8"}
        assert not (both & premises and both <= offered)


def test_a_spare_event_lies_among_the_others_where_there_is_one() -> None:
    """One from years before all that the timeline shows would be chosen by nobody."""
    sheet = SHEET.replace("members: 4, spare: 2", "members: 4, spare: 1")
    dates = {fact.id: dated(fact) for fact in moon.bank().facts if isinstance(fact.claim, Event)}
    tried = 0
    for seed in range(1, 41):
        (form,) = assemble_forms(moon.items(), moon.blueprint(sheet, seed=seed))
        _, matching = on_timeline(form)
        asked = [dates[premise.id] for premise in matching.premises]
        (spare,) = (
            it.id for it in matching.responses if it.id[5:] not in {p.id for p in matching.premises}
        )
        between = {
            f"fact:{name}"
            for name, date in dates.items()
            if asked[0].first <= date.first
            and date.last <= asked[-1].last
            and all(date.is_before(one) or one.is_before(date) for one in asked)
        }
        if between:
            tried += 1
            assert spare in between
    assert tried > 10


@cache
def pool_of(topic: str) -> ItemPool:
    return ItemPool(read_materials(find_texts(topic)).subject)


def shipped(topic: str, seed: int) -> Form:
    """Return the timeline worksheet of a bank that ships."""
    wish = Blueprint(worksheet=find_worksheet("timeline"), seed=seed)
    (form,) = assemble_forms(pool_of(topic), wish)
    return form


@pytest.mark.parametrize("topic", ["escalation", "history", "elements"])
def test_what_is_given_on_a_timeline_answers_nothing_on_its_sheet(topic: str) -> None:
    facts = {fact.id: fact for fact in pool_of(topic).subject.bank.facts}
    counts: Counter[int] = Counter()
    for seed in range(1, 13):
        form = shipped(topic, seed)
        (item,) = (each for each in form.items if isinstance(each.figure, Timeline))
        assert isinstance(item.figure, Timeline)
        given = [moment for moment in item.figure.moments if moment.words]
        counts[len(given)] += 1
        assert isinstance(item.interaction, Matching)
        offered = {each.id.removeprefix("fact:") for each in item.interaction.responses}
        asked = {fact for each in form.items for fact in each.facts}
        for moment in given:
            fact = facts[moment.fact]
            assert isinstance(fact.claim, Event)
            assert moment.words.casefold() == fact.claim.short.casefold()
            assert moment.date == fact.claim.date
            assert moment.fact not in offered | asked
            for other in item.figure.moments:
                is_apart = other.date.is_before(moment.date) or moment.date.is_before(other.date)
                assert other is moment or is_apart
            assert f"{moment.words}, {moment.date_text}" in item.figure.alt
    assert {*counts} <= {0, 1, 2}
    assert counts[0] < counts[1] + counts[2]  # few have no other event that is near and free


def test_the_same_dates_are_given_the_same_events_whatever_else_is_asked() -> None:
    pool = pool_of("history")
    for seed in (1, 2, 7):
        wish = Blueprint(worksheet=find_worksheet("timeline"), seed=seed)
        (form,) = assemble_forms(pool, wish)
        settled = settle(pool, wish)
        (placed,) = (each for each in settled.questions if each.startswith("place-on-timeline"))
        alone = replace(settled, questions=(placed,), seed=seed + 100)
        (again,) = assemble_forms(pool, alone)
        first, second = (
            [each.figure for each in one.items if isinstance(each.figure, Timeline)]
            for one in (form, again)
        )
        assert first == second != []


def test_a_spare_event_is_as_mild_as_what_is_asked_for() -> None:
    changes = (("what: Alexei Leonov left", "sensitivity: high, what: Alexei Leonov left"),)
    sheet = SHEET.replace("spare: 2", "spare: 1")
    items = moon.items(changes)
    for seed in range(1, 31):
        wishes = moon.blueprint(sheet, seed=seed, max_sensitivity="low")
        (form,) = assemble_forms(items, wishes)
        assert "fact:leonov" not in {it.id for it in on_timeline(form)[1].responses}


# --------------------------------------------------------------------------- off a scale


def test_what_is_read_off_a_scale_is_right_to_the_tenth_part_of_a_step() -> None:
    item = moon.item("mass-of-sputnik-2/read-the-scale")
    assert isinstance(item.figure, Scale)
    assert [tick.words for tick in item.figure.ticks] == [*map(str, range(0, 700, 100))]
    assert isinstance(item.interaction, Numeric)
    assert (item.interaction.low, item.interaction.high) == (Decimal(498), Decimal(518))
    assert plain(item.prompt).startswith("Read off the figure, to the nearest 10\u00a0kg:")
    assert item.figure.tells_values is False


def test_a_bar_too_short_to_be_read_is_drawn_but_not_asked() -> None:
    """Explorer 1 has 14 of 600 kg."""
    assert "mass-of-explorer-1/read-the-scale" not in moon.items_by_id()
    figure = moon.item("mass-of-sputnik-2/read-the-scale").figure
    assert isinstance(figure, Scale)
    assert "mass-of-explorer-1" in {bar.fact for bar in figure.bars}


def test_a_number_without_another_of_its_sort_is_not_drawn() -> None:
    assert "height-of-gemini-11/read-the-scale" not in moon.items_by_id()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('value: "508"', 'value: "508", qualifier: at-least'),
        ('value: "508"', 'value: "508", sensitivity: high'),
        ('value: "508"', 'value: "508", also_right: [mass-of-sputnik-1]'),
        ("attribute: mass, asks: what was the mass of Sputnik 2", "attribute: load, asks: what was the mass of Sputnik 2"),
    ],
)  # fmt: skip
def test_bars_are_of_one_sort_and_one_source_and_not_two_of_one_thing(old: str, new: str) -> None:
    figures = [
        item.figure for item in moon.items(((old, new),)).items if isinstance(item.figure, Scale)
    ]
    assert figures
    for figure in figures:
        drawn = {bar.fact for bar in figure.bars}
        assert not {"mass-of-sputnik-1", "mass-of-sputnik-2"} <= drawn


def test_items_off_one_scale_stand_together_under_one_figure() -> None:
    for form in forms(count=4):
        one, other = numbered(form)[1:]
        assert one.item.figure == other.item.figure
        assert [it.figure for it in numbered(form)] == [1, 2, 2]
        assert list(form.figures) == [1, 2]


# --------------------------------------------------------------------------- rules


def test_figures_count_when_items_answer_each_other() -> None:
    """FORM-2: the bars of one item tell the number that another asks for in words."""
    known = moon.known()
    reading = moon.item("mass-of-sputnik-2/read-the-scale")
    assert gives_away(reading, moon.item("mass-of-sputnik-1/write-the-number"), known)
    assert not gives_away(reading, moon.item("height-of-gemini-11/write-the-number"), known)
    assert not gives_away(reading, moon.item("mass-of-sputnik-1/read-the-scale"), known)
    assert not gives_away(
        replace(reading, figure=None), moon.item("mass-of-sputnik-1/write-the-number"), known
    )


def test_forms_with_figures_break_no_rule() -> None:
    for seed in range(1, 31):
        first, second = forms(seed=seed, count=2)
        found = [*check_form(first, moon.known()), *check_form(second, moon.known())]
        found += (it for one in numbered(first) for it in check_item(one.item, moon.known()))
        assert [problem for problem in found if problem.is_error] == []


def test_what_the_bank_cannot_fill_is_said() -> None:
    with pytest.raises(FormError, match="each needs 6 members and 2 spare responses"):
        list(
            assemble_forms(moon.items(), moon.blueprint(SHEET.replace("members: 4", "members: 6")))
        )


def test_numbers_that_are_read_off_share_a_figure_of_three_bars_or_more() -> None:
    """Each figure takes a fifth of a page: a second one for one question would be wasted."""
    pool = ItemPool(read_materials(find_texts("elements")).subject)
    for seed in range(1, 13):
        wish = Blueprint(worksheet=find_worksheet("numbers"), seed=seed)
        (form,) = assemble_forms(pool, wish)
        scales = {each.figure for each in form.items if isinstance(each.figure, Scale)}
        assert [len(scale.bars) >= 3 for scale in scales] == [True]


# --------------------------------------------------------------------------- on paper


def sheets() -> list[bytes]:
    return [write_sheet(forms()[0], replace(look(), paper=paper)) for paper in ("a4", "letter")]


@pytest.mark.parametrize("write", [write_sheet, write_key], ids=["sheet", "key"])
def test_two_checkers_find_nothing_to_complain_about(write: object, tmp_path: Path) -> None:
    assert callable(write)
    assert problems_aloud(write(forms()[0], look()), tmp_path) == []


def figures_in(pdf: bytes) -> list[pikepdf.Object]:
    with pikepdf.open(BytesIO(pdf)) as file:
        found = [it for it in file.objects if isinstance(it, pikepdf.Dictionary)]
        return [
            (str(it.Alt), [float(corner) for corner in it.A.BBox])
            for it in found
            if it.get("/S") == "/Figure"
        ]


def test_a_figure_has_words_and_a_box_within_the_margins() -> None:
    for pdf in sheets():
        for alt, (left, low, right, top) in figures_in(pdf):
            assert alt
            assert 51 - 0.1 <= left < right <= 595 - 51 + 20
            assert 70 <= low < top


def test_the_words_for_those_who_cannot_see_it_give_no_answer() -> None:
    (line, _), (bars, _) = figures_in(sheets()[0])
    _, matching = on_timeline(forms()[0])
    assert not [it for it in matching.responses if plain(it.text).casefold() in line.casefold()]
    assert not [number for number in ("508", "84", "14") if number in bars]
    assert "Sputnik 2" in bars


def test_the_sheet_tells_no_value_of_a_bar_anywhere() -> None:
    pdf = strings_in(sheets()[0])
    assert "508" not in " ".join(pages_of(sheets()[0]))
    assert "508\u00a0kg" not in pdf


def test_boxes_are_a_list_behind_the_picture_in_the_order_of_time() -> None:
    page = pages_of(sheets()[0])[0]
    timeline, _ = on_timeline(forms()[0])
    places = [page.index(moment.date_text.replace("\u00a0", " ")) for moment in timeline.moments]
    assert places == sorted(places)
    axis = re.search(r"\b\d{4} \d{4}\b", page)  # nothing else has years side by side
    assert axis
    assert axis.start() < places[0] < page.index("Events")


def test_the_caption_tells_what_a_bar_means_if_there_is_any() -> None:
    bars = moon.language().labels.timeline_hatched
    found = set()
    for seed in range(1, 31):
        timeline, _ = on_timeline(forms(seed=seed)[0])
        is_vague = not all(moment.date.is_day for moment in timeline.moments)
        assert (bars in timeline.caption) is is_vague
        found.add(is_vague)
    assert found == {True, False}


def test_many_boxes_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    timeline, matching = on_timeline(forms()[0])
    timeline = replace(timeline, moments=tuple(it for it in timeline.moments for _ in range(2)))
    matching = replace(matching, premises=tuple(it for it in matching.premises for _ in range(2)))
    item = replace(numbered(forms()[0])[0].item, figure=timeline, interaction=matching)
    first = forms()[0].sections[0]
    section = replace(first, items=(replace(first.items[0], item=item),))
    many = replace(forms()[0], sections=(section,))
    for large in (False, True):
        pdf = write_sheet(many, look(large_print=large))
        assert problems_aloud(pdf, tmp_path) == []
        page = squeezed(next(page for page in pages_of(pdf) if "drawn to scale" in page))
        dates = [squeezed(moment.date_text) for moment in timeline.moments]
        found = [page.index(f"{n}{date}") for n, date in enumerate(dates, 1)]
        assert found == sorted(found)


@pytest.mark.parametrize("topic", ["escalation", "history"])
@pytest.mark.parametrize("large", [False, True])
def test_what_is_given_hangs_on_the_axis_and_its_leader_strikes_no_name(
    topic: str, large: bool
) -> None:
    m = measures_of(look(large_print=large))
    floating: list[int] = []
    for seed in range(1, 21):
        timeline = next(
            each.figure for each in shipped(topic, seed).items if isinstance(each.figure, Timeline)
        )
        shapes = lay_out_figure(timeline, m).shapes
        names = [each for each in shapes if isinstance(each, Label) and not each.is_bold]
        given = [each for each in shapes if isinstance(each, Label) and each.is_bold]
        axis = [each.y for each in shapes if isinstance(each, Dot)]
        axis += [each.y + each.height / 2 for each in shapes if isinstance(each, Rect)]
        upright = [each for each in shapes if isinstance(each, Line) and each.x == each.to_x]
        leaders = [each for each in upright if each.to_y > axis[0] + 3 * m.mm + 1.5]
        for leader in leaders:
            for name in names:
                half = room_of(m).measure(name.words) * name.size / m.styles.label.size / 2
                is_beside = not name.y - 0.6 * name.size < leader.to_y or leader.y > name.y
                far = abs(name.x - leader.x)
                assert is_beside or name.anchor != "middle" or far > half, (seed, name.words)
        if given:
            assert leaders, seed
        floating += (seed for each in leaders if each.y > axis[0] + 2 * m.mm)
    # the name of a year on an axis of centuries belongs to its tick and does not give way
    assert not floating or topic == "history"


def test_years_stand_behind_their_first_months_or_below_in_a_row_that_long_ticks_part() -> None:
    asked = [
        Moment(fact=day, date=parse_date(day), date_text=day)
        for day in ("2023-11-05", "2023-12-20", "2024-01-09")
    ]
    timeline = timeline_of(asked, moon.language())
    room = replace(room_of(measures_of(look())), width=450)
    names = [
        each.words
        for each in lay_out_across(timeline, [1, 2, 3], room).shapes
        if isinstance(each, Label)
    ]
    assert names == ["Nov\u00a02023", "Dec", "Jan\u00a02024"]
    narrow = lay_out_across(timeline, [1, 2, 3], replace(room, width=130)).shapes
    names = [each.words for each in narrow if isinstance(each, Label)]
    assert names == ["Nov", "Dec", "Jan", "2023", "2024"]
    ticks = [each for each in narrow if isinstance(each, Line) and each.x == each.to_x]
    longest = max(ticks, key=lambda tick: tick.to_y - tick.y)
    (year,) = (each for each in narrow if isinstance(each, Label) and each.words == "2024")
    assert longest.x < year.x
    assert longest.to_y >= year.y - year.size
    assert longest.y == pytest.approx(min(each.y for each in narrow if isinstance(each, Dot)))


def test_a_figure_wider_than_the_page_is_drawn_smaller() -> None:
    timeline, _ = on_timeline(forms()[0])
    many = replace(timeline, moments=timeline.moments[:1] * 40)
    drawing = lay_out_figure(many, measures_of(look()))
    m = measures_of(look())
    assert drawing.width == pytest.approx(m.right - m.left)
    assert 0 < drawing.blanks[0].words[0].size < 10


def hostile(words: str, bars: int) -> Form:
    """Return a form whose bars and events all have these words as names."""
    form = forms()[0]
    line, reading, *_ = numbered(form)
    assert isinstance(reading.item.figure, Scale)
    assert isinstance(line.item.interaction, Matching)
    bar = replace(reading.item.figure.bars[0], words=words)
    scale = replace(reading.item.figure, bars=(bar,) * bars, unit=words[:100], caption=words)
    response = line.item.interaction.responses[0]
    more = (replace(response, id=f"r{n}", text=(Run(words[n:] + words[:n]),)) for n in range(20))
    matching = replace(line.item.interaction, responses=(*line.item.interaction.responses, *more))
    first, second = form.sections
    return replace(
        form,
        sections=(
            replace(first, items=(replace(line, item=replace(line.item, interaction=matching)),)),
            replace(second, items=(replace(reading, item=replace(reading.item, figure=scale)),)),
        ),
    )


ONE_WORD = "".join(chr(ord("a") + n * n * n % 25) for n in range(300))


@pytest.mark.parametrize("words", [ONE_WORD, "word " * 60], ids=["one word", "many"])
@pytest.mark.parametrize("bars", [1, 5, 40])
def test_hostile_figures_stay_on_the_page_and_in_one_piece(
    words: str, bars: int, tmp_path: Path
) -> None:
    pdf = write_sheet(hostile(words, bars), look())
    assert outside(pdf) == []
    assert len(figures_in(pdf)) == 2
    assert problems_aloud(pdf, tmp_path) == []
    for _, (_, low, _, top) in figures_in(pdf):
        assert 0 < low < top < 842


def test_a_character_that_no_font_has_is_an_error_in_a_figure_too() -> None:
    with pytest.raises(TypesettingError, match=r"fact 'mass-of-[a-z0-9-]*': cannot print '𓂀'"):
        write_sheet(hostile("The eye 𓂀", 1), look())


def test_no_number_that_names_is_read_off_bars() -> None:
    """30 is no answer to which number copper has, and of many bars nobody reads just 29."""
    numbers = {"carbon": 6, "copper": 29, "zinc": 30, "tin": 50, "lead": 82}  # one figure, to 100
    lines = "".join(
        f"  - {{subject: {name}, class: element, attribute: atomic number, value: {number},"
        f" asks: what is its number, says: 'the number of {name} is {{value}}'}}\n"
        for name, number in numbers.items()
    )
    bank = read_bank(f"title: Elements\nfacts:\n{lines}", "e.yaml", {"en-GB": moon.language()})
    pool = ItemPool(Subject(bank, moon.language(), moon.wordings()))
    asked = {item.id.partition("/")[2] for item in pool.items}
    assert "write-the-number" in asked
    assert "read-the-scale" not in asked


def test_what_is_read_of_one_bar_is_right_for_no_other() -> None:
    masses = {"one": 500, "two": 505, "three": 900}
    facts = [
        f"id: {name}, kind: quantity, subject: ship {name}, attribute: mass, value: {mass},"
        f" asks: what mass had it, says: 'ship {name} had a mass of {{value}}'"
        for name, mass in masses.items()
    ]
    read = {it.id for it in moon.yield_of(*facts).items if it.id.endswith("/read-the-scale")}
    assert read == {"three/read-the-scale"}
