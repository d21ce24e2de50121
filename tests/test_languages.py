"""Several languages in one project: each has templates of its own, and none speaks for another."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import click
import pypdfium2
import pytest
from command import BUILD, SHIPPED, Run, Said

from quizgen import BankError, Blueprint, Look, Project, TemplateError, build_files
from quizgen.cli.complete import complete_worksheets
from quizgen.read import File, language_of
from quizgen.store.project import HERE

CASES = Path(__file__).parent / "cases"
RIVERS = """\
topic: fluesse
title: Flüsse
summary: Flüsse in Europa.
language: de
as_of: 2024-09-30
sensitivity: none
sources:
  atlas: {publisher: Der Atlas, title: Flüsse, kind: reference, date: 2024-01-01, date_basis: printed, text: a.txt}
facts:
  - {id: f0, kind: term, term: Donau, meaning: "der Fluss, der durch Wien fließt", relation: means, class: river, source: atlas, at: "Donau fließt"}
  - {id: f1, kind: term, term: Rhein, meaning: "der Fluss, der durch Köln fließt", relation: means, class: river, source: atlas, at: "Rhein fließt"}
  - {id: f2, kind: term, term: Elbe, meaning: "der Fluss, der durch Dresden fließt", relation: means, class: river, source: atlas, at: "Elbe fließt"}
  - {id: f3, kind: term, term: Seine, meaning: "der Fluss, der durch Paris fließt", relation: means, class: river, source: atlas, at: "Seine fließt"}
  - {id: f4, kind: term, term: Themse, meaning: "der Fluss, der durch London fließt", relation: means, class: river, source: atlas, at: "Themse fließt"}
"""
AN_EVENT = "  - {id: e0, kind: event, what: Der Rhein trat über die Ufer, short: Flut, date: 1995-01-30, source: atlas, at: Flut}\n"
WORDS = """\
code: de
extends: en
months: [Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember]
day: "{day}. {month} {year}"
labels: {name: Name, class: Klasse, date: Datum, source: Quelle, true: richtig, false: falsch}
"""
STEMS = """\
- id: gemeint
  type: multiple-choice
  stem: "Was ist mit dem Namen {{ term }} gemeint?"
  key: "{{ meaning | sentence }}"
  distractors: meanings
  why_wrong: "ist die Bedeutung von {{ term }}"
  rationale: "{{ term }}: {{ meaning }}."
"""
STANDARD = """\
label: Arbeitsblatt
summary: Ein Blatt mit Fragen.
above_recall: 0
sections:
  - {title: Wähle aus, instruction: Kreuze die richtige Antwort an., types: [multiple-choice], count: 3}
"""
NOTE_TYPE = """\
name: quizgen Begriff
fields:
  - {name: Fact, text: "{{ id }}"}
  - {name: Topic, text: "{{ title }}"}
  - {name: Begriff, text: "{{ term }}"}
  - {name: Bedeutung, text: "{{ meaning }}"}
  - {name: Source, text: "{{ source_title }}"}
  - {name: As of, text: "{{ as_of }}"}
cards:
  - name: Bedeutung
    needs: Begriff
    front:
      - topic: "{Topic}"
      - question: "{Begriff}"
    back:
      - answer: "{Bedeutung}"
      - source: "{Source}"
      - as_of: "{As of} {Fact}"
"""
GERMAN = {
    "de/words.yaml": WORDS,
    "de/stems/term.yaml": STEMS,
    "de/worksheets/standard.yaml": STANDARD,
}
CARDS = {
    "de/deck/term/type.yaml": NOTE_TYPE,
    "de/deck/term/bedeutung-front.html": "{{Topic}}: {{Begriff}}",
    "de/deck/term/bedeutung-back.html": "{{Bedeutung}} {{Source}} {{As of}} {{Fact}}",
    "de/deck/description.txt": "Flüsse",
}
NO_WORKSHEET = """\
templates/de/worksheets: there is no worksheet 'standard' in de
  hint: `quizgen new --template worksheet standard --language de` copies one to be translated
"""
NO_WORDINGS = """\
banks/fluesse.yaml:10:5: there are no wordings in de for facts of kind term
  hint: `quizgen new --template stems term --language de` copies one to be translated
"""
NO_CARDS = """\
banks/fluesse.yaml:10:5: there are no cards in de for facts of kind term
  hint: `quizgen new --template deck term --language de` copies one to be translated
"""
NO_DESCRIPTION = """\
banks/fluesse.yaml:1:1: there is no description of a deck in de
  hint: `quizgen new --template deck description --language de` copies one to be translated
"""


def put(templates: Mapping[str, str], bank: str = RIVERS, root: Path = Path()) -> None:
    """Write a project's German bank and some templates."""
    for name, text in {
        "banks/fluesse.yaml": bank,
        **{f"templates/{name}": text for name, text in templates.items()},
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def words_of(pdf: Path) -> str:
    """Return all that a PDF says, in lines made one."""
    with pypdfium2.PdfDocument(pdf.read_bytes()) as pages:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(text.split())


# --------------------------------------------------------------------------- what is not there


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("build --topic fluesse", NO_WORDINGS + NO_WORKSHEET),
        ("build --topic fluesse --only worksheet", NO_WORDINGS + NO_WORKSHEET),
        ("build --topic fluesse --only deck", NO_DESCRIPTION + NO_CARDS),
        ("build --topic fluesse --only csv", NO_CARDS),
        ("check fluesse", NO_DESCRIPTION + NO_WORDINGS + NO_CARDS + NO_WORKSHEET),
        ("show --topic fluesse f0", NO_WORDINGS),
        ("show --topic fluesse --all", NO_WORDINGS),
        ("topics", NO_WORDINGS),
        ("publish fluesse", NO_CARDS),
    ],
)
def test_a_bank_is_never_asked_in_another_language_than_its_own(
    run: Run, command: str, said: str
) -> None:
    put({"de/words.yaml": WORDS})
    answer = run(*command.split())
    assert (answer.code, answer.err) == (1, said)
    assert not Path("output").exists()


def test_a_language_that_is_nowhere_is_told_where_the_bank_names_it(run: Run) -> None:
    put({})
    unknown = (
        "banks/fluesse.yaml:4:11: language 'de' is unknown\n"
        "  hint: known languages: en, en-GB, en-US; `quizgen new --template language de` begins one\n"
    )
    assert run("build", "--topic", "fluesse") == Said(1, "", unknown + NO_WORKSHEET)
    for command in ("topics", "check fluesse", "show --topic fluesse f0", "publish fluesse"):
        answer = run(*command.split())
        assert (answer.code, unknown in answer.err) == (1, True)


def test_a_kind_that_has_no_wordings_is_told_by_its_first_fact(run: Run) -> None:
    put(GERMAN, RIVERS + AN_EVENT)
    assert run("build", "--topic", "fluesse", "--only", "key") == Said(
        1,
        "",
        "banks/fluesse.yaml:15:5: there are no wordings in de for facts of kind event\n"
        "  hint: `quizgen new --template stems event --language de` copies one to be translated\n",
    )
    for only_terms in ("kinds: [term]", "wordings: [gemeint]"):
        sheet = STANDARD.replace("count: 3", f"count: 3, {only_terms}")
        put({"de/worksheets/begriffe.yaml": sheet}, RIVERS + AN_EVENT)
        wish = ("--worksheet", "begriffe", "--only", "key")
        assert run("build", "--topic", "fluesse", *wish).code == 0
    put({"de/stems/event.yaml": "[]"}, RIVERS + AN_EVENT)  # by which an author does without any
    assert run("build", "--topic", "fluesse", "--only", "key").code == 0


def test_a_worksheet_that_a_language_lacks_is_not_that_of_another(run: Run) -> None:
    put(GERMAN)
    assert run("build", "--topic", "fluesse", "--worksheet", "test") == Said(
        1,
        "",
        "templates/de/worksheets: there is no worksheet 'test' in de\n  hint: there are: standard\n",
    )


def test_cards_to_choose_on_are_asked_for_when_they_are_wished(run: Run) -> None:
    put(GERMAN | CARDS)
    assert run("build", "--topic", "fluesse", "--only", "deck").code == 0
    assert run("build", "--topic", "fluesse", "--only", "deck", "--with-choice") == Said(
        1,
        "",
        "banks/fluesse.yaml:1:1: there are no cards in de to choose an answer on\n"
        "  hint: `quizgen new --template deck choice --language de` copies one to be translated\n",
    )


def test_a_deck_needs_neither_worksheet_nor_wordings_and_a_study_sheet_no_wordings(
    run: Run,
) -> None:
    put({"de/words.yaml": WORDS, **CARDS})
    said = run("build", "--topic", "fluesse", "--only", "deck", "--only", "csv")
    assert (said.code, said.err) == (0, "")
    assert "fluesse.apkg: 5 notes, 5 cards" in said.out
    study = "{label: Lernblatt, summary: Alles., facts: [{title: Flüsse, text: '{{ term }}: {{ meaning }}'}]}"
    put({"de/worksheets/lernblatt.yaml": study})
    wish = ("--worksheet", "lernblatt", "--only", "worksheet")
    assert run("build", "--topic", "fluesse", *wish).code == 0


# --------------------------------------------------------------------------- what is there


def test_two_banks_in_two_languages_stand_side_by_side(run: Run) -> None:
    assert run(*BUILD, "--out", "alone").code == 0
    put(GERMAN | CARDS)
    said = run("build", "--topic", "fluesse")
    assert (said.code, said.err) == (0, "")
    assert run(*BUILD, "--out", "beside").code == 0
    for path in Path("alone").iterdir():
        assert path.read_bytes() == Path("beside", path.name).read_bytes(), path.name
    sheet = words_of(Path("output/fluesse/worksheet.pdf"))
    assert "Was ist mit dem Namen" in sheet
    assert "Kreuze die richtige Antwort an." in sheet
    assert "30. September 2024" in sheet
    assert "Which" not in sheet
    assert "ist die Bedeutung von" not in sheet
    assert run("check", "fluesse").code == 0
    assert "Was ist mit dem Namen Donau gemeint?" in run("show", "f0", "--topic", "fluesse").out


def test_the_worksheets_of_each_language_are_listed(run: Run) -> None:
    put(GERMAN)
    said = run("topics")
    assert (said.code, said.err) == (0, "")
    of_english, of_german = said.out.split("\nWorksheets in ")[1:]
    assert of_english.startswith("en-GB, for `quizgen build --worksheet`:\n")
    assert "  small          For the tests.\n" in of_english
    assert of_german == (
        "de, for `quizgen build --worksheet`:\n  standard       Ein Blatt mit Fragen.\n"
    )
    Path("templates/de/worksheets/standard.yaml").unlink()
    assert run("topics").out.endswith(
        "\nWorksheets in de, for `quizgen build --worksheet`:\n  none: `quizgen new --template"
        " worksheet standard --language de` copies one to be translated\n"
    )


def test_the_shell_offers_the_worksheets_of_the_topics_language(run: Run) -> None:
    put(GERMAN | {"de/worksheets/klausur.yaml": STANDARD})
    command = click.Command("build")

    def offered(typed: str = "", **told: tuple[str, ...]) -> list[str]:
        context = click.Context(command)
        context.params = dict(told)
        return complete_worksheets(context, click.Argument(["worksheet"]), typed)

    assert offered(topic=("fluesse",)) == ["klausur", "standard"]
    assert "klausur" not in offered(topic=("moon",))
    assert {"klausur", "small", "timeline"} < {*offered()}
    assert offered("kl") == ["klausur"]


def test_a_region_speaks_its_language_but_for_what_it_has_itself(run: Run) -> None:
    put(GERMAN, RIVERS.replace("language: de", "language: de-CH"))
    wish = ("build", "--topic", "fluesse", "--only", "worksheet")
    assert run(*wish).code == 0
    assert "Wähle aus" in words_of(Path("output/fluesse/worksheet.pdf"))
    swiss = STANDARD.replace("Wähle aus", "Wähl us")
    put(
        {"de-CH/worksheets/standard.yaml": swiss}, RIVERS.replace("language: de", "language: de-CH")
    )
    assert run(*wish).code == 0
    assert "Wähl us" in words_of(Path("output/fluesse/worksheet.pdf"))
    put({})
    assert run(*wish).code == 0  # of de, which has nothing of a region's
    assert "Wähle aus" in words_of(Path("output/fluesse/worksheet.pdf"))


def test_a_script_is_no_region(run: Run) -> None:
    put(GERMAN, RIVERS.replace("language: de", "language: de-Cyrl-DE"))
    said = run("build", "--topic", "fluesse", "--only", "worksheet")
    assert (said.code, "language 'de-Cyrl-DE' is unknown" in said.err) == (1, True)


def test_a_region_that_has_no_words_of_its_own_has_those_of_its_language(run: Run) -> None:
    bank = Path("banks/moon.yaml")
    bank.write_text(bank.read_text("utf-8").replace("language: en-GB", "language: en-AU"), "utf-8")
    assert run(*BUILD, "--only", "worksheet").code == 0


@pytest.mark.parametrize("language", ["../../secret", "/etc", "de/../de", "..", "DE", "de_AT"])
def test_a_language_is_never_a_path(run: Run, language: str) -> None:
    put(GERMAN, RIVERS.replace("language: de", f"language: {language}"))
    said = run("build", "--topic", "fluesse", "--only", "worksheet")
    assert said.code == 1
    assert f"banks/fluesse.yaml:4:11: language '{language}' is unknown" in said.err


@pytest.mark.parametrize(
    ("bank", "language"),
    [
        ("topic: a\nlanguage: de-CH\nfacts: []", "de-CH"),
        ("  topic: a\n  'language' : de", "de"),
        ('{"facts": [{"language": "fr"}], "language": "de"}', "de"),
        ("facts:\n  - {language: fr}\nlanguage: de", "de"),
        ("? [language, fr]\n: x\nlanguage: de", "de"),
        ("\ufefflanguage: de", "de"),
        ("title: language: de", "en-GB"),
        ("title: language\nfacts: [language, fr]", "en-GB"),
        ("facts:\n  - {language: fr}", "en-GB"),
        ("language: [de]", "en-GB"),
        ("language:", "en-GB"),
        ("title: 'x\nlanguage: de", "en-GB"),
        ("title: \x00\nlanguage: de", "en-GB"),
        ("", "en-GB"),
    ],
)
def test_the_language_of_a_bank_is_known_before_the_bank_is(bank: str, language: str) -> None:
    assert language_of(File("a.yaml", bank)) == language
    assert language_of(File("a.yaml", bank.encode())) == language


# --------------------------------------------------------------------------- old places


@pytest.mark.parametrize(
    ("old", "told"),
    [
        ("stems/term.yaml", ("stems", "en/stems (in place of en: the language it is written in)")),
        ("worksheets/a.yaml", ("worksheets", "en/worksheets (in place of en: the language")),
        ("deck/term/type.yaml", ("deck", "en/deck (in place of en: the language it is")),
        ("deck/description.txt", ("deck", "en/deck (in place of en: the language it is")),
        ("deck/style.css", ("deck/style.css", "themes/cards.css\n")),
        ("languages/de.yaml", ("languages/de.yaml", "de/words.yaml\n")),
    ],
)
@pytest.mark.parametrize("command", ["build --topic moon", "check moon", "topics", "publish moon"])
def test_templates_in_their_old_place_are_told_where_they_belong(
    run: Run, old: str, told: tuple[str, str], command: str
) -> None:
    put({old: "{}"})
    answer = run(*command.split())
    assert answer.code == 1
    place, new = told
    assert answer.err.startswith(
        f"templates/{place}: templates lie in a folder of their language, and none is read from here\n"
        f"  hint: move it to templates/{new}"
    )
    assert answer.err.count("\n") == 2


def test_an_old_folder_that_holds_no_template_is_passed_over(run: Run) -> None:
    put({"worksheets/._small.yaml": "", "stems/.DS_Store": "", "deck/notes.md": ""})
    assert run(*BUILD, "--only", "worksheet").code == 0


# --------------------------------------------------------------------------- new templates


def test_what_is_missing_is_made_by_the_commands_that_the_hints_name(run: Run) -> None:
    put({})
    for command in (
        "language de",
        "worksheet standard --language de",
        "stems term --language de",
        "deck term --language de",
        "deck description --language de",
    ):
        said = run("new", "--template", *command.split())
        assert (said.code, said.err) == (0, ""), command
    sheet = Path("templates/de/worksheets/standard.yaml")
    assert "for banks in de." in sheet.read_text("utf-8")
    sheet.write_text(STANDARD, "utf-8")
    assert run("build", "--topic", "fluesse").code == 0


def test_a_template_for_a_language_that_ships_takes_the_place_of_the_shipped_one(run: Run) -> None:
    assert run("new", "--template", "stems", "term", "--language", "en-US") == Said(
        0,
        "templates/en-US/stems/term.yaml\n"
        "templates/stems-schema.json: by which editors complete and check it\n"
        "It takes the place of the shipped wordings in every build from this folder.\n",
        "",
    )
    for kind, name, next_step in (
        ("stems", "term", "Translate it: banks in pt-BR are asked by it."),
        ("deck", "term", "Translate it: decks of banks in pt-BR are made by it."),
        ("worksheet", "q", "Translate it, then: quizgen build --topic TOPIC --worksheet q"),
    ):
        said = run("new", "--template", kind, name, "--language", "pt-BR")
        assert said.out.endswith(f"\n{next_step}\n")


def test_the_style_of_all_cards_is_copied_to_the_themes(run: Run) -> None:
    said = run("new", "--template", "deck", "style")
    assert said.out.startswith("templates/themes/cards.css\n")
    style = Path("templates/themes/cards.css")
    style.write_text(style.read_text("utf-8") + "/* mine */", "utf-8")
    types = HERE.find_texts("moon").note_types
    assert len(types) == 11
    for files in types.values():
        assert files["style.css"].text.endswith(b"/* mine */")


def test_a_language_is_said_of_templates_that_have_one(run: Run) -> None:
    for words in (("rivers",), ("wide", "--template", "theme"), ("de", "--template", "language")):
        said = run("new", *words, "--language", "de")
        assert said.code == 2
        assert "--language is for the templates worksheet, stems, deck" in said.err
    assert run("new", "--template", "deck", "term", "--language", "German") == Said(
        1, "", "templates: 'German' is no language tag\n  hint: as in de, pt-BR or sr-Latn-RS\n"
    )


# --------------------------------------------------------------------------- projects


def sheet_of(project: Project, topic: str, language: str) -> bytes:
    texts = project.find_texts(topic)
    wish = Blueprint(worksheet=project.find_worksheet("standard", language))
    ((_, export),) = build_files(
        texts, wish, Look(theme=project.find_theme()), ["worksheet"]
    ).exports
    (sheet,) = export.files
    return sheet.content


def test_two_projects_in_one_process_do_not_disturb_each_other(tmp_path: Path) -> None:
    one, other = Project(tmp_path / "one"), Project(tmp_path / "other")
    put(GERMAN, root=one.root)
    put(
        GERMAN | {"de/stems/term.yaml": STEMS.replace("Was ist", "Was war")},
        RIVERS.replace("Rhein", "Inn"),
        other.root,
    )
    for project, theirs, not_theirs in ((one, "Was ist", "Was war"), (other, "Was war", "Was ist")):
        with pypdfium2.PdfDocument(BytesIO(sheet_of(project, "fluesse", "de"))) as pages:
            text = pages[0].get_textpage().get_text_bounded()
        assert theirs in text
        assert not_theirs not in text
    assert one.find_topics() == tuple(sorted([*SHIPPED, "fluesse"]))
    assert one.own_topics() == ("fluesse",)
    assert "de" in one.find_languages()
    assert "de" not in HERE.find_languages()
    assert HERE.find_topics() == (*SHIPPED,)


def test_a_project_is_found_from_wherever_a_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(GERMAN, root=tmp_path / "school")
    monkeypatch.chdir(tmp_path)
    relative = sheet_of(Project(Path("school")), "fluesse", "de")
    monkeypatch.chdir("school")
    assert sheet_of(Project(tmp_path / "school"), "fluesse", "de") == relative
    assert sheet_of(Project(), "fluesse", "de") == relative


def test_the_messages_of_a_project_name_its_folder(tmp_path: Path) -> None:
    project = Project(tmp_path)
    with pytest.raises(BankError) as none:
        project.find_texts("fluesse")
    assert str(none.value) == (
        f"{tmp_path}/banks: there is no topic 'fluesse'\n  hint: topics: elements, escalation, europe, history; your own are"
        f" looked for in the folder banks of {tmp_path}"
    )
    put({"de/words.yaml": WORDS}, root=tmp_path)
    with pytest.raises(TemplateError, match=f"^{tmp_path}/templates/de/worksheets: there is no"):
        project.find_worksheet("standard", "de")
    with pytest.raises(TemplateError, match=f"^{tmp_path}/templates/themes: there is no theme"):
        project.find_theme("wide")


def test_a_project_knows_where_all_that_is_its_own_lies() -> None:
    project = Project(Path("school"))
    lie = (project.banks, project.templates, project.pictures, project.sheets, project.classes, project.outputs)  # fmt: skip
    assert [path.as_posix() for path in lie] == [
        "school/banks", "school/templates", "school/banks/pictures", "school/sheets", "school/classes", "school/output",
    ]  # fmt: skip
