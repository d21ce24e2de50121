"""What a card says stands in its faces: text exports and rules go by these, never by its HTML."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from command import Run
from editions import blueprint, look, moon, package
from learner import Learner
from learner import words_of as page_words
from moon import bank, items, language
from small_bank import ALL_NOTE_TYPES
from test_check import TODAY
from test_read import note_type_of, told_of

from quizgen.build import build
from quizgen.cards import make_deck
from quizgen.check import check
from quizgen.content import Run as Words
from quizgen.deck.deck import Deck
from quizgen.deck.note_types import Slot
from quizgen.judge.subject import Subject
from quizgen.read import File, Texts

# ------------------------------------------------------------------ no export hangs on the look


def renamed(texts: Texts) -> Texts:
    """Return the texts with cards in which every class has another name, and no element is a p."""

    def changed(file: File) -> File:
        text = file.text if isinstance(file.text, str) else file.text.decode()
        text = re.sub(r'class="([^"]*)"', r'class="my-\1"', text)
        return replace(file, text=re.sub(r"<(/?)(?:p|dd|dt|blockquote)\b", r"<\1section", text))

    types = {
        key: {
            name: changed(file) if name.endswith(".html") else file for name, file in files.items()
        }
        for key, files in texts.note_types.items()
    }
    return replace(texts, note_types=types)


@pytest.mark.parametrize("part", ["quizlet", "csv"])
def test_another_look_changes_no_text_export(part: str) -> None:
    before, after = (
        [*build(texts, blueprint(), look(), [part], with_choice=True).exports]
        for texts in (moon(), renamed(moon()))
    )
    assert after == before


def test_another_look_silences_no_rule_on_cards() -> None:
    broken = (
        ("meaning: the path of a body around another", "meaning: yes"),
        ("subject: Sputnik 1,", "subject: the first satellite,"),
        ("subject: Sputnik 2,", "subject: the second satellite,"),
        ("asks: how high did Gemini 11 fly", "asks: what was the mass of Sputnik 2 in all"),
    )
    before, after = (
        [str(problem) for problem in check(texts, TODAY).problems if "CARD" in problem.rule]
        for texts in (moon(*broken), renamed(moon(*broken)))
    )
    assert after == before
    assert {line.partition("CARD-")[2][:1] for line in before} >= {"1", "3"}


def test_renamed_classes_empty_no_definition(run: Run) -> None:
    run("new", "--template", "deck", "event")
    for path in Path("templates/en/deck/event").glob("*.html"):
        text = path.read_text("utf-8")
        text = text.replace('class="answer', 'class="reply').replace(
            'class="question', 'class="ask'
        )
        path.write_text(text, "utf-8")

    assert run("build", "--topic", "escalation", "--only", "quizlet").code == 0
    lines = Path("output/escalation/escalation-quizlet.txt").read_text("utf-8").splitlines()
    assert any(line.startswith("When? ") for line in lines)
    assert [line for line in lines if not all(line.split("\t"))] == []


# ------------------------------------------------------------------ faces and looks say the same


def deck(*changes: tuple[str, str]) -> Deck:
    written = items(changes).items
    return make_deck(Subject(bank(changes), language()), ALL_NOTE_TYPES, "high", items=written)


def test_anki_shows_what_the_faces_say_and_nothing_else(tmp_path: Path) -> None:
    """Every card of every type, as Anki itself renders it; of a choice no more than the faces."""
    told = {(card.note.guid, card.name): card for card in deck().cards}
    with Learner(tmp_path) as learner:
        learner.imports(package(moon()))
        for shown in learner.cards():
            card = told.pop((shown.note().guid, shown.template()["name"]))
            output = shown.render_output()
            front = page_words(output.question_text)
            back = page_words(re.sub("<svg.*?</svg>", "", output.answer_text)).removeprefix(front)
            on_front, on_back = ([face.words for face in side] for side in (card.front, card.back))
            if card.is_choice:
                assert all(squeezed(words) in squeezed(front) for words in on_front)
                assert all(squeezed(words) in squeezed(front, back) for words in on_back)
            else:
                assert squeezed(front.replace("[...]", "[…]")) == squeezed(*on_front)
                assert squeezed(back) == squeezed(*on_back)
    assert not told


def squeezed(*words: str) -> str:
    return "".join("".join(words).split())


def test_a_line_that_stands_in_for_another_is_said_where_that_is_empty() -> None:
    asked = {card.note.name: card for card in deck().cards if card.name == "Who said it"}
    quoted, unquoted = asked["kennedy-we-choose"], asked["macmillan-thinks-twice"]
    assert quoted.question == "“We choose to go to the moon in this decade”"
    assert unquoted.question == "Who warned that the cost had to be thought about?"
    assert [face.role for face in unquoted.front] == ["topic", "kind", "question", "context"]


def test_a_word_stands_out_in_a_face_as_in_a_field() -> None:
    known = ('value: "84", unit: kg,', 'value: "84", unit: kg, date: 1957, status: settled,')
    for changes, said in (
        (
            (),
            (Words("According to "), Words("NASA's history (January\u00a01970)", source="history")),
        ),
        ((known,), (Words("1957", "bold"),)),
    ):
        (card,) = (it for it in deck(*changes).cards if it.note.name == "mass-of-sputnik-1")
        assert next(face.content for face in card.front if face.role == "context") == said


# ------------------------------------------------------------------ what an author may write

FACES = """\
name: quizgen lamp
level: 1
fields:
- {name: Lamp, text: "{{ term }}"}
- {name: Watts}
- {name: Spare 1}
cards:
- name: Which lamp
  needs: Lamp
  front:
  - kind: Which?
  - question: "{Lamp}"
  - context: "of **{Watts}** watts"
  back:
  - answer: "{Lamp}"
    if: Watts
"""
LOOK = "<b>Which?</b> {{Lamp}} {{#Watts}}of <b>{{Watts}}</b> watts{{/Watts}}\n"
BEHIND = "{{FrontSide}}<hr>{{#Watts}}{{Lamp}}{{/Watts}}\n"


def test_faces_are_read_in_order_with_their_fields_and_conditions() -> None:
    (card,) = note_type_of(FACES, LOOK, BEHIND).cards
    assert [face.role for face in card.front] == ["kind", "question", "context"]
    assert card.front[2].parts == (Words("of "), Slot("Watts", is_bold=True), Words(" watts"))
    assert [face.needs for face in (*card.front, *card.back)] == [
        (), ("Lamp",), ("Watts",), ("Lamp", "Watts"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            '  - question: "{Lamp}"\n', "",
            "11:3: the card 'Which lamp' has no question on its front\n"
            '  hint: say which field it is: - question: "{Lamp}"',
        ),
        (
            '  - answer: "{Lamp}"\n    if: Watts\n', '  - why: "{Lamp}"\n',
            "15:3: the card 'Which lamp' has no answer on its back\n"
            '  hint: say which field it is: - answer: "{Lamp}"',
        ),
        ("  back:", "  bakc:", "8:3: key 'back' is missing\n  hint: back: What the back says"),
        ("- kind:", "- knid:", "11:5: unknown key 'knid'\n  hint: did you mean 'kind'?"),
        (
            '{Lamp}"\n  - context', '{Lmap}"\n  - context',
            "12:5: 'Lmap' is no field\n"
            "  hint: did you mean 'Lamp'? known fields: Lamp, Watts, Spare 1",
        ),
        (
            "if: Watts", "unless: Wats",
            "15:5: 'Wats' is no field\n"
            "  hint: did you mean 'Watts'? known fields: Lamp, Watts, Spare 1",
        ),
        (
            "if: Watts", "unless: [Watts, Lamp]",
            "15:5: '{Lamp}' is never said\n  hint: it needs 'Lamp', and needs it empty",
        ),
        (
            "  - context:", "    context:",
            "12:5: a face is question and context at once\n"
            '  hint: write one thing a line, and first what it is: - context: "{Date}"',
        ),
        (
            "- kind: Which?", "- if: Watts",
            "11:5: a face says nothing\n"
            '  hint: write one thing a line, and first what it is: - context: "{Date}"',
        ),
        (
            "- kind: Which?", '- answer: "{Lamp}"',
            "11:5: the front has the answer\n  hint: move it to `back`",
        ),
        (
            "**{Watts}**", "**{Watts**",
            "13:5: a brace in 'of **{Watts** watts' has no fellow\n"
            "  hint: a field stands in braces: {Date}",
        ),
        (
            "**{Watts}**", "**{Watts}",
            "13:5: bold is opened and not closed in 'of **{Watts} watts'\n"
            "  hint: write **bold**",
        ),
    ],
)  # fmt: skip
def test_a_slip_in_a_face_is_told_by_its_line(old: str, new: str, told: str) -> None:
    assert FACES.count(old) == 1
    assert told_of(FACES.replace(old, new), LOOK, BEHIND).startswith(f"type.yaml:{told}")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "Which?", "What?",
            "type.yaml:11:5: which-lamp-front.html does not show 'Which?'\n"
            "  hint: write the same words in both",
        ),
        (
            "{{Lamp}} ", "<i>{{Watts}}</i> ",
            "type.yaml:12:5: which-lamp-front.html does not show the field 'Lamp'\n"
            "  hint: write {{Lamp}} in it",
        ),
        (
            "{{Lamp}} ", '<i lang="{{Lamp}}">{{Watts}}</i> ',
            "type.yaml:12:5: which-lamp-front.html does not show the field 'Lamp'\n"
            "  hint: write {{Lamp}} in it",
        ),
        (
            "Which?", "Which? {{Spare 1}}",
            "which-lamp-front.html:1:11: 'Spare 1' is shown and stands in no face\n"
            "  hint: say in type.yaml, in the front of 'Which lamp', what it is",
        ),
        ("Which?", "Which? <i lang='{{Spare 1}}'>{{Tags}}</i><!-- {{Spare 1}} -->", ""),
        ("of <b>{{Watts}}</b> watts", "of&nbsp;{{text:Watts}}<br>\n<small>watts</small>", ""),
    ],
)  # fmt: skip
def test_a_front_that_shows_what_no_face_says_or_the_reverse_is_told(
    old: str, new: str, told: str
) -> None:
    assert old in LOOK
    if told:
        assert told_of(FACES, LOOK.replace(old, new), BEHIND).splitlines()[:2] == told.splitlines()
    else:
        note_type_of(FACES, LOOK.replace(old, new), BEHIND)


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (
            "{{FrontSide}} {{Spare 1}} {{#Watts}}{{Lamp}}{{/Watts}}",
            "which-lamp-back.html:1:15: 'Spare 1' is shown and stands in no face\n"
            "  hint: say in type.yaml, in the back of 'Which lamp', what it is",
        ),
        (
            "{{#Watts}}it{{/Watts}}",
            "type.yaml:15:5: which-lamp-back.html does not show the field 'Lamp'\n"
            "  hint: write {{Lamp}} in it",
        ),
        (
            "{{Lamp}}",
            "type.yaml:15:5: which-lamp-back.html does not show anything by the field 'Watts'\n"
            "  hint: write {{#Watts}} … {{/Watts}} in it",
        ),
        ("{{Lamp}}{{#Watts}}{{/Watts}} and again {{Watts}}", ""),
        ("{{FrontSide}}", ""),
    ],
)
def test_a_back_that_shows_what_no_face_says_or_the_reverse_is_told(back: str, told: str) -> None:
    if told:
        assert told_of(FACES, LOOK, back) == told
    else:
        note_type_of(FACES, LOOK, back)


def test_a_front_that_shows_what_the_back_is_to_ask_is_told() -> None:
    """The answer stands on no front: the field is declared on the back alone."""
    hidden = FACES.replace('  - answer: "{Lamp}"', '  - answer: "{Spare 1}"')
    leaking = LOOK.replace("Which?", "Which? {{Spare 1}}")
    told = told_of(hidden, leaking, "{{#Watts}}{{Spare 1}}{{/Watts}}")
    assert told.startswith("which-lamp-front.html:1:11: 'Spare 1' is shown and stands in no face")


def test_what_is_wrong_with_the_html_itself_is_told_first() -> None:
    told = told_of(FACES, f"{LOOK}{{{{Lamb}}}}", BEHIND)
    assert told.startswith("which-lamp-front.html:2:1: field 'Lamb' is unknown")
    assert "stands in no face" not in told
