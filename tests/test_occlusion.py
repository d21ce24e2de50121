"""Pictures with parts: each is covered on a card of its own, and Anki's own editor knows the masks."""

from dataclasses import replace
from pathlib import Path

import moon
import pytest
from editions import blueprint, look, package, published
from learner import Learner
from picture_files import png
from small_bank import ALL_NOTE_TYPES, DESCRIPTION
from test_check import TODAY
from test_pictures import project, refused
from test_questions import bank_of

from quizgen.build import build
from quizgen.cards import make_deck
from quizgen.check import check
from quizgen.errors import ExportError, LockError
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.read import File, Texts

PARTS = """
pictures:
  heart:
    file: pictures/heart.png
    alt: A drawing in four colours.
    credit: own drawing
    licence: CC0
    source: https://example.org/heart
    asks: which part of the heart is this
    parts:
      - {name: the left atrium, rectangle: [10, 20, 30, 25]}
      - {name: the right atrium, ellipse: [50, 20, 30, 25]}
      - {name: the septum, polygon: [[45, 20], [49, 20], [47, 90]]}
"""


def texts(folder: Path, pictures: str = PARTS) -> Texts:
    return project(folder, pictures, heart_png=png()).find_texts("moon")


def changed(before: Texts, old: str, new: str) -> Texts:
    text = before.bank.text if isinstance(before.bank.text, str) else before.bank.text.decode()
    assert old in text
    return replace(before, bank=File(before.bank.path, text.replace(old, new)))


# ------------------------------------------------------------------ what Anki makes of it


def test_anki_takes_it_for_an_image_occlusion_and_reads_its_masks(tmp_path: Path) -> None:
    with Learner(tmp_path) as learner:
        learner.imports(package(texts(tmp_path)))
        (note_id,) = learner.collection.find_notes('"note:quizgen occlusion"')
        backend = learner.collection._backend
        note = backend.get_image_occlusion_note(note_id).note
        masks = {
            each.ordinal: (
                each.shapes[0].shape,
                {prop.name: prop.value for prop in each.shapes[0].properties},
            )
            for each in note.occlusions
        }
        kind = learner.note_type("quizgen occlusion")
        assert [field["tag"] for field in kind["flds"]][:6] == [0, 1, 2, 3, 4, None]
        assert [field["preventDeletion"] for field in kind["flds"]][:5] == [True] * 4 + [False]
        stock = learner.collection.models.by_name("Image Occlusion")
        assert stock is not None
        assert kind["originalStockKind"] == stock["originalStockKind"]
        shared = [field["name"] for field in stock["flds"]]
        assert [field["name"] for field in kind["flds"]][: len(shared)] == shared
    assert note.header == "Which part of the heart is this?"
    assert note.occlude_inactive
    assert note.image_data == png()
    assert masks == {
        1: ("rect", {"left": "0.1", "top": "0.2", "width": "0.3", "height": "0.25", "oi": "1"}),
        2: ("ellipse", {"left": "0.5", "top": "0.2", "rx": "0.15", "ry": "0.125", "oi": "1"}),
        3: (
            "polygon",  # its corner is where Anki's script moves the points to
            {"left": "0.45", "top": "0.2", "points": "0.45,0.2 0.49,0.2 0.47,0.9", "oi": "1"},
        ),
    }


def test_each_part_has_a_card_and_its_back_names_that_part_alone(tmp_path: Path) -> None:
    names = ["the left atrium", "the right atrium", "the septum"]
    with Learner(tmp_path) as learner:
        learner.imports(package(texts(tmp_path)))
        cards = learner.cards_of("heart · occlusion")
        assert [card.ord for card in cards] == [0, 1, 2]
        for card, name in zip(cards, names, strict=True):
            output = card.render_output()
            front, back = output.question_text, output.answer_text
            assert not any(other in front for other in names)
            assert [other for other in names if other in back] == [name]
            assert front.count('class="cloze"') == 1
            assert f'class="cloze" data-ordinal="{card.ord + 1}"' in front
            assert 'class="cloze-highlight"' in back  # what Anki's script uncovers
            assert '<a href="https://example.org/heart">own drawing, CC0</a>' in back
        assert learner.collection.get_empty_cards().notes == []


def test_a_learner_may_move_a_mask_in_ankis_editor(tmp_path: Path) -> None:
    with Learner(tmp_path) as learner:
        learner.imports(package(texts(tmp_path)))
        (note_id,) = learner.collection.find_notes('"note:quizgen occlusion"')
        moved = "{{c1::image-occlusion:rect:left=.2:top=.2:width=.1:height=.1:oi=1}}"
        learner.collection._backend.update_image_occlusion_note(
            note_id=note_id, occlusions=moved, header="Mine", back_extra="I know", tags=["mine"]
        )
        fields = learner.fields_of(note_id)
    assert (fields["Occlusion"], fields["Header"], fields["Back Extra"]) == (
        moved,
        "Mine",
        "I know",
    )
    assert "the septum" in fields["Parts"]


def test_names_are_typed_where_the_bank_wants_it(tmp_path: Path) -> None:
    typed = changed(texts(tmp_path), "title: The race", "typed: true\ntitle: The race")
    with Learner(tmp_path) as learner:
        learner.imports(package(typed))
        fronts = [
            card.render_output().question_text for card in learner.cards_of("heart · occlusion")
        ]
    assert [front.count("[[type:cloze:Parts]]") for front in fronts] == [1, 1, 1]


# ------------------------------------------------------------------ editions


def test_a_new_part_is_a_new_card_and_a_mended_one_the_same(tmp_path: Path) -> None:
    first = published(texts(tmp_path), 1_700_000_000)
    mended = changed(first, "name: the septum", "name: the inner wall")
    last = "[47, 90]]}\n"
    later = published(
        changed(mended, last, last + "      - {name: the apex, rectangle: [40, 92, 10, 8]}\n"),
        1_800_000_000,
    )
    with Learner(tmp_path) as learner:
        learner.imports(package(first))
        learner.suspends("heart · occlusion")
        learner.imports(package(later))
        cards = learner.cards_of("heart · occlusion")
        told = [learner.reads(card)[1] for card in cards]
        queues = [card.queue for card in cards]
    assert queues == [-1, -1, -1, 0]
    assert ["the inner wall" in back for back in told] == [False, False, True, False]
    assert ["the apex" in back for back in told] == [False, False, False, True]


def test_parts_that_have_changed_places_are_not_published(tmp_path: Path) -> None:
    first = published(texts(tmp_path), 1_700_000_000)
    swapped = changed(first, "name: the left atrium", "name: X")
    swapped = changed(swapped, "name: the septum", "name: the left atrium")
    swapped = changed(swapped, "name: X", "name: the septum")
    with pytest.raises(LockError) as caught:
        published(swapped, 1_800_000_000)
    assert sorted(problem.message for problem in caught.value.problems) == [
        "part 'the left atrium' of picture 'heart' was published as number 1 and is now number 3",
        "part 'the septum' of picture 'heart' was published as number 3 and is now number 1",
    ]
    hints = {problem.hint for problem in caught.value.problems}
    assert hints == {"keep the parts in their order, and put new ones behind them"}


def test_a_retired_part_says_so_to_who_has_its_card(tmp_path: Path) -> None:
    first = published(texts(tmp_path), 1_700_000_000)
    retired = changed(first, "name: the septum,", "name: the septum, retired: too thin to see,")
    later = published(retired, 1_800_000_000)
    with Learner(tmp_path) as learner:
        learner.imports(package(first))
        learner.imports(package(later))
        fronts = [learner.reads(card)[0] for card in learner.cards_of("heart · occlusion")]
        assert learner.collection.get_empty_cards().notes == []
    told = ["[This part is no longer asked for.]" in front for front in fronts]
    assert told == [False, False, True]


# ------------------------------------------------------------------ other outputs and rules


def test_a_table_of_words_leaves_them_out_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="3 cards have a picture to look at: those of heart"):
        list(build(texts(tmp_path), blueprint(), look(), ["csv"]).exports)
    made = build(texts(tmp_path), blueprint(), look(), ["csv"], what_fits=True)
    ((_, export),) = made.exports
    assert b"the septum" not in export.files[0].content


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("alt: A drawing in four colours.", "alt: The septum in red.", "the alt of the picture"),
        (
            "asks: which part of the heart",
            "asks: which wall, the septum or another,",
            "the asks of",
        ),
    ],
)
def test_words_that_name_a_part_are_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    report = check(texts(tmp_path, PARTS.replace(old, new)), TODAY)
    found = [problem for problem in report.problems if problem.rule == "PIC-1"]
    assert [problem.message.startswith(told) for problem in found] == [True]
    assert "says 'the septum', which a card asks for" in found[0].message


def test_the_page_of_a_deck_counts_it_and_says_no_date_that_there_is_not() -> None:
    text = "title: T\npictures: {p: {file: p.png, alt: A drawing., parts: [{name: leg, rectangle: [1, 1, 9, 9]}]}}\n"
    bank = bank_of(text + "questions: [{id: a, ask: Who was it?, answer: he}]\n")
    subject = Subject(bank, moon.language(), moon.wordings())
    items = ItemPool(subject).written
    page = make_deck(subject, ALL_NOTE_TYPES, "low", DESCRIPTION, written=items).description
    assert "<p>Edition 1: 2 facts on 2 cards.</p>" in page


def test_a_picture_with_parts_is_shown(tmp_path: Path) -> None:
    report = check(texts(tmp_path), TODAY)
    assert [problem for problem in report.problems if problem.rule == "PIC-2"] == []


# ------------------------------------------------------------------ mistakes


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: the septum, ", "", "key 'name' is missing"),
        ("name: the septum", 'name: " "', "name is blank"),
        (
            "name: the septum",
            "name: The left atrium",
            "'The left atrium' is the name of another part too:"
            " tell them apart: the left lung, the right lung",
        ),
        (
            "rectangle: [10, 20, 30, 25]",
            "rectangle: [80, 20, 30, 25]",
            "part 'the left atrium' reaches beyond the picture: from 80 to 110 across:"
            " all of it lies between 0 and 100: hundredths of the picture, no pixels",
        ),
        ("[47, 90]", "[47, 104]", "part 'the septum' reaches beyond the picture: from 20 to 104"),
        (
            "[10, 20, 30, 25]",
            "[10, 20, 30]",
            "part 'the left atrium' has 3 numbers where four say where it is: ",
        ),
        (
            "[10, 20, 30, 25]",
            "[10, 20, 0, 25]",
            "part 'the left atrium' covers nothing: its width and height are more than nought",
        ),
        ("[47, 90]", "[53, 20]", "part 'the septum' covers nothing"),
        (
            ", [47, 90]",
            "",
            "part 'the septum' has no corners that enclose anything:"
            " write at least three corners, each as [across, down]",
        ),
        (", rectangle: [10, 20, 30, 25]", "", "part 'the left atrium' has no place in the picture"),
        (
            "ellipse: [50, 20, 30, 25]",
            "ellipse: [50, 20, 30, 25], rectangle: [50, 20, 30, 25]",
            "part 'the right atrium' has both rectangle and ellipse",
        ),
        (
            "ellipse: [50, 20, 30, 25]",
            "ellipse: [12, 22, 20, 20]",
            "part 'the right atrium' lies wholly within 'the left atrium':"
            " draw each so that the other's cover leaves some of it to be seen",
        ),
        (
            "ellipse: [50, 20, 30, 25]",
            "rectangle: [10, 20, 30, 25]",
            "part 'the right atrium' lies wholly within 'the left atrium'",
        ),
    ],
)
def test_a_part_that_cannot_be_asked_for_is_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in PARTS
    problems = refused(tmp_path, PARTS.replace(old, new), heart_png=png())
    assert len(problems) == 1, problems
    assert told in problems[0]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    broken = PARTS.replace("[10, 20, 30, 25]", "[10, 20, 300, 25]").replace("[47, 90]", "[47, 900]")
    assert len(refused(tmp_path, broken, heart_png=png())) == 2


def test_a_question_about_parts_without_any_is_told(tmp_path: Path) -> None:
    without = PARTS[: PARTS.index("    parts:")]
    (told,) = refused(tmp_path, without, heart_png=png())
    assert told == "asks is said of parts, and the picture has none: add parts"


def test_what_is_asked_of_parts_has_no_mark_of_its_own(tmp_path: Path) -> None:
    (told,) = refused(tmp_path, PARTS.replace("heart is this", "heart is this?"), heart_png=png())
    assert told == "asks ends with a full stop or question mark: leave it out"


def test_a_part_that_sticks_out_is_not_hidden(tmp_path: Path) -> None:
    beside = PARTS.replace("ellipse: [50, 20, 30, 25]", "rectangle: [10, 20, 30.5, 20]")
    assert published(texts(tmp_path, beside), 1_700_000_000)
