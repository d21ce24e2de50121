"""Properties whose values are pictures: shown to be chosen, shown to be named, and on cards."""

import json
from pathlib import Path

import pypdfium2
import pytest
from command import Run
from picture_files import png

from quizgen.content import Picture, pictures_of, plain
from quizgen.export.form_json import write_forms
from quizgen.quiz.item import Choice, Item, Matching, ShortAnswer
from quizgen.read.forms import read_forms

NAMES = ("france", "italy", "germany", "poland", "sweden", "finland")
HEAD = """\
title: Flags
properties:
  flag: {{of: country, is: picture, asks: "which of these is the flag of {{subject}}", one_to_one: true{more}}}
pictures:
"""


def bank(more: str = "", alt: str = "") -> str:
    lines = [
        f'  {name}: {{file: {name}.png, alt: "{alt or f"Pattern {number}: stripes"}.", licence: public domain}}'
        for number, name in enumerate(NAMES, 1)
    ]
    facts = [
        f"  - {{id: {name}, subject: {name.capitalize()}, property: flag, value: {name}, tags: [flags]}}"
        for name in NAMES
    ]
    return HEAD.format(more=more) + "\n".join([*lines, "facts:", *facts]) + "\n"


@pytest.fixture
def items(run: Run) -> dict[str, Item]:
    """Return the items of a bank of six flags by their ids."""
    write(bank())
    return asked()


def asked() -> dict[str, Item]:
    """Return the items of the bank of flags as it lies there."""
    from quizgen import find_texts
    from quizgen.pool import ItemPool
    from quizgen.read import read_materials

    pool = ItemPool(read_materials(find_texts("flags")).subject)
    return {item.id: item for item in pool.items}


def write(text: str) -> None:
    Path("banks/flags.yaml").write_text(text, "utf-8")
    for width, name in enumerate(NAMES, 30):
        Path(f"banks/{name}.png").write_bytes(png(width, 20))


def test_a_picture_is_told_by_what_it_shows(items: dict[str, Item]) -> None:
    chosen = items["france/what-is-its"]
    assert plain(chosen.rationale) == "The flag of France shows pattern 1: stripes."
    named = items["france/which-has-it"].interaction
    assert isinstance(named, Choice)
    reasons = {plain(option.content): plain(option.why_wrong) for option in named.options}
    reasons.pop("France")
    for name, reason in reasons.items():
        number = NAMES.index(name.lower()) + 1
        assert reason == f"has a different flag, which shows pattern {number}: stripes"


def test_one_of_several_pictures_is_chosen(items: dict[str, Item]) -> None:
    item = items["france/what-is-its"]
    assert plain(item.prompt) == "Which of these is the flag of France?"
    assert isinstance(item.interaction, Choice)
    shown = [[*pictures_of([option.content])] for option in item.interaction.options]
    assert [len(pictures) for pictures in shown] == [1] * len(shown)
    names = [picture.name for (picture,) in shown]
    assert names[0] == "france"
    assert len({*names}) == len(names) == 4
    for option, name in zip(item.interaction.options[1:], names[1:], strict=True):
        assert plain(option.why_wrong) == f"is the flag of {name.capitalize()}"


def test_a_picture_is_shown_to_be_named(items: dict[str, Item]) -> None:
    for wording in ("which-has-it", "write-what-has-it"):
        item = items[f"poland/{wording}"]
        assert [picture.name for picture in pictures_of([item.prompt])] == ["poland"]
        assert plain(item.prompt).startswith("Which country has this flag?")
    answer = items["poland/write-what-has-it"].interaction
    assert isinstance(answer, ShortAnswer)
    assert plain(answer.answer) == "Poland"


def test_what_else_is_accepted_of_a_picture_is_another_name_of_what_has_it(run: Run) -> None:
    write(bank().replace("value: poland", "value: poland, accept: [Polska]"))
    answer = asked()["poland/write-what-has-it"].interaction
    assert isinstance(answer, ShortAnswer)
    assert answer.accepted == ("Polska",)


def test_nobody_is_asked_to_write_a_picture_or_to_judge_its_words(items: dict[str, Item]) -> None:
    asked = {item_id.partition("/")[2] for item_id in items}
    assert asked == {"what-is-its", "which-has-it", "write-what-has-it"}


def test_pictures_are_matched_with_what_has_them(run: Run) -> None:
    write(bank())
    Path("templates/en/worksheets/small.yaml").write_text(
        "label: x\nsummary: x\nsections:\n"
        "- {title: Match, types: [matching], count: 1, members: 4, spare: 1}\n",
        "utf-8",
    )
    assert run("build", "--topic", "flags", "--worksheet", "small", "--only", "json").code == 0
    from quizgen import read_forms

    path = Path("output/flags/flags.json")
    (form,) = read_forms(path.read_bytes(), path.as_posix())
    (item,) = form.items
    assert isinstance(item.interaction, Matching)
    for premise in item.interaction.premises:
        (picture,) = (part for part in premise.text if isinstance(part, Picture))
        assert picture.name == premise.id
        response = next(each for each in item.interaction.responses if each.id == premise.response)
        assert plain(response.text) == premise.id.capitalize()


def test_a_card_shows_the_picture_on_the_side_where_it_belongs(run: Run) -> None:
    write(bank())
    from quizgen import find_texts
    from quizgen.cards import make_deck
    from quizgen.read import read_materials

    materials = read_materials(find_texts("flags"))
    deck = make_deck(materials.subject, materials.note_types)
    cards = [card for card in deck.cards if card.note.facts == ("italy",)]
    named, asked = cards if cards[0].name == "What is it" else cards[::-1]

    def shown(faces: tuple[object, ...]) -> list[str]:
        return [picture.name for face in faces for picture in face.pictures]  # type: ignore[attr-defined]

    words = [face.words for face in named.front]
    assert "What does the flag of Italy look like?" in words  # nothing stands there to choose from
    assert (shown(named.front), shown(named.back)) == ([], ["italy"])
    assert (shown(asked.front), shown(asked.back)) == (["italy"], [])
    assert "Italy" in " ".join(face.words for face in asked.back)


def test_a_value_that_is_no_picture_is_told(run: Run) -> None:
    write(bank().replace("value: italy", "value: itlay"))
    said = run("check", "flags")
    assert said.code == 1
    assert "did you mean 'italy'?" in said.err + said.out


@pytest.mark.parametrize(
    ("more", "alt", "said"),
    [
        (", many: true", "", "what has several pictures cannot be asked for"),
        (
            "",
            "A flag",
            "the pictures 'france' and 'italy' have the same words for who cannot see them\n"
            "  hint: say in alt of each what the other has not",
        ),
    ],
)
def test_what_could_not_be_asked_is_told(run: Run, more: str, alt: str, said: str) -> None:
    write(bank(more, alt))
    told = run("check", "flags")
    assert told.code == 1
    assert said in told.err + told.out


def test_a_study_sheet_shows_each_picture_beside_its_sentence(run: Run) -> None:
    write(bank().replace("licence: public domain", "credit: Jane Doe, licence: CC BY 4.0", 1))
    options = ("--worksheet", "study-sheet", "--only", "json", "--only", "worksheet")
    assert run("build", "--topic", "flags", *options, "--out", "out").code == 0
    data = Path("out/flags.json").read_bytes()
    (told,) = json.loads(data)["forms"][0]["told"]
    for sentence, name in zip(told["sentences"], NAMES, strict=True):
        words, picture = sentence["rest_blocks"]
        assert words["runs"][0]["text"].startswith(f"The flag of {name.capitalize()} shows")
        assert picture["name"] == name
        assert Path("out", picture["file"]).read_bytes() == Path(f"banks/{name}.png").read_bytes()
    assert write_forms(read_forms(data)) == data
    (page,) = pypdfium2.PdfDocument(Path("out/worksheet.pdf"))
    images = [*page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
    assert len(images) == len(NAMES)
    text = page.get_textpage()
    for image, name in zip(images, NAMES, strict=True):
        left, low, _, high = image.get_bounds()
        row = text.get_text_bounded(left=0, bottom=low - 4, right=left, top=high + 4)
        assert f"The flag of {name.capitalize()}" in row
    assert "Jane Doe, CC BY 4.0 (1)" in text.get_text_range()  # France is the first


def test_the_whole_of_it_is_built(run: Run) -> None:
    write(bank())
    assert run("build", "--topic", "flags", "--json").code == 0
    said = json.loads(run("build", "--topic", "flags", "--with-choice", "--json").out)
    assert said["left_out"] == []
