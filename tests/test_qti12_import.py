"""QTI 1.2 of other programs: what becomes a question, and what is named with its line."""

import base64
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from command import Run
from exchange import bank_of
from hypothesis import given
from hypothesis import strategies as st
from picture_files import png

from quizgen.archive import packed
from quizgen.bank.questions import Question
from quizgen.errors import BankError
from quizgen.imports import format_of
from quizgen.imports.qti12 import read_qti12
from quizgen.imports.taken import Taken

OUTCOMES = '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE"/></outcomes>'
PLAIN = ' texttype="text/plain"'
BY_HAND = "write it into the bank by hand; `--what-fits` takes the rest"


def field(label: str, entry: str) -> str:
    return f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"


def material(words: str, kind: str = ' texttype="text/html"') -> str:
    return f"<material><mattext{kind}>{words}</mattext></material>"


def labels(**options: str) -> str:
    return "".join(
        f'<response_label ident="{ident}">{material(words, "")}</response_label>'
        for ident, words in options.items()
    )


def lid(options: str, ident: str = "r", cardinality: str = "Single", above: str = "") -> str:
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}">{above}'
        f"<render_choice>{options}</render_choice></response_lid>"
    )


BLANK = '<response_str ident="r" rcardinality="Single"><render_fib><response_label ident="a"/></render_fib></response_str>'


def when(
    test: str,
    score: str = "100",
    action: str = "Set",
    go_on: str = ' continue="No"',
    shows: str = "",
) -> str:
    told = "".join(f'<displayfeedback linkrefid="{ident}"/>' for ident in shows.split())
    change = f'<setvar varname="SCORE" action="{action}">{score}</setvar>' if score else ""
    return (
        f"<respcondition{go_on}><conditionvar>{test}</conditionvar>{change}{told}</respcondition>"
    )


def equals(words: str, ident: str = "r", more: str = "") -> str:
    return f'<varequal respident="{ident}"{more}>{words}</varequal>'


def tells(words: str, ident: str) -> str:
    return f'<itemfeedback ident="{ident}"><flow_mat>{material(words)}</flow_mat></itemfeedback>'


def item(
    presentation: str,
    conditions: str = "",
    kind: str = "",
    more: str = "",
    fields: str = "",
    ident: str = "i",
    title: str = "",
) -> str:
    told = field("question_type", kind) if kind else ""
    return (
        f'<item ident="{ident}" title="{title}"><itemmetadata><qtimetadata>{told}{fields}</qtimetadata></itemmetadata>'
        f"<presentation>{presentation}</presentation>"
        f"<resprocessing>{OUTCOMES}{conditions}</resprocessing>{more}</item>"
    )


def quiz(*items: str, ident: str = "q", of: str = "assessment") -> bytes:
    section = (
        f'<section ident="s">{"".join(items)}</section>' if of == "assessment" else "".join(items)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">\n'
        f'<{of} ident="{ident}" title="Quiz">{section}</{of}></questestinterop>'
    ).encode()


def taken(*items: str) -> Taken:
    return read_qti12(quiz(*items), "quiz.xml")


def only(*items: str) -> Question:
    found = taken(*items)
    assert found.problems == ()
    (question,) = found.questions
    bank_of([question])  # which a bank takes
    return question


def refused(*items: str) -> str:
    found = taken(*items)
    assert found.questions == ()
    (problem,) = found.problems
    assert problem.is_error
    assert (problem.where.path, problem.where.line) == ("quiz.xml", 3)
    assert problem.hint == BY_HAND
    return problem.message


def dropped(*items: str) -> list[str]:
    found = taken(*items)
    assert len(found.questions) == len(items)
    assert not any(problem.is_error for problem in found.problems)
    return [problem.message.partition("' ")[2] for problem in found.problems]


def of_answers(question: Question) -> tuple[list[str], list[str]]:
    return [each.text for each in question.answer], [each.text for each in question.wrong]


STEM = material("Who was first?")
THREE = labels(a="Gagarin", b="Titov", c="Glenn")


# --------------------------------------------------------------------------- what conditions mean


@pytest.mark.parametrize(
    "conditions",
    [
        when(equals("a")),
        when(equals("b"), "0") + when(equals("a"), "1") + when("<other/>", "0"),
        when(equals("a"), "100", "Add", ""),
        when(equals("a"), "SCORE.max"),
        when(f"<not><or>{equals('b')}{equals('c')}</or></not>"),
        when(equals("b"), "-25", "Add", "") + when(equals("a"), "50", "Add", "") + when(equals("a"), "2", "Multiply", ""),
        when("<other/>", "100", go_on=' continue="Yes"') + when(f"<or>{equals('b')}{equals('c')}</or>", "0"),
        when(equals("a").replace(' respident="r"', "")),
        when(f"<and>{equals('a')}<not>{equals('b')}</not></and>"),
        when(equals("a"), "100", "Subtract", "").replace(">100<", ">-100<"),
        when(equals("a"), "40") + when(equals("a"), "100"),  # the first ends it, and is the most there is
    ],
)  # fmt: skip
def test_a_key_is_what_earns_the_most_however_it_is_written(conditions: str) -> None:
    question = only(item(STEM + lid(THREE), conditions))
    assert question.type == "multiple-choice"
    assert of_answers(question) == (["Gagarin"], ["Titov", "Glenn"])


@pytest.mark.parametrize(
    "conditions",
    [
        when(equals("a") + equals("c")),
        when(equals("a"), "50", "Add", "") + when(equals("c"), "50", "Add", "") + when(equals("b"), "0", "Add", ""),
        when(f"<and>{equals('a')}<not>{equals('b')}</not>{equals('c')}</and>"),
        when(equals("a") + equals("c") + f"<not>{equals('b')}</not>"),
        when(equals("a"), "50", "Add", "") + when(equals("c"), "50", "Add", ""),
        when(equals("a"), "50", "Add", "") + when(equals("c"), "50", "Add", "") + when(equals("b"), "50", "Subtract", ""),
        when(f"<and>{equals('a')}{equals('c')}</and>", "100", "Set", "") ,
        when(f"<and><not>{equals('b')}</not>{equals('c')}{equals('a')}</and>", "SCORE.max"),
        when(f"<not><or><not>{equals('a')}</not><not>{equals('c')}</not>{equals('b')}</or></not>"),
    ],
)  # fmt: skip
def test_keys_are_what_together_earns_the_most_and_nothing_beside(conditions: str) -> None:
    question = only(item(STEM + lid(THREE, cardinality="Multiple"), conditions))
    assert question.type == "multiple-response"
    assert of_answers(question) == (["Gagarin", "Glenn"], ["Titov"])


def test_several_right_options_of_one_is_no_key() -> None:
    conditions = when(equals("a")) + when(equals("b"))
    assert refused(item(STEM + lid(THREE), conditions)) == (
        "question 'Who was first?' has 2 right answers, of which one is to be chosen"
    )


def test_an_option_that_is_partly_right_is_named() -> None:
    conditions = when(equals("a")) + when(equals("b"), "50")
    found = taken(item(STEM + lid(THREE), conditions))
    assert of_answers(found.questions[0]) == (["Gagarin"], ["Glenn"])
    assert [each.message for each in found.problems] == [
        "question 'Who was first?' loses the option 'Titov', which is partly right"
    ]


@pytest.mark.parametrize(
    ("conditions", "why"),
    [
        ("", "has no right answer"),
        (when(equals("z")), "has no right answer"),
        (when(equals("a"), "0"), "has no right answer"),
        (when('<varinside areatype="Ellipse" respident="r">1,2</varinside>'), "is marked by <varinside>, which is not understood here"),
        (when(equals("a"), "much"), "sets its score to 'much', which is no number"),
        (when(equals("a"), "1", "Divide").replace(">1<", ">0<"), "changes its score by 'divide', which is not understood"),
    ],
)  # fmt: skip
def test_a_key_that_is_not_sure_is_never_guessed(conditions: str, why: str) -> None:
    assert refused(item(STEM + lid(THREE), conditions)) == f"question 'Who was first?' {why}"


def test_ids_that_are_equal_as_numbers_are_two() -> None:
    options = labels(a="x").replace('"a"', '"1"') + labels(a="y").replace('"a"', '"01"')
    question = only(item(STEM + lid(options), when(equals(" 01 "))))
    assert of_answers(question) == (["y"], ["x"])


def test_what_would_take_hours_is_named_at_once() -> None:
    many = "".join(
        labels(a=f"option {place}").replace('"a"', f'"o{place}"') for place in range(1500)
    )
    conditions = "".join(when(equals(f"o{place}"), "1", "Add", "") for place in range(1500))
    long = item(STEM + lid(many, cardinality="Multiple"), conditions)
    assert refused(long).endswith("has more options and conditions than can be tried out")
    grows = when(equals("a"), "9" * 50, "Add", "") + when(equals("a"), "9" * 50, "Multiply", "") * 9
    assert refused(item(STEM + lid(THREE), grows)).endswith(
        "has a score that grows beyond all numbers"
    )


def test_what_only_tells_need_not_be_understood() -> None:
    told = when("<durlt>5</durlt>", "", shows="f", go_on=' continue="Yes"')
    assert dropped(
        item(STEM + lid(THREE), told + when(equals("a")), more=tells("Quick!", "f"))
    ) == ["loses what only some answers are told"]


# --------------------------------------------------------------------------- feedback


def test_what_is_told_goes_to_who_is_told_it() -> None:
    conditions = (
        when("<other/>", "", shows="general_fb", go_on=' continue="Yes"')
        + when(equals("a"), "", shows="a_fb", go_on=' continue="Yes"')
        + when(equals("b"), "", shows="b_fb", go_on=' continue="Yes"')
        + when(equals("a"), shows="correct_fb")
        + when("<other/>", "0", shows="general_incorrect_fb")
    )
    more = (
        tells("In 1961.", "general_fb") + tells("He was.", "a_fb") + tells("&lt;p&gt;Second.&lt;/p&gt;", "b_fb")
        + tells("Right!", "correct_fb") + tells("Wrong.", "general_incorrect_fb")
    )  # fmt: skip
    question = only(item(STEM + lid(THREE), conditions, "multiple_choice_question", more))
    assert question.why == "In 1961."
    assert [each.why for each in question.answer] == ["He was. Right!"]
    assert [each.why for each in question.wrong] == ["Second. Wrong.", "Wrong."]


def test_canvas_tells_two_texts_by_their_names_alone() -> None:
    more = (
        tells("In 1961.", "general_fb")
        + tells("Yes.", "correct_fb")
        + tells("No.", "general_incorrect_fb")
    )
    found = taken(item(STEM + lid(THREE), when(equals("a")), "multiple_choice_question", more))
    assert found.questions[0].why == "Yes. In 1961."
    assert [each.message for each in found.problems] == [
        "question 'Who was first?' loses what only some answers are told"
    ]


def test_a_hint_is_lost_and_a_solution_is_kept() -> None:
    hint = f'<itemfeedback ident="h"><hint><hintmaterial>{material("Vostok")}</hintmaterial></hint></itemfeedback>'
    solution = f'<itemfeedback ident="s"><solution><solutionmaterial>{material("Yuri.")}</solutionmaterial></solution></itemfeedback>'
    found = taken(item(STEM + lid(THREE), when(equals("a")), more=hint + solution))
    assert found.questions[0].why == "Yuri."
    assert [each.message for each in found.problems] == ["question 'Who was first?' loses a hint"]


def test_blackboard_tells_of_each_option_and_says_its_words_in_its_own_way() -> None:
    def says(words: str) -> str:
        return (
            f'<material><mat_extension><mat_formattedtext type="HTML">{words}</mat_formattedtext>'
            "</mat_extension></material>"
        )

    def option(ident: str, words: str) -> str:
        return (
            f'<response_label ident="{ident}"><flow_mat>{says(words)}</flow_mat></response_label>'
        )

    stem = f'<flow class="QUESTION_BLOCK">{says("&lt;b&gt;Who&lt;/b&gt; was first?")}<flow><material/></flow></flow>'
    right = when(equals("a", more=' case="No"'), "SCORE.max", go_on="").replace(
        "varname", "variablename"
    )
    wrong = when("<other/>", "0.0", go_on="", shows="incorrect").replace("varname", "variablename")
    solution = f'<itemfeedback ident="b"><solution view="All"><flow_mat>{says("He was second.")}</flow_mat></solution></itemfeedback>'
    asked = f'<flow>{stem}<flow class="RESPONSE_BLOCK">{lid(option("a", "Gagarin") + option("b", "Titov"))}</flow></flow>'
    made = item(asked, right + wrong, more=solution + tells("Look it up.", "incorrect"))
    question = only(
        made.replace(
            "<itemmetadata>", "<itemmetadata><bbmd_questiontype>Multiple Choice</bbmd_questiontype>"
        )
    )
    assert question.ask == "Who was first?"
    assert of_answers(question) == (["Gagarin"], ["Titov"])
    assert question.wrong[0].why == "Look it up. He was second."


def test_texts_that_stand_apart_are_paragraphs() -> None:
    question = only(item(material("One.", PLAIN) + STEM + lid(THREE), when(equals("a"))))
    assert question.ask == "One.\n\nWho was first?"


def test_what_asks_in_no_words_is_named() -> None:
    assert (
        refused(item(material("") + lid(THREE), when(equals("a"))))
        == "question without a name has no words that ask"
    )


# --------------------------------------------------------------------------- types


@pytest.mark.parametrize("options", [labels(a="True", b="False"), labels(a="false.", b="true.")])
def test_true_and_false_are_a_statement_to_judge(options: str) -> None:
    question = only(item(material("It flew.") + lid(options), when(equals("b"))))
    assert question.type == "true-false"
    assert question.answer[0].text == ("false" if "False" in options else "true")


def test_a_cartridge_tells_truth_by_its_ids_in_any_language() -> None:
    options = labels(true="Wahr", false="Falsch")
    fields = field("cc_profile", "cc.true_false.v0p1")
    question = only(item(material("Es flog.") + lid(options), when(equals("false")), fields=fields))
    assert (question.type, question.answer[0].text) == ("true-false", "false")
    other = only(item(material("Es flog.") + lid(options), when(equals("false"))))
    assert other.type == "multiple-choice"


def pair_of(*premises: str, options: str = THREE) -> str:
    return STEM + "".join(
        lid(options, f"r{place}", above=material(words)) for place, words in enumerate(premises)
    )


@pytest.mark.parametrize(
    "conditions",
    [
        when(equals("b", "r0"), "50.00", "Add", "") + when(equals("a", "r1"), "50.00", "Add", ""),
        when(f"<and>{equals('b', 'r0')}{equals('a', 'r1')}</and>"),
        when(equals("b", "r0") + equals("a", "r1")),
    ],
)
def test_pairs_are_what_earns_points_whether_each_does_or_all_together(conditions: str) -> None:
    question = only(item(pair_of("17 orbits", "1 orbit"), conditions, "matching_question"))
    assert question.pairs == {"17 orbits": "Titov", "1 orbit": "Gagarin"}
    assert of_answers(question) == ([], ["Glenn"])


def test_pairs_that_are_not_sure_are_named() -> None:
    some = when(equals("b", "r0"), "50", "Add", "")
    assert refused(item(pair_of("x", "y"), some, "matching_question")) == (
        "question 'Who was first?' does not say what goes with 'y'"
    )
    assert "asks about 'x' twice" in refused(
        item(
            pair_of("x", "x"), some + when(equals("a", "r1"), "50", "Add", ""), "matching_question"
        )
    )


def test_an_order_is_the_order_in_which_its_parts_are_named() -> None:
    ordered = STEM + lid(THREE, cardinality="Ordered")
    right = when(equals("c") + equals("a") + equals("b"))
    assert only(item(ordered, right, "ordering_question")).order == ("Glenn", "Gagarin", "Titov")
    numbered = when(
        equals("a", more=' index="2"')
        + equals("b", more=' index="3"')
        + equals("c", more=' index="1"')
    )
    assert only(item(ordered, numbered)).order == ("Glenn", "Gagarin", "Titov")
    assert "does not say in which order" in refused(item(ordered, when(equals("c") + equals("a"))))


@pytest.mark.parametrize(
    ("tests", "answer", "tolerance"),
    [
        ("<vargte>79.8</vargte><varlte>88.2</varlte>", "84", "4.2"),
        (
            "<or><varequal>84</varequal><and><vargte>79.8</vargte><varlte>88.2</varlte></and></or>",
            "84",
            "4.2",
        ),
        ("<varequal>42</varequal>", "42", ""),
        ("<vargte>42</vargte><varlte>42.0</varlte>", "42", ""),
        (
            "<or><varequal>42</varequal><and><vargte>42.0</vargte><varlte>42</varlte></and></or>",
            "42",
            "",
        ),
        ("<and><vargte>-11</vargte><varlte>-9</varlte></and>", "-10", "1"),
    ],
)
def test_a_number_is_its_range_however_it_is_written(
    tests: str, answer: str, tolerance: str
) -> None:
    question = only(item(STEM + BLANK, when(tests), "numerical_question"))
    assert (question.type, question.answer[0].text, question.tolerance) == (
        "numeric",
        answer,
        tolerance,
    )


@pytest.mark.parametrize(
    ("tests", "what"),
    [
        ("<vargt>1.5</vargt><varlte>2.5</varlte>", "takes 1.5 itself as right, the end of its range"),
        ("<or><varequal>1</varequal><varequal>5</varequal></or>", "loses 1 further number that is right"),
        ("<or><varequal>4</varequal><and><vargte>2</vargte><varlte>5</varlte></and></or>", "has 4 as its answer; the bank has the middle of the range"),
    ],
)  # fmt: skip
def test_what_a_number_loses_is_named(tests: str, what: str) -> None:
    assert dropped(item(STEM + BLANK, when(tests), "numerical_question")) == [what]


@pytest.mark.parametrize(
    ("tests", "why"),
    [
        ("<vargte>5</vargte>", "has a range of right numbers without an end"),
        ("<varequal>4,2</varequal>", "has the answer '4,2', which is no number"),
        ("<vargte>5</vargte><varlte>2</varlte>", "has a range of right numbers without an end"),
    ],
)
def test_a_number_that_is_not_sure_is_named(tests: str, why: str) -> None:
    assert (
        refused(item(STEM + BLANK, when(tests), "numerical_question"))
        == f"question 'Who was first?' {why}"
    )


def test_typed_answers_are_all_that_earn_everything() -> None:
    right = when(equals("Gagarin") + equals("Yuri &lt;Gagarin&gt;") + equals(" gagarin "))
    question = only(item(STEM + BLANK, right, "short_answer_question"))
    assert (question.answer[0].text, question.accept) == ("Gagarin", ("Yuri <Gagarin>", "gagarin"))
    some = when(equals("Gagarin")) + when(equals("Yuri"), "50")
    assert dropped(item(STEM + BLANK, some)) == ["loses the answer 'Yuri', which is partly right"]
    strict = when(equals("Gagarin", more=' case="Yes"'))
    assert dropped(item(STEM + BLANK, strict)) == [
        "asks for the right capitals, which a bank does not"
    ]
    pattern = when('<varsubstring respident="r">gag</varsubstring>')
    assert "is marked by <varsubstring>" in refused(item(STEM + BLANK, pattern))


def named_gap(name: str, *right: str) -> str:
    options = "".join(
        f'<response_label ident="{name}{place}">{material(words, PLAIN)}</response_label>'
        for place, words in enumerate(right)
    )
    return lid(options, f"response_{name}", above=material(name, ""))


def test_names_in_brackets_are_gaps_in_the_order_of_the_sentence() -> None:
    stem = material("&lt;p&gt;[two] flew after [one] in an array&amp;#91;0&amp;#93;.&lt;/p&gt;")
    gaps = named_gap("one", "Gagarin", "Yuri &lt;G&gt;") + named_gap("two", "Titov")
    right = when(equals("one1", "response_one"), "50", "Add", "") + when(
        equals("two0", "response_two"), "50", "Add", ""
    )
    question = only(item(stem + gaps, right, "fill_in_multiple_blanks_question"))
    assert question.ask == "[Titov] flew after [Yuri <G>|Gagarin] in an array[[0]]."
    chosen = item(
        stem + named_gap("one", "x", "y") + named_gap("two", "z"),
        right,
        "multiple_dropdowns_question",
    )
    assert (
        dropped(chosen)
        == ["has a gap with answers to choose from; the bank has the right one alone"] * 2
    )
    assert taken(chosen).questions[0].ask == "[z] flew after [y] in an array[[0]]."


def test_a_gap_that_stands_nowhere_or_twice_is_named() -> None:
    right = when(equals("one0", "response_one"))
    for words, why in (("No gap.", "which stands nowhere in it"), ("[one] and [one]", "twice")):
        found = refused(
            item(material(words) + named_gap("one", "x"), right, "fill_in_multiple_blanks_question")
        )
        assert found.endswith(f"has the gap 'one'{', ' if 'nowhere' in why else ' '}{why}")


def test_gaps_may_stand_in_their_places() -> None:
    sentence = (
        material("Rome lies on the ")
        + BLANK
        + material(" in ")
        + BLANK.replace('"r"', '"s"')
        + material(".")
    )
    right = when(equals("Tiber"), "50", "Add", "") + when(
        equals("Italy", "s") + equals("Italia", "s"), "50", "Add", ""
    )
    question = only(item(sentence, right))
    assert question.ask == "Rome lies on the [Tiber] in [Italy|Italia]."


def test_an_essay_is_what_nothing_marks() -> None:
    assert only(item(STEM + BLANK)).type == "discussion"
    noted = only(
        item(STEM + BLANK, kind="essay_question", fields=field("grading_notes", "Names both."))
    )
    assert (noted.type, noted.why) == ("discussion", "Names both.")
    ours = "&lt;ul&gt;&lt;li&gt;&lt;b&gt;fair&lt;/b&gt; (1): &lt;span&gt;one side&lt;/span&gt;&lt;/li&gt;&lt;/ul&gt;"
    marked = only(item(STEM + BLANK, kind="essay_question", fields=field("grading_notes", ours)))
    assert [(each.level, each.does) for each in marked.marking] == [("fair", "one side")]


@pytest.mark.parametrize(
    ("presentation", "kind", "why"),
    [
        (STEM, "calculated_question", "has numbers that Canvas draws anew each time"),
        (STEM, "file_upload_question", "asks for a file"),
        (STEM, "text_only_question", "is a text that asks nothing"),
        (STEM, "Calculated", "has numbers that Blackboard draws anew each time"),
        (STEM, "Fill in the Blank Plus", "has gaps as Blackboard alone has them"),
        (STEM, "Matching", "is a matching as Blackboard alone has it"),
        (STEM, "Opinion Scale", "asks for an opinion, of which none is right"),
        (STEM, "Ordering", "is put in order as Blackboard alone has it"),
        (STEM, "Quiz Bowl", "asks for a question"),
        (STEM + '<response_extension ident="r"/>', "", "is answered in a way that its program added to the standard"),
        ('<material><matref linkrefid="m"/></material>' + lid(THREE), "", "needs what stands elsewhere in its file, which no bank holds"),
        (STEM, "", "asks for nothing that can be answered"),
        (STEM + '<response_xy ident="r"/>', "", "asks for a place on a picture"),
        (STEM + '<response_lid ident="r"><render_hotspot/></response_lid>', "", "is answered on a picture or a slider, which no bank has"),
        (STEM + '<response_grp ident="r"/>', "", "asks for groups"),
        (STEM + BLANK + lid(THREE, "s"), "", "asks for a choice and for a text at once"),
        (STEM + BLANK + BLANK.replace('"r"', '"s"'), "short_answer_question", "asks for 2 answers, and its type for one"),
        (STEM + lid(""), "multiple_choice_question", "has nothing to choose from"),
        ('<material><mataudio uri="a.mp3"/></material>' + lid(THREE), "", "needs a sound, which no bank holds"),
    ],
)  # fmt: skip
def test_what_no_bank_has_is_named(presentation: str, kind: str, why: str) -> None:
    message = refused(item(presentation, when(equals("a")), kind))
    assert message.endswith(f" {why}")


# --------------------------------------------------------------------------- texts


def test_an_archive_without_questions_says_what_to_export() -> None:
    with pytest.raises(BankError) as error:
        read_qti12(packed({"imsmanifest.xml": "<manifest/>"}), "course.zip")
    (problem,) = error.value.problems
    assert problem.message == "the archive holds no questions in QTI 1.2"
    assert problem.hint == "export the quiz as QTI, in its settings"


def test_a_text_that_says_what_it_is_is_that_and_no_other() -> None:
    plain, html = ' texttype="text/plain"', ' texttype="text/html"'
    for kind, words, read in (
        (plain, "a &lt;b&gt;c&lt;/b&gt;", "a <b>c</b>"),
        (html, "a &lt;b&gt;c&lt;/b&gt;", "a c"),
        ("", "a &lt;b&gt;c&lt;/b&gt;", "a c"),  # it looks like HTML, and most programs mean that
        ("", "a &lt; b", "a < b"),
        (html, "&lt;p&gt;a&lt;/p&gt;&lt;p&gt;c&lt;/p&gt;", "a\n\nc"),
        (html, "<![CDATA[<p>a &amp; c</p>]]>", "a & c"),
        (' texttype="text/xhtml"', "<p>a <em>and</em> c</p>", "a and c"),
    ):
        question = only(item(material(words, kind) + lid(THREE), when(equals("a"))))
        assert question.ask == read


def test_a_formula_of_canvas_is_its_tex() -> None:
    shown = (
        '&lt;img class="equation_image" title="x^2" src="/equation_images/x%255E2" alt="LaTeX: x^2" '
        'data-equation-content="x^2"&gt;'
    )
    found = taken(item(material(f"What is {shown}?") + lid(THREE), when(equals("a"))))
    assert found.questions[0].ask == r"What is \(x^2\)?"
    assert [each.message for each in found.problems] == [
        r"question 'What is \(x^2\)?' has a formula, which stays as it is typed, in TeX"
    ]


def test_a_text_of_new_quizzes_stands_above_what_rests_on_it() -> None:
    stimulus = item(material("A long text."), kind="text_only_question", ident="t")
    child = item(
        STEM + lid(THREE), when(equals("a")), fields=field("parent_stimulus_item_ident", "t")
    )
    assert only(stimulus, child).ask.startswith("A long text.")


# --------------------------------------------------------------------------- what is said beside


def test_ids_tags_and_points_are_kept_as_far_as_they_are_ours() -> None:
    fields = field("qmd_keywords", "Space race, level-2, sensitivity-low") + field(
        "points_possible", "3.0"
    )
    question = only(item(STEM + lid(THREE), when(equals("a")), fields=fields, title="first-man"))
    assert (question.id, question.has_own_id, question.points) == ("first-man", True, 3)
    assert (question.tags, question.level, question.sensitivity) == (("space-race",), 2, "low")
    other = only(item(STEM + lid(THREE), when(equals("a")), title="Question 1"))
    assert (other.id, other.has_own_id, other.points) == ("", False, None)
    half = item(STEM + lid(THREE), when(equals("a")), fields=field("points_possible", "0.5"))
    assert dropped(half) == ["is worth 0.5 points, and a bank counts whole ones"]


def test_two_questions_of_one_id_are_two() -> None:
    first = item(STEM + lid(THREE), when(equals("a")), title="one")
    second = item(material("Who else?") + lid(THREE), when(equals("b")), title="one")
    assert [each.id for each in taken(first, second).questions] == ["one", ""]


# --------------------------------------------------------------------------- zips


def read(files: Mapping[str, bytes]) -> Taken:
    return read_qti12(packed({"imsmanifest.xml": b"<manifest/>", **files}), "quiz.zip")


ONE = item(STEM + lid(THREE), when(equals("a")))
TWO = item(material("Who was second?") + lid(THREE), when(equals("b")))


def test_all_quizzes_and_banks_of_a_zip_are_read_and_a_double_comes_once() -> None:
    found = read(
        {
            "a/quiz.xml": quiz(ONE),
            "b/bank.xml": quiz(ONE, TWO, ident="b", of="objectbank"),
            "notes.xml": b"<notes/>",
        }
    )
    assert [each.ask for each in found.questions] == ["Who was first?", "Who was second?"]
    assert found.problems == ()
    assert found.remarks == (
        "1 question that stood twice, in a quiz and in its bank, or in two quizzes, came once.",
        "2 quizzes and banks become one: a bank has tags.",
    )
    assert {each.where.path for each in found.questions} == {
        "quiz.zip/a/quiz.xml",
        "quiz.zip/b/bank.xml",
    }


def test_what_a_double_loses_is_said_once() -> None:
    half = item(STEM + lid(THREE), when(equals("a")), fields=field("points_possible", "0.5"))
    found = read({"a.xml": quiz(half), "b.xml": quiz(half, ident="b", of="objectbank")})
    assert (len(found.questions), len(found.problems)) == (1, 1)


def test_of_a_course_of_canvas_the_full_quiz_is_read() -> None:
    found = read(
        {"q/assessment_qti.xml": quiz(ONE), "non_cc_assessments/q.xml.qti": quiz(ONE, TWO)}
    )
    assert len(found.questions) == 2
    assert {each.where.path for each in found.questions} == {
        "quiz.zip/non_cc_assessments/q.xml.qti"
    }
    assert found.remarks == ()


def draw(bank: str) -> str:
    named = f"<sourcebank_ref>{bank}</sourcebank_ref>" if bank else ""
    return (
        f'<section ident="g"><selection_ordering><selection>{named}<selection_number>3</selection_number>'
        f"</selection></selection_ordering>{'' if bank else TWO}</section>"
    )


def test_a_group_is_taken_whole_and_a_bank_that_is_missing_is_named() -> None:
    drawn = "A quiz draws some questions of a group; the bank gets all of them."
    assert taken(ONE, draw("")).remarks == (drawn,)
    assert len(taken(ONE, draw("")).questions) == 2
    assert (
        drawn
        in read({"q.xml": quiz(draw("b")), "b.xml": quiz(ONE, ident="b", of="objectbank")}).remarks
    )
    (problem,) = taken(ONE, draw("b")).problems
    assert str(problem) == (
        f"quiz.xml:3:{problem.where.column}: a quiz draws 3 questions from a bank that is not in the file\n"
        "  hint: export the whole course, which brings its banks along"
    )


PNG = png()


@pytest.mark.parametrize(
    ("src", "name"),
    [
        ("$IMS-CC-FILEBASE$/images/flag.png", "images/flag.png"),
        (
            "%24IMS-CC-FILEBASE%24/my%20files/flag.png?canvas_download=1",
            "web_resources/my files/flag.png",
        ),
        ("flag.png", "q/flag.png"),
        ("../images/flag.png", "images/flag.png"),
        ("$IMS-CC-FILEBASE$/elsewhere/flag.png", "somewhere/flag.png"),
    ],
)
def test_a_picture_is_found_where_programs_put_it(src: str, name: str) -> None:
    shown = material(f'Whose? &lt;img src="{src}" alt="A flag"&gt;')
    found = read({"q/quiz.xml": quiz(item(shown + lid(THREE), when(equals("a")))), name: PNG})
    assert found.problems == ()
    ((ident, picture),) = found.pictures.items()
    assert found.questions[0].picture == ident
    assert (picture.alt, found.files[picture.file]) == ("A flag", PNG)


def test_of_two_pictures_of_one_name_none_is_guessed() -> None:
    shown = material('Whose? &lt;img src="flag.png" alt="A flag"&gt;')
    made = quiz(item(shown + lid(THREE), when(equals("a"))))
    (problem,) = read({"q/quiz.xml": made, "a/flag.png": PNG, "b/flag.png": PNG}).problems
    assert (
        problem.message == "question 'Whose?' has the picture 'flag.png', which is not in the file"
    )


def test_pictures_within_the_questions_are_kept_too() -> None:
    encoded = base64.b64encode(PNG).decode()
    for shown in (
        material(f'Whose? &lt;img src="data:image/png;base64,{encoded}" alt="A flag"&gt;'),
        f'<material><matimage embedded="base64" imagtype="image/png" label="A flag">{encoded}</matimage></material>',
    ):
        found = taken(item(shown + lid(THREE), when(equals("a"))))
        assert [*found.files.values()] == [PNG]
    option = '<response_label ident="z"><material><matimage uri="flag.png" label="A flag"/></material></response_label>'
    found = read(
        {"quiz.xml": quiz(item(STEM + lid(THREE + option), when(equals("a")))), "flag.png": PNG}
    )
    assert found.questions[0].wrong[-1].picture in found.pictures


@pytest.mark.parametrize(
    ("src", "why"),
    [
        ("https://example.org/a.png", "has a picture that is not in the file: 'https://example.org/a.png'"),
        ("$CANVAS_OBJECT_REFERENCE$/files/1", "has a picture that is not in the file: '$CANVAS_OBJECT_REFERENCE$/files/1'"),
        ("a.png", "has the picture 'a.png', which is not in the file"),
        ("../../../etc/passwd", "has the picture '../../../etc/passwd', which is not in the file"),
    ],
)  # fmt: skip
def test_a_picture_that_is_not_there_is_named(src: str, why: str) -> None:
    shown = material(f'Whose? &lt;img src="{src}" alt="A flag"&gt;')
    found = read({"q/quiz.xml": quiz(item(shown + lid(THREE), when(equals("a"))))})
    assert [each.message for each in found.problems] == [f"question 'Whose?' {why}"]


# --------------------------------------------------------------------------- bad input


def test_files_are_known_by_what_they_hold() -> None:
    manifest = b"<manifest/>"
    for content in (
        quiz(ONE),
        b"\xef\xbb\xbf" + quiz(ONE),
        quiz(ONE).decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        packed({"imsmanifest.xml": manifest, "q.xml": quiz(ONE)}),
        packed({"q.qti": quiz(ONE)}),
        packed({"imsmanifest.xml": manifest, "q.xml": quiz(ONE)})[:-30],
    ):
        form = format_of(content)
        assert form is not None
        assert form.name == "canvas"
    for content in (
        packed({"imsmanifest.xml": manifest}),
        packed({"xl/workbook.xml": b""}),
        b"questestinterop",
        b"PK",
    ):
        form = format_of(content)
        assert form is None or form.name != "canvas"


def test_every_file_of_a_zip_that_is_broken_is_named() -> None:
    with pytest.raises(BankError) as raised:
        read(
            {
                "a.xml": quiz(ONE)[:-20],
                "b.xml": b"<!DOCTYPE questestinterop>" + quiz(TWO)[39:],
                "c.xml": quiz(TWO),
            }
        )
    first, second = raised.value.problems
    assert (first.where.path, first.where.line) == ("quiz.zip/a.xml", 3)
    assert first.message == "the file ends before its questions do"
    assert second.where.path == "quiz.zip/b.xml"
    assert second.message == "the file has a DOCTYPE, and may say with it what its words stand for"


def test_a_zip_that_does_harm_is_refused(run: Run) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("imsmanifest.xml", b"<manifest/>")
        made.writestr("../q.xml", quiz(ONE))
    Path("bad.zip").write_bytes(stream.getvalue())
    Path("bomb.zip").write_bytes(
        packed({"imsmanifest.xml": b"<manifest/>", "q.xml": quiz(ONE) + b" " * 10**7})
    )
    Path("cut.zip").write_bytes(
        packed({"imsmanifest.xml": b"<manifest/>", "q.xml": quiz(ONE)})[:-30]
    )
    for name, why in (
        ("bad.zip", "'../q.xml', a name that leads out of its folder"),
        ("bomb.zip", "would unpack to"),
        ("cut.zip", "the archive is damaged"),
    ):
        said = run("import", name, "--topic", "bad")
        assert said.code == 1
        assert why in said.err
    assert not Path("banks/bad.yaml").exists()


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=20), st.integers(0, 30))
def test_a_spoilt_zip_is_read_or_told_of(at: int, damage: bytes, length: int) -> None:
    content = packed(
        {"imsmanifest.xml": b"<manifest/>", "q.xml": quiz(ONE, TWO), "images/a.png": PNG}
    )
    at %= len(content)
    spoilt = content[:at] + damage + content[at + length :]
    form = format_of(spoilt)
    if form is None or form.name != "canvas":
        return
    try:
        found = form.read(spoilt, "quiz.zip")
    except BankError as error:
        told = error.problems
    else:
        told = found.problems
    for problem in told:
        assert problem.where.path.startswith("quiz.zip"), problem


def test_a_course_of_canvas_becomes_a_bank_on_the_command_line(run: Run) -> None:
    essay = item(material("Was it worth it?") + BLANK, kind="essay_question")
    upload = item(material("Hand it in."), kind="file_upload_question")
    shown = material(
        '&lt;p&gt;Whose?&lt;/p&gt; &lt;img src="$IMS-CC-FILEBASE$/flag.png" alt="A flag"&gt;'
    )
    pictured = item(shown + lid(THREE), when(equals("a")))
    files = {
        "imsmanifest.xml": b"<manifest/>",
        "q/q.xml": quiz(ONE, essay, upload, pictured),
        "web_resources/flag.png": PNG,
    }
    Path("course.imscc").write_bytes(packed(files))
    said = run("import", "course.imscc", "--topic", "course")
    assert said.code == 1
    assert "course.imscc/q/q.xml:3:" in said.err
    assert "question 'Hand it in.' asks for a file" in said.err
    assert "3 questions of 4 can be taken over" in said.err
    said = run("import", "course.imscc", "--topic", "course", "--what-fits")
    assert said.code == 0
    assert "course.imscc was read as QTI 1.2, as of Canvas and Common Cartridges" in said.out
    assert [path.read_bytes() for path in Path("banks/pictures").iterdir()] == [PNG]
    assert run("check", "course").code == 0
