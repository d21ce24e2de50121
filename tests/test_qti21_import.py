"""Packages of QTI 2 -> written questions: the way back, what real files hold, and what nobody should guess."""

from contextlib import suppress
from pathlib import Path

import pytest
from command import Run
from exchange import several_questions, there_and_back
from hypothesis import given, settings
from hypothesis import strategies as st
from nine_types import nine_types
from picture_files import png

from quizgen.archive import Archive, packed
from quizgen.bank.questions import Question
from quizgen.errors import BankError
from quizgen.export.qti21 import write_qti21
from quizgen.imports import format_of
from quizgen.imports.qti21 import read_qti21
from quizgen.imports.qti_processing import Processing, Response, Value
from quizgen.imports.taken import Taken
from quizgen.imports.xml_file import read_xml

NAMESPACE = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"'
SCORE = (
    '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
    "<defaultValue><value>0</value></defaultValue></outcomeDeclaration>"
)
MATCH = (
    '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/'
    'rptemplates/match_correct"/>'
)


def item(body: str, declared: str = "", after: str = MATCH, attributes: str = "") -> str:
    """Return an item as an author writes it, its body on the second line."""
    return (
        f'<assessmentItem {NAMESPACE} identifier="i1" title="T" adaptive="false"'
        f' timeDependent="false"{attributes}>{declared}{SCORE}\n<itemBody>{body}</itemBody>\n{after}'
        "</assessmentItem>"
    )


def declares(*right: str, base: str = "identifier", cardinality: str = "single", more: str = "", ident: str = "RESPONSE") -> str:  # fmt: skip
    values = "".join(f"<value>{each}</value>" for each in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    return (
        f'<responseDeclaration identifier="{ident}" cardinality="{cardinality}" baseType="{base}">'
        f"{correct}{more}</responseDeclaration>"
    )


def mapping(**entries: float) -> str:
    listed = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{worth}"/>' for key, worth in entries.items()
    )
    return f'<mapping defaultValue="0">{listed}</mapping>'


def choice(*options: str, asks: str = "Which?", most: int = 1) -> str:
    listed = "".join(
        f'<simpleChoice identifier="{chr(65 + place)}">{words}</simpleChoice>'
        for place, words in enumerate(options)
    )
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="{most}">'
        f"<prompt>{asks}</prompt>{listed}</choiceInteraction>"
    )


def typed(before: str = "", after: str = "", ident: str = "RESPONSE") -> str:
    return f'<p>{before}<textEntryInteraction responseIdentifier="{ident}"/>{after}</p>'


def told(ident: str, words: str, kind: str = "modalFeedback") -> str:
    return f'<{kind} outcomeIdentifier="FEEDBACK" identifier="{ident}" showHide="show">{words}</{kind}>'


FEEDBACK = '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>'
AS_CHOSEN = (
    "<responseProcessing>"
    '<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/></setOutcomeValue>'
    "</responseProcessing>"
)


def read(content: str) -> Taken:
    return read_qti21(content.encode(), "q.xml")


def only(content: str) -> Question:
    taken = read(content)
    assert [str(each) for each in taken.problems] == []
    (question,) = taken.questions
    return question


def why_not(content: str) -> str:
    taken = read(content)
    assert taken.questions == ()
    (problem,) = (each for each in taken.problems if each.is_error)
    assert str(problem.where) == "q.xml:1:1"
    return problem.message.removeprefix("question 'T' ")


def package(items: dict[str, str], test: str = "", **others: bytes) -> bytes:
    resources = "".join(
        f'<resource identifier="r{place}" type="imsqti_item_xmlv2p1" href="{name}">'
        f'<file href="{name}"/></resource>'
        for place, name in enumerate(items)
    )
    if test:
        resources += '<resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/>'
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">'
        f"<resources>{resources}</resources></manifest>"
    )
    files: dict[str, bytes | str] = {"imsmanifest.xml": manifest, **items, **others}
    return packed({**files, **({"test.xml": test} if test else {})})


RIGHT_A = declares("A")


# --------------------------------------------------------------------------- there and back


@settings(max_examples=100)
@given(several_questions)
def test_what_is_written_is_read_again_as_the_same_items(questions: tuple) -> None:
    before, after, _ = there_and_back(questions, write_qti21, read_qti21)
    assert after == before


def test_pictures_come_back_with_their_words_and_credit(run: Run) -> None:
    Path("banks/pictures").mkdir()
    Path("banks/pictures/cat.png").write_bytes(png())
    Path("banks/pets.yaml").write_text(
        """
title: Pets
pictures:
  cat: {file: pictures/cat.png, alt: A pet on a mat, credit: "Ann, CC BY 4.0"}
questions:
- id: whose
  ask: Which pet is it?
  picture: cat
  answer: a cat
  wrong: [a dog, {picture: cat, text: this one}]
""",
        "utf-8",
    )
    assert run("export", "--topic", "pets", "--to", "qti21").code == 0
    back = run("import", "output/pets/pets-qti21.zip", "--topic", "back")
    assert (back.code, back.err) == (0, "")
    pictures = [path for path in Path("banks/pictures").iterdir() if path.name != "cat.png"]
    (picture,) = pictures
    assert picture.read_bytes() == png()
    said = Path("banks/back.yaml").read_text("utf-8")
    assert said.count(f"picture: {picture.stem}") == 2
    assert "alt: A pet on a mat" in said
    assert "credit: Ann, CC BY 4.0" in said
    assert run("build", "--topic", "back").code == 0


# --------------------------------------------------------------------------- how real files say it


def test_a_key_is_told_by_its_declaration_its_mapping_or_the_steps() -> None:
    asked = choice("a", "b", "c")
    by_mapping = declares(more=mapping(A=0, B=2))
    steps = (
        '<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
        '<baseValue baseType="identifier">B</baseValue></match><setOutcomeValue identifier="SCORE">'
        '<baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition>'
        "</responseProcessing>"
    )
    for content in (
        item(asked, declares("B")),
        item(asked, declares("B"), after=""),
        item(asked, by_mapping, MATCH.replace("match_correct", "map_response")),
        item(asked, declares(), steps),
    ):
        question = only(content)
        assert [each.text for each in question.answer] == ["b"]
        assert [each.text for each in question.wrong] == ["a", "c"]
        assert question.id == "i1"


def test_several_right_options_are_those_that_earn_something() -> None:
    asked = choice("a", "b", "c", most=0)
    declared = declares(cardinality="multiple", more=mapping(A=1, C=1, B=-1))
    question = only(item(asked, declared, MATCH.replace("match_correct", "map_response")))
    assert question.type == "multiple-response"
    assert [each.text for each in question.answer] == ["a", "c"]


@pytest.mark.parametrize("words", [("True", "False"), ("true", "false")])
def test_true_and_false_make_a_statement(words: tuple[str, str]) -> None:
    question = only(item(choice(*words, asks="Ice melts."), RIGHT_A))
    assert (question.type, question.ask, question.answer[0].text) == (
        "true-false",
        "Ice melts.",
        "true",
    )


def test_what_is_told_of_an_option_is_found_by_what_the_file_does_with_it() -> None:
    declared = RIGHT_A + FEEDBACK
    modal = item(
        choice("a", "b"),
        declared,
        AS_CHOSEN + told("A", "<p>Yes.</p>") + told("B", "<p>It <b>is</b> not.</p>"),
    )
    inline = item(
        choice(
            f"a{told('A', 'Yes.', 'feedbackInline')}",
            f"b{told('B', 'It is not.', 'feedbackInline')}",
        ),
        declared,
        AS_CHOSEN,
    )
    for content in (modal, inline):
        question = only(content)
        assert [(each.text, each.why) for each in (*question.answer, *question.wrong)] == [
            ("a", "Yes."),
            ("b", "It is not."),
        ]


def test_what_is_told_of_several_answers_alike_is_dropped_with_a_warning() -> None:
    steps = (
        '<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></match><setOutcomeValue identifier="FEEDBACK"><baseValue'
        ' baseType="identifier">good</baseValue></setOutcomeValue></responseIf><responseElse>'
        '<setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">bad</baseValue>'
        "</setOutcomeValue></responseElse></responseCondition></responseProcessing>"
    )
    content = item(
        choice("a", "b", "c"), RIGHT_A + FEEDBACK, steps + told("good", "So it is.") + told("bad", "No.")
    )  # fmt: skip
    taken = read(content)
    assert taken.questions[0].answer[0].why == "So it is."
    assert [each.message for each in taken.problems] == [
        "question 'T' loses what is told of several answers alike"
    ]


def test_what_is_told_of_every_wrong_answer_is_no_reason() -> None:
    steps = (
        '<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></match><setOutcomeValue identifier="SCORE"><baseValue'
        ' baseType="float">1</baseValue></setOutcomeValue></responseIf><responseElse>'
        '<setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">bad</baseValue>'
        "</setOutcomeValue></responseElse></responseCondition></responseProcessing>"
    )
    declared = declares("A", "B", cardinality="multiple") + FEEDBACK
    taken = read(item(choice("a", "b", "c", most=0), declared, steps + told("bad", "Wrong.")))
    assert taken.questions[0].why == ""
    assert [each.message for each in taken.problems] == [
        "question 'T' loses what is told of several answers alike"
    ]


def test_a_number_in_a_gap_is_written_as_anybody_types_it() -> None:
    declared = declares("4.0", base="float", ident="R1") + declares("x", base="string", ident="R2")
    body = (
        '<p>It has <textEntryInteraction responseIdentifier="R1"/> sides and is called'
        ' <textEntryInteraction responseIdentifier="R2"/>.</p>'
    )
    assert only(item(body, declared, after="")).ask == "It has [4] sides and is called [x]."


def test_a_line_behind_a_question_is_a_short_answer_and_within_a_sentence_a_gap() -> None:
    strings = declares("York", base="string", more=mapping(York=1, york=1))
    mapped = MATCH.replace("match_correct", "map_response")
    short = only(item(typed("Which city? "), strings, mapped))
    assert (short.type, short.ask, short.answer[0].text, short.accept) == (
        "short-answer",
        "Which city?",
        "York",
        ("york",),
    )
    below = only(item(f"<p>Name a city of the north.</p>{typed()}", strings, mapped))
    assert (below.type, below.ask) == ("short-answer", "Name a city of the north.")
    for before, after in (("The sun of ", "."), ("It is ", "")):
        gap = only(item(typed(before, after), strings, mapped))
        assert (gap.type, gap.ask) == ("cloze", f"{before}[York|york]{after}")


def test_two_lines_make_two_gaps_and_a_list_in_the_text_is_told() -> None:
    declared = declares("a", base="string", ident="R1") + declares("X", ident="R2")
    listed = (
        '<inlineChoiceInteraction responseIdentifier="R2" shuffle="false"><inlineChoice'
        ' identifier="X">Rome</inlineChoice><inlineChoice identifier="Y">Bonn</inlineChoice>'
        "</inlineChoiceInteraction>"
    )
    body = f'<p>One <textEntryInteraction responseIdentifier="R1"/> in {listed}.</p>'
    taken = read(item(body, declared, after=""))
    assert taken.questions[0].ask == "One [a] in [Rome]."
    assert [each.message for each in taken.problems] == [
        "question 'T' has a gap with answers to choose from; the bank has the right one alone"
    ]


@pytest.mark.parametrize(
    ("test", "tolerance"),
    [
        ("", ""),
        ('<equal toleranceMode="absolute" tolerance="0.5">{v}{c}</equal>', "0.5"),
        ('<equal toleranceMode="relative" tolerance="10 10">{v}{c}</equal>', "1"),
        ("<and><gte>{v}{low}</gte><lte>{v}{high}</lte></and>", "2"),
        ("<and><lte>{low}{v}</lte><gte>{high}{v}</gte></and>", "2"),
    ],
)
def test_a_number_has_its_range_and_unit(test: str, tolerance: str) -> None:
    parts = {
        "v": '<variable identifier="RESPONSE"/>',
        "c": '<correct identifier="RESPONSE"/>',
        "low": '<baseValue baseType="float">8</baseValue>',
        "high": '<baseValue baseType="float">12</baseValue>',
    }
    steps = (
        f"<responseProcessing><responseCondition><responseIf>{test.format(**parts)}"
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        "</setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )
    content = item(
        typed("How long? ", " km"), declares("10", base="float"), steps if test else MATCH
    )
    question = only(content)
    assert (question.type, question.ask, question.answer[0].text) == ("numeric", "How long?", "10")
    assert (question.tolerance, question.unit) == (tolerance, "km")


def test_pairs_are_told_from_whichever_side_asks() -> None:
    sides = [
        "".join(
            f'<simpleAssociableChoice identifier="{name}" matchMax="0">{name.lower()}'
            "</simpleAssociableChoice>"
            for name in names
        )
        for names in ("ABC", "XYZ")
    ]
    body = (
        '<matchInteraction responseIdentifier="RESPONSE" shuffle="false"><prompt>Match.</prompt>'
        f"<simpleMatchSet>{sides[0]}</simpleMatchSet><simpleMatchSet>{sides[1]}</simpleMatchSet>"
        "</matchInteraction>"
    )

    def of(*pairs: str) -> str:
        return item(body, declares(*pairs, base="directedPair", cardinality="multiple"), after="")

    question = only(of("A X", "B Y", "C X"))
    assert question.pairs == {"a": "x", "b": "y", "c": "x"}
    assert [each.text for each in question.wrong] == ["z"]
    assert only(of("A X", "A Y", "B Z")).pairs == {"x": "a", "y": "a", "z": "b"}
    assert why_not(of("A X", "A Y", "B X")) == "has things of which each goes with several"
    assert why_not(of("A X", "B Y")) == "has things to be matched that go with nothing"
    assert why_not(of("A X", "B Q")) == "says that something goes together that is not there"
    assert why_not(of()) == "does not say what goes with what"


def test_points_are_those_of_the_file_where_they_are_not_the_usual() -> None:
    worth = (
        '<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>{}</value></defaultValue></outcomeDeclaration>"
    )
    for said, points in (("3", 3), ("1", None), ("2.0", 2)):
        assert only(item(choice("a", "b"), RIGHT_A + worth.format(said))).points == points
    taken = read(item(choice("a", "b"), RIGHT_A + worth.format("1.5")))
    assert [each.message for each in taken.problems] == [
        "question 'T' is worth 1.5 points, and a bank counts whole ones"
    ]


def test_notes_for_who_marks_are_no_part_of_what_is_asked() -> None:
    body = (
        '<rubricBlock view="scorer"><p>Two reasons.</p></rubricBlock><rubricBlock view="candidate">'
        '<p>Read.</p></rubricBlock><extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Why?'
        "</prompt></extendedTextInteraction>"
    )
    question = only(item(body, declares(base="string"), after=""))
    assert (question.type, question.ask, question.why) == (
        "discussion",
        "Read.\n\nWhy?",
        "Two reasons.",
    )


# --------------------------------------------------------------------------- what is not taken over


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (item(choice("a", "b"), declares()), "does not say which answer is right"),
        (item(choice("a", "b"), declares("Z")), "says that 'Z' is right, and has no such option"),
        (item(choice("a", "b"), declares("A", "B")), "has 2 right answers, of which one is to be chosen"),
        (item(choice("a", ""), RIGHT_A), "has an option without words: 'B'"),
        (item(choice("a", "b"), declares("A", ident="OTHER")), "has an answer that it does not declare: 'RESPONSE'"),
        (item(choice("a", "b") * 2, RIGHT_A), "asks 2 things at once, where a bank asks one by one"),
        (item("<p>Read.</p>", RIGHT_A), "is a text that asks nothing"),
        (item(choice("a", "b"), "<templateDeclaration/>" + RIGHT_A), "draws its numbers or words anew each time"),
        (item(choice("a", "b"), RIGHT_A).replace('adaptive="false"', 'adaptive="true"'), "goes on after a wrong answer, step by step"),
        (item('<associateInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has things to be paired with one another, which no bank has"),
        (item('<customInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "needs a program of its own, which no bank has"),
        (item('<portableCustomInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "needs a program of its own, which no bank has"),
        (item('<drawingInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "is to be drawn, which no bank has"),
        (item('<endAttemptInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has hints that are asked for, which no bank has"),
        (item('<graphicAssociateInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has places on a picture to be joined, which no bank has"),
        (item('<graphicGapMatchInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has pictures to be dragged onto a picture, which no bank has"),
        (item('<graphicOrderInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has places on a picture to be put in order, which no bank has"),
        (item('<hottextInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has words of a text to be chosen, which no bank has"),
        (item('<mediaInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has a film or sound to be played, which no bank has"),
        (item('<positionObjectInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has things to be put onto a picture, which no bank has"),
        (item('<selectPointInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has points on a picture to be chosen, which no bank has"),
        (item('<sliderInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has a slider to be moved, which no bank has"),
        (item('<hotspotInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "has places on a picture to be chosen, which no bank has"),
        (item('<newInteraction responseIdentifier="RESPONSE"/>', RIGHT_A), "is answered by 'newInteraction', which no bank has"),
        (item(choice("a", '<object data="x.mp4" type="video/mp4"/>'), RIGHT_A), "needs an object, which no bank holds"),
        (item(choice('<img src="http://x.org/a.png" alt="x"/>', "b"), RIGHT_A), "has a picture that is not in the file: 'http://x.org/a.png'"),
        (item(choice("a", "b", asks="<math><mi>x</mi></math>"), RIGHT_A), "needs a formula in MathML, which no bank holds"),
        (item(typed("How many? "), declares("many", base="float")), "does not say which number is right"),
        (item(typed("Who? "), declares(base="string")), "does not say which answer is right"),
        (item(typed("It is ", " x."), declares("a|b", base="string")), "has 'a|b' in a gap, where | parts answers in a bank"),
        (f"<assessmentItem {NAMESPACE} title='T'/>", "has nothing that asks"),
    ],
)  # fmt: skip
def test_what_no_bank_holds_is_named(content: str, why: str) -> None:
    assert why_not(content) == why


def test_a_key_that_the_steps_do_not_pay_for_is_not_believed() -> None:
    pays_b = (
        '<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
        '<baseValue baseType="identifier">B</baseValue></match><setOutcomeValue identifier="SCORE">'
        '<baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition>'
        "</responseProcessing>"
    )
    content = item(choice("a", "b"), RIGHT_A, pays_b)
    assert why_not(content) == "says that one answer is right, and gives points for another"
    both = item(
        choice("a", "b"),
        declares("A", more=mapping(A=1, B=1)),
        MATCH.replace("match_correct", "map_response"),
    )
    assert why_not(both) == "gives as many points for a second answer as for the right"


def test_what_a_question_can_do_without_is_a_warning() -> None:
    partly = declares("York", base="string", more=mapping(York=1, york=0.5))
    taken = read(item(typed("Which? "), partly, MATCH.replace("match_correct", "map_response")))
    assert [(each.message, each.is_error) for each in taken.problems] == [
        ("question 'T' loses the answer 'york', which is partly right", False)
    ]
    uneven = item(
        typed("How many? "),
        declares("10", base="float"),
        '<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute"'
        ' tolerance="1 3"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        "</setOutcomeValue></responseIf></responseCondition></responseProcessing>",
    )
    taken = read(uneven)
    assert taken.questions[0].tolerance == "1"
    assert "a bank has the same on both sides" in taken.problems[0].message


def test_what_is_not_answered_is_neither_right_nor_wrong() -> None:
    steps = (
        '<responseProcessing><responseCondition><responseIf><not><match><variable identifier="RESPONSE"/>'
        '<baseValue baseType="identifier">A</baseValue></match></not><setOutcomeValue identifier="SCORE">'
        '<baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition>'
        "</responseProcessing>"
    )
    root = read_xml(item(choice("a", "b"), RIGHT_A, steps).encode(), "q.xml").root
    responses = {each.ident: each for each in map(Response, root.iterfind("responseDeclaration"))}
    processing = Processing(root, responses)
    given: tuple[Value, ...] = (("A",), ("B",), None)
    assert [processing.score({"RESPONSE": each}) for each in given] == [0, 1, 0]


def test_steps_that_are_not_known_here_are_not_guessed() -> None:
    odd = (
        '<responseProcessing><setOutcomeValue identifier="SCORE"><customOperator/></setOutcomeValue>'
        "</responseProcessing>"
    )
    assert only(item(choice("a", "b"), RIGHT_A, odd)).answer[0].text == "a"
    asked = item(choice("a", "b"), declares(), odd)
    assert why_not(asked) == "does not say which answer is right"


def test_steps_without_end_and_words_without_bottom_come_to_an_end() -> None:
    deep = "<div>" * 3000 + "x" + "</div>" * 3000
    assert why_not(item(deep + choice("a", "b"), RIGHT_A)) == (
        "has its words nested too deep to be read"
    )
    nested = "<not>" * 3000 + "</not>" * 3000
    steps = f"<responseProcessing><setOutcomeValue identifier='SCORE'>{nested}</setOutcomeValue></responseProcessing>"
    assert only(item(choice("a", "b"), RIGHT_A, steps)).answer[0].text == "a"


# --------------------------------------------------------------------------- packages


def test_items_come_in_the_order_of_the_test_and_the_others_behind() -> None:
    names = ["a.xml", "b.xml", "c.xml"]
    items = {name: item(choice("a", "b", asks=f"{name}?"), RIGHT_A) for name in names}
    test = (
        f"<assessmentTest {NAMESPACE}><assessmentSection/><assessmentSection>"
        '<assessmentItemRef identifier="x" href="b.xml"/><assessmentItemRef identifier="y"'
        ' href="gone.xml"/></assessmentSection></assessmentTest>'
    )
    taken = read_qti21(package(items, test), "p.zip")
    assert [each.ask for each in taken.questions] == ["b.xml?", "a.xml?", "c.xml?"]
    assert [each.has_own_id for each in taken.questions] == [True, False, False]  # all are i1
    assert [str(each.where) for each in taken.questions] == [f"p.zip/{n}.xml:1:1" for n in "bac"]
    assert [(str(each.where), each.message) for each in taken.problems] == [
        ("p.zip/test.xml:1:153", "question 'y' is asked by the test, and is not in the package")
    ]
    assert taken.remarks == ("2 sections are not kept: a bank has tags.",)


def test_an_item_that_is_broken_is_named_and_the_others_are_taken() -> None:
    good = item(choice("a", "b"), RIGHT_A)
    items = {
        "a.xml": good,
        "b.xml": good[:-20],
        "c.xml": f"<!DOCTYPE x>{good}",
        "d.xml": "<html/>",
    }
    content = package(items)
    taken = read_qti21(content, "p.zip")
    assert len(taken.questions) == 1
    assert [each.where.path for each in taken.problems] == [
        "p.zip/b.xml",
        "p.zip/c.xml",
        "p.zip/d.xml",
    ]
    assert all(each.is_error for each in taken.problems)


def test_an_item_that_is_listed_and_not_there_is_named() -> None:
    manifest = "<manifest><resource type='imsqti_item_xmlv2p1' href='a.xml'/></manifest>"
    taken = read_qti21(packed({"imsmanifest.xml": manifest}), "p.zip")
    assert [(str(each.where), each.message) for each in taken.problems] == [
        ("p.zip", "'a.xml' is listed in the manifest, and is not in the package")
    ]


def test_a_package_in_a_folder_and_with_a_picture_is_read() -> None:
    body = choice('<img src="../img/a%20b.png" alt="A dot"/>', "b")
    manifest = (
        "<manifest><resources><resource identifier='r' type='imsqti_item_xmlv2p2' href='items/i.xml'>"
        "<metadata><lom><general><keyword><string>Old Rome</string></keyword><keyword><langstring>"
        "level-2</langstring></keyword></general></lom></metadata></resource></resources></manifest>"
    )
    content = packed(
        {
            "exam/imsmanifest.xml": manifest,
            "exam/items/i.xml": item(body, RIGHT_A),
            "exam/img/a b.png": png(),
        }
    )
    assert format_of(content).name == "qti21"
    taken = read_qti21(content, "p.zip")
    (question,) = taken.questions
    (name,) = taken.pictures
    assert question.answer[0].picture == name
    assert taken.pictures[name].alt == "A dot"
    assert [*taken.files.values()] == [png()]
    assert (question.tags, question.level) == (("old-rome",), 2)


def test_what_is_no_package_is_told() -> None:
    export = "export the questions as a package of QTI 2.1"
    for content, message, hint in (
        (packed({"a.txt": "x"}), "the package holds no imsmanifest.xml, which would say what is in it", ""),
        (packed({"imsmanifest.xml": "<manifest/>"}), "the package lists no item of QTI 2, and so no question", export),
        (packed({"imsmanifest.xml": "<manifest><resource type='imsqti_item_xmlv3p0'/></manifest>"}), "the package is one of QTI 3, of which only 2.0 to 2.2 are read", export),
        (b"<assessmentTest/>", "the file holds <assessmentTest>, and no <assessmentItem> to be asked", "import the whole package, a .zip file"),
    ):  # fmt: skip
        with pytest.raises(BankError) as caught:
            read_qti21(content, "p.zip")
        (problem,) = caught.value.problems
        assert problem.message == message
        assert problem.hint == hint or not hint


def test_a_file_is_known_by_what_is_in_it() -> None:
    known = [
        item(choice("a", "b"), RIGHT_A).encode(),
        b'<?xml version="1.0"?>\n<q:assessmentItem xmlns:q="x"/>',
        package({"a.xml": item(choice("a", "b"), RIGHT_A)}),
    ]
    assert [format_of(each).name for each in known] == ["qti21"] * 3
    others = [
        packed({"imsmanifest.xml": "<manifest><resource type='imsqti_xmlv1p2'/></manifest>"}),
        packed({"a": b""}),
        b"PK",
    ]
    assert all((found := format_of(each)) is None or found.name != "qti21" for each in others)


WHOLE = Archive(write_qti21(nine_types(), "p").files[0].content, "p")
PARTS = {name: WHOLE.read(name) for name in WHOLE.names}
spoilt = st.sampled_from(
    [b"", b"<", b"&", b"\0", b"\xff", b"]]>", b"<!DOCTYPE x>", b"</p>", b"&#0;", b"RESPONSE", b"identifier", b"multiple",
     b"<value>A</value>", b"<p>", b"float", b"string", b"textEntryInteraction", b"choiceInteraction", b"1e999", b"-", b"x y"]
)  # fmt: skip


@settings(max_examples=100)
@given(
    st.sampled_from(sorted(PARTS)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), spoilt), min_size=1, max_size=3),
)
def test_a_package_with_a_spoilt_part_is_read_or_told_of_and_never_raises(
    name: str, changes: list[tuple[float, int, bytes]]
) -> None:
    content = PARTS[name]
    for where, length, put in changes:
        place = int(where * len(content))
        content = content[:place] + put + content[place + length :]
    with suppress(BankError):  # which tells what it is
        taken = read_qti21(packed({**PARTS, name: content}), "p.zip")
        assert len(taken.questions) + len([it for it in taken.problems if it.is_error]) >= 12
