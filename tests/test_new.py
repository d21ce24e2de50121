"""The first five minutes: `quizgen` alone, `new`, and a bank that is still small."""

import json
import re
from pathlib import Path

import jsonschema
import pikepdf
import pypdfium2
import pytest
import yaml
from command import Run, Said, runner
from judges import pages_of, problems_aloud

from quizgen.store.project import find_all_shipped, find_shipped


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run quizgen in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


def files() -> list[str]:
    return sorted(path.as_posix() for path in Path().rglob("*") if path.is_file())


def test_quizgen_alone_says_in_a_few_lines_what_to_do_next(run: Run) -> None:
    assert run() == Said(
        0,
        "quizgen makes worksheets with answer keys, and Anki decks. Next, one of these:\n"
        "\n"
        "  quizgen topics                   which topics there are\n"
        "  quizgen build --topic elements   worksheet, answer key and Anki deck\n"
        "  quizgen new rivers               a bank of your own: an example to be changed\n"
        "  quizgen --help                   all commands\n",
        "",
    )
    first = run().out
    Path("banks").mkdir()  # as in a copy of the repository
    Path("banks/elements.yaml").write_text("", "utf-8")
    assert run().out == first
    run("new", "rivers")
    said = run().out
    assert "  quizgen build --topic rivers   worksheet, answer key and Anki deck\n" in said
    assert "  quizgen check rivers           every mistake of your bank, by line\n" in said


# --------------------------------------------------------------------------- a new bank


def test_a_bank_of_questions_is_sound_and_says_what_to_do_next(run: Run) -> None:
    said = run("new", "--questions", "hearts")
    assert said.out == (
        "banks/hearts.yaml: one question of each type; put your questions in the place of these\n"
        "banks/bank-schema.json: by which editors complete and check it\n"
        "Next:\n"
        "  quizgen build --topic hearts\n"
        "  quizgen check hearts\n"
    )
    assert run("check", "hearts", "--strict").code == 0
    built = run("build", "--topic", "hearts").out
    assert built.startswith("output/hearts/worksheet.pdf: 13 questions, 22 points\n")
    assert "output/hearts/hearts.apkg: 5 notes, 6 cards\n" in built


def test_the_texts_of_a_sheet_are_one_booklet_whatever_its_versions(
    run: Run, tmp_path: Path
) -> None:
    run("new", "--questions", "hearts")
    asked = ("build", "--topic", "hearts", "--worksheet", "questions", "--only", "booklet")
    said = run(*asked, "--forms", "3")
    assert said.out.startswith("output/hearts/booklet.pdf: 1 passage, 0 sources\n")
    pdf = Path("output/hearts/booklet.pdf").read_bytes()
    (page,) = pages_of(pdf)
    assert "Food and drink could never supply so much" in page
    assert "Form A" not in page
    assert problems_aloud(pdf, tmp_path) == []
    run("build", "--topic", "escalation", "--only", "booklet")
    assert "Sources" in " ".join(pages_of(Path("output/escalation/booklet.pdf").read_bytes()))
    said = run(*asked, "--tag", "structure", "--out", "out")
    assert "There is no booklet: the questions rest on no text." in said.out + said.err


def test_questions_are_for_a_bank(run: Run) -> None:
    said = run("new", "--questions", "--template", "theme", "wide")
    assert said.code == 2
    assert "--questions is for a bank, not for a template" in said.err


def test_a_new_bank_is_sound_and_says_what_to_do_next(run: Run) -> None:
    assert run("new", "rivers") == Said(
        0,
        "banks/rivers.yaml: an example about Pluto that builds; put your facts in the place of its\n"
        "banks/bank-schema.json: by which editors complete and check it\n"
        "Next:\n"
        "  quizgen build --topic rivers\n"
        "  quizgen check rivers\n",
        "",
    )
    assert files() == ["banks/bank-schema.json", "banks/rivers.yaml"]
    said = run("check", "--strict", "rivers")
    assert said.code == 0
    assert said.err == ""
    assert "14 facts: 4 event, 4 quantity, 2 term, 1 statement, 3 position" in said.out


@pytest.mark.parametrize("seed", ["1", "2", "3", "4", "5"])
def test_a_new_bank_yields_a_whole_sheet_of_several_types(run: Run, seed: str) -> None:
    """Its 14 facts are enough for 17 points, since what is put in order is asked for its date too."""
    run("new", "rivers")
    said = run("build", "--topic", "rivers", "--seed", seed)
    assert said.code == 0
    assert "worksheet.pdf: 14 questions, 17 points\n" in said.out
    assert "too few facts" not in said.out
    assert sorted(path.name for path in Path("output/rivers").iterdir()) == [
        "answer-key.pdf", "rivers.apkg", "worksheet.pdf",
    ]  # fmt: skip


def test_a_new_bank_tells_editors_where_its_schema_is_and_keeps_to_it(run: Run) -> None:
    run("new", "rivers")
    text = Path("banks/rivers.yaml").read_text("utf-8")
    modeline = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert modeline
    schema = json.loads(Path("banks", modeline[1]).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(yaml.load(text, Loader=yaml.CBaseLoader))
    assert schema == json.loads(run("schema").out)


def test_a_new_bank_teaches_every_kind_of_fact_in_comments(run: Run) -> None:
    run("new", "rivers")
    text = Path("banks/rivers.yaml").read_text("utf-8")
    for kind in ("STATEMENT", "EVENT", "QUANTITY", "POSITION", "TERM"):
        assert re.search(rf"^# An? {kind}: ", text, re.MULTILINE)
    assert "--topic rivers" in text
    assert "my-topic" not in text


def test_the_comments_of_a_new_bank_stand_in_one_column(run: Run) -> None:
    run("new", "nile")
    text = Path("banks/nile.yaml").read_text("utf-8")
    first = re.findall(r"^(?:topic|title|as_of|sensitivity): .*?(?=# )", text, re.MULTILINE)
    assert len(first) == 4
    assert len({len(line) for line in first}) == 1


def test_new_never_writes_over_a_bank(run: Run) -> None:
    Path("banks").mkdir()
    Path("banks/rivers.yaml").write_text("mine", "utf-8")
    assert run("new", "rivers") == Said(
        1,
        "",
        "banks/rivers.yaml: the file is there already; nothing was written\n"
        "  hint: choose another name, or move the file away first\n",
    )
    assert files() == ["banks/rivers.yaml"]
    assert Path("banks/rivers.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Long Rivers", "'Long Rivers' cannot be the name of a topic\n  hint: lower-case letters, digits and single hyphens, at most 80: long-rivers\n"),
        ("../rivers", "'../rivers' cannot be the name of a topic\n  hint: lower-case letters, digits and single hyphens, at most 80: rivers\n"),
        ("rivers.yaml", "'rivers.yaml' cannot be the name of a topic\n  hint: lower-case letters, digits and single hyphens, at most 80: rivers-yaml\n"),
        ("", "'' cannot be the name of a topic\n  hint: lower-case letters, digits and single hyphens, at most 80\n"),
        ("r" * 81, f"'{'r' * 81}' cannot be the name of a topic\n  hint: lower-case letters, digits and single hyphens, at most 80: {'r' * 80}\n"),
        ("con", "Windows keeps the name 'con' for itself\n  hint: choose another: con-facts\n"),
        ("escalation", "the topic 'escalation' ships with quizgen; a bank of that name would hide it\n  hint: choose another: my-escalation\n"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_one_is_refused(run: Run, name: str, message: str) -> None:
    assert run("new", name) == Said(1, "", f"banks: {message}")
    assert files() == []


def test_a_folder_that_cannot_be_written_gets_a_message(run: Run) -> None:
    Path("banks").write_text("a file", "utf-8")
    said = run("new", "rivers")
    assert said.code == 1
    assert re.match(r"banks\S*: cannot be written: ", said.err)


# --------------------------------------------------------------------------- a new template


def test_a_new_worksheet_is_the_standard_one_with_a_header(run: Run) -> None:
    assert run("new", "--template", "worksheet", "quick") == Said(
        0,
        "templates/en/worksheets/quick.yaml\n"
        "templates/worksheet-schema.json: by which editors complete and check it\n"
        "Change it, then: quizgen build --topic TOPIC --worksheet quick\n",
        "",
    )
    text = Path("templates/en/worksheets/quick.yaml").read_text("utf-8")
    modeline, _, text = text.partition("\n#\n")
    assert modeline == "# yaml-language-server: $schema=../../worksheet-schema.json"
    assert text.startswith("# A worksheet of your own, begun as a copy of standard: ")
    assert text.endswith(find_all_shipped("en/worksheets")["standard"]["standard.yaml"])
    assert run("build", "--topic", "escalation", "--worksheet", "quick").code == 0


def test_a_new_theme_is_used_under_its_name(run: Run) -> None:
    run("new", "--template", "theme", "wide")
    theme = Path("templates/themes/wide.yaml")
    theme.write_text(theme.read_text("utf-8").replace("margin_x: 18mm", "margin_x: 25mm"), "utf-8")
    only = ("--only", "worksheet")
    run("build", "--topic", "escalation", "--theme", "wide", "--out", "wide", *only)
    run("build", "--topic", "escalation", "--out", "plain", *only)
    wide, plain = (Path(name, "worksheet.pdf").read_bytes() for name in ("wide", "plain"))
    assert wide != plain


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("worksheet", "en/worksheets/exit-ticket"),
        ("stems", "en/stems/event"),
        ("theme", "themes/plain"),
    ],
)
def test_a_new_template_tells_editors_where_its_schema_is_and_keeps_to_it(
    run: Run, kind: str, path: str
) -> None:
    run("new", "--template", kind, Path(path).name)
    template = Path("templates", f"{path}.yaml")
    text = template.read_text("utf-8")
    modeline = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert modeline
    schema = json.loads((template.parent / modeline[1]).read_text("utf-8"))
    assert schema == json.loads(run("schema", "--for", kind).out)
    jsonschema.Draft202012Validator(schema).validate(yaml.load(text, Loader=yaml.CBaseLoader))


def test_a_bank_speaks_a_new_language(run: Run) -> None:
    assert run("new", "--template", "language", "en-AU") == Said(
        0,
        "templates/en-AU/words.yaml\nChange it, then choose it in a bank: language: en-AU\n",
        "",
    )
    language = Path("templates/en-AU/words.yaml")
    text = language.read_text("utf-8")
    assert text.startswith("# A language of your own, begun as a copy of en: ")
    assert text.replace("code: en-AU", "code: en").endswith(find_shipped("en/words.yaml"))
    language.write_text(text.replace("  name: Name\n", "  name: Your name, mate\n"), "utf-8")
    run("new", "rivers")
    bank = Path("banks/rivers.yaml")
    bank.write_text(f"{bank.read_text('utf-8')}\nlanguage: en-AU\n", "utf-8")
    assert run("build", "--topic", "rivers").code == 0
    with pikepdf.open("output/rivers/worksheet.pdf") as sheet:
        assert str(sheet.Root.Lang) == "en-AU"
    with pypdfium2.PdfDocument("output/rivers/worksheet.pdf") as pages:
        assert "Your name, mate" in pages[0].get_textpage().get_text_bounded()


def test_a_shipped_language_is_copied_as_it_is(run: Run) -> None:
    run("new", "--template", "language", "en-US")
    text = Path("templates/en-US/words.yaml").read_text("utf-8")
    assert text.endswith(find_shipped("en-US/words.yaml"))


@pytest.mark.parametrize("kind", ["event", "position", "property", "quantity", "statement", "term"])
def test_new_wordings_and_cards_change_nothing_until_they_are_changed(run: Run, kind: str) -> None:
    run("build", "--topic", "escalation", "--out", "before")
    assert run("new", "--template", "stems", kind).code == 0
    assert run("new", "--template", "deck", kind).code == 0
    assert (
        Path(f"templates/en/deck/{kind}/type.yaml")
        .read_text("utf-8")
        .startswith("# Your own cards")
    )
    run("build", "--topic", "escalation", "--out", "after")
    for name in ("worksheet.pdf", "answer-key.pdf", "escalation.apkg"):
        assert Path("before", name).read_bytes() == Path("after", name).read_bytes()


def test_a_changed_wording_stands_on_the_sheet(run: Run) -> None:
    run("new", "--template", "stems", "term")
    stems = Path("templates/en/stems/term.yaml")
    stems.write_text(stems.read_text("utf-8").replace("stand for?", "abbreviate?"), "utf-8")
    assert "abbreviate?" in run("show", "atacms-stands-for").out


def test_new_never_writes_over_a_template(run: Run) -> None:
    run("new", "--template", "deck", "term")
    Path("templates/en/deck/term/type.yaml").write_text("mine", "utf-8")
    said = run("new", "--template", "deck", "term")
    assert said.code == 1
    assert "templates/en/deck/term/type.yaml: the file is there already" in said.err
    assert Path("templates/en/deck/term/type.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("stems", "quantiy", "templates/en/stems: 'quantiy' is no kind of fact that has wordings\n  hint: did you mean 'quantity'? there are: event, place, position, property, quantity, statement, term\n"),
        ("deck", "terms", "templates/en/deck: 'terms' is no kind of card\n  hint: did you mean 'term'? there are: "),
        ("language", "German", "templates: 'German' is no language tag\n  hint: as in de, pt-BR or sr-Latn-RS\n"),
        ("language", "de_AT", "templates: 'de_AT' is no language tag\n  hint: as in de, pt-BR or sr-Latn-RS\n"),
        ("worksheet", "../quick", "templates: '../quick' cannot be the name of a template\n  hint: lower-case letters, digits and single hyphens, at most 80: quick\n"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_copied_is_refused(
    run: Run, kind: str, name: str, message: str
) -> None:
    said = run("new", "--template", kind, name)
    assert said.code == 1
    assert said.err.startswith(message)
    assert files() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("en/worksheets/quick.yaml", "count: 4", "cuont: 4", "unknown key 'cuont'\n  hint: did you mean 'count'?"),
        ("en/worksheets/quick.yaml", "types: [ordering, matching]", "types: [order, matching]", "types 'order' is unknown\n  hint: did you mean 'ordering'?"),
        ("themes/plain.yaml", "size_body: 11.5pt", "size_body: 9pt", "size_body must be from 11pt to 14pt"),
        ("en/stems/term.yaml", "{{ term }}", "{{ trem }}", "variable 'trem' is unknown\n  hint: "),
        ("en/stems/term.yaml", "{{ term }}", "{% for a in term %}{% endfor %}", "uses a loop"),
        ("en/stems/term.yaml", "{{ term }}", "{{ term.upper() }}", "uses brackets that call"),
        ("en/stems/term.yaml", "{{ term }}", "{{ term | upper }}", "asks for a filter 'upper'\n  hint: there are: sentence, stop"),
        ("en/stems/term.yaml", "distractors: meanings", "distractors: values", "distractors 'values' do not fit the kind term"),
        ("en-GB/words.yaml", "code: en-GB", "code: British", "code 'British' is no language tag\n  hint: as in de, pt-BR or sr-Latn-RS"),
        ("en/deck/term/type.yaml", "needs: Asked 1\n", "needs: Askd 1\n", "needs 'Askd 1' is no field\n  hint: did you mean 'Asked 1'?"),
        ("en/deck/term/which-term-back.html", "{{Note}}", "{{Notr}}", "field 'Notr' is unknown\n  hint: did you mean 'Note'?"),
    ],
)  # fmt: skip
def test_a_slip_in_a_copied_template_is_told_by_file_and_line(
    run: Run, path: str, old: str, new: str, message: str
) -> None:
    run("new", "--template", "worksheet", "quick")
    run("new", "--template", "theme", "plain")
    run("new", "--template", "stems", "term")
    run("new", "--template", "deck", "term")
    run("new", "--template", "language", "en-GB")
    file = Path("templates", path)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    command = ("check",) if "stems" in path else ("build", "--worksheet", "quick", "--topic")
    said = run(*command, "escalation")
    assert said.code == 1
    assert re.search(rf"^templates/{path}:\d+:\d+: ", said.err, re.MULTILINE), said.err
    assert message in said.err


def test_what_a_sheet_lacks_is_what_the_sheet_lacks(run: Run) -> None:
    run("new", "rivers")
    options = ("--worksheet", "timeline", "--only", "worksheet")
    said = run("build", "--topic", "rivers", *options).out
    lacking = [line for line in said.splitlines() if line.startswith("  section ")]
    assert lacking == [
        "  section 'Fill the timeline' asks for 1 matching item, the bank yields 0: each needs 4"
        " members and 1 spare response, and 4 facts fit",
    ]


@pytest.mark.parametrize("date", ["0001-01-02", "0079-08-24", "0079-08", "9999-12-31"])
def test_a_bank_may_be_about_any_year_of_the_calendar(run: Run, date: str) -> None:
    run("new", "rivers")
    bank = Path("banks/rivers.yaml")
    text = bank.read_text("utf-8")
    assert text.count("date: 1930-02-18") == 1
    text = text.replace("date: 1930-02-18", f"date: {date}")
    text = re.sub(r"as_of: 20\S+", "as_of: 9999-12-31", text, count=1) if "9999" in date else text
    bank.write_text(text, "utf-8")
    assert run("build", "--topic", "rivers").code == 0
