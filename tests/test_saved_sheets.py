"""Sheets that a teacher keeps: the same again, one question swapped, the rest as it was."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from command import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen import find_texts, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.assemble.settle import settle
from quizgen.errors import FormError, SheetError, Where, quoted
from quizgen.export.sheet_yaml import block_of, write_sheet
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Item
from quizgen.quiz.sheet import Sheet, asked_in, name_of
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_materials
from quizgen.read.sheet import read_sheet, with_questions
from quizgen.store import sheets
from quizgen.store.disk import write_draft

ESCALATION = ("build", "--topic", "escalation", "--only", "json")
MINE = Path("sheets/mine.yaml")
NAMES = st.from_regex(
    r"[a-z]{1,4}-[0-9e]{1,2}/[a-z]{2,5}|[0-9]{1,3}/[0-9]|in-order \(a, b-2\)", fullmatch=True
)


@cache
def pool(topic: str = "escalation") -> ItemPool:
    return ItemPool(read_materials(find_texts(topic)).subject)


def form_of(wish: Blueprint, topic: str = "escalation") -> Form:
    return next(assemble_forms(pool(topic), wish))


def wish_for(worksheet: str, seed: int, **more: object) -> Blueprint:
    sheet = find_worksheet(worksheet)
    return Blueprint(worksheet=sheet, seed=seed, may_shrink=True, **more)  # type: ignore[arg-type]


def names_on(path: str = "output/escalation/escalation.json") -> list[str]:
    """Return the ids of the items on a form that was written, in their order."""
    form = json.loads(Path(path).read_text("utf-8"))["forms"][0]
    return [item["id"] for section in form["sections"] for item in section["items"]]


# --------------------------------------------------------------------------- the same again


@pytest.mark.parametrize("worksheet", ["standard", "test", "who-said-it", "timeline", "argument"])
@pytest.mark.parametrize("seed", [1, 5])
def test_a_settled_sheet_is_the_sheet_that_it_was(worksheet: str, seed: int) -> None:
    """Its options, spare responses and their order too, whatever its sets were drawn from."""
    first = form_of(wish_for(worksheet, seed))
    settled = settle(pool(), wish_for(worksheet, seed))
    assert [*settled.questions] == [name_of(item) for item in first.items]
    assert form_of(settled) == first


@pytest.mark.parametrize("topic", ["europe", "elements"])
def test_a_settled_sheet_has_the_same_spare_response(topic: str) -> None:
    """In whatever order the members were drawn that it is beside."""
    for seed in range(1, 7):
        wish = wish_for("standard", seed)
        assert form_of(settle(pool(topic), wish), topic) == form_of(wish, topic)


def test_every_question_is_found_by_its_name() -> None:
    wish = wish_for("standard", 2)
    for item in form_of(wish).items:
        alone = form_of(wish_for("standard", 9, questions=(name_of(item),), fill=False))
        assert [each.id for each in alone.items] == [item.id]


def test_what_is_built_is_kept_and_built_again(run: Run) -> None:
    parts = ("--only", "worksheet", "--only", "key")
    assert run("build", "--topic", "escalation", "--seed", "3", *parts, "--save", "mine").code == 0
    assert run("build", "--sheet", "mine", *parts).code == 0
    for name in ("worksheet.pdf", "answer-key.pdf"):
        before, after = Path("output/escalation", name), Path("output/mine", name)
        assert before.read_bytes() == after.read_bytes()


def test_another_fact_does_not_move_a_kept_sheet(run: Run) -> None:
    build = ("build", "--topic", "moon", "--worksheet", "small", "--only", "json")
    assert run(*build, "--save", "mine").code == 0
    before = names_on("output/moon/moon.json")
    bank = Path("banks/moon.yaml")
    more = "\n".join(
        f"- {{id: landing-{n}, kind: event, what: probe {n} reached the Moon, short: Probe {n},"
        f" date: 19{n}-01-01, source: history, at: words {n}}}"
        for n in range(50, 70)
    )
    head, _, tail = bank.read_text("utf-8").partition("facts:\n")
    indent = tail[: len(tail) - len(tail.lstrip())].rpartition("\n")[2]
    added = "".join(f"{indent}{line}\n" for line in more.splitlines())
    bank.write_text(f"{head}facts:\n{added}{tail}", "utf-8")
    assert run(*build).code == 0
    assert names_on("output/moon/moon.json") != before  # else this would show nothing
    assert run("build", "--sheet", "mine", "--only", "json").code == 0
    assert names_on("output/mine/moon.json") == before


# --------------------------------------------------------------------------- swaps


def test_one_question_is_swapped_and_the_rest_stays(run: Run) -> None:
    run(*ESCALATION, "--save", "mine")
    MINE.write_text(
        MINE.read_text("utf-8").replace("seed: 1\n", "seed: 1 # good\n\n# Mine.\n"), "utf-8"
    )
    before = names_on()
    said = run("build", "--sheet", "mine", "--swap", "3", "--only", "json")
    assert said.code == 0
    after = names_on("output/mine/escalation.json")
    assert [*after[:2], *after[3:]] == [*before[:2], *before[3:]]
    assert after[2] not in before
    text = MINE.read_text("utf-8")
    assert "seed: 1 # good\n\n# Mine.\nquestions:" in text
    assert f"drop:\n  - {before[2]}\n" in text
    assert run("build", "--sheet", "mine", "--only", "json").code == 0
    assert names_on("output/mine/escalation.json") == after


def test_the_number_inside_a_set_means_the_set() -> None:
    wish = wish_for("standard", 1)
    form = form_of(wish)
    place = next(
        each for part in form.sections for each in part.items if each.item.number_count > 1
    )
    other = form_of(settle(pool(), wish_for("standard", 1, swap=(place.number + 1,))))
    old, new = [item.id for item in form.items], [item.id for item in other.items]
    assert [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]] == [
        (place.item.id, new[old.index(place.item.id)])
    ]


def test_what_is_dropped_never_comes_and_what_is_kept_always_does() -> None:
    first, second, *_ = (item.id for item in form_of(wish_for("standard", 1)).items)
    for seed in range(1, 4):
        names = [item.id for item in form_of(wish_for("standard", seed, drop=(first,))).items]
        assert first not in names
        kept = form_of(wish_for("standard", seed, questions=(second,))).items
        assert second in [item.id for item in kept]
        assert len(kept) == len(names)


def test_a_dropped_set_is_not_drawn_again() -> None:
    wish = wish_for("who-said-it", 1)
    item = next(item for item in form_of(wish).items if " (" in name_of(item))
    other = form_of(wish_for("who-said-it", 1, drop=(name_of(item),)))
    assert item.id not in [each.id for each in other.items]


def test_the_order_of_a_sheet_is_its_own() -> None:
    form = form_of(wish_for("standard", 1))
    section = [name_of(each.item) for each in form.sections[0].items]
    turned = tuple(reversed(section))
    own = form_of(wish_for("standard", 1, questions=turned, is_settled=True))
    assert [name_of(each.item) for each in own.sections[0].items] == [*turned]


def test_only_the_named_questions_are_asked(run: Run) -> None:
    first, second, *_ = (name_of(item) for item in form_of(wish_for("standard", 1)).items)
    MINE.parent.mkdir()
    MINE.write_text(f"topic: escalation\nfill: false\nquestions: [{first}, {second}]\n", "utf-8")
    assert run("build", "--sheet", "mine", "--only", "json").code == 0
    assert names_on("output/mine/escalation.json") == [first, second]


# --------------------------------------------------------------------------- options


def items_of(type_: str) -> list[Item]:
    return [item for item in pool().items if item.type == type_]


def options_of(item: Item) -> int:
    choice = item.interaction
    single = isinstance(choice, Choice) and choice.type == "multiple-choice"
    return len(choice.options) if single and isinstance(choice, Choice) else 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_three_options_are_three(seed: int) -> None:
    usual = form_of(wish_for("test", seed))
    fewer = form_of(wish_for("test", seed, options=3))
    assert max(map(options_of, usual.items)) == 4
    assert {*map(options_of, fewer.items)} == {0, 3}
    for item in fewer.items:
        if isinstance(item.interaction, Choice):
            assert any(option.is_key for option in item.interaction.options)


# --------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("topic: escalation\nquestions: [x/y]\n", "there is no question 'x/y'\n  hint: `quizgen show --topic escalation` lists the questions of a fact"),
        ("topic: escalation\nquestions: [who-said-what (x)]\n", "the set who-said-what has no 'x'"),
        ("topic: escalation\nquestions: [who-says (x)]\n", "there is no set 'who-says'"),
        ("topic: escalation\nswap: 3\n", "unknown key 'swap'"),
        ("topic: escalation\nfill: false\n", "nothing is to be filled in, and no questions are named\n  hint: write questions"),
        ("topic: escalation\noptions: 2\n", "options must be 3 to 5\n  hint: leave options out for as many as there are"),
        ("topic: escalation\nitems: 0\n", "items must be 1 to 1000\n  hint: leave it out for the worksheet's own"),
        ("topic: escalation\nseed: -1\n", "seed must be 0 or more\n  hint: write seed: 1"),
        ("topic: escalation\nquestions: [a/b, a/b]\n", "'a/b' stands in questions twice"),
        ("topic: nowhere\n", "there is no topic 'nowhere'"),
        ("worksheet: test\n", "key 'topic' is missing"),
        ("topic: escalation\nworksheet: tset\n", "there is no worksheet 'tset'"),
        ("- a\n", "must be a mapping"),
    ],
)  # fmt: skip
def test_a_bad_sheet_is_told(run: Run, text: str, said: str) -> None:
    MINE.parent.mkdir()
    MINE.write_text(text, "utf-8")
    told = run("build", "--sheet", "mine")
    assert told.code == 1
    assert said in told.err
    assert not Path("output").exists()


def refusal(wish: Blueprint) -> str:
    with pytest.raises(FormError) as refused:
        form_of(wish)
    return str(refused.value)


def test_members_of_different_sets_cannot_be_put_together() -> None:
    plans = [plan for plan in pool().set_plans if plan.wording.id == "who-allows-what"]
    one, other = (pool().set_of(plan).members[0] for plan in plans[:2])
    first, second = f"{one.fact.id}/{one.aspect}", f"{other.fact.id}/{other.aspect}"
    name = f"who-allows-what ({first}, {second})"
    assert (
        f"{quoted(name)} puts together what belongs to different sets\n"
        "  hint: name members of one class, issue or aspect"
    ) in refusal(wish_for("standard", 1, questions=(name,)))


def test_a_question_that_the_bank_no_longer_yields_is_told() -> None:
    name = next(name for name, plan in pool().plans_by_id.items() if pool().item(plan) is None)
    assert (
        f"the question '{name}' cannot be made as the bank is now\n"
        "  hint: `quizgen check` says which rule it breaks; take it out of the list, or mend the bank"
    ) in refusal(wish_for("standard", 1, questions=(name,)))


def test_a_question_that_no_section_takes_is_told() -> None:
    name = name_of(items_of("discussion")[0])
    assert (
        f"no section of worksheet 'timeline' takes the question '{name}'\n"
        "  hint: choose a worksheet with a section for discussion items"
    ) in refusal(wish_for("timeline", 1, questions=(name,)))


def test_there_is_no_sheet_yet(run: Run) -> None:
    assert run("build", "--sheet", "mine").err == (
        "sheets: there is no sheet 'mine'\n  hint: --save NAME keeps what is built\n"
    )


def test_a_sheet_that_is_changed_meanwhile_stays_as_it_was_changed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*ESCALATION, "--save", "mine")

    def write_late(path: Path, *given: object, **more: object) -> Path:
        MINE.write_text("topic: escalation\nseed: 2\n", "utf-8")  # as somebody's editor may
        return write_draft(path, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(sheets, "write_draft", write_late)
    told = run("build", "--sheet", "mine", "--swap", "1", "--only", "json")
    assert (
        "sheets/mine.yaml: the sheet was changed meanwhile; it was not written\n"
        "  hint: build it once more\n"
    ) in told.err
    assert told.code == 1
    assert MINE.read_text("utf-8") == "topic: escalation\nseed: 2\n"
    assert {*MINE.parent.iterdir()} == {MINE, MINE.with_name("sheet-schema.json")}


def test_no_sheet_is_written_over(run: Run) -> None:
    run(*ESCALATION, "--save", "mine")
    text = MINE.read_bytes()
    told = run(*ESCALATION, "--seed", "2", "--save", "mine")
    assert (told.code, MINE.read_bytes()) == (1, text)
    assert (
        "sheets/mine.yaml: there is a sheet of this name\n"
        "  hint: choose another name; `--sheet mine` builds it, and with --swap changes it\n"
    ) in told.err
    said = run(*ESCALATION, "--save", "../mine").err
    assert "sheets: '../mine' cannot be the name of a sheet\n  hint: " in said


def test_what_cannot_be_swapped_is_told() -> None:
    count = form_of(wish_for("standard", 1)).questions
    with pytest.raises(FormError) as refused:
        settle(pool(), wish_for("standard", 1, swap=(99,)))
    assert (
        str(refused.value)
        .rstrip("\n")
        .endswith(
            f"there is no question 99 to swap: the sheet has {count} questions\n"
            f"  hint: write a number from 1 to {count}"
        )
    )
    names = {kind: [*map(name_of, items_of(kind))] for kind in ("multiple-choice", "short-answer")}
    first, *others = names["multiple-choice"]
    asked = (first, names["short-answer"][-1])
    wish = wish_for("standard", 1, questions=asked, drop=tuple(others), swap=(1,), fill=False)
    with pytest.raises(FormError) as refused:
        settle(pool(), wish)
    assert (
        "there is no other question to swap question 1 for\n"
        "  hint: the bank has none left for the section 'Multiple choice': "
        "add facts, or choose another seed"
    ) in str(refused.value)
    longer = settle(pool(), replace(wish, drop=()))
    assert longer.questions[0] in others
    assert longer.questions[1:] == asked[1:]


def test_a_sheet_knows_its_topic(run: Run) -> None:
    run(*ESCALATION, "--save", "mine")
    told = run("build", "--sheet", "mine", "--topic", "moon")
    message = "a sheet has its own topic: leave out --topic, or --sheet"
    assert (told.code, message in told.err) == (2, True)
    assert run("build").code == 2


# --------------------------------------------------------------------------- files

SHEETS = st.builds(
    Sheet,
    name=st.just("mine"),
    topic=st.sampled_from(["moon", "no", "1914", "on"]),
    worksheet=st.sampled_from(["standard", "exit-ticket"]),
    seed=st.integers(0, 99),
    items=st.none() | st.integers(1, 30),
    title=st.text("aé:#'\" -", max_size=8).map(str.strip),
    school=st.just(""),
    instructions=st.text("aé:#'\" -{}", max_size=8).map(str.strip),
    section_instructions=st.dictionaries(
        st.sampled_from(["Short answer", "no", "a: b"]), st.just("Be brief: #1."), max_size=2
    ),
    tags=st.lists(st.sampled_from(["a", "no", "2024"]), unique=True).map(tuple),
    max_sensitivity=st.sampled_from(["none", "low", "high"]),
    options=st.none() | st.integers(3, 5),
    questions=st.lists(NAMES, unique=True, max_size=5).map(tuple),
    fill=st.just(True),
    drop=st.lists(NAMES, unique=True, max_size=3).map(tuple),
    where=st.just(Where("sheets/mine.yaml")),
)


@given(SHEETS)
def test_a_written_sheet_is_read_as_it_was(sheet: Sheet) -> None:
    assert read_sheet(write_sheet(sheet), "sheets/mine.yaml") == sheet


@settings(max_examples=200)
@given(SHEETS, SHEETS, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_new_questions_change_nothing_else(
    sheet: Sheet, other: Sheet, line_end: str, has_comments: bool
) -> None:
    lines = write_sheet(sheet).splitlines()
    if has_comments:
        at = next((n for n, line in enumerate(lines) if line.endswith(":")), len(lines))
        lines[at:at] = ["", "# mine"]
        lines += ["# the end"]
    text = line_end.join(lines) + line_end
    lists: Mapping[str, Sequence[str]] = {
        key: [*block_of(key, getattr(other, key))] for key in ("questions", "drop")
    }
    new = with_questions(text, "sheets/mine.yaml", lists)
    read = read_sheet(new, "sheets/mine.yaml")
    assert (read.questions, read.drop) == (other.questions, other.drop)
    assert (read.title, read.seed, read.tags) == (sheet.title, sheet.seed, sheet.tags)
    assert ("# mine" in new, "# the end" in new) == (has_comments, has_comments)
    if line_end == "\r\n":
        assert "\n" not in new.replace("\r\n", "")


def test_a_sheet_in_braces_is_not_torn() -> None:
    with pytest.raises(SheetError) as refused:
        with_questions('{"topic": "moon"}\n', "sheets/mine.yaml", {"questions": ["questions:"]})
    assert str(refused.value).rstrip("\n") == (
        "sheets/mine.yaml: the sheet's questions cannot be put into it\n"
        "  hint: write each key on a line of its own, or save it under another name with --save"
    )


def test_members_are_named_in_any_order() -> None:
    one, other = asked_in("who-said-it (a, b/c)"), asked_in(" who-said-it(b/c,  a) ")
    assert one == other
    assert asked_in("a/b") != one


def test_every_item_has_a_name_by_which_it_is_found() -> None:
    found = {item.id: pool().item(pool().plans_by_id[name_of(item)]) for item in pool().items}
    assert {item_id: item.id for item_id, item in found.items() if item} == {
        item.id: item.id for item in pool().items
    }
