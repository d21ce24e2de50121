"""Anki decks -> word lists and questions: the three generations of packages, text files, and what decks hold."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from time import process_time

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions
from anki.decks import DeckId
from command import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_files import png

from quizgen.bank.questions import Question
from quizgen.errors import BankError
from quizgen.imports import format_of
from quizgen.imports.anki import read_anki, read_deck
from quizgen.imports.anki_package import MOST_COLLECTION
from quizgen.imports.taken import Taken

try:
    from compression import zstd
except ImportError:  # before Python 3.14
    from backports import zstd

BASIC = {"name": "Basic", "flds": ["Front", "Back"], "tmpls": [("{{Front}}", "{{FrontSide}}<hr>{{Back}}")]}  # fmt: skip
TURNED = {**BASIC, "name": "Basic (and reversed card)", "tmpls": [*BASIC["tmpls"], ("{{Back}}", "{{FrontSide}}<hr>{{Front}}")]}  # fmt: skip
CLOZE = {"name": "Cloze", "flds": ["Text", "Back Extra"], "type": 1, "tmpls": [("{{cloze:Text}}", "{{cloze:Text}}<br>{{Back Extra}}")]}  # fmt: skip


def package(
    *notes: Sequence[str],
    kind: Mapping[str, object] = BASIC,
    tags: str = "",
    deck: str = "Deck",
    media: Mapping[str, bytes] | None = None,
    **more: bytes,
) -> bytes:
    """Return a package of the oldest generation, as genanki and others write them."""
    fields = [{"name": name, "ord": place} for place, name in enumerate(kind["flds"])]  # type: ignore[arg-type, var-annotated]
    cards = [{"name": f"Card {n + 1}", "ord": n, "qfmt": front, "afmt": back} for n, (front, back) in enumerate(kind["tmpls"])]  # type: ignore[arg-type, var-annotated]  # fmt: skip
    models = {"7": {**kind, "flds": fields, "tmpls": cards}}
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(
            "CREATE TABLE col (models text, decks text);"
            "CREATE TABLE notes (id integer PRIMARY KEY, mid integer, tags text, flds text);"
            "CREATE TABLE cards (nid integer, did integer, odid integer, ord integer);"
        )
        database.execute("INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps({"3": {"name": deck}})))  # fmt: skip
        for number, note in zip(count(1), notes, strict=False):
            row = (number, 7, f" {tags} ", "\x1f".join(note))
            database.execute("INSERT INTO notes VALUES (?, ?, ?, ?)", row)
            for place in range(len(cards)):
                database.execute("INSERT INTO cards VALUES (?, 3, 0, ?)", (number, place))
        database.commit()
        collection = database.serialize()
    return zipped(
        {"collection.anki2": collection, "media": json.dumps(dict(enumerate(media or ()))).encode(),
         **{str(n): content for n, content in enumerate((media or {}).values())}, **more}
    )  # fmt: skip


def zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(content: bytes | str) -> Taken:
    return read_anki(content if isinstance(content, bytes) else content.encode(), "d.apkg")


def only(content: bytes | str) -> Question:
    taken = read(content)
    assert [str(each) for each in taken.problems] == []
    (question,) = taken.questions
    return question


def said(content: bytes | str) -> list[str]:
    return [str(each).partition("\n")[0].partition(": ")[2] for each in read(content).problems]


def refusal(content: bytes) -> str:
    with pytest.raises(BankError) as caught:
        read_deck(content, "d.apkg")
    (problem,) = caught.value.problems
    return problem.message


# --------------------------------------------------------------------------- three generations


@pytest.fixture(scope="module")
def generations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One collection of the real Anki, exported as each generation of packages."""
    folder = tmp_path_factory.mktemp("anki")
    collection = Collection(str(folder / "collection.anki2"))
    (folder / "heart.png").write_bytes(png(4, 4))
    picture = collection.media.add_file(str(folder / "heart.png"))
    deck = collection.decks.id("Biology::Heart")
    assert deck is not None

    def add(kind: str, *fields: str, tags: str = "") -> None:
        model = collection.models.by_name(kind)
        assert model is not None
        note = collection.new_note(model)
        for place, field in enumerate(fields):
            note.fields[place] = field
        note.tags = tags.split()
        collection.add_note(note, DeckId(deck))

    add(
        "Basic", "Who found out that blood <i>circles</i>?", "William Harvey", tags="history marked"
    )
    add("Basic", f'Which organ is this?<img src="{picture}" alt="A heart.">', "the heart")
    add("Cloze", "{{c1::Four::a number}} chambers, {{c2::two}} atria.", "All mammals have them.")
    made = {}
    for name, is_old, is_learned in (("anki2", True, False), ("anki21", True, True), ("anki21b", False, False)):  # fmt: skip
        path = str(folder / f"{name}.apkg")
        options = ExportAnkiPackageOptions(
            with_scheduling=is_learned, with_media=True, legacy=is_old
        )
        collection.export_anki_package(out_path=path, options=options, limit=None)
        made[name] = Path(path).read_bytes()
    collection.close()
    return made


@pytest.mark.parametrize("generation", ["anki2", "anki21", "anki21b"])
def test_packages_that_anki_exports_are_read(
    generation: str, generations: Mapping[str, bytes]
) -> None:
    content = generations[generation]
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert ("collection.anki21b" in names) == (generation == "anki21b")
    form = format_of(content)
    assert form is not None
    assert form.name == "anki"
    taken = form.read(content, "heart.apkg")
    assert taken.problems == ()
    harvey, organ, gaps = taken.questions
    assert (harvey.type, harvey.ask, harvey.answer[0].text) == (
        "short-answer",
        "Who found out that blood circles?",
        "William Harvey",
    )
    assert harvey.tags == ("history",)  # what a learner marked is hers
    assert (gaps.type, gaps.ask) == ("cloze", "[Four::a number] chambers, [two] atria.")
    assert gaps.why == "All mammals have them."
    picture = taken.pictures[organ.picture]
    assert picture.alt == "A heart."
    assert taken.files[picture.file] == png(4, 4)


def test_without_its_unpacker_a_new_package_says_what_to_do(
    generations: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "backports.zstd", None)
    monkeypatch.setitem(__import__("sys").modules, "compression.zstd", None)
    with pytest.raises(BankError) as caught:
        read_deck(generations["anki21b"], "d.apkg")
    (problem,) = caught.value.problems
    assert problem.message == (
        "the package is one of Anki 2.1.50 or later, and what unpacks it is not installed"
    )
    assert problem.hint == (
        'pip install "quizgen[anki]"; or export it from Anki with *Support older Anki versions* ticked'
    )
    assert len(read_deck(generations["anki21"], "d.apkg").notes) == 3


def test_a_text_file_that_anki_exports_is_read(tmp_path: Path) -> None:
    collection = Collection(str(tmp_path / "collection.anki2"))
    model = collection.models.by_name("Basic")
    assert model is not None
    note = collection.new_note(model)
    note.fields = ['Who said "no"?<br>Where?', "Rosa Parks, on a bus"]
    note.tags = ["usa"]
    collection.add_note(note, DeckId(1))
    path = str(tmp_path / "notes.txt")
    collection.export_note_csv(
        out_path=path, limit=None, with_html=True, with_tags=True, with_deck=True, with_notetype=True, with_guid=True
    )  # fmt: skip
    collection.close()
    content = Path(path).read_bytes()
    assert content.startswith(b"#separator:tab\n")
    form = format_of(content)
    assert form is not None
    (question,) = form.read(content, "notes.txt").questions
    assert question.ask == 'Who said "no"?\n\nWhere?'
    assert question.answer[0].text == "Rosa Parks, on a bus"
    assert (question.tags, question.where.line) == (("usa",), 7)


# --------------------------------------------------------------------------- text files


def test_the_head_of_a_text_file_says_how_it_is_read() -> None:
    text = (
        "#separator:Semicolon\n#html:false\n#notetype:Basic\n#columns:Frage;Antwort;Quelle;Tags\n#tags column:4\n#tags:bio\n\n"
        '"Wo liegt\ndas Herz?";in der <Brust>;"Buch; S. 3";"anatomie level-2"\n# a comment\nWer?;Harvey;;\n'
    )
    taken = read(text)
    first, second = taken.questions
    assert first.ask == "Wo liegt\n\ndas Herz?"
    assert (first.answer[0].text, first.why) == ("in der <Brust>", "Buch; S. 3.")
    assert (first.tags, first.level, first.where.line) == (("bio", "anatomie"), 2, 8)
    assert (second.tags, second.where.line) == (("bio",), 11)
    assert taken.remarks == ("1 line of d.apkg that begin with # were left out, as Anki does.",)


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("tab", "\t"),
        ("Comma", ","),
        ("pipe", "|"),
        ("Colon", ":"),
        (";", ";"),
        ("\t", "\t"),
        ("", "\t"),
    ],
)
def test_each_separator_is_known(name: str, sign: str) -> None:
    question = only(f"#separator:{name}\nWhat is it?{sign}a cat\n")
    assert (question.ask, question.answer[0].text) == ("What is it?", "a cat")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files_come_in_several_encodings(encoding: str) -> None:
    content = "#separator:tab\r\n#html:true\r\nWer?\tMüller &amp; Söhne\r\n".encode(encoding)
    form = format_of(content)
    assert form is not None
    assert form.name == "anki"
    assert only(content).answer[0].text == "Müller & Söhne"


def test_cards_that_were_exported_with_their_gaps_get_them_back() -> None:
    question = only(
        "#separator:tab\n#html:true\n[...] lies on the Tiber [in Italy].\tRome lies on the Tiber [in Italy].\n"
    )
    assert (question.type, question.ask) == ("cloze", "[Rome] lies on the Tiber [[in Italy]].")


# --------------------------------------------------------------------------- what stands in fields


def test_what_decks_of_the_world_have_in_their_fields_is_read() -> None:
    fields = {
        "<div>Which&nbsp;city?</div><div><br></div>": "Which\u00a0city?",
        "How is it said? [sound:a.mp3]": "How is it said?",
        "What is H<sub>2</sub>O?<style>.a{}</style><script>x()</script>": "What is H₂O?",
        "<ul><li>a</li><li>b</li></ul>": "– a\n\n– b",
        "[anki:tts lang=en_US]spoken[/anki:tts]Which?": "Which?",
        "日本語[にほんご]を 話[はな]す？": "日本語を話す？",
        "<ruby>漢字<rt>かんじ</rt></ruby>？": "漢字？",
    }
    for html, words in fields.items():
        assert only(package((html, "an answer"))).ask == words


def test_formulas_stay_as_they_are_typed_and_are_named() -> None:
    for html in (
        "[$]x^2[/$]",
        "[latex]x^2[/latex]",
        r"\(x^2\)",
        "<anki-mathjax>x^2</anki-mathjax>",
    ):
        content = package(("What?", html))
        assert read(content).questions[0].answer[0].text == r"\(x^2\)"
        assert said(content) == [
            "warning: note 'What?' has a formula, which stays as it is typed, in TeX"
        ]


def test_the_answer_tells_the_type() -> None:
    found = read(package(("The Earth is flat.", "False"), ("When?", "1969"), ("Who?", "Ann"), ("Why?", "x" * 130))).questions  # fmt: skip
    assert [(each.type, each.lines) for each in found] == [
        ("true-false", None), ("numeric", None), ("short-answer", None), ("short-answer", 3),
    ]  # fmt: skip
    assert found[0].answer[0].text == "false"


def test_what_the_templates_say_is_what_is_asked() -> None:
    kind = {
        "name": "Country",
        "flds": ["Country", "Capital", "Note", "Source"],
        "tmpls": [
            ("What is the capital of {{Country}}?", "{{FrontSide}}<hr>{{Capital}}{{#Note}}<p>{{Note}}</p>{{/Note}}"),
            ("{{#Capital}}Of which country is {{Capital}} the capital?{{/Capital}}", "{{Country}}"),
            ("{{Capital}}", "{{Country}}"),
        ],
    }  # fmt: skip
    content = package(("France", "Paris", "It lies on the Seine", "https://x.org"), kind=kind)
    forth, back = read(content).questions
    assert (forth.ask, forth.answer[0].text, forth.why) == (
        "What is the capital of France?", "Paris", "It lies on the Seine.",
    )  # fmt: skip
    assert (back.ask, back.answer[0].text) == ("Of which country is Paris the capital?", "France")
    assert read(content).remarks == ("Left out: 1 card that ask a field alone ('Card 3').",)


def test_conditions_of_templates_hide_what_they_enclose() -> None:
    kind = {
        "name": "x", "flds": ["A", "B", "C"],
        "tmpls": [("{{#C}}with {{C}}{{/C}}{{^C}}without: {{A}}?{{/C}}<!-- {{B}} -->{{hint:B}}{{tts en_US:A}}", "{{B}}")],
    }  # fmt: skip
    one, other = read(package(("a", "b", ""), ("a", "b", "c"), kind=kind)).questions
    assert (one.ask, other.ask) == ("without: a?", "with c")


def test_an_answer_to_be_typed_is_the_answer() -> None:
    kind = {"name": "t", "flds": ["Front", "Extra", "Back"], "tmpls": [("{{Front}}{{type:Back}}", "{{Extra}}{{Back}}")]}  # fmt: skip
    question = only(package(("Who is it?", "more of it", "Ann"), kind=kind))
    assert (question.answer[0].text, question.why) == ("Ann", "more of it.")


def test_multiple_choice_notes_of_the_add_on_are_choices() -> None:
    kind = {
        "name": "AllInOne (kprim, mc, sc)",
        "flds": ["Question", "Title", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Answers", "Extra 1"],
        "tmpls": [("{{Question}}", "{{FrontSide}}")],
    }  # fmt: skip
    one, several = read(
        package(
            ("Which is a planet?", "", "2", "Sun", "Mars", "Moon", "0 1 0", "Mars is red."),
            ("Which are stars?", "", "1", "Sun", "Mars", "Vega", "1 0 1", ""),
            kind=kind,
        )
    ).questions
    assert (one.type, [a.text for a in one.answer], [a.text for a in one.wrong], one.why) == (
        "multiple-choice", ["Mars"], ["Sun", "Moon"], "Mars is red.",
    )  # fmt: skip
    assert (several.type, [a.text for a in several.answer]) == ("multiple-response", ["Sun", "Vega"])  # fmt: skip
    bad = package(("Which?", "", "1", "a", "b", "", "1", ""), kind=kind)
    assert said(bad) == ["note 'Which?' has the key '1' for 2 options"]


def test_gaps_keep_their_answers_and_hints() -> None:
    texts = {
        "{{c1::Rome}} lies on the {{c2::Tiber::a river}}.": "[Rome] lies on the [Tiber::a river].",
        "{{c1::<b>Rome</b>}}<br>and {{c1::Milan}}": "[Rome]\n\nand [Milan]",
        "a[0] is {{c1::std:&#58;cout}}": "a[[0]] is [std::::cout]",
    }
    for html, ask in texts.items():
        assert only(package((html, ""), kind=CLOZE)).ask == ask


@pytest.mark.parametrize(
    ("note", "kind", "why"),
    [
        (("", "b"), BASIC, "note 'b' has no words that ask"),
        (("Who?", " "), BASIC, "note 'Who?' has no words that answer it in 'Back'"),
        (("Who?", "[sound:a.mp3]"), BASIC, "note 'Who?' answers with a sound alone in 'Back'"),
        (("Who?", '<img src="a.png">'), BASIC, "note 'Who?' answers with a picture alone in 'Back'"),
        (('<img src="a.png">', "Ann"), BASIC, "note 'Ann' asks with a picture alone"),
        (('Who?<img src="a.png">', "Ann"), BASIC, "note 'Who?' has the picture 'a.png', which is not in the file"),
        (('Who?<img src="a.png"><img src="b.png">', "Ann"), BASIC, "note 'Who?' has 2 pictures in one place: a bank has one"),
        (("Who?<video src=x></video>", "Ann"), BASIC, "note 'Who?' needs a film, which no bank holds"),
        (("no gap", ""), CLOZE, "note 'no gap' has no gap"),
        (("{{c1::a {{c2::b}} c}}", ""), CLOZE, "note 'a b c' has a gap within a gap"),
        (("{{c1::a", ""), CLOZE, "note 'a' has a gap that does not end"),
        (("{{c1::a|b}}", ""), CLOZE, "note 'a|b' has 'a|b' in a gap, where | parts answers in a bank"),
        (('{{c1::<img src="a.png">}}', ""), CLOZE, "note '' has a gap without words"),
        (("{{c1::image-occlusion:rect:left=.1}}", "<img src=a.png>"), CLOZE,
         "note 'image-occlusion:rect:left=.1' covers parts of a picture and has no words for them"),
    ],
)  # fmt: skip
def test_what_no_bank_holds_is_named(note: tuple[str, ...], kind: dict, why: str) -> None:
    assert said(package(note, kind=kind)) == [why]
    assert read(package(note, kind=kind)).questions == ()


def test_a_picture_without_words_is_asked_for_some() -> None:
    content = package(("Which organ?<img src='My heart.png'>", "heart"), media={"My heart.png": png(4, 4)})  # fmt: skip
    taken = read(content)
    (picture,) = taken.pictures.values()
    assert picture.alt == "Picture my-heart"
    assert picture.file.startswith("pictures/my-heart-")
    assert said(content) == ["warning: note 'Which organ?' has the picture 'My heart.png' without words for who cannot see it"]  # fmt: skip


def test_what_stands_there_twice_is_taken_once_and_named() -> None:
    content = package(("Who?", "Ann"), ("<b>who?</b>", "ann"), ("Who?", "Eve"))
    assert [each.answer[0].text for each in read(content).questions] == ["Ann", "Eve"]
    assert said(content) == ["warning: note 'who?' stands there twice, and is taken once"]


def test_every_note_is_a_question_or_named() -> None:
    notes = [(f"What is {n}?", "" if n % 3 else "x") for n in range(30)]
    taken = read(package(*notes))
    assert len(taken.questions) + len(taken.problems) == 30
    assert [each.where.line for each in taken.questions] == [n for n in range(1, 31) if n % 3 == 1]


def test_tags_and_decks_within_the_deck_are_tags() -> None:
    content = package(("Who?", "Ann"), tags="Unit::3 leech 日本", deck="Bio::Cell")
    assert read(content).questions[0].tags == ("unit-3",)
    assert said(content) == ["warning: note 'Who?' loses the tag '日本': one has letters from a to z, and digits"]  # fmt: skip


# --------------------------------------------------------------------------- hostile files


def test_a_deck_of_quizgen_says_of_which_bank_it_is(run: Run) -> None:
    assert run("build", "--topic", "moon", "--only", "deck").code == 0
    said = run("import", "output/moon/moon.apkg", "--topic", "again")
    assert (said.code, said.err) == (
        1,
        "output/moon/moon.apkg: the deck was made by quizgen, of its bank 'moon'\n"
        "  hint: go on with that: banks/moon.yaml; all that cards say comes from it\n",
    )
    assert not Path("banks/again.yaml").exists()


def test_what_is_no_sound_package_is_refused() -> None:
    content = package(("Who?", "Ann"))
    assert refusal(content[: len(content) // 2]) == "the archive is damaged"
    assert refusal(zipped({"collection.anki2": b"no database"})) == "the package is damaged"
    assert refusal(zipped({"collection.anki21b": b"collection.anki2"})) == "the package is damaged"
    assert refusal(zipped({"collection.anki22": b""})) == "the package holds no collection of Anki"
    assert refusal(package()) == "the deck has no notes"
    assert refusal(zipped({"collection.anki2": b"", "../x": b""})) == (
        "the archive holds '../x', a name that leads out of its folder"
    )


def test_a_bomb_is_refused_by_its_true_size() -> None:
    frame = zstd.compress(b"\0" * (MOST_COLLECTION + 1))
    assert len(frame) < 100_000
    assert refusal(zipped({"collection.anki21b": frame, "collection.anki2": b""})) == (
        "'collection.anki21b' of the package unpacks to more than 256 MB"
    )
    cut = zstd.compress(bytes(range(256)) * 100)[:-20]
    assert refusal(zipped({"collection.anki21b": cut, "collection.anki2": b""})) == (
        "the package ends before its notes do"
    )


@pytest.mark.parametrize(
    "script",
    [
        "DROP TABLE notes; CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
        " SELECT id, 7 AS mid, '' AS tags, 'a' AS flds FROM n;",
        "DROP TABLE cards; CREATE VIEW cards AS SELECT load_extension('x') AS nid, 1 AS did, 0 AS odid, 0 AS ord;",
        "DROP TABLE col; CREATE VIRTUAL TABLE col USING fts5(models, decks);",
        "UPDATE col SET models = '{'",
        "UPDATE notes SET mid = 8",
        "DROP TABLE cards",
    ],
)  # fmt: skip
def test_a_hostile_database_is_refused(script: str) -> None:
    parts = zipfile.ZipFile(io.BytesIO(package(("Who?", "Ann"))))
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(parts.read("collection.anki2"))
        database.executescript(script)
        collection = database.serialize()
    assert refusal(zipped({"collection.anki2": collection})) == "the package is damaged"


def test_fields_that_are_missing_or_too_many_do_not_matter() -> None:
    taken = read(package(("Who?",), ("Who is it?", "Ann", "more")))
    assert [each.answer[0].text for each in taken.questions] == ["Ann"]
    assert len(taken.problems) == 1


marks = st.text(st.sampled_from("ab <>&{}[]:|$\\\"'\x1f\n\ud7ff日é") | st.characters(codec="utf-8"), max_size=30)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.tuples(marks, marks), min_size=1, max_size=4), st.sampled_from([BASIC, TURNED, CLOZE]))  # fmt: skip
def test_any_words_are_taken_or_named(notes: list[tuple[str, str]], kind: dict) -> None:
    taken = read(package(*notes, kind=kind))
    named = [each for each in taken.problems if each.is_error or "stands there twice" in each.message]  # fmt: skip
    assert len(taken.questions) + len(named) == len(notes)
    for question in taken.questions:
        assert question.ask


# --------------------------------------------------------------------------- word lists, on the command line

ANIMALS = (("der Hund[sound:h.mp3]", "dog"), ("die Katze", "cat; pussycat"), ("das Pferd", "horse"), ("die Kuh", "cow"))  # fmt: skip


def test_a_deck_of_words_becomes_a_word_list(run: Run) -> None:
    Path("animals.apkg").write_bytes(package(*ANIMALS, kind=TURNED, tags="farm"))
    said = run("import", "animals.apkg", "--topic", "animals", "--languages", "de", "en")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "banks/animals.yaml: 4 facts\n"
        "Read as words: field 'Front' (de); as what they mean: field 'Back' (en).\n"
        "The first of 4: der Hund = dog.\n"
        "1 cell was read as several answers, of which each is right: B3.\n"
        "Next:\n  quizgen check animals\n  quizgen build --topic animals\n"
    )
    text = Path("banks/animals.yaml").read_text("utf-8")
    assert "languages: {term: de, meaning: en}" in text
    assert "  - {id: die-katze, term: die Katze, meaning: cat, accept: [pussycat], tags: [farm]}\n" in text  # fmt: skip
    assert run("check", "animals").code == 0


def test_without_a_topic_a_deck_is_only_shown(run: Run) -> None:
    Path("animals.apkg").write_bytes(package(*ANIMALS))
    said = run("import", "animals.apkg")
    assert said.code == 0
    assert "Read as words: field 'Front'; as what they mean: field 'Back'.\n" in said.out
    assert said.out.endswith(
        "If these are questions, name the fields that ask and answer: --question Front --answer Back\n"
        "If they are words of two languages, say of which, as in: --languages de en\n"
        "Next:\n  quizgen import animals.apkg --topic TOPIC\n"
    )
    assert [path.name for path in Path("banks").iterdir()] == ["moon.yaml"]


def test_fields_can_be_named_and_words_be_questions(run: Run) -> None:
    kind = {"name": "Voc", "flds": ["No", "Wort", "Bild", "Sinn"], "tmpls": [("{{Bild}}", "{{Wort}}")]}  # fmt: skip
    notes = [(str(n), word.partition("[")[0], "", means) for n, (word, means) in enumerate(ANIMALS)]
    Path("voc.apkg").write_bytes(package(*notes, kind=kind))
    said = run("import", "voc.apkg", "--topic", "voc", "--term", "Wort", "--meaning", "Sinn")
    assert "banks/voc.yaml: 4 facts\n" in said.out
    asked = run("import", "voc.apkg", "--topic", "asked", "--question", "Sinn", "--answer", "Wort")
    assert "banks/asked.yaml: 4 questions\n" in asked.out
    wrong = run("import", "voc.apkg", "--topic", "x", "--term", "Word")
    assert (wrong.code, wrong.err) == (
        1,
        "voc.apkg: no note of the deck has a field 'Word'\n"
        "  hint: did you mean 'Wort'? its fields: No, Wort, Bild, Sinn\n",
    )
    both = run("import", "voc.apkg", "--term", "Wort", "--question", "Sinn")
    assert both.code == 2


def test_the_fields_of_a_deck_can_be_a_table_of_things(run: Run) -> None:
    kind = {"name": "Country", "flds": ["Country", "Capital", "Population"], "tmpls": [("{{Country}}", "{{Capital}}")]}  # fmt: skip
    rows = [("France", "Paris", "68"), ("Italy", "Rome", "59"), ("Spain", "Madrid", "48"), ("Greece", "Athens", "10"), ("Malta", "Valletta", "1"), ("Latvia", "Riga", "2")]  # fmt: skip
    Path("lands.apkg").write_bytes(package(*rows, kind=kind))
    said = run("import", "lands.apkg", "--topic", "lands", "--subject", "Country")
    assert said.code == 0, said.err
    assert Path("banks/lands.csv").read_text("utf-8").startswith("Country,Capital,Population\nFrance,Paris,68\n")  # fmt: skip


def test_words_without_a_meaning_are_named_and_the_rest_taken_if_asked(run: Run) -> None:
    Path("animals.apkg").write_bytes(package(*ANIMALS, ("die Maus", ""), ("der Hund", "dog")))
    refused = run("import", "animals.apkg", "--topic", "animals")
    assert refused.code == 1
    assert refused.err == (
        "animals.apkg: 4 notes of 5 can be taken over\n"
        "  hint: --what-fits takes the others, and says what was left out\n"
        "animals.apkg:5:1: note 'die Maus' has no words in 'Back'\n"
        "  hint: `--what-fits` takes the rest\n"
        "animals.apkg:6:1: warning: note 'der Hund' stands there twice, and is taken once\n"
        "  hint: nothing is lost\n"
    )
    assert not Path("banks/animals.yaml").exists()
    taken = run("import", "animals.apkg", "--topic", "animals", "--what-fits")
    assert taken.code == 0
    assert "banks/animals.yaml: 4 facts\n" in taken.out
    assert "animals.apkg:5:1: warning: note 'die Maus' has no words in 'Back'\n" in taken.err


def test_what_no_bank_takes_is_told_of_the_note(run: Run) -> None:
    Path("animals.apkg").write_bytes(package(*ANIMALS, ("die Maus", "it squeaks..."), ("der Igel", "ball...")))  # fmt: skip
    refused = run("import", "animals.apkg", "--topic", "animals")
    assert refused.err.startswith("animals.apkg:5:1: note 'die Maus': meaning ends with '.'; 1 more are like this")  # fmt: skip
    taken = run("import", "animals.apkg", "--topic", "animals", "--what-fits")
    assert "banks/animals.yaml: 4 facts\n" in taken.out
    assert "animals.apkg:6:1: warning: note 'der Igel': meaning ends with '.'\n" in taken.err


def test_a_deck_that_has_grown_updates_its_bank(run: Run) -> None:
    Path("animals.apkg").write_bytes(package(*ANIMALS))
    run("import", "animals.apkg", "--topic", "animals", "--languages", "de", "en")
    Path("animals.apkg").write_bytes(package(*ANIMALS, ("die Maus", "mouse")))
    said = run("import", "animals.apkg", "--topic", "animals", "--update")
    assert said.code == 0, said.err
    assert "  1 new: die Maus (die-maus)\n" in said.out
    assert "banks/animals.yaml got from animals.apkg:\n" in said.out


def test_a_deck_of_questions_is_built(run: Run) -> None:
    notes = [(f"What is {n} times {n}?", str(n * n)) for n in range(2, 12)]
    Path("squares.apkg").write_bytes(package(*notes))
    said = run("import", "squares.apkg", "--topic", "squares")
    assert "squares.apkg was read as an Anki deck: 10 numeric.\n" in said.out
    assert run("build", "--topic", "squares").code == 0
    Path("squares.apkg").write_bytes(package(*notes, ("What is 12 times 12?", "144")))
    update = run("import", "squares.apkg", "--topic", "squares", "--update")
    assert (update.code, update.err) == (0, "")
    assert "  1 new: 'What is 12 times 12?'\n  10 alike\n" in update.out


def test_options_of_decks_are_for_decks(run: Run) -> None:
    Path("words.csv").write_text("German,English\nHund,dog\n", "utf-8")
    said = run("import", "words.csv", "--topic", "words", "--question", "German")
    assert said.code == 2
    assert "--question: for decks of cards, and the file is a table" in said.err
    Path("q.gift").write_text("Who?{=Ann ~Eve}", "utf-8")
    said = run("import", "q.gift", "--topic", "q", "--answer", "x")
    assert "--answer: for decks of cards, and the file holds questions" in said.err


def test_what_goes_together_is_said(run: Run) -> None:
    Path("animals.apkg").write_bytes(package(*ANIMALS))
    both = run("import", "animals.apkg", "--term", "Front", "--question", "Back")
    assert "choose one: --term and --meaning for words, --question and --answer for questions, --subject for a table of things" in " ".join(both.err.split())  # fmt: skip
    shown = run("import", "animals.apkg", "--subject", "Front")
    assert "name the --topic of the bank for a table of things" in shown.err
    Path("empty.txt").write_text("#separator:tab\n", "utf-8")
    assert run("import", "empty.txt").err == (
        "empty.txt: the deck has no notes\n  hint: export one that has\n"
    )


def test_the_sounds_of_questions_are_counted() -> None:
    content = package(("Who sings?[sound:a.mp3]", "Ann"), ("Who else?[sound:b.mp3]", "Eve"))
    assert read(content).remarks == ("The sounds of 2 notes are left out.",)


def test_a_field_without_end_is_refused() -> None:
    content = ("#separator:tab\nWho?\t" + "a" * 200_000).encode()
    with pytest.raises(BankError) as caught:
        read_deck(content, "d.txt")
    (problem,) = caught.value.problems
    assert problem.message == "the notes cannot be parted into fields: field larger than field limit (131072)"  # fmt: skip
    assert problem.hint == "export them from Anki once more"


def test_notes_of_another_sort_among_words_are_named(run: Run) -> None:
    rows = "".join(f"Basic\tword {n}\tmeaning {n}\n" for n in range(12))
    Path("d.txt").write_text(
        f"#separator:tab\n#notetype column:1\n{rows}Cloze\tIt is {{{{c1::here}}}}.\t\nBasic\tlong\t{'x' * 10_001}\n",
        "utf-8",
    )
    said = run("import", "d.txt", "--topic", "d", "--what-fits")
    assert "banks/d.yaml: 12 facts\n" in said.out
    assert "d.txt:15:1: warning: note 'It is here.' is of the type 'Cloze', and no word with a meaning\n" in said.err  # fmt: skip
    assert "d.txt:16:1: warning: note 'long' has a field of more than 10000 letters\n" in said.err


@pytest.mark.parametrize(
    "piece",
    ["[latex]", "[$]", "<anki-mathjax>", "[sound:", "[anki:tts]", "<audio ", "<ruby>", "<ruby>漢<rt>", "{{c1::", "::", "漢[", "<!--", "漢"],
)  # fmt: skip
def test_no_field_keeps_the_reader_busy_by_what_it_begins(piece: str) -> None:
    before = process_time()
    read(package((piece * 20_000, "x"), ("Who?", piece * 20_000)))
    kind = {**BASIC, "tmpls": [(piece * 5_000 + "{{Front}}" + "{{ " * 5_000, "{{Back}}")]}
    read(package(("Who?", "Ann"), kind=kind))
    assert process_time() - before < 20  # a hundred times as long as it takes


def test_a_huge_package_is_refused_before_it_is_read(run: Run) -> None:
    with Path("huge.APKG").open("wb") as stream:
        stream.truncate(200 * 2**20 + 1)
    said = run("import", "huge.APKG", "--topic", "huge")
    assert (said.code, said.err) == (
        1,
        "huge.APKG: the package is larger than 200 MB\n"
        "  hint: in Anki, choose File, Export, and untick *Include media*\n",
    )
