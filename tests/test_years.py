"""Facts that are dated as history dates them: in years, centuries, and about; in every question."""

import json
import re
from collections.abc import Mapping
from functools import cache
from itertools import combinations, islice, pairwise
from pathlib import Path

import pytest
from command import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from test_new import run
from test_phrase import language
from test_picture import PAGE, outside, overlapping

from quizgen.bank.bank import Bank
from quizgen.bank.dates import Date, date_of_year, first_day, year_of_day
from quizgen.cards.both_ways import facts_with_their_answer_alone
from quizgen.content import plain, spoken
from quizgen.export.bank_yaml import write_bank
from quizgen.figure.across import lay_out_across
from quizgen.figure.axis import Axis
from quizgen.figure.charts import timeline_of
from quizgen.figure.shapes import Dot, Label, Rect
from quizgen.judge.distances import are_told_apart, is_within_reach, years_apart
from quizgen.judge.subject import Subject
from quizgen.language.dates import say_date
from quizgen.make.near_dates import computed_dates, told_apart
from quizgen.pool import ItemPool
from quizgen.quiz.figures import Moment, Timeline
from quizgen.quiz.item import Choice, Cloze, Item, ShortAnswer, TrueFalse
from quizgen.quiz.meaning import SomeDate
from quizgen.read import read_bank, read_wordings
from quizgen.read.dates import parse_date

__all__ = ["run"]

HISTORY = """
title: World history
as_of: 2024-12-31
facts:
  - {id: kish, kind: event, what: the Kish Tablet was written, short: Kish Tablet, date: c. 3500 BCE}
  - {id: pyramid, kind: event, what: the Great Pyramid was built, short: Great Pyramid, date: 2584–2561 BCE}
  - {id: plato, kind: event, what: Plato taught in Athens, short: Plato's teaching, date: 4th century BCE}
  - {id: rosetta, kind: event, what: the Rosetta Stone was carved, short: Carving of the Rosetta Stone, date: 196 BCE}
  - {id: caesar, kind: event, what: Caesar crossed the Rubicon, short: Crossing of the Rubicon, date: 49 BC}
  - {id: vesuvius, kind: event, what: Mount Vesuvius buried Pompeii, short: End of Pompeii, date: AD 79}
  - {id: rome, kind: event, what: the last emperor in Rome was deposed, short: Fall of Rome, date: 476}
  - {id: gunpowder, kind: event, what: gunpowder was invented, short: Invention of gunpowder, date: 9th century}
  - {id: beowulf, kind: event, what: the manuscript of Beowulf was written, short: Beowulf manuscript, date: 975-1025}
  - {id: hastings, kind: event, what: William won at Hastings, short: Battle of Hastings, date: 1066}
  - {id: moai, kind: event, what: most of the moai were carved, short: Carving of the moai, date: c. 1250/1500}
  - {id: press, kind: event, what: Gutenberg printed his Bible, short: Gutenberg Bible, date: ~1455}
  - {id: columbus, kind: event, what: Columbus landed in the Bahamas, short: Landing of Columbus, date: 1492}
  - {id: usa, kind: event, what: thirteen colonies declared independence, short: Declaration of Independence, date: 1776}
  - {id: war, kind: event, what: the First World War was fought, short: First World War, date: 1914-1918}
  - {id: penicillin, kind: event, what: Fleming discovered penicillin, short: Discovery of penicillin, date: 1928}
  - {id: pop, kind: event, what: the Beatles became famous, short: Fame of the Beatles, date: 1960s}
  - {id: moon, kind: event, what: people walked on the Moon, short: First walk on the Moon, date: 1969}
  - {id: norse, kind: event, what: the Norse settled Greenland, short: Settlement of Greenland, date: before 1000}
"""


@cache
def pool() -> ItemPool:
    return pool_of(HISTORY)


def bank_from(text: str) -> Bank:
    return read_bank(text, "banks/history.yaml", {"en-GB": language()})


def pool_of(text: str) -> ItemPool:
    path = Path(__file__).parents[1] / "templates" / "en" / "stems" / "event.yaml"
    wordings = read_wordings({"event": (path.name, path.read_text("utf-8"))})
    return ItemPool(Subject(bank_from(text), language(), wordings))


def asked(wording: str) -> Mapping[str, Item]:
    """Return the items of a wording by their facts."""
    return {
        item.id.partition("/")[0]: item
        for item in pool().offer.items
        if item.id.endswith(f"/{wording}")
    }


def words_of(item: Item) -> str:
    return spoken(item.prompt).replace("\u00a0", " ")


CLOSED = {fact_id for fact_id in re.findall(r"id: (\w+)", HISTORY) if fact_id != "norse"}


@pytest.mark.parametrize(
    ("wording", "fact", "prompt"),
    [
        ("date-of-event", "kish", "The Kish Tablet was written. About when was that?"),
        ("date-of-event", "pyramid", "The Great Pyramid was built. In which period was that?"),
        ("date-of-event", "plato", "Plato taught in Athens. In which century was that?"),
        ("date-of-event", "rosetta", "The Rosetta Stone was carved. In which year was that?"),
        ("date-of-event", "pop", "The Beatles became famous. In which decade was that?"),
        ("give-the-date", "war", "The First World War was fought. From when to when was that?"),
        ("event-true", "kish", "Around 3500 BCE, the Kish Tablet was written."),
        ("event-true", "pyramid", "From 2584 to 2561 BCE, the Great Pyramid was built."),
        ("event-true", "plato", "In the 4th century BCE, Plato taught in Athens."),
        ("event-true", "caesar", "In 49 BCE, Caesar crossed the Rubicon."),
        ("event-true", "moai", "Between about 1250 and 1500, most of the moai were carved."),
        ("event-true", "pop", "In the 1960s, the Beatles became famous."),
        ("what-happened", "rosetta", "Which of these happened in 196 BCE?"),
        ("what-happened", "press", "Which of these happened around 1455?"),
    ],
)
def test_a_date_is_asked_for_and_told_in_the_words_that_go_with_it(
    wording: str, fact: str, prompt: str
) -> None:
    assert words_of(asked(wording)[fact]) == prompt


def test_what_lasted_for_years_is_not_told_among_single_events_by_that() -> None:
    assert "war" in asked("event-true")
    assert "war" not in asked("what-happened")


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ("kish", "The Kish Tablet was written ____ (about when)."),
        ("plato", "Plato taught in Athens in the ____ (century)."),
        ("rosetta", "The Rosetta Stone was carved in the year ____."),
        ("pop", "The Beatles became famous in ____ (decade)."),
        ("war", "The First World War was fought ____ (from when to when)."),
    ],
)
def test_a_blank_for_a_date_stands_in_a_sentence(fact: str, sentence: str) -> None:
    item = asked("fill-in-the-date")[fact]
    assert isinstance(item.interaction, Cloze)
    said = "____".join(map(plain, item.interaction.parts))
    assert said.replace("\u00a0", " ") == sentence


@pytest.mark.parametrize("wording", ["event-true", "give-the-date", "fill-in-the-date"])
def test_whatever_has_a_beginning_and_an_end_is_asked_for(wording: str) -> None:
    assert asked(wording).keys() == CLOSED


def test_nobody_is_asked_for_a_date_of_which_one_end_is_known() -> None:
    assert not {item.id for item in pool().offer.items if item.id.startswith("norse/")}


def test_wrong_dates_are_as_exact_as_the_right_one_and_overlap_nowhere() -> None:
    items = [*asked("date-of-event").values(), *asked("what-happened").values()]
    choices = 0
    for item in items:
        assert isinstance(item.interaction, Choice)
        choice = item.interaction
        options = (*choice.options, *choice.reserve)
        dates = [option.means.date for option in options if isinstance(option.means, SomeDate)]
        choices += bool(dates)
        for one, other in combinations(dates, 2):
            assert one.grain == other.grain
            assert one.last < other.first or other.last < one.first, (one.text, other.text)
    assert choices >= 15


def true_of(fact_id: str) -> Date:
    date = next(fact.date for fact in pool().subject.bank.facts if fact.id == fact_id)
    assert date
    return date


@pytest.mark.parametrize(
    ("fact", "least", "most"),
    [("moon", 1, 25), ("usa", 3, 60), ("hastings", 5, 120), ("rome", 25, 400), ("caesar", 25, 400)],
)
def test_wrong_years_lie_as_far_off_as_somebody_may_think(fact: str, least: int, most: int) -> None:
    interaction = asked("date-of-event")[fact].interaction
    assert isinstance(interaction, Choice)
    right = true_of(fact).year
    wrong = [
        option.means.date.year
        for option in interaction.options
        if isinstance(option.means, SomeDate) and not option.is_key
    ]
    assert len(wrong) == 3
    assert all(least <= abs(year - right) <= most for year in wrong)


@pytest.mark.parametrize("fact", ["caesar", "rosetta", "plato", "vesuvius"])
def test_no_wrong_date_is_of_another_era(fact: str) -> None:
    interaction = asked("date-of-event")[fact].interaction
    assert isinstance(interaction, Choice)
    options = (*interaction.options, *interaction.reserve)
    years = [option.means.date.year for option in options if isinstance(option.means, SomeDate)]
    assert len(years) >= 4
    assert {year > 0 for year in years} == {true_of(fact).year > 0}


def test_the_key_has_every_rank_among_years_that_are_made_up() -> None:
    right, subject = date_of_year(1066), pool().subject
    ranks = [0] * 4
    for seed in map(str, range(200)):
        found = told_apart(right, computed_dates(right, seed, subject), seed)
        wrong = [date for date, _ in islice(found, 3)]
        ranks[sum(date.is_before(right) for date in wrong)] += 1
    assert min(ranks) >= 30


def test_beside_a_war_of_four_years_one_of_eighty_tempts_nobody() -> None:
    war, age, other = map(parse_date, ("1914-1918", "1900-1980", "1900-1905"))
    assert is_within_reach(other, war)
    assert not is_within_reach(age, war)


def test_a_false_statement_is_put_right_by_its_date_alone() -> None:
    false = asked("event-false")
    assert len(false) >= 15
    assert not [found for found in pool().findings if "TF-1" in str(found)]
    for fact_id, item in false.items():
        assert isinstance(item.interaction, TrueFalse)
        right = plain(item.interaction.right_words)
        assert right == say_date(true_of(fact_id), language())
        correction = plain(item.interaction.correction).replace("\u00a0", " ")
        assert correction == words_of(asked("event-true")[fact_id])


@pytest.mark.parametrize(
    ("fact", "accepted"),
    [
        ("rosetta", ("196 BC",)),
        ("kish", ("around 3500 BCE", "about 3500 BCE", "3500 BCE", "3500 BC")),
        ("vesuvius", ("AD 79", "79 AD", "79 CE")),
        ("rome", ("AD 476", "476 AD", "476 CE")),
        ("hastings", ()),
        ("press", ("around 1455", "about 1455", "1455")),
        ("war", ("1914 to 1918",)),
        ("pyramid", ("2584 to 2561 BCE", "2584–2561 BC", "2584 to 2561 BC")),
        ("plato", ("4th century BC",)),
        ("pop", ("1960s",)),
    ],
)
def test_every_usual_way_to_write_a_date_is_accepted(fact: str, accepted: tuple[str, ...]) -> None:
    for wording in ("give-the-date", "fill-in-the-date"):
        interaction = asked(wording)[fact].interaction
        assert isinstance(interaction, ShortAnswer | Cloze)
        found = interaction.accepted
        ways = found[0] if isinstance(interaction, Cloze) else found
        assert ways == accepted


def test_what_was_in_a_year_is_known_as_of_today_and_what_was_on_a_day_as_of_then() -> None:
    facts = bank_from(
        "title: History\nas_of: 2024-12-31\nfacts:\n"
        + "".join(
            f"  - {{id: f{number}, kind: event, what: it happened, short: it, date: {date}}}\n"
            for number, date in enumerate(("79", "9th century", "1492-10-12", "2024"))
        )
    ).facts
    known = [fact.as_of.text for fact in facts if fact.as_of]
    assert known == ["2024-12-31", "2024-12-31", "1492-10-12", "2024"]


def test_a_long_range_of_days_stands_in_no_days_way() -> None:
    def alone(date: str) -> bool:
        bank = bank_from(
            "title: History\nas_of: 2024\nfacts:\n"
            "  - {id: day, kind: event, what: it began, short: start, date: 1500-05-05}\n"
            f"  - {{id: age, kind: event, what: they ruled, short: rule, date: {date}}}\n"
        )
        return "day" in facts_with_their_answer_alone(bank, Subject(bank, language(), {}).sameness)

    assert alone("1185-01-01/1868-12-31")
    assert not alone("1500-05-01/1500-05-30")


def test_a_year_written_from_nought_is_warned_of(run: Run) -> None:
    Path("banks").mkdir()
    facts = "".join(
        f"  - {{id: f{number}, kind: event, what: it happened {number}, short: deed {number},"
        f" date: {date}}}\n"
        for number, date in enumerate(("-0049", "0000", "50 BCE"))
    )
    Path("banks/nought.yaml").write_text(f"title: Nought\nfacts:\n{facts}", "utf-8")
    said = run("check", "nought")
    assert (
        "banks/nought.yaml:3:5: warning: fact 'f0' has the date -0049, 50 BCE: ISO 8601 counts"
        " from a year 0 [DATE-1]\n  hint: write 50 BCE, or 49 BCE if that is meant\n"
    ) in said.err + said.out
    assert "has the date 0000, 1 BCE" in said.err + said.out
    assert (said.err + said.out).count("[DATE-1]") == 2


# --------------------------------------------------------------------------- calendars


def days(calendar: str, weekday: str, date: str = "1917-10-25") -> str:
    return (
        f"title: October\nfacts:\n  - {{id: october, kind: event, what: they took the palace, short:"
        f" Taking of the palace, date: {date}, weekday: {weekday}{calendar}}}\n"
        "  - {id: peace, kind: event, what: they met, short: Meeting, date: 1917-11-01}\n"
    )


def test_a_weekday_is_judged_by_the_calendar_that_the_fact_names() -> None:
    for calendar, weekday in (("julian", "Wednesday"), ("gregorian", "Thursday")):
        assert bank_from(days(f", calendar: {calendar}", weekday)).facts[0].weekday == weekday
    with pytest.raises(
        Exception, match="weekday Thursday does not fit 1917-10-25 julian, which was a Wednesday"
    ):
        bank_from(days(", calendar: julian", "Thursday"))


def test_a_day_of_the_old_calendar_is_in_its_place_among_days_of_the_new() -> None:
    october, meeting = bank_from(days(", calendar: julian", "Wednesday")).facts
    assert october.date
    assert meeting.date
    assert meeting.date.is_before(october.date)
    assert say_date(october.date, language()) == "25\u00a0October\u00a01917"
    october, meeting = bank_from(days("", "Wednesday")).facts
    assert october.date
    assert meeting.date
    assert october.date.is_before(meeting.date)


def test_a_calendar_needs_a_day() -> None:
    text = days(", calendar: julian", "Wednesday", "1917-10").replace(", weekday: Wednesday", "")
    with pytest.raises(Exception, match="calendar needs a date that is a day, or several"):
        bank_from(text)


def test_a_bank_that_is_written_again_is_the_same() -> None:
    for text in (HISTORY, days(", calendar: julian", "Wednesday")):
        bank = bank_from(text)
        again = read_bank(write_bank(bank), "banks/history.yaml", {"en-GB": language()})
        assert again == bank
        assert [fact.date and fact.date.text for fact in again.facts] == [
            fact.date and fact.date.text for fact in bank.facts
        ]


# --------------------------------------------------------------------------- how far apart


YEARS = st.integers(-3999, 2024).filter(lambda year: year != 0)
LAW = settings(max_examples=200, deadline=None, derandomize=True)


@LAW
@given(YEARS, YEARS)
def test_what_is_told_apart_never_overlaps(one: int, other: int) -> None:
    dates = date_of_year(one), date_of_year(other)
    if are_told_apart(*dates):
        assert one != other
    if is_within_reach(dates[0], dates[1]):
        assert (one > 0) == (other > 0)


@LAW
@given(YEARS)
def test_steps_grow_with_the_age_of_a_year(year: int) -> None:
    step = years_apart(date_of_year(year))
    assert step
    assert 1 <= step <= 500
    later = years_apart(date_of_year(year + 1000)) if year < 1000 else None
    if later and year % 10 and (year + 1000) % 10 and (1 - year) % 10 and (1 - year - 1000) % 10:
        assert later <= step


# --------------------------------------------------------------------------- timelines


def timeline(*texts: str) -> Timeline:
    moments = [
        Moment(fact=f"f{place}", date=date, date_text=say_date(date, language()))
        for place, date in enumerate(map(parse_date, texts))
    ]
    return timeline_of(moments, language())


def labels(line: Timeline) -> list[str]:
    return [period.words.replace("\u00a0", " ") for period in line.periods]


def test_an_axis_goes_from_bce_to_ce_without_a_year_0() -> None:
    line = timeline("250 BCE", "49 BCE", "79", "250")
    assert labels(line) == [
        *(f"{year} BCE" for year in range(250, 0, -10)),
        "1 CE",
        *map(str, range(10, 251, 10)),
    ]
    for earlier, later in pairwise(line.periods):
        assert earlier.last + 1 == later.first
    year_1 = next(period for period in line.periods if period.words == "1\u00a0CE")
    assert year_1.first == first_day(1)


@pytest.mark.parametrize(
    ("dates", "first", "count", "years"),
    [
        (("1914", "1963"), "1914", 50, 1),
        (("1492", "1963"), "1490", 48, 10),
        (("79", "1963"), "1", 20, 100),
        (("c. 3500 BCE", "1963"), "3600 BCE", 56, 100),
        (("c. 40,000 BCE", "1963"), "41,000 BCE", 43, 1000),
    ],
)
def test_an_axis_has_years_decades_centuries_or_more(
    dates: tuple[str, str], first: str, count: int, years: int
) -> None:
    whole = timeline(*dates, *_between(*dates))
    assert labels(whole)[0] == first
    assert len(whole.periods) == count
    period = whole.periods[2]
    assert year_of_day(period.last) - year_of_day(period.first) + 1 == years


def _between(first: str, last: str) -> list[str]:
    """Return years that leave no gap for which an axis would be broken."""
    begin, end = parse_date(first).year, parse_date(last).year
    return [date_of_year(begin + (end - begin) * part // 4).text for part in (1, 2, 3)]


def test_the_name_of_a_century_stands_at_its_first_year() -> None:
    line = timeline("1066", "1350", "1492", "1776", "1914", "79")
    axis = Axis.of(line, PAGE.width, 0.0)
    drawing = lay_out_across(line, range(1, 7), PAGE)
    named = {shape.words: shape.x for shape in drawing.shapes if isinstance(shape, Label)}
    starts = {period.words: axis.start(period.first) for period in line.periods}
    inner = [words for words in named if words in starts and words not in ("1", "1900")]
    assert len(inner) >= 5
    for words in inner:
        assert named[words] == pytest.approx(starts[words])


def test_a_century_is_a_stretch_and_a_year_among_centuries_a_dot() -> None:
    line = timeline("5th century BCE", "49 BCE", "9th century", "1066", "1492")
    drawing = lay_out_across(line, range(1, 6), PAGE)
    assert len([shape for shape in drawing.shapes if isinstance(shape, Dot)]) == 3
    assert len([shape for shape in drawing.shapes if isinstance(shape, Rect)]) == 2
    assert overlapping(drawing, PAGE) == []
    assert outside(drawing, PAGE) == []


@LAW
@given(st.lists(st.integers(-6000, 2024), min_size=1, max_size=8, unique=True))
def test_years_of_any_age_are_drawn_in_order_and_within_the_page(years: list[int]) -> None:
    line = timeline(*(date_of_year(year).text for year in years))
    assert len(line.periods) <= 152
    drawing = lay_out_across(line, range(1, len(years) + 1), PAGE)
    assert overlapping(drawing, PAGE) == []
    assert outside(drawing, PAGE) == []
    dots = [shape.x for shape in drawing.shapes if isinstance(shape, Dot)]
    assert dots == sorted(dots)


# --------------------------------------------------------------------------- sheets


FOURTEEN = """kind,id,what,short,date
event,vesuvius,Mount Vesuvius erupted,Eruption of Vesuvius,79
event,paper,papermaking was invented,Invention of paper,105
event,rome,the Western Roman Empire fell,Fall of Rome,476
event,islam,Muhammad received his first revelation,First revelation,610
event,bombs,bombs were first recorded,First record of bombs,1044
event,press,Gutenberg invented the printing press,Printing press,1450
event,columbus,Columbus reached the Americas,Voyage of Columbus,1492
event,gregorian,Pope Gregory XIII changed the calendar,New calendar,1582
event,mayflower,the Mayflower landed,Landing of the Mayflower,1620
event,usa,thirteen colonies declared independence,Declaration,1776
event,pride,Pride and Prejudice was published,Publication of Pride and Prejudice,1813
event,war,the First World War was fought,First World War,1914-1918
event,penicillin,Fleming discovered penicillin,Discovery of penicillin,1928
event,jfk,John F. Kennedy was shot,Death of Kennedy,1963
"""


@pytest.mark.parametrize("seed", ["1", "2", "3", "4"])
@pytest.mark.parametrize("worksheet", ["timeline", "standard"])
def test_a_table_of_fourteen_years_fills_a_worksheet(run: Run, worksheet: str, seed: str) -> None:
    import_fourteen(run)
    options = ("--worksheet", worksheet, "--only", "json", "--seed", seed)
    said = run("build", "--topic", "years", *options)
    assert said.code == 0
    assert "section '" not in said.out + said.err


def test_what_is_in_order_is_asked_for_its_date_only_where_that_is_written(run: Run) -> None:
    """Fourteen events for seventeen questions: three are asked twice, and nothing tells them."""
    import_fourteen(run)
    assert run("build", "--topic", "years", "--only", "json", "--out", "out").code == 0
    (form,) = json.loads(Path("out/years.json").read_text("utf-8"))["forms"]
    items = [item for section in form["sections"] for item in section["items"]]
    in_order = {fact for item in items if item["type"] == "ordering" for fact in item["facts"]}
    others = [item for item in items if item["type"] != "ordering"]
    again = [item for item in others if in_order & {*item["facts"]}]
    assert len(in_order) + len(others) == 17
    assert len(again) == 3
    assert {item["type"] for item in again} <= {"cloze", "short-answer"}
    years = {row.split(",")[1]: row.rpartition(",")[2] for row in FOURTEEN.splitlines()[1:]}
    for item in again:
        (year,) = (years[fact] for fact in item["facts"])
        sentence = "".join(part["text"] for part in item.get("parts", ()))
        assert year not in item["prompt"] + sentence
        assert year in [blank["answer"] for blank in item.get("blanks", [item])]


def import_fourteen(run: Run) -> None:
    """Make the topic `years` of a table of fourteen events."""
    head, *events = FOURTEEN.splitlines()
    table = [f"{head},title,as_of", "bank,,,,,History,2024", *events]
    Path("years.csv").write_text("\n".join(table), "utf-8")
    assert run("import", "years.csv", "--topic", "years").code == 0


def test_a_year_in_which_the_same_was_done_is_no_wrong_answer() -> None:
    """What happened twice, much the same and by the same people, has two right answers."""
    what = "the harbour of the old town was rebuilt in stone"
    text = (
        "title: The harbour\npeople: {guild: {name: the guild, kind: institution, class: guild,"
        " country: GB}}\nfacts:\n"
    )
    for name, date in (("first", "1066"), ("second", "c. 1086")):
        text += f"  - {{id: {name}, kind: event, actor: guild, what: {what}, short: {name} harbour, date: {date}}}\n"
    subject = Subject(bank_from(text), language(), {})
    for year, found in ((1086, ["second"]), (1066, ["first"]), (1046, [])):
        assert [fact.id for fact in subject.dated_at(date_of_year(year))] == found


QUOTES = """
title: Wise words
people:
  confucius: {name: Confucius, offices: [{office: teacher, class: thinker, country: CN}]}
  plato: {name: Plato, offices: [{office: philosopher, class: thinker, country: GR}]}
  seneca: {name: Seneca, offices: [{office: senator, class: thinker, country: IT}]}
  aurelius: {name: Marcus Aurelius, offices: [{office: emperor, class: thinker, country: IT}]}
facts:
  - {id: ignorance, kind: statement, speaker: confucius, verb: said, gist: who knows how little he knows has real knowledge, about: knowledge, wording: paraphrase, date: c. 500 BCE}
  - {id: need, kind: statement, speaker: plato, verb: wrote, gist: need makes people inventive, about: inventions, wording: paraphrase, date: 4th century BCE}
  - {id: waiting, kind: statement, speaker: seneca, verb: wrote, gist: life goes by while we wait for it, about: waiting, wording: paraphrase, date: 62-65 CE}
  - {id: days, kind: statement, speaker: aurelius, verb: wrote, gist: every day brings something good, about: days, wording: paraphrase, date: "170"}
"""


def test_what_was_said_long_ago_is_asked_with_its_date(run: Run) -> None:
    Path("banks").mkdir()
    Path("banks/quotes.yaml").write_text(QUOTES, "utf-8")
    said = run("show", "--topic", "quotes", "--all").out.replace("\u00a0", " ")
    assert "Who said around 500 BCE that who knows how little he knows" in said
    assert "Who wrote in the 4th century BCE that need makes people inventive?" in said
    assert "Who wrote from 62 to 65 CE that life goes by while we wait for it?" in said
    assert "Who wrote in 170 that every day brings something good?" in said
    checked = run("check", "quotes")
    assert "ATTR-1" not in checked.out + checked.err
