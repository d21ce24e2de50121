"""The command line: what is written, what is said, and what is never lost."""

import io
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from command import BUILD, SHIPPED, Run, Said
from PIL import Image

import quizgen
from quizgen.bank.facts import KINDS
from quizgen.cli.console import Outlet
from quizgen.cli.import_ import FACT_KINDS
from quizgen.cli.progress import watched
from quizgen.cli.schema import SCHEMA_KINDS
from quizgen.read.json_schema import SCHEMAS
from quizgen.store.folder import LOCK, STAGING
from quizgen.store.project import find_shipped

NOT_PUBLISHED = (
    "The deck is not published yet: before you hand it to learners, see `quizgen publish --help`."
)


def built(folder: str = "output/moon") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def test_build_writes_worksheet_key_and_deck_and_says_so(run: Run) -> None:
    said = run(*BUILD)
    assert said == Said(
        0,
        "output/moon/worksheet.pdf: 5 questions, 8 points\n"
        "output/moon/answer-key.pdf: 5 questions, 8 points\n"
        "output/moon/moon.apkg: 30 notes, 40 cards\n"
        "Print the worksheet, keep the key, open the .apkg file in Anki.\n"
        f"{NOT_PUBLISHED}\n",
        "",
    )
    assert sorted(built()) == ["answer-key.pdf", "moon.apkg", "worksheet.pdf"]


def test_versions_are_lettered(run: Run) -> None:
    assert run(*BUILD, "--forms", "2", "--only", "worksheet", "--only", "key").code == 0
    assert sorted(built()) == [
        "answer-key-A.pdf", "answer-key-B.pdf", "worksheet-A.pdf", "worksheet-B.pdf",
    ]  # fmt: skip


def test_all_forms_are_one_json_file(run: Run) -> None:
    said = run(*BUILD, "--forms", "3", "--only", "json")
    assert said.out.startswith("output/moon/moon.json: 3 forms\n")
    (content,) = built().values()
    assert [form["letter"] for form in json.loads(content)["forms"]] == ["A", "B", "C"]


def test_the_same_command_writes_the_same_bytes(run: Run) -> None:
    run(*BUILD, "--out", "one")
    run(*BUILD, "--out", "two")
    assert built("one") == built("two")


def test_build_says_what_it_did_as_json(run: Run) -> None:
    said = run(*BUILD, "--only", "deck", "--json")
    assert json.loads(said.out) == {
        "topic": "moon",
        "files": {"output/moon/moon.apkg": {"notes": 30, "cards": 40}},
        "passed_over": 0,
        "left_out": [],
        "remarks": [NOT_PUBLISHED],
    }


def test_topics_lists_the_banks_of_the_folder_and_the_shipped_ones(run: Run) -> None:
    said = run("topics")
    assert "moon: The race to the Moon\n" in said.out
    assert "  Dates, distances and who said what. 27 facts, as of 1970-12-31.\n" in said.out
    assert "escalation: " in said.out
    rows = json.loads(run("topics", "--json").out)
    assert [row["topic"] for row in rows] == [*SHIPPED, "moon"]


def test_show_prints_a_fact_with_its_items(run: Run) -> None:
    said = run("show", "uk-refuses")
    assert said.code == 0
    assert "[whose-position, multiple-choice, level 2]" in said.out
    assert "    * The United Kingdom\n" in said.out
    assert "    - The United States  (wanted to do it, as of 1962)\n" in said.out
    assert run("show", "--topic", "moon", "--all").out.count("(position, attributed") == 4


def test_check_counts_what_it_looked_at(run: Run) -> None:
    said = run("check", "moon")
    assert said.code == 0
    assert re.match(r"banks/moon\.yaml: 0 errors, \d+ warnings\n  27 facts: 7 statement", said.out)


def test_check_lists_every_mistake_at_its_place(run: Run) -> None:
    bank = Path("banks/moon.yaml")
    text = bank.read_text("utf-8").replace("unit: mile", "unit: mils")
    bank.write_text(text.replace("speaker: glenn", "speaker: glen"), "utf-8")
    said = run("check", "moon")
    assert said.code == 1
    assert re.search(r"^banks/moon\.yaml:\d+:\d+: .*'glen'", said.err, re.MULTILINE)
    assert re.search(r"^banks/moon\.yaml:\d+:\d+: .*'mils'", said.err, re.MULTILINE)
    (report,) = json.loads(run("check", "moon", "--json").out)
    assert [problem["severity"] for problem in report["problems"]] == ["E", "E"]


def test_check_holds_facts_against_the_texts_of_a_folder(run: Run) -> None:
    Path("texts").mkdir()
    Path("texts/speeches.txt").write_text("“We choose to go to the moon,” said John Kennedy.")
    said = run("check", "moon", "--sources", "texts")
    assert said.code == 1
    assert "quotation 'We choose to go to the moon in this decade'" in said.err
    assert "there is no 'history.txt' in texts" in said.err
    assert "facts by kind" not in said.out
    assert run("check", "moon", "--sources", "nowhere").code == 2


def test_check_counts_what_a_bank_holds(run: Run) -> None:
    said = run("check", "moon", "--coverage")
    assert "\n  facts by kind\n    statement" in said.out


def test_schema_is_json(run: Run) -> None:
    assert json.loads(run("schema").out)["title"] == "quizgen bank"
    for kind in SCHEMAS:
        said = json.loads(run("schema", "--for", kind).out)
        assert said["$schema"].endswith("2020-12/schema")
        assert said["title"] == f"quizgen {kind}"


def test_version_and_help(run: Run) -> None:
    assert re.fullmatch(r"quizgen, version \d+\.\d+\.\d+\n", run("--version").out)
    assert "quizgen build --topic escalation" in run("--help").out


def test_every_command_and_option_has_help(run: Run) -> None:
    from quizgen.cli import COMMANDS, cli

    for name, command in cli.commands.items():
        assert command.help, name
        assert command.help.split("\n")[0] == COMMANDS[name]
        for option in command.params:
            assert option.param_type_name == "argument" or option.help, f"{name} {option.name}"


def test_what_commands_list_for_a_fast_start_is_what_there_is() -> None:
    assert tuple(SCHEMAS) == SCHEMA_KINDS
    assert (*FACT_KINDS, "property") == KINDS  # whose tables lie beside a bank


# --------------------------------------------------------------------------- bad input


def test_an_unknown_topic_names_those_there_are_and_the_nearest(run: Run) -> None:
    assert run("build", "--topic", "escalatoin") == Said(
        1,
        "",
        "banks: there is no topic 'escalatoin'\n"
        "  hint: did you mean 'escalation'? topics: elements, escalation, europe, history, moon\n",
    )


def test_who_is_in_another_folder_is_told_where_banks_are_looked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert run("build", "--topic", "moon").err == (
        "banks: there is no topic 'moon'\n"
        "  hint: topics: elements, escalation, europe, history; your own are looked for in the folder banks"
        " of the folder where you are\n"
    )


@pytest.mark.parametrize("topic", ["../banks/moon", "/etc/passwd", "moon.yaml", "", "MOON"])
def test_a_topic_is_never_a_path(run: Run, topic: str) -> None:
    said = run("build", "--topic", topic)
    assert said.code == 1
    assert f"there is no topic '{topic}'" in said.err


def test_an_unknown_worksheet_names_those_there_are(run: Run) -> None:
    said = run("build", "--topic", "moon", "--worksheet", "smal")
    assert said.code == 1
    assert said.err == (
        "templates/en/worksheets: there is no worksheet 'smal' in en-GB\n"
        "  hint: did you mean 'small'? there are: argument, exam, exit-ticket, flashcards, "
        "map, numbers, questions, small, standard, study-sheet, test, timeline, who-said-it\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topic: moon", "topic: [moon", "banks/moon.yaml:"),
        ("source: speeches", "source: speech", "source 'speech' is unknown"),
        ("speaker: kennedy", "speaker: kenedy", "did you mean 'kennedy'?"),
        ("date: 1957-10-04", "date: 1957-02-30", "1957-02-30"),
        ("id: gagarin", "id: sputnik", "'sputnik' is taken"),
        ("short: first spacewalk", "shot: first spacewalk", "did you mean 'short'?"),
        ("edition: 1", "edition: one", "edition"),
    ],
)
def test_a_broken_bank_gets_a_message_and_loses_nothing(
    run: Run, old: str, new: str, message: str
) -> None:
    run(*BUILD)
    before = built()
    bank = Path("banks/moon.yaml")
    bank.write_text(bank.read_text("utf-8").replace(old, new, 1), "utf-8")
    said = run(*BUILD, "--seed", "2")
    assert said.code == 1
    assert said.out == ""
    assert message in said.err
    assert "Traceback" not in said.err
    assert built() == before


def test_a_form_that_cannot_be_made_leaves_earlier_files_whole(run: Run) -> None:
    run(*BUILD)
    before = built()
    assert run(*BUILD, "--title", "漢字").code == 1
    assert built() == before


def test_a_folder_that_cannot_be_written_gets_a_message(run: Run) -> None:
    Path("taken").write_text("a file", "utf-8")
    said = run(*BUILD, "--out", "taken/below")
    assert said.code == 1
    assert "cannot be written" in said.err
    assert Path("taken").read_text("utf-8") == "a file"


@pytest.mark.skipif(sys.platform == "win32", reason="flock")
def test_a_second_build_into_the_same_folder_is_refused(run: Run) -> None:
    import fcntl

    target = Path("output/moon")
    target.mkdir(parents=True)
    with (target / LOCK).open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        said = run(*BUILD)
    assert said.code == 1
    assert "another build is writing here" in said.err
    assert list(target.iterdir()) == [target / LOCK]


def test_what_a_killed_build_left_is_cleared_away(run: Run) -> None:
    left = Path("output/moon") / f"{STAGING}0123abcd"
    left.mkdir(parents=True)
    (left / "worksheet.pdf").write_bytes(b"half")
    assert run(*BUILD).code == 0
    assert sorted(built()) == ["answer-key.pdf", "moon.apkg", "worksheet.pdf"]
    assert built()["worksheet.pdf"] != b"half"


@pytest.mark.skipif(sys.platform == "win32", reason="umask")
def test_files_have_the_rights_that_the_umask_gives(run: Run) -> None:
    old = os.umask(0o027)
    try:
        run(*BUILD)
    finally:
        os.umask(old)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in Path("output/moon").iterdir()}
    assert modes == {0o640}


def test_quizgen_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("quizgen, version")


# --------------------------------------------------------------------------- slips and patience


def test_an_unknown_tag_names_those_there_are_and_the_nearest(run: Run) -> None:
    assert run(*BUILD, "--tag", "frists", "--tag", "words") == Said(
        1,
        "",
        "banks/moon.yaml:2:1: no fact has the tag 'frists'\n"
        "  hint: did you mean 'firsts'? known tags: words, firsts, apollo, numbers, plans, terms\n",
    )
    assert run(*BUILD, "--tag", "firsts", "--tag", "words", "--only", "deck").code == 0


@pytest.mark.parametrize(
    ("sheet", "place"),
    [
        ("sections:\n- {title: A, types: [ordering], count: 1, tags: [firsts, frists]}\n", "4:3"),
        (
            "facts:\n- {title: A, text: '{{ note }}'}\n- {title: B, tags: [frists], text: x}\n",
            "5:3",
        ),
        ("cards:\n- {title: A, tags: [frists], front: '{{ id }}', back: x}\n", "4:3"),
    ],
)
def test_a_section_with_an_unknown_tag_names_those_there_are_and_the_nearest(
    run: Run, sheet: str, place: str
) -> None:
    text = f"label: A\nsummary: B.\n{sheet}"
    for name in ("small", "standard"):
        Path(f"templates/en/worksheets/{name}.yaml").write_text(text, "utf-8")
    told = (
        f".yaml:{place}: no fact has the tag 'frists'\n  hint: did you mean 'firsts'? known tags: words,"
        " firsts, apollo, numbers, plans, terms\n"
    )
    assert run(*BUILD) == Said(1, "", f"templates/en/worksheets/small{told}")
    assert run("check", "moon").err == f"templates/en/worksheets/standard{told}"


def test_a_worksheet_with_an_unknown_wording_names_the_nearest(run: Run) -> None:
    sheet = Path("templates/en/worksheets/small.yaml")
    sheet.write_text(
        sheet.read_text("utf-8").replace("count: 4}", "count: 4, wordings: [who-siad-it]}"), "utf-8"
    )
    said = run(*BUILD)
    assert said.code == 1
    assert said.err.startswith(
        "templates/en/worksheets/small.yaml:5:5: no wording has the id 'who-siad-it'\n"
        "  hint: did you mean 'who-said-it'? known ids: "
    )


def test_a_shipped_worksheet_does_without_the_wordings_that_an_author_leaves_out(run: Run) -> None:
    Path("templates/en/stems").mkdir()
    Path("templates/en/stems/event.yaml").write_text(
        "- {id: day, type: short-answer, stem: 'When was the {{ short }}?', key: '{{ date }}'}\n"
    )
    built = ("build", "--topic", "moon", "--only", "worksheet")
    assert "wordings: [put-in-order, put-in-order-of-size, terms-and-meanings," in find_shipped(
        "en/worksheets/standard.yaml"
    )
    assert run(*built, "--worksheet", "standard").code == 0
    assert "put-in-order" not in run("check", "moon").err
    own = Path("templates/en/worksheets/small.yaml")
    own.write_text(
        own.read_text("utf-8").replace("count: 4}", "count: 4, wordings: [dya]}"), "utf-8"
    )
    said = run(*built, "--worksheet", "small")
    assert "no wording has the id 'dya'\n  hint: did you mean 'day'?" in said.err


def test_a_logo_that_no_page_has_a_place_for_is_told(run: Run) -> None:
    Image.new("L", (30, 20)).save("logo.png")
    asked = ("build", "--topic", "moon", "--logo", "logo.png")
    cards = ("--worksheet", "flashcards", "--school", "Northfield", "--only", "worksheet")
    said = run(*asked, *cards)
    assert said.out.endswith(
        "worksheet.pdf has no place for the logo.\n"
        "worksheet.pdf has no place for the school's name.\n"
    )
    assert json.loads(run(*asked, "--only", "json", "--json").out)["remarks"][-1] == (
        "The logo stands on worksheets and keys, of which none was made."
    )
    assert "logo" not in run(*asked, "--only", "json", "--only", "key").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"**{{ title }}** \xff", "1:17: byte 0xFF is not UTF-8\n  hint: save the file as UTF-8\n"),
        (b"\xff\xfe*\0", " the file is UTF-16\n  hint: save it as UTF-8\n"),
        (b"One.\n\n\nTwo **{{ title }}.", "4:1: bold is opened and not closed\n"),
        (b"One.\r\n\r\n{{ titel }}", "3:1: variable 'titel' is unknown\n"),
        (b"One\n{{ title.x }}\n", "1:1: wording"),
    ],
)
def test_a_mistake_in_what_a_decks_page_says_has_its_place(
    run: Run, text: bytes, said: str
) -> None:
    path = Path("templates/en/deck/description.txt")
    path.parent.mkdir(parents=True)
    path.write_bytes(text)
    for command in (("check", "moon"), ("build", "--topic", "moon", "--only", "deck")):
        found = run(*command)
        assert found.code == 1
        assert found.err.startswith(f"{path.as_posix()}:{said}")


@pytest.mark.parametrize("folder", ["stems", "worksheets", "deck/term", "."])
def test_no_template_of_any_folder_is_read_in_other_than_utf8(run: Run, folder: str) -> None:
    names = {"stems": "term.yaml", "worksheets": "standard.yaml", ".": "words.yaml"}
    shipped = Path(quizgen.__file__).parents[1] / "templates" / "en" / folder
    copytree(shipped, Path("templates/en", folder), dirs_exist_ok=True)
    for path in sorted(Path("templates/en", folder).rglob(names.get(folder, "*.html"))):
        whole = path.read_bytes()
        path.write_bytes(whole + b"# caf\xe9")
        for command in (("check", "moon"), ("build", "--topic", "moon")):
            said = run(*command)
            assert said.code == 1
            assert re.match(rf"{path.as_posix()}:\d+:\d+: byte 0xE9 is not UTF-8\n", said.err)
        path.write_bytes(whole)


def test_languages_that_extend_one_another_without_end_are_refused(run: Run) -> None:
    names = [
        f"{a}{b}{c}" for a in "xyz" for b in "abcdefghijklmnopqrst" for c in "abcdefghijklmnopqrst"
    ]
    for name, base in zip(names, [*names[1:], "en-GB"], strict=True):
        path = Path("templates", name, "words.yaml")
        path.parent.mkdir()
        path.write_text(f"code: {name}\nextends: {base}\n", "utf-8")
    bank = Path("banks/moon.yaml")
    bank.write_text(
        bank.read_text("utf-8").replace("topic: moon", "topic: moon\nlanguage: xaa"), "utf-8"
    )
    said = run("check", "moon")
    assert said.err.endswith(
        "templates/xak/words.yaml:2:10: more than 10 languages extend one another\n"
        "  hint: extend one that holds all words itself, such as en-GB\n"
    )
    Path("templates/xad/words.yaml").write_text("code: xad\nextends: xab\n", "utf-8")
    assert (
        "templates/xad/words.yaml:2:10: xab extends xac extends xad extends xab: no language can"
        " extend itself\n"
    ) in run("check", "moon").err


def test_cards_that_were_not_printed_are_counted_with_what_prints_them(run: Run) -> None:
    asked = ("build", "--topic", "moon", "--worksheet", "flashcards", "--only", "worksheet")
    others = "1 fact of the bank fits no section of the worksheet.\n"
    assert run(*asked).out.endswith(
        "Print the worksheet.\n22 of 26 cards were chosen: --items 26 prints them all.\n" + others
    )
    assert run(*asked, "--items", "26").out.endswith("Print the worksheet.\n" + others)
    assert run(*asked, "--items", "5").out.endswith("Print the worksheet.\n" + others)
    assert run(*asked, "--items", "40").out.endswith(
        "Print the worksheet.\nThere are 26 cards in place of 40: no more facts fit.\n" + others
    )
    assert json.loads(run(*asked, "--json").out)["remarks"] == [
        "22 of 26 cards were chosen: --items 26 prints them all.", others.strip(),
    ]  # fmt: skip


def test_facts_left_out_of_a_study_sheet_as_too_sensitive_are_counted(run: Run) -> None:
    bank = Path("banks/moon.yaml")
    text = bank.read_text("utf-8").replace(
        "tags: [firsts], note", "tags: [firsts], sensitivity: high, note"
    )
    bank.write_text(text, "utf-8")
    asked = ("build", "--topic", "moon", "--worksheet", "study-sheet", "--only", "worksheet")
    harsh = text.count("sensitivity: high")
    said = run(*asked).out
    assert "1 fact is left out as too sensitive: see --max-sensitivity.\n" in said
    assert said.splitlines()[-1].startswith(str(harsh))
    assert "sensitive" not in run(*asked, "--max-sensitivity", "high").out


# --------------------------------------------------------------------------- limits


HEAD = "kind,id,title,summary,as_of,sensitivity,publisher,source_kind,date,date_basis,text,term,meaning,relation,source,at\n"
ROWS = "bank,,T,S,2024-12-31,none\nsource,s,T,,,,P,report,2024-12-31,printed,a.txt\n"


def test_a_file_that_is_too_large_is_told_with_its_size(run: Run) -> None:
    bank = Path("banks/moon.yaml")
    bank.write_text(bank.read_text("utf-8") + "#" * 10_400_000, "utf-8")
    told = "banks/moon.yaml: the file is 10.0 MB long; at most 8 MB are read\n"
    for command in (
        ("check", "moon"),
        ("build", "--topic", "moon"),
        ("topics",),
        ("publish", "moon"),
    ):
        assert told in run(*command).err
    bank.write_text("#" * (8 * 2**20 + 1), "utf-8")
    assert "the file is 8.1 MB long; at most 8 MB are read\n" in run("check", "moon").err
    Path("long.csv").write_bytes(b"kind,id\n" + b"term,x\n" * 1_500_000)
    assert run("import", "long.csv", "--topic", "long").err == (
        "long.csv: the file is 10.1 MB long; at most 8 MB are read\n"
        "  hint: divide it into several files\n"
    )


def test_a_table_whose_bank_could_not_be_read_again_makes_none(run: Run) -> None:
    rows = (f"term,t{n},,,,,,,,,,w{n},{'thing ' * 900} {n},means,s,p{n}\n" for n in range(1535))
    Path("long.csv").write_text(HEAD + ROWS + "".join(rows), "utf-8")
    said = run("import", "long.csv", "--topic", "long")
    assert (said.code, said.out) == (1, "")
    assert re.fullmatch(
        r"long\.csv: the bank would be 8\.\d MB long; at most 8 MB are read\n  hint: divide it into several files\n",
        said.err,
    )
    assert not Path("banks/long.yaml").exists()


@pytest.mark.parametrize(
    "row", ["trem,{n},,,,,,,,,,w,m,means,s,p{n}\n", "term,t{n},,,,,,,,,,\x01\n"]
)
def test_of_a_table_full_of_mistakes_no_more_are_told_than_anyone_reads(run: Run, row: str) -> None:
    Path("wrong.csv").write_text(
        HEAD + ROWS + "".join(row.format(n=n) for n in range(5000)), "utf-8"
    )
    said = run("import", "wrong.csv", "--topic", "wrong")
    assert said.err.startswith(
        "wrong.csv: the file has more than 1000 problems; what follows was not looked at\n"
    )
    assert len(said.err.splitlines()) == 2 * 1001


def test_topics_tells_few_of_the_mistakes_of_many_banks_and_counts_the_rest(run: Run) -> None:
    for n in range(150):
        Path(f"banks/bad-{n}.yaml").write_text("[]", "utf-8")
    said = run("topics")
    assert said.code == 1
    assert said.out.startswith("elements: ")
    problems = [line for line in said.err.splitlines() if line.startswith("banks/bad-")]
    assert len(problems) == 100
    assert re.search(
        r"\nbanks: and \d+ more mistakes in banks and templates\n"
        r"  hint: `quizgen check TOPIC` tells those of a bank\n$",
        said.err,
    )
    hint = run("check", "rivers").err
    assert hint.count("bad-") == 100
    assert hint.endswith(" and more\n")


def test_a_copy_of_a_source_that_is_too_large_is_told_and_not_cut(run: Run) -> None:
    Path("texts").mkdir()
    Path("texts/history.txt").write_text("é" * 4_500_000, "utf-8")
    said = run("check", "moon", "--sources", "texts")
    assert said.code == 1
    assert (
        "'history.txt' in texts cannot be read: the file is 8.6 MB long; at most 8 MB are read\n"
        in said.err
    )


def test_expressions_that_take_too_long_together_are_refused(run: Run) -> None:
    path = Path("templates/en-GB/words.yaml")
    path.parent.mkdir()
    whole = (Path(quizgen.__file__).parents[1] / "templates/en-GB/words.yaml").read_text("utf-8")
    dear = ", ".join(f"'(?:a|b|c{n}){{0,6}}z'" for n in range(1000))
    path.write_text(f"{whole}\nnegations: [{dear}]\n", "utf-8")
    assert (
        "' and those before it can match in too many ways\n"
        "  hint: keep the most important ones: at most 500, and simple ones\n"
    ) in run("check", "moon").err
    cheap = ", ".join(f"word{n}" for n in range(1000))
    path.write_text(f"{whole}\nnegations: [{cheap}]\n", "utf-8")
    said = run("check", "moon").err
    assert "'word500' is one of 1000 expressions\n  hint: keep the most important ones" in said


@pytest.mark.parametrize(
    ("stem", "blanks"),
    [("{{ blank }} or {{ blank }}", 2), ("{% if note %}{{ blank }}{% endif %}", 0)],
)
def test_a_cloze_that_has_not_one_blank_for_some_fact_is_refused(
    run: Run, stem: str, blanks: int
) -> None:
    run("new", "--template", "stems", "term")
    path = Path("templates/en/stems/term.yaml")
    wording = f"\n- {{id: gap, type: cloze, stem: '{stem}', key: '{{{{ term }}}}'}}\n"
    path.write_text(path.read_text("utf-8") + wording, "utf-8")
    said = run("check", "moon")
    assert said.code == 1
    assert (
        f": the sentence of wording 'gap' has {blanks} blanks for the fact 'nasa', and one answer\n"
        in said.err
    )
    assert "  hint: write {{ blank }} once, in each branch of an if\n" in said.err


def test_a_wording_that_makes_a_book_of_a_fact_is_refused(run: Run) -> None:
    run("new", "--template", "stems", "term")
    stems = Path("templates/en/stems/term.yaml")
    more = "{{ note }} " * 600
    stems.write_text(
        f"{stems.read_text('utf-8')}\n- {{id: long, type: short-answer, stem: '{more}?', key: '{{{{ term }}}}'}}\n",
        "utf-8",
    )
    bank = Path("banks/moon.yaml")
    bank.write_text(
        re.sub(r"(kind: term, .*)\}", rf"\1, note: {'long ' * 1000}}}", bank.read_text("utf-8")),
        "utf-8",
    )
    said = run("check", "moon").err
    assert re.search(
        r"templates/en/stems/term\.yaml:\d+:\d+: wording '.*…' says \d{7} letters of a fact; at most 20000 are"
        r" read\n  hint: name each variable once",
        said,
    )


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_build_shows_on_a_terminal_how_far_it_is_and_wipes_that_away() -> None:
    stream = Terminal()
    seconds = iter([0.0, 0.4, 1.2, 1.6])
    assert list(watched(iter("abc"), 3, Outlet(stream), lambda: next(seconds))) == ["a", "b", "c"]
    assert stream.getvalue().split("\r") == [
        "",
        "  [####################----------] 2 of 3 files",
        "  [##############################] 3 of 3 files",
        " " * 47,
        "",
    ]


def test_a_quick_build_and_one_into_a_file_show_no_bar() -> None:
    quick, piped = Terminal(), io.StringIO()
    assert list(watched(iter("ab"), 2, Outlet(quick), lambda: 0.0)) == ["a", "b"]
    seconds = iter([0.0, 5.0, 9.0])
    assert list(watched(iter("ab"), 2, Outlet(piped), lambda: next(seconds))) == ["a", "b"]
    assert quick.getvalue() == piped.getvalue() == ""


def test_a_bar_is_wiped_away_when_a_build_fails() -> None:
    def fails() -> Iterator[str]:
        yield "a"
        raise KeyboardInterrupt

    stream = Terminal()
    seconds = iter([0.0, 5.0])
    with pytest.raises(KeyboardInterrupt):
        list(watched(fails(), 2, Outlet(stream), lambda: next(seconds)))
    assert stream.getvalue().endswith("\r")
