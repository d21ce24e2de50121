"""Several topics on one sheet: each gives its share, under its own name, and tells no other's answer."""

import json
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import Run
from hypothesis import given
from hypothesis import strategies as st

from quizgen import find_texts, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.assemble.settle import settle
from quizgen.assemble.share import share_out
from quizgen.content import plain
from quizgen.errors import Where
from quizgen.export.form_json import write_forms
from quizgen.pool import ItemPool, Pools
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Item
from quizgen.quiz.sheet import Sheet, name_of
from quizgen.quiz.worksheet import Blueprint, WorksheetSection
from quizgen.read import read_materials
from quizgen.read.forms import read_forms

SEA = """
title: The sea
summary: Rivers of water.
teacher_note: Nobody is afraid of it.
as_of: 2024-05-01
sources:
  atlas: {title: The Atlas, date: 2020, kind: book}
  log: {title: The Log, date: 2021, kind: book}
glossary:
  - {word: tide, meaning: the rise and fall of the sea}
passages:
  text: {text: A wave came and went., source: log}
discussion:
  - {id: swim, text: Should one swim?}
teacher_notes:
  - {text: Look at the map first., tags: [deep]}
questions:
  - {id: first, ask: How does a tide come?, answer: Twice a day, source: atlas}
  - {id: salt, ask: What makes the sea salt?, answer: Stones, source: log, passage: text}
  - {id: deep, ask: What is the deepest place?, answer: A trench, points: 2, tags: [deep]}
"""
SKY = """
title: The sky
teacher_note: Everybody looks up.
as_of: 2023-01-01
sources:
  atlas: {title: The Atlas, date: 2020, kind: book}
  chart: {title: The Chart, date: 2022, kind: book}
passages:
  text: {text: A cloud came by., source: chart}
questions:
  - {id: first, ask: Which star is nearest?, answer: The Sun, source: chart, tags: [stars]}
  - {id: moon, ask: What does the Moon pull?, answer: The water, source: atlas, passage: text}
"""
BANKS = Path(__file__).parent.parent / "banks"
MADE = Path("output/sea+sky/sea+sky.json")
SEA_AND_SKY = ("build", "--topic", "sea", "--topic", "sky", "--only", "json")


@pytest.fixture
def banks(run: Run) -> Run:
    Path("banks/sea.yaml").write_text(SEA, "utf-8")
    Path("banks/sky.yaml").write_text(SKY, "utf-8")
    return run


def made(path: Path = MADE) -> Any:
    return json.loads(path.read_text("utf-8"))["forms"][0]


def items_in(form: Any) -> list[Any]:
    return [item for section in form["sections"] for item in section["items"]]


def ids_in(form: Any) -> list[str]:
    return sorted(item["id"] for item in items_in(form))


@cache
def pools(*topics: str) -> Pools:
    return Pools(tuple(ItemPool(read_materials(find_texts(topic)).subject) for topic in topics))


def wish_for(worksheet: str, seed: int, **more: Any) -> Blueprint:
    return Blueprint(worksheet=find_worksheet(worksheet), seed=seed, may_shrink=True, **more)


def form_of(wish: Blueprint, *topics: str) -> Form:
    return next(assemble_forms(pools(*topics), wish))


def points_by_topic(form: Form) -> Counter[str]:
    placed = [each for section in form.sections for each in section.items]
    points: Counter[str] = Counter()
    for each in placed:
        points[each.item.id.split(":")[0]] += each.points
    return points


# --------------------------------------------------------------------------- who gives how much


def section(count: int, worth: int = 1) -> WorksheetSection:
    types: Any = ("matching",) if worth > 1 else ("short-answer",)
    return WorksheetSection(title="x", types=types, count=count, members=worth, where=Where("x"))


def test_what_only_one_topic_has_the_others_make_up_for() -> None:
    """The first gives a set of four points, so the second gives four questions before it."""
    sections = [section(1, worth=4), section(6)]
    most, least = ((9, 9), (0, 9)), ((0, 0), (0, 0))
    assert share_out(sections, most, least, "1") == ((1, 1), (0, 5))


def test_what_is_named_counts_for_its_topic() -> None:
    assert share_out([section(4)], ((9,), (9,)), ((3,), (0,)), "1") == ((3,), (1,))


def test_who_has_too_few_leaves_the_rest_to_the_others() -> None:
    assert share_out([section(7)], ((1,), (9,), (9,)), ((0,), (0,), (0,)), "1") == (
        (1,),
        (3,),
        (3,),
    )


@given(
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from([1, 1, 4, 5])), min_size=1, max_size=5),
    st.lists(st.lists(st.integers(0, 5), min_size=5, max_size=5), min_size=2, max_size=4),
    st.integers(0, 9),
)
def test_a_section_gets_all_that_there_is_and_no_more(
    sizes: list[tuple[int, int]], most: list[list[int]], seed: int
) -> None:
    sections = [section(count, worth) for count, worth in sizes]
    limits = tuple(tuple(of_topic[: len(sections)]) for of_topic in most)
    nothing = tuple((0,) * len(sections) for _ in most)
    counts = share_out(sections, limits, nothing, str(seed))
    for place, (count, _) in enumerate(sizes):
        there_are = sum(of_topic[place] for of_topic in limits)
        assert sum(of_topic[place] for of_topic in counts) == min(count, there_are)
    for given_, limit in zip(counts, limits, strict=True):
        assert all(number <= most_ for number, most_ in zip(given_, limit, strict=True))


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from([1, 2, 4, 5])), min_size=1, max_size=5),
    st.integers(2, 4),
    st.integers(0, 9),
)
def test_topics_that_can_give_anything_give_alike(
    sizes: list[tuple[int, int]], topics: int, seed: int
) -> None:
    """No two differ by more points than the dearest item has."""
    sections = [section(count, worth) for count, worth in sizes]
    limits = tuple((99,) * len(sections) for _ in range(topics))
    counts = share_out(sections, limits, tuple((0,) * len(sections) for _ in limits), str(seed))
    points = [sum(n * worth for n, (_, worth) in zip(each, sizes, strict=True)) for each in counts]
    assert max(points) - min(points) <= max(worth for _, worth in sizes)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("topics", [("escalation", "history"), ("europe", "history", "elements")])
def test_each_topic_gives_about_as_many_points(topics: Sequence[str], seed: int) -> None:
    """Sets of four points are the dearest on this worksheet."""
    form = form_of(wish_for("standard", seed), *topics)
    points = points_by_topic(form)
    assert {*points} == {*topics}
    assert max(points.values()) - min(points.values()) <= 4
    assert not form.missing


def test_who_gives_less_than_its_share_is_made_up_for(banks: Run) -> None:
    """Two and two would be even, but one of the two of the sky is never to come."""
    Path("templates/en/worksheets/four.yaml").write_text(
        "label: Sheet\nsummary: Four.\nabove_recall: 0\nsections:\n"
        "  - {title: Words, types: [short-answer], count: 4}\n",
        "utf-8",
    )
    said = banks(*SEA_AND_SKY, "--worksheet", "four", "--drop", "sky:moon")
    assert said.out == f"{MADE}: 1 form\n"
    assert ids_in(made()) == ["sea:deep", "sea:first", "sea:salt", "sky:first"]


def words(title: str, pairs: dict[str, str]) -> str:
    facts = "".join(f"  - {{term: {term}, meaning: {said}}}\n" for term, said in pairs.items())
    return f"title: {title}\nlanguages: {{term: de, meaning: en}}\nfacts:\n{facts}"


def test_sets_of_one_section_are_of_one_size(run: Run) -> None:
    """Its instruction says how many members there are, and five words yield no more than four."""
    few = {"Hund": "dog", "Katze": "cat", "Pferd": "horse", "Kuh": "cow", "Schaf": "sheep"}
    many = {
        "rot": "red", "blau": "blue", "gelb": "yellow", "schwarz": "black", "braun": "brown",
        "rosa": "pink", "orange": "amber", "lila": "violet", "grau": "grey",
    }  # fmt: skip
    Path("banks/few.yaml").write_text(words("Animals", few), "utf-8")
    Path("banks/many.yaml").write_text(words("Colours", many), "utf-8")
    Path("templates/en/worksheets/pairs.yaml").write_text(
        "label: Sheet\nsummary: Pairs.\nabove_recall: 0\nsections:\n"
        "  - title: Match\n    instruction: Match the {members} words.\n    types: [matching]\n"
        "    wordings: [words-and-translations]\n    count: 2\n    members: 6\n    spare: 1\n",
        "utf-8",
    )
    topics = ("--topic", "few", "--topic", "many", "--only", "json")
    said = run("build", *topics, "--worksheet", "pairs")
    assert said.code == 0
    assert "  section 'Match' asks for 6 members, the topics yield 4\n" in said.out
    form = made(Path("output/few+many/few+many.json"))
    assert [section["instruction"] for section in form["sections"]] == ["Match the 4 words."]
    assert [len(item["premises"]) for item in items_in(form)] == [4, 4]
    assert {item["id"].split(":")[0] for item in items_in(form)} == {"few", "many"}


# --------------------------------------------------------------------------- no two right answers


def texts_of_options(item: Item) -> set[str]:
    choice = item.interaction
    options = (*choice.options, *choice.reserve) if isinstance(choice, Choice) else ()
    return {plain(option.content) for option in options}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_options_come_from_the_topic_of_their_question(seed: int) -> None:
    """As the bank alone offers them: what another bank has might be right as well."""
    form = form_of(wish_for("test", seed), "escalation", "europe")
    compared = 0
    for item in form.items:
        topic, _, own_id = item.id.partition(":")
        (pool,) = (
            each
            for each in pools("escalation", "europe").topics
            if each.subject.bank.topic == topic
        )
        plan = pool.plans_by_id.get(own_id)
        alone = pool.item(plan) if plan else None
        if alone and (texts := texts_of_options(item)):
            assert texts <= texts_of_options(alone)
            compared += 1
    assert compared


CURE = """
title: Medicine
questions:
  - {id: mould, ask: Who found penicillin?, answer: Alexander Fleming}
  - {id: lemon, ask: Which fruit cured scurvy?, answer: Lemons}
"""
YEAR = """
title: Years
questions:
  - {id: found, ask: In which decade was penicillin found by Alexander Fleming?, answer: The 1920s}
"""


def test_no_topic_tells_the_answer_of_another(run: Run) -> None:
    """Both banks ask all they have, but for what would give an answer away."""
    Path("banks/cure.yaml").write_text(CURE, "utf-8")
    Path("banks/year.yaml").write_text(YEAR, "utf-8")
    said = run("build", "--topic", "cure", "--topic", "year", "--only", "json")
    assert said.code == 0
    assert ids_in(made(Path("output/cure+year/cure+year.json"))) == ["cure:lemon", "cure:mould"]
    assert "No question is of year: ask for more with --items" in said.out
    apart = YEAR.replace("Alexander Fleming", "anybody").replace("penicillin", "the vaccine")
    Path("banks/year.yaml").write_text(apart, "utf-8")
    run("build", "--topic", "cure", "--topic", "year", "--only", "json")
    form = made(Path("output/cure+year/cure+year.json"))
    assert ids_in(form) == ["cure:lemon", "cure:mould", "year:found"]


def test_no_word_is_explained_that_another_topic_asks_for(banks: Run) -> None:
    tide = "{id: tide, ask: What is the rise and fall of the sea called?, answer: tide}"
    Path("banks/sky.yaml").write_text(f"{SKY}  - {tide}\n", "utf-8")
    assert banks(*SEA_AND_SKY).code == 0
    assert {"sky:tide", "sea:first"} <= {*ids_in(made())}
    assert made()["hard_words"] == []


# --------------------------------------------------------------------------- put together


def test_two_topics_become_one_sheet(banks: Run) -> None:
    assert banks(*SEA_AND_SKY, "--seed", "3").code == 0
    form = made()
    assert ids_in(form) == ["sea:deep", "sea:first", "sea:salt", "sky:first", "sky:moon"]
    assert [item["number"] for item in items_in(form)] == [1, 2, 3, 4, 5]
    assert (form["topic"], form["title"], form["points"]) == ("sea+sky", "The sea · The sky", 6)
    assert form["subtitle"] == "Rivers of water."
    assert form["footer"] == [
        "The sea · The sky",
        "seed 3",
        "edition 1",
        "as of 1\u00a0May\u00a02024 (sea)",
        "as of 1\u00a0January\u00a02023 (sky)",
    ]
    assert form["as_of"] == "2023-01-01"
    (deep,) = (item["number"] for item in items_in(form) if item["id"] == "sea:deep")
    assert form["teacher_note"] == (
        "The sea – Nobody is afraid of it. The sky – Everybody looks up."
        f" Question {deep}: Look at the map first."
    )
    assert form["prompts"] == ["Should one swim?"]
    assert form["hard_words"] == [{"word": "tide", "meaning": "the rise and fall of the sea"}]


def test_sources_are_numbered_over_the_whole_sheet(banks: Run) -> None:
    """The atlas that both have is one text; the passages that share an id are two."""
    banks(*SEA_AND_SKY)
    form = made()
    sources = [(each["number"], each["id"], each["text"]) for each in form["sources"]]
    assert sources == [
        (1, "sea:atlas", "The Atlas, 2020"),
        (2, "sea:log", "The Log, 2021"),
        (3, "sky:chart", "The Chart, 2022"),
    ]
    cited = {item["id"]: item["sources"] for item in items_in(form)}
    assert cited == {
        "sea:first": ["sea:atlas"],
        "sea:salt": ["sea:log"],
        "sea:deep": [],
        "sky:first": ["sky:chart"],
        "sky:moon": ["sea:atlas"],
    }
    assert sorted(each["id"] for each in form["passages"]) == ["sea:text", "sky:text"]
    of_items = {item["id"]: item["passage"] for item in items_in(form)}
    numbers = {each["id"]: each["number"] for each in form["passages"]}
    assert of_items["sea:salt"] == numbers["sea:text"] != numbers["sky:text"]
    assert of_items["sky:moon"] == numbers["sky:text"]


def test_a_form_of_topics_is_written_by_the_schema_and_read_back() -> None:
    form = form_of(wish_for("timeline", 2), "escalation", "history")
    document = json.loads(written := write_forms([form]))
    schema = json.loads((Path(__file__).parent.parent / "docs/form-schema.json").read_text("utf-8"))
    assert [*jsonschema.Draft202012Validator(schema).iter_errors(document)] == []
    (again,) = read_forms(written, "form.json")
    assert write_forms([again]) == written
    assert [item.id for item in again.items] == [item.id for item in form.items]


def test_every_source_that_a_row_names_is_in_the_list() -> None:
    form = form_of(wish_for("standard", 1), "history", "europe")
    document = json.loads(write_forms([form]))["forms"][0]
    rows = [row for item in items_in(document) for row in item.get("premises", ())]
    # both banks quote the one book, and it has the name that the first gives it
    assert {row["source"] for row in rows} == {"history:factbook"}
    assert {row["fact"].split(":")[0] for row in rows} == {"europe"}
    assert [each["id"] for each in document["sources"]] == ["history:factbook"]


def test_every_topic_has_its_own_deck_and_the_sheet_one_folder(banks: Run) -> None:
    said = banks("build", "--topic", "sea", "--topic", "sky", "--topic", "sea")
    assert said.code == 0
    folder = Path("output/sea+sky")
    assert sorted(path.name for path in folder.iterdir()) == [
        "answer-key.pdf", "sea.apkg", "sky.apkg", "worksheet.pdf",
    ]  # fmt: skip
    told = json.loads(banks(*SEA_AND_SKY, "--json").out)
    assert (told["topic"], told["topics"]) == ("sea+sky", ["sea", "sky"])


def test_versions_ask_the_same_in_another_order(banks: Run) -> None:
    banks(*SEA_AND_SKY, "--forms", "2")
    first, second = (
        [item["id"] for item in items_in(form)]
        for form in json.loads(MADE.read_text("utf-8"))["forms"]
    )
    assert first != second
    assert sorted(first) == sorted(second)


def test_one_title_stands_for_all(banks: Run) -> None:
    banks(*SEA_AND_SKY, "--title", "Above and below")
    assert made()["title"] == made()["footer"][0] == "Above and below"


def test_one_topic_in_a_list_is_that_topic(banks: Run) -> None:
    Path("sheets").mkdir()
    for name, topics in (("one", "topic: sea"), ("same", "topics: [sea]")):
        Path("sheets", f"{name}.yaml").write_text(f"{topics}\nseed: 2\n", "utf-8")
        assert banks("build", "--sheet", name, "--only", "worksheet", "--only", "key").code == 0
    for name in ("worksheet.pdf", "answer-key.pdf"):
        assert Path("output/one", name).read_bytes() == Path("output/same", name).read_bytes()


@pytest.mark.parametrize("worksheet", ["standard", "exit-ticket", "test"])
def test_a_text_has_one_number_on_all_sheets_of_the_same_topics(worksheet: str) -> None:
    """The first topic's texts have those that they have on its own sheets; the next go on."""
    banks = [pool.subject.bank for pool in pools("escalation", "history").topics]
    ids = [f"{bank.topic}:{source}" for bank in banks for source in bank.sources]
    for seed in (1, 2):
        form = form_of(wish_for(worksheet, seed), "escalation", "history")
        assert {each.number: each.source for each in form.sources}.items() <= {
            *enumerate(ids, start=1)
        }


@pytest.mark.parametrize("worksheet", ["study-sheet", "flashcards"])
def test_facts_and_cards_of_all_topics_are_numbered_on(worksheet: str) -> None:
    form = form_of(wish_for(worksheet, 1, items=7), "history", "elements")
    told: Sequence[Any] = form.cards or [fact for part in form.facts for fact in part.facts]
    assert [each.number for each in told] == [1, 2, 3, 4, 5, 6, 7]
    topics = Counter(each.fact_id.split(":")[0] for each in told)
    assert topics == {"history": 4, "elements": 3}
    assert {each.source for each in told} <= {entry.source for entry in form.sources}
    titles = [part.title.split(" – ")[0] for part in form.facts]
    assert [*dict.fromkeys(titles)] == (
        [] if form.cards else ["A timeline of world history", "Chemical elements"]
    )


# --------------------------------------------------------------------------- kept and changed


@pytest.mark.parametrize("worksheet", ["standard", "test"])
@pytest.mark.parametrize("seed", [1, 6])
def test_a_settled_sheet_of_topics_is_the_sheet_that_it_was(worksheet: str, seed: int) -> None:
    topics = ("escalation", "europe")
    first = form_of(wish_for(worksheet, seed), *topics)
    settled = settle(pools(*topics), wish_for(worksheet, seed))
    assert [*settled.questions] == [name_of(item) for item in first.items]
    assert form_of(settled, *topics) == first


def test_a_sheet_of_topics_is_kept_and_one_question_swapped(run: Run) -> None:
    topics = ("--topic", "escalation", "--topic", "history")
    assert run("build", *topics, "--only", "json", "--save", "both").code == 0
    before = [
        item["id"]
        for item in items_in(made(Path("output/escalation+history/escalation+history.json")))
    ]
    text = Path("sheets/both.yaml").read_text("utf-8")
    assert "\ntopics: [escalation, history]\n" in text
    assert run("build", "--sheet", "both", "--swap", "1", "--only", "json").code == 0
    after = [item["id"] for item in items_in(made(Path("output/both/escalation+history.json")))]
    assert (after[0] == before[0], after[1:]) == (False, before[1:])
    assert f"drop:\n  - {before[0]}\n" in Path("sheets/both.yaml").read_text("utf-8")
    assert run("build", "--sheet", "both", "--only", "json").code == 0
    again = [item["id"] for item in items_in(made(Path("output/both/escalation+history.json")))]
    assert again == after


def test_a_sheet_keeps_the_order_that_it_lists() -> None:
    """Within a section, whichever topic a question is of."""
    topics = ("escalation", "europe")
    first = form_of(wish_for("standard", 1), *topics)
    listed = tuple(reversed([name_of(each.item) for each in first.sections[0].items]))
    assert len({name.split(":")[0] for name in listed}) == 2
    again = form_of(wish_for("standard", 1, questions=listed, is_settled=True), *topics)
    assert [name_of(each.item) for each in again.sections[0].items] == [*listed]


def test_questions_are_kept_and_dropped_by_topic(banks: Run) -> None:
    banks(*SEA_AND_SKY, "--drop", "sky:first", "--keep", "deep")
    assert ids_in(made()) == ["sea:deep", "sea:first", "sea:salt", "sky:moon"]
    banks(*SEA_AND_SKY, "--drop", "first")
    assert ids_in(made()) == ["sea:deep", "sea:salt", "sky:moon"]


def test_listed_questions_stand_in_their_order_whoever_has_them(banks: Run) -> None:
    Path("sheets").mkdir()
    Path("sheets/mine.yaml").write_text(
        "topics: [sea, sky]\nfill: false\nquestions: [sky:first, deep, sea:first, moon]\n", "utf-8"
    )
    assert banks("build", "--sheet", "mine", "--only", "json").code == 0
    form = made(Path("output/mine/sea+sky.json"))
    assert ids_in(form) == ["sea:deep", "sea:first", "sky:first", "sky:moon"]


# --------------------------------------------------------------------------- what cannot be


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "topics: [sea, sky]\nquestions: [first]\n",
            "sheets/mine.yaml:1:1: 'sea' and 'sky' both have a question 'first'\n"
            "  hint: write which is meant: sea:first\n",
        ),
        (
            "topics: [sea, sky]\nquestions: [lake:first]\n",
            "sheets/mine.yaml:1:1: the question 'lake:first' is of a topic that the sheet has not\n"
            "  hint: it has sea, sky\n",
        ),
        (
            "topics: [sea, sky]\nquestions: [fish]\n",
            "sheets/mine.yaml:1:1: no topic of the sheet has a question 'fish'\n"
            "  hint: `quizgen show --topic sea` and `quizgen show --topic sky` list the questions of"
            " a fact; its topic may stand in front: sea:fish\n",
        ),
        (
            "topics: [sea, sky]\nquestions: [sky:fish]\n",
            "sheets/mine.yaml:1:1: there is no question 'sky:fish'\n"
            "  hint: did you mean 'first'? `quizgen show --topic sky` lists the questions of a fact\n",
        ),
        (
            "topics: [sea, sea]\n",
            "sheets/mine.yaml:1:15: 'sea' stands twice in topics\n  hint: delete one of the two\n",
        ),
        (
            "topic: sea\ntopics: [sky]\n",
            "sheets/mine.yaml:1:8: both topic and topics are given\n"
            "  hint: write all of them under topics, and leave topic out\n",
        ),
        (
            "topics: []\n",
            "sheets/mine.yaml:1:1: key 'topic' is missing\n"
            "  hint: which bank it asks about, or several: topics: [one, another]\n",
        ),
        (
            "topics: [sea, sky]\ntags: [starz]\n",
            "sheets/mine.yaml:1:1: no fact or question has the tag 'starz'\n"
            "  hint: did you mean 'stars'? known tags: deep, stars\n",
        ),
    ],
)  # fmt: skip
def test_a_bad_sheet_of_topics_is_told(banks: Run, text: str, said: str) -> None:
    Path("sheets").mkdir()
    Path("sheets/mine.yaml").write_text(text, "utf-8")
    told = banks("build", "--sheet", "mine")
    assert (told.code, told.err) == (1, said)
    assert not Path("output").exists()


def test_a_debate_is_judged_within_its_topic(banks: Run) -> None:
    """Of the few who speak in this bank nearly all are of one side; nobody speaks in the other."""
    Path("templates/en/worksheets/says.yaml").write_text(
        "label: Sheet\nsummary: Says.\nabove_recall: 0\nsections:\n"
        "  - title: A\n    types: [short-answer, multiple-choice, true-false, cloze]\n"
        "    count: 14\n    kinds: [statement]\n",
        "utf-8",
    )
    said = banks(
        "build", "--topic", "moon", "--topic", "sky", "--worksheet", "says", "--only", "json"
    )
    assert said.code == 0
    assert (
        "moon: 6 of 7 claims and positions come from one side, 'us':"
        " take another seed, or add facts of other sides.\n"
    ) in said.out


def test_a_map_that_has_no_room_is_told(run: Run) -> None:
    bank = (BANKS / "escalation.yaml").read_text("utf-8")
    Path("banks/war.yaml").write_text(bank.replace("topic: escalation", "topic: war"), "utf-8")
    topics = ("--topic", "escalation", "--topic", "war")
    said = run("build", *topics, "--worksheet", "study-sheet", "--only", "worksheet")
    assert said.code == 0
    assert (
        "a sheet has one map, that of escalation, and none of war:"
        " make a sheet of each topic for the others.\n"
    ) in said.out


def test_two_languages_are_not_put_on_one_sheet(banks: Run) -> None:
    Path("banks/sky.yaml").write_text(SKY + "language: en-US\n", "utf-8")
    told = banks(*SEA_AND_SKY)
    assert (told.code, told.err) == (
        1,
        "banks/sky.yaml:2:1: sky is in en-US, and sea in en-GB: a sheet has one language\n"
        "  hint: make a sheet of each topic, or choose topics in one language\n",
    )


def test_every_topic_that_is_not_there_is_told(banks: Run) -> None:
    told = banks("build", "--topic", "see", "--topic", "skyy")
    assert told.code == 1
    assert "there is no topic 'see'" in told.err
    assert "there is no topic 'skyy'" in told.err


def test_a_tag_that_one_topic_has_is_known(banks: Run) -> None:
    said = banks(*SEA_AND_SKY, "--tag", "stars")
    assert said.code == 0
    assert ids_in(made()) == ["sky:first"]
    assert "No question is of sea: " in said.out


def test_what_the_topics_lack_together_is_told_with_each(banks: Run) -> None:
    Path("templates/en/worksheets/long.yaml").write_text(
        "label: Sheet\nsummary: Long.\nabove_recall: 0\nsections:\n"
        "  - {title: Words, types: [short-answer], count: 9}\n",
        "utf-8",
    )
    said = banks(*SEA_AND_SKY, "--worksheet", "long")
    assert said.code == 0
    assert (
        "  section 'Words' asks for 9 short-answer items, the topics yield 5: sea 3, sky 2\n"
    ) in said.out


def test_a_sheet_of_topics_is_written_as_it_is_read(banks: Run) -> None:
    banks(*SEA_AND_SKY, "--save", "mine")
    assert Sheet(name="x", topics=("a", "b"), where=Where("x")).all_topics == ("a", "b")
    lines = Path("sheets/mine.yaml").read_text("utf-8").splitlines()
    assert lines[1] == "topics: [sea, sky]"
