"""What the cards promise that ask more of a fact: gaps, pairs and choices; and text exports."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import anki.lang
import pytest
from anki.collection import ImportCsvRequest
from anki.notes import NoteId
from editions import blueprint, look, moon, package
from learner import Learner
from moon import bank, bank_of, items, language, wording_of, yield_of
from small_bank import ALL_NOTE_TYPES, html_of, note_type

from quizgen.build import build
from quizgen.cards import make_deck
from quizgen.content import Run
from quizgen.deck.content import Gap
from quizgen.deck.deck import Deck
from quizgen.deck.html import as_html
from quizgen.deck.notes import Note
from quizgen.errors import TemplateError
from quizgen.export.apkg import note_type_id, stable_id
from quizgen.export.quizlet import write_terms
from quizgen.judge.subject import Subject
from quizgen.read import read_note_type

Changes = tuple[tuple[str, str], ...]
LUNA = (
    "  - {id: gagarin,",
    "  - {id: luna-2, kind: event, actor: ussr, what: Luna 2 hit the Moon, short: first craft on the"
    " Moon, place: a crater, date: 1959-09-14, source: history, at: Luna 2, tags: [firsts]}\n"
    "  - {id: gagarin,",
)


@cache
def deck(changes: Changes = ()) -> Deck:
    written = items(changes).items
    return make_deck(Subject(bank(changes), language()), ALL_NOTE_TYPES, "high", items=written)


def note_of(name: str, *changes: tuple[str, str]) -> dict[str, str]:
    (note,) = (note for note in deck(changes).notes if note.name == name)
    return html_of(note)


def worded(note: Note) -> tuple[str, ...]:
    """Return a note's fields but for its drawing, in which its siblings stand too."""
    return tuple(value for name, value in html_of(note).items() if name != "Figure")


def names(type_key: str, *changes: tuple[str, str]) -> list[str]:
    return [note.name for note in deck(changes).notes if note.type_key == type_key]


def out(part: str, *changes: tuple[str, str]) -> str:
    texts = moon(*changes)
    ((_, export),) = build(texts, blueprint(), look(), [part], with_choice=True).exports
    return export.files[0].content.decode("utf-8-sig")


# ------------------------------------------------------------------ what never changes


def test_no_id_and_no_name_of_a_note_type_ever_changes(golden: Callable[[str, str], None]) -> None:
    """A change in this file makes a second note type for every learner: never accept one."""
    lines = []
    for each in ALL_NOTE_TYPES:
        lines.append(f"{note_type_id(each, 'en')} {each.key}: {each.name}")
        lines += [f"  {stable_id('field', each.key, it.name)} {it.name}" for it in each.fields]
        lines += [f"  {stable_id('template', each.key, it.name)} {it.name}" for it in each.cards]
    golden("note-types.txt", "\n".join((*lines, "")))


def test_every_note_type_is_held_to_it() -> None:
    folders = {path.name for path in (Path(__file__).parents[1] / "templates/en/deck").glob("*/")}
    assert folders == {each.key for each in ALL_NOTE_TYPES}
    for each in ALL_NOTE_TYPES:
        assert [field.name for field in each.fields][-4:] == [f"Spare {n}" for n in (1, 2, 3, 4)]
        asked = {
            "cloze": ("Text",),
            "comparison": ("Question", "First answer"),
            "occlusion": (
                "Occlusion",
                "Image",
                "Header",
                "Back Extra",
                "Comments",
            ),  # as Anki's own
        }
        numbered = " 1" if len(each.cards) == 2 else ""
        first = asked.get(each.key, (f"Question{numbered}", f"Answer{numbered}"))
        assert tuple(field.name for field in each.fields[: len(first)]) == first


def test_one_more_fact_changes_no_words_but_those_of_choices() -> None:
    def told(whole: Deck) -> dict[str, tuple[object, ...]]:
        kept = (note for note in whole.notes if note.type_key != "choice")
        return {note.guid: (worded(note), note.cards, note.tags) for note in kept}

    assert told(deck()).items() <= told(deck((LUNA,))).items()
    assert set(names("cloze", LUNA)) - set(names("cloze")) == {"luna-2 · cloze"}


def test_one_more_fact_changes_few_choices() -> None:
    before, after = (
        {note.guid: note.fields for note in deck(changes).notes if note.type_key == "choice"}
        for changes in ((), (LUNA,))
    )
    assert len([guid for guid in before if before[guid] != after[guid]]) <= 4


def test_the_new_cards_of_a_fact_come_with_it_and_comparisons_after_both() -> None:
    places = {note.name: note.due for note in deck().notes}
    assert places["kennedy-we-choose · cloze"] == places["kennedy-we-choose"] + 1
    pair = "mass-of-sputnik-1 · mass-of-sputnik-2 · comparison"
    assert places[pair] > places["mass-of-sputnik-2"]
    assert sorted(places.values()) == [*range(1, len(places) + 1)]


# ------------------------------------------------------------------ gaps


def test_a_gap_asks_for_the_place_or_for_what_the_author_hides() -> None:
    assert {*names("cloze")} == {"kennedy-we-choose · cloze"}
    assert note_of("kennedy-we-choose · cloze")["Text"] == (
        "<b>On 12\u00a0September\u00a01962</b>, in {{c1::Houston::a place}}, John Kennedy, President of the"
        " United States, said that his country chose to go to the Moon within ten years."
    )
    hidden = ("about: his country's", "gap: ten years, gap_hint: how soon, about: his country's")
    assert note_of("kennedy-we-choose · cloze", hidden)["Text"] == (
        "<b>On 12\u00a0September\u00a01962</b>, in Houston, John Kennedy, President of the"
        " United States, said that his country chose to go to the Moon within"
        " {{c1::ten years::how soon}}."
    )


def test_no_word_in_a_gap_ends_it() -> None:
    hostile = Gap("a}}b::c {{c2::d}} <i>")
    assert as_html((Run("x "), hostile, Run(" y"))) == (
        "x {{c1::a&#125;&#125;b&#58;&#58;c &#123;&#123;c2&#58;&#58;d&#125;&#125; &#60;i&#62;}} y"
    )


def test_anki_shows_gap_and_answer(tmp_path: Path) -> None:
    with Learner(tmp_path) as learner:
        learner.imports(package(moon(("place: Houston", 'place: "Hou}}st::on"'))))
        (card,) = learner.cards_of("kennedy-we-choose · cloze")
        front, _ = learner.reads(card)
        assert "in [a place], John" in front
        assert "Hou}}st::on" in card.render_output().answer_text.replace("&#125;", "}").replace(
            "&#58;", ":"
        )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("cloze: true\n", "", "field 'Text' has gaps"),
        ("    hidden:", "    # hidden:", "a cloze type has one card, and one field with `hidden`"),
    ],
)
def test_a_cloze_type_that_anki_cannot_use_is_refused(old: str, new: str, message: str) -> None:
    folder = Path(__file__).parents[1] / "templates/en/deck/cloze"
    texts = {path.name: path.read_text("utf-8") for path in folder.iterdir()} | {"style.css": ""}
    assert old in texts["type.yaml"]
    texts["type.yaml"] = texts["type.yaml"].replace(old, new)
    with pytest.raises(TemplateError, match=message):
        read_note_type("cloze", {name: (name, text) for name, text in texts.items()})


# ------------------------------------------------------------------ pairs


def test_two_quantities_that_are_asked_for_alike_stand_side_by_side() -> None:
    pair = note_of("mass-of-sputnik-1 · mass-of-sputnik-2 · comparison")
    assert pair["Question"] == (  # what both are according to is said once
        "According to NASA's history (January\u00a01970), what was the mass of Sputnik 1,"
        " and what about Sputnik 2?"
    )
    assert pair["First date"] == pair["Second date"] == ""
    assert (pair["First"], pair["First answer"]) == ("<b>Sputnik 1</b>", "84\u00a0kg")
    assert (pair["Second"], pair["Second answer"]) == ("<b>Sputnik 2</b>", "508\u00a0kg")


def test_one_actors_positions_as_of_two_dates_stand_side_by_side() -> None:
    change = (
        "  - {id: ussr-hesitates,",
        "  - {id: ussr-wants, kind: position, actor: ussr, issue: men-to-the-moon, stance: wants,"
        " as_of: 1964, source: history, at: the USSR, tags: [plans]}\n  - {id: ussr-hesitates,",
    )
    pair = note_of("ussr-hesitates · ussr-wants · comparison", change)
    assert (
        pair["Question"]
        == "Where did the Soviet Union stand on whether to send people to the Moon as of 1962, and where as of 1964?"
    )
    assert [pair[name] for name in ("First", "First answer", "Second", "Second answer")] == [
        "As of <b>1962</b>, according to NASA's history (January\u00a01970)",
        "The Soviet Union had not decided",
        "As of <b>1964</b>, according to NASA's history (January\u00a01970)",
        "The Soviet Union wanted to do it",
    ]  # fmt: skip


def weight(name: str, value: str, more: str = "") -> str:
    """Return the mass of a probe, asked for in the same words as that of others."""
    says = f'says: "{name} had a mass of {{value}}"'
    asks = f"asks: what was the mass of the Soviet probe {name}"
    kind = f"kind: quantity, subject: {name}, {asks}, {says}"
    return f'id: {name.lower()}, {kind}, value: "{value}"{more}'


def stood(name: str, stance: str, as_of: str, more: str = "") -> str:
    return f"id: {name}, kind: position, actor: us, stance: {stance}, as_of: {as_of}{more}"


def compared(*facts: str) -> list[Note]:
    """Return the notes that hold two facts of a bank side by side."""
    whole = make_deck(Subject(bank_of(*facts), language()), ALL_NOTE_TYPES, "high")
    return [note for note in whole.notes if note.type_key == "comparison"]


NAMES = ("Anna", "Boris", "Clara", "Dora", "Emil", "Fritz")


@pytest.mark.parametrize(("count", "pairs"), [(2, 1), (4, 6), (5, 10)])
def test_of_few_each_is_compared_with_each(count: int, pairs: int) -> None:
    found = compared(*(weight(name, str(10 + n)) for n, name in enumerate(NAMES[:count])))
    assert len({note.facts for note in found}) == len(found) == pairs
    met = [fact_id for note in found for fact_id in note.facts]
    assert {met.count(fact_id) for fact_id in met} == {2 * pairs // count}


def test_of_many_only_those_are_compared_whose_names_are_alike() -> None:
    """The numbers of a table are not mixed up; those of Slovakia and Slovenia may be."""
    assert compared(*(weight(name, str(10 + n)) for n, name in enumerate(NAMES))) == []
    names = (*NAMES, "Slovakia", "Spain", "Slovenia")
    (note,) = compared(*(weight(name, str(10 + n)) for n, name in enumerate(names)))
    assert {*note.facts} == {"slovakia", "slovenia"}


def test_what_is_retired_or_the_same_is_not_compared() -> None:
    assert compared(weight("Anna", "84"), weight("Boris", "85"))
    assert not compared(weight("Anna", "84"), weight("Boris", "84"))
    assert not compared(weight("Anna", "84"), weight("Boris", "85", ", retired: it was wrong"))
    assert not compared(stood("early", "wants", "1961"), stood("late", "wants", "1963"))
    limited = stood("late", "wants", "1963", ", condition: not alone")
    assert compared(stood("early", "wants", "1961"), limited)


def test_the_earlier_of_two_positions_stands_first_whatever_their_ids() -> None:
    (note,) = compared(stood("a", "wants", "1963"), stood("b", "refuses", "1961"))
    words = " ".join(html_of(note).values())
    assert note.facts == ("a", "b")
    assert words.index("1961") < words.index("1963")


def test_a_pair_is_as_hard_and_as_sensitive_as_the_more_so_of_the_two() -> None:
    mild, harsh = weight("Anna", "84"), weight("Boris", "85", ", level: 3, sensitivity: high")
    for facts in ((mild, harsh), (harsh, mild)):
        (note,) = compared(*facts)
        assert {"quizgen::moon::level::3", "quizgen::moon::sens::high"} <= {*note.tags}
        assert "quizgen::moon::level::1" not in note.tags


def test_a_pair_is_learned_after_both_of_its_facts() -> None:
    level = ", level: 2"
    facts = (weight("Anna", "84", level), stood("between", "wants", "1961", level))
    whole = make_deck(
        Subject(bank_of(*facts, weight("Boris", "85", level)), language()), ALL_NOTE_TYPES, "high"
    )
    order = [note.name for note in sorted(whole.notes, key=lambda note: note.due)]
    assert order == ["anna", "boris", "between", "anna · boris · comparison"]


def test_a_choice_rests_on_its_fact_alone() -> None:
    facts = (weight("Anna", "84"), weight("Boris", "50"))
    written = [it for it in yield_of(*facts).items if it.facts != ("anna",)]
    assert [it.facts for it in written if wording_of(it) == "how-much-greater"] == [
        ("anna", "boris")
    ]
    whole = make_deck(Subject(bank_of(*facts), language()), ALL_NOTE_TYPES, "high", items=written)
    assert [note.facts for note in whole.notes if note.type_key == "choice"] == [("boris",)]


def test_the_guid_of_a_pair_hangs_on_both_ids_in_any_order() -> None:
    swapped = (("date: 1970-01\n", "date: 1970-02\n"),)
    pairs = [note for note in deck().notes if note.type_key == "comparison"]
    again = [note for note in deck(swapped).notes if note.type_key == "comparison"]
    assert [note.guid for note in pairs] == [note.guid for note in again]
    assert all(list(note.facts) == sorted(note.facts) for note in pairs)


# ------------------------------------------------------------------ choices


def test_a_choice_holds_its_options_with_reasons_and_the_place_of_the_right_one() -> None:
    for note in (note for note in deck().notes if note.type_key == "choice"):
        fields = note_of(note.name)
        options = [fields[f"Option {n}"] for n in range(1, 6) if fields[f"Option {n}"]]
        right = int(fields["Right"])
        assert 3 <= len(options) <= 5
        assert len(set(options)) == len(options)
        assert options[right - 1] == fields["Answer"]
        assert [bool(fields[f"Why {n}"]) for n in range(1, len(options) + 1)] == [
            n != right for n in range(1, len(options) + 1)
        ]
        assert fields["Seed"] == note.guid


def test_the_right_option_lies_in_every_place() -> None:
    rights = {note_of(name)["Right"] for name in names("choice")}
    assert rights >= {"1", "2", "3", "4"}


def test_choices_are_made_only_when_asked_for() -> None:
    assert names("choice")
    plain = make_deck(Subject(bank(), language()), ALL_NOTE_TYPES, "high")
    assert {note.type_key for note in plain.notes} == {
        "statement", "event", "quantity", "position", "term", "cloze", "comparison",
    }  # fmt: skip


def test_the_script_of_a_choice_fetches_and_keeps_nothing_it_should_not() -> None:
    front = note_type("choice").cards[0].front_html
    script = front[front.index("<script>") :]
    for word in ("http", "fetch(", "XMLHttp", "import", "Storage", "cookie", "eval", "innerHTML"):
        assert word not in script
    assert "{{" not in script  # no field is ever part of the program


def test_the_input_of_a_choice_is_one_that_keeps_letters_from_anki() -> None:
    """With `inputmode="none"` A adds a note, B opens the browser: tests/looks/choice.py tries it."""
    front = note_type("choice").cards[0].front_html
    (tag,) = re.findall(r"<input[^>]*>", front)
    assert 'class="keys"' in tag
    assert not re.search("inputmode|readonly|disabled|type=", tag)


def test_the_colours_of_a_card_outrank_those_of_ankis_night() -> None:
    """`body.nightMode` of Anki's own counts more than one class, and less than two."""
    (selector,) = re.findall(
        r"\n([^{}\n]+) \{\n  background: var\(--qg-bg\);", note_type("event").css
    )
    assert selector.count(".") >= 2


def test_the_script_of_a_choice_is_read_by_old_phones() -> None:
    front = note_type("choice").cards[0].front_html
    script = re.sub(r"/\*.*?\*/", "", front[front.index("<script>") :], flags=re.DOTALL)
    newer = r"=>|`|\?\.|\?\?|\.\.\.|\b(?:let|const|class|async|await|of|import)\b"
    assert re.findall(newer, script) == []


# ------------------------------------------------------------------ text for others


def imports_csv(learner: Learner, text: str) -> list[Any]:
    """Import a table with all that Anki's dialog proposes; return its notes."""
    path = learner.folder / "cards.csv"
    path.write_text(text, encoding="utf-8-sig")  # as it is written
    metadata = learner.collection.get_csv_metadata(str(path), None)
    request = ImportCsvRequest(path=str(path), metadata=metadata)
    log = learner.collection.import_csv(request).log
    return [learner.collection.get_note(NoteId(entry.id.nid)) for entry in log.new]


def test_cards_as_csv_are_what_ankis_text_import_takes(tmp_path: Path) -> None:
    with Learner(tmp_path) as learner:
        rows = [line for line in out("csv").splitlines() if not line.startswith("#")]
        assert len(imports_csv(learner, out("csv"))) == len(rows)
        assert not imports_csv(learner, out("csv"))
        collection = learner.collection
        note_id = collection.find_notes(
            '"front:*first satellite into orbit.*" tag:quizgen::*::kind::event'
        )[0]
        note = collection.get_note(note_id)
        assert note["Front"] == "The Soviet Union put the first satellite into orbit.<br>When?"
        assert note["Back"].startswith("4 October 1957<br>It was called Sputnik 1.")
        assert "quizgen::moon::tag::firsts" in note.tags


@pytest.mark.parametrize("code", ["en", "de", "es", "fr", "ja", "ru"])
def test_anki_proposes_the_right_columns_in_any_of_its_languages(code: str, tmp_path: Path) -> None:
    """Also with decks of ours there, whose note types are none of Anki's own."""
    anki.lang.set_lang(code)
    try:
        with Learner(tmp_path) as learner:
            learner.imports(package(moon()))
            notes = imports_csv(learner, out("csv"))
            stock = learner.collection.models.all_names_and_ids()
            assert {note.note_type()["name"] for note in notes} < {each.name for each in stock}
            assert {len(note.fields) for note in notes} == {2}
            asked = [note for note in notes if "first satellite into orbit." in note.fields[0]]
            (note,) = (note for note in asked if "quizgen::moon::kind::event" in note.tags)
            assert note.fields[0].startswith("The Soviet Union put the first satellite")
            assert note.fields[1].startswith("4 October 1957<br>")
            assert "quizgen::moon::tag::firsts" in note.tags
    finally:
        anki.lang.set_lang("en")


MARKUP = (
    "[sound:beep.mp3]", "[$]z[/$]", "[$$]z[/$$]", "[latex]z[/latex]", r"[latex]\input{/etc/passwd}[/latex]",
    "[anki:tts lang=en_US]hi[/anki:tts]", "[anki:play:q:0]", "[[type:Back]]", "{{Front}}", "{{c1::x}}",
    "<b>x</b>", "<img src=x onerror=y>", "&lt;i&gt;", "1 & 2; c",
)  # fmt: skip


@pytest.mark.parametrize("words", MARKUP)
@pytest.mark.parametrize("part", ["csv", "deck"])
def test_no_text_is_sound_speech_formula_or_markup_in_anki(
    words: str, part: str, tmp_path: Path
) -> None:
    change = ("meaning: the path of a body around another", f"meaning: '{words} it is'")
    with Learner(tmp_path) as learner:
        if part == "csv":
            notes = imports_csv(learner, out("csv", change))
            cards = [card for note in notes for card in note.cards()]
        else:
            learner.imports(package(moon(change)))
            cards = learner.cards()
        seen = 0
        for card in cards:
            output = card.render_output()
            assert not card.question_av_tags()
            assert not card.answer_av_tags()
            shown = output.question_text + output.answer_text
            assert not re.search(r"<img|<b>x|\[\[type:|\[anki:|\[sound:", shown)
            seen += any(
                words in unescape(side) for side in (output.question_text, output.answer_text)
            )
        assert seen >= 2


@pytest.mark.parametrize("words", [r"\(x\)", r"a \[x\] b"])
def test_mathjax_finds_no_formula_in_a_table_of_cards(words: str) -> None:
    """It reads what the browser shows, and so does not stop at character references."""
    change = ("meaning: the path of a body around another", f"meaning: '{words} it is'")
    found = 0
    for row in csv.reader(io.StringIO(out("csv", change))):
        for cell in row[:2]:
            assert "\\" not in cell
            if "&#92;" in cell:
                found += 1
                assert cell.startswith('<span class="tex2jax_ignore">')
                assert cell.endswith("</span>")
    assert found >= 2


def test_a_choice_as_text_does_not_say_which_is_right() -> None:
    rows = [row for row in csv.reader(io.StringIO(out("csv"))) if len(row) > 3]
    choices = [row for row in rows if "quizgen::moon::kind::choice" in row[2]]
    assert choices
    for row in choices:
        assert "✓" not in row[0]
        assert "✗" not in row[0]
        assert "<br>… " not in row[0] + row[1]


HOSTILE = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "-cmd", '=HYPERLINK("x")', "==1", "=-=1", "＝1+1", "＋1", "－1",
    "＠SUM(A1)", "-1&calc|x!b", "+1&calc|x!y", "-1%&A1", "-1^2", "-1<2", "-5:A1", "x;=1+cmd|A!B;y",
    "a,=2", "a|=3", "a; ;-A1", "\u00a0=1", "-5 km;=1",
]  # fmt: skip
SIGNS = tuple("=+-@＝＋－＠")
UNSEEN = "\u200b\u00a0 \t\r"


def cells(text: str, delimiter: str, *, is_quoted: bool) -> list[str]:
    """Return the cells that a spreadsheet finds if it parts the text at a sign of its own."""
    if not is_quoted:
        return [cell for line in text.splitlines() for cell in line.split(delimiter)]
    return [cell for row in csv.reader(io.StringIO(text), delimiter=delimiter) for cell in row]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("part", ["csv", "quizlet"])
def test_no_cell_of_a_text_export_is_a_formula(words: str, part: str) -> None:
    changes = (
        ("term: orbit,", f"term: '{words}',"),
        ("meaning: the path of a body around another", f"meaning: '{words}'"),
        ("title: The race to the Moon", f"title: '{words}'"),
    )
    text = out(part, *changes)
    for delimiter in ",;\t|":
        for is_quoted in (True, False):
            for cell in cells(text, delimiter, is_quoted=is_quoted):
                begun = cell.strip(UNSEEN)
                assert not begun.startswith(SIGNS) or begun.startswith("-5 km"), cell


def test_a_formula_in_a_list_for_quizlet_stays_as_it_was_but_for_an_apostrophe() -> None:
    for words in ("=1+1", "-1&calc|x!b", "＝1+1"):
        change = ("meaning: the path of a body around another", f"meaning: '{words}'")
        assert f"\t'{words}\n" in out("quizlet", change)


NUMBERS = ["-5", "-5 °C", "+3.5 km", "-1,000", "-40 km/h", "+12.5 %", "-3", "-2 m²"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_with_its_sign_stays_as_it_is(number: str) -> None:
    change = ("meaning: the path of a body around another", f"meaning: '{number}'")
    assert f"\t{number}\n" in out("quizlet", change)
    backs = [row[1] for row in csv.reader(io.StringIO(out("csv", change))) if len(row) > 1]
    assert any(back.startswith(f"{number}<br>") for back in backs)


def test_quizlet_gets_a_line_a_card_with_one_tab(golden: Callable[[str, str], None]) -> None:
    text = out("quizlet")
    golden("quizlet.txt", text)
    assert all(line.count("\t") == 1 for line in text.splitlines())
    assert len(text.splitlines()) == sum(
        len(note.cards) for note in deck().notes if note.type_key != "choice"
    )


def test_what_is_retired_is_in_no_text_export() -> None:
    retired = ("at: Gagarin flew,", "at: Gagarin flew, retired: it is known to all,")
    assert "Yuri Gagarin" not in re.sub(r"(?m)^.*Choose.*$", "", out("csv", retired))
    assert "Gagarin" not in out("quizlet", retired)


def test_a_term_that_would_be_defined_as_nothing_is_left_out_and_named() -> None:
    """The fields of one note may leave its answer empty, whatever its note type declares."""
    whole = deck()
    (term,) = (each for each in whole.note_types if each.key == "term")
    place = [field.name for field in term.fields].index("Answer 1")
    notes = [
        replace(note, fields=(*note.fields[:place], (), *note.fields[place + 1 :]))
        if note.type_key == "term"
        else note
        for note in whole.notes
    ]
    export = write_terms(replace(whole, notes=tuple(notes)), "words.txt")
    (file,), (every,) = export.files, write_terms(whole, "words.txt").files
    assert file.counts["cards"] + len(export.left_out) == every.counts["cards"]
    assert all(line.partition("\t")[2] for line in file.content.decode().splitlines())
    assert export.left_out[0].message == "the card 'What does it mean' of 'nasa' shows no answer"
    assert export.left_out[0].hint == (
        "let its note type say what the answer is, and fill the field that holds it"
    )


def test_a_tab_or_line_end_in_a_text_parts_no_card() -> None:
    note = deck().notes[0]
    odd: Note = replace(
        note, fields=tuple((*field, Run("\t\nx")) if field else () for field in note.fields)
    )
    (file,) = write_terms(replace(deck(), notes=(odd,)), "words.txt").files
    assert file.content.count(b"\n") == file.content.count(b"\t") == file.counts["cards"]
