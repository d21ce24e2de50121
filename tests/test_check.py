"""`quizgen check`: everything that is wrong with a bank, and how often."""

import datetime
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from command import Run

from quizgen.check import Report, check
from quizgen.errors import Problem, Where, few_alike
from quizgen.prove import Copies
from quizgen.read import File, Texts
from quizgen.store.project import HERE, find_texts

TODAY = datetime.date(2024, 9, 30)
MOON = (Path(__file__).parent / "cases" / "moon.yaml").read_bytes()
SHEET = b"""
label: Worksheet
summary: For the tests.
above_recall: 0
sections:
  - {title: Multiple choice, types: [multiple-choice], count: 4}
"""


def texts(*changes: tuple[bytes, bytes]) -> Texts:
    """Return all that a check of the small bank reads, each pair's first text made its second."""
    text = MOON
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    shipped = find_texts("escalation")
    return Texts(
        bank=File("moon.yaml", text),
        languages=shipped.languages,
        stems=shipped.stems,
        note_types=shipped.note_types,
        description=shipped.description,
    )


@cache
def report(*changes: tuple[bytes, bytes]) -> Report:
    return check(texts(*changes), TODAY)


def report_on(sheet: bytes, *changes: tuple[bytes, bytes]) -> Report:
    return check(texts(*changes), TODAY, [File("small.yaml", sheet)])


def found(report: Report, rule: str) -> list[Problem]:
    return [problem for problem in report.problems if problem.rule == rule]


def test_a_warning_fails_only_a_strict_check() -> None:
    assert {problem.severity for problem in report().problems} == {"W"}
    assert not report().fails(strict=False)
    assert report().fails(strict=True)


def test_a_fact_that_breaks_a_rule_fails_a_check() -> None:
    old = report((b"at: Leonov,", b"at: Leonov, review_by: 1971-01-01,"))
    assert [(it.severity, it.message) for it in found(old, "DATE-1")] == [
        ("E", "fact 'leonov' was to be reviewed by 1971-01-01")
    ]
    assert old.fails(strict=False)


def test_a_wording_of_a_set_that_cannot_be_used_is_a_problem_too() -> None:
    shipped = texts()
    broken = shipped.stems["term"].text.replace(
        b"when: relation == 'translates' and not is_same", b"when: relation %"
    )
    assert broken != shipped.stems["term"].text
    stems = {**shipped.stems, "term": replace(shipped.stems["term"], text=broken)}
    told = check(replace(shipped, stems=stems), TODAY)
    assert told.fails(strict=False)
    assert "cannot be read" in told.problems[0].message


def test_every_template_that_cannot_be_used_is_told_at_once() -> None:
    """With what is wrong in the facts; a build stops at the first wording that it needs."""
    shipped = texts((b"at: Leonov,", b"at: Leonov, review_by: 1971-01-01,"))
    event, term = (
        f"- {{id: one-{kind}, type: short-answer, stem: '{{{{ {kind}z }}}}', key: '{{{{ {key} }}}}'}}\n"
        f"- {{id: two-{kind}, type: short-answer, when: {kind} %, stem: a, key: '**b'}}\n"
        f"- {{id: three-{kind}, type: discussion, stem: '{{% if retired %}}{{{{ nobody }}}}{{% endif %}}'}}\n"
        for kind, key in (("what", "dat"), ("term", "meaning"))
    )
    stems = {**shipped.stems, "event": File("event.yaml", event), "term": File("term.yaml", term)}
    sheet = (
        b"label: L\nsummary: S.\nfacts:\n- {title: T, kinds: [term], when: trm, text: '{{ }}'}\n"
    )
    told = check(replace(shipped, stems=stems), TODAY, [File("study.yaml", sheet)])
    assert [(str(problem.where), problem.message) for problem in told.problems] == [
        ("event.yaml:1:3", "variable 'whatz' is unknown"),
        ("event.yaml:1:3", "variable 'dat' is unknown"),
        ("event.yaml:2:3", "wording '{% if what % %}1{% endif %}' cannot be read: unexpected 'end of statement block'"),
        ("event.yaml:2:3", "bold is opened and not closed"),
        ("event.yaml:3:3", "variable 'nobody' is unknown"),
        ("moon.yaml:63:5", "fact 'leonov' was to be reviewed by 1971-01-01"),
        ("study.yaml:4:3", "variable 'trm' is unknown"),
        ("study.yaml:4:3", "wording '{{ }}' cannot be read: Expected an expression, got 'end of print statement'"),
        ("term.yaml:1:3", "variable 'termz' is unknown"),
        ("term.yaml:2:3", "wording '{% if term % %}1{% endif %}' cannot be read: unexpected 'end of statement block'"),
        ("term.yaml:2:3", "bold is opened and not closed"),
        ("term.yaml:3:3", "variable 'nobody' is unknown"),
    ]  # fmt: skip
    assert told.problems[0].hint.startswith("did you mean 'what'? known: according_to, actor, ")
    assert "speaker" not in told.problems[4].hint


def test_a_bank_and_its_templates_are_read_to_their_ends_together() -> None:
    broken = texts((b"unit: mile", b"unit: mils"))
    stems = {**broken.stems, "event": File("event.yaml", "- {id: a}")}
    note_types = {
        key: {**files, "type.yaml": File(f"{key}/type.yaml", "name: x")}
        for key, files in broken.note_types.items()
        if key in ("term", "event")
    }
    told = check(
        replace(broken, stems=stems, note_types=note_types),
        TODAY,
        [File("one.yaml", "label: L"), File("two.yaml", "label: L")],
    )
    files = ["event.yaml", "event/type.yaml", "moon.yaml", "one.yaml", "term/type.yaml", "two.yaml"]
    assert sorted({problem.where.path for problem in told.problems}) == files


def test_a_bank_that_breaks_a_rule_fails_a_check() -> None:
    unthemed = report((b"themes: [cold-war]\n", b""))
    (problem,) = found(unthemed, "SENS-1")
    assert str(problem) == (
        "moon.yaml:2:1: sensitivity: low, but there are no themes [SENS-1]\n"
        "  hint: add them, such as themes: [war, casualties]"
    )
    assert unthemed.fails(strict=False)


def test_a_bank_that_cannot_be_read_says_so_alone() -> None:
    broken = report((b"unit: mile", b"unit: mils"))
    assert broken.summary == "moon.yaml: 1 error, 0 warnings"
    assert broken.fails(strict=False)


def test_a_worksheet_that_cannot_be_read_says_so() -> None:
    broken = report_on(SHEET.replace(b"count: 4", b"count: 0"))
    assert [str(problem.where) for problem in broken.problems] == ["small.yaml:6:63"]


ORBIT = b"term: orbit, meaning: the path of a body around another, relation: means,"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "The path of a body around another.",
            "which is the right one, 'the path of a body around another'",
        ),
        (
            "the path of a Body around another",
            "which is the right one, 'the path of a body around another'",
        ),
        ("Orbit", "which is right too by this bank"),
    ],
)
def test_a_wrong_answer_that_is_right_is_told_at_its_place(text: str, message: str) -> None:
    wrong = f" distractors: [{{text: a star, why_wrong: is not}}, {{text: '{text}', why_wrong: is not}}],"
    assert ORBIT in MOON
    (problem,) = found(report((ORBIT, ORBIT + wrong.encode())), "KEY-2")
    assert problem.message == f"fact 'orbit' has the wrong answer '{text}', {message}"
    assert problem.hint
    assert problem.is_error
    line = next(line for line in MOON.decode().splitlines() if "term: orbit" in line)
    assert problem.where.column > line.index("relation: means")


def test_wrong_answers_that_nothing_takes_are_told() -> None:
    event = b"short: first person in space,"
    wrong = b" distractors: [{text: 1962-04-12, why_wrong: is not}],"
    (problem,) = found(report((event, event + wrong)), "KEY-1")
    assert problem.message == (
        "fact 'gagarin' has wrong answers, and none is used: questions on facts of kind event find their own"
    )
    assert problem.severity == "W"
    twice = b" distractors: [{text: a star, why_wrong: is not}, {text: A star., why_wrong: is}],"
    (problem,) = found(report((ORBIT, ORBIT + twice)), "KEY-1")
    assert problem.message == "fact 'orbit' has the wrong answer 'A star.' twice"


def test_a_table_says_how_often_each_rule_found_something() -> None:
    lines = report().summary.splitlines()
    assert lines[1].startswith("  27 facts: 7 statement, 6 event")
    count = len(found(report(), "LEN-1"))
    words = "the key is not much longer than the rest"
    assert f"  LEN-1    W {count:>4}  {words}" in lines


def test_errors_come_first_in_the_table_then_what_is_found_most() -> None:
    rules = report((b"themes: [cold-war]\n", b"")).as_data["rules"]
    assert isinstance(rules, list)
    order = [(row["severity"], -row["found"]) for row in rules]
    assert order == sorted(order)
    assert rules[0]["rule"] == "SENS-1"
    assert {"rule", "severity", "found", "summary"} == {*rules[0]}


def test_a_check_without_the_sources_says_so() -> None:
    line = "  sources were not looked at: give the folder of their texts with --sources"
    assert line in report().summary.splitlines()
    assert report().as_data["provenance"] is None


def test_a_check_with_the_sources_says_what_they_prove_and_what_they_do_not() -> None:
    copies = Copies("texts", {"speeches.txt": b"We choose to go, John Kennedy said."})
    seen = check(texts(), TODAY, copies=copies)
    lines = [str(problem) for problem in seen.problems]
    assert (
        "moon.yaml:27:11: there is no 'history.txt' in texts\n"
        "  hint: put a copy of the source there, or name the right file; 24 facts rest on it"
    ) in lines
    assert "  proved by the sources: 1 locator, 1 speaker" in seen.summary.splitlines()
    data = seen.as_data["provenance"]
    assert isinstance(data, dict)
    assert data["proved"]["locators"] == 1
    assert seen.fails(strict=False)


def test_coverage_counts_facts_and_lists_those_that_want_a_look() -> None:
    old = report(
        (b"at: Leonov,", b"at: Leonov, review_by: 1971-01-01,"),
        (b"id: gagarin,", b"id: gagarin, retired: told twice,"),
    )
    assert "  past review_by: leonov" in old.summary.splitlines()
    assert "  retired: gagarin" in old.summary.splitlines()
    data = old.as_data["coverage"]
    assert isinstance(data, dict)
    assert (data["overdue"], data["retired"], data["unused"]) == (["leonov"], ["gagarin"], [])
    for name in ("kind", "source", "camp", "status", "level", "sensitivity"):
        assert sum(data["facts"][name].values()) == 26, name
    assert [*data["facts"]["sensitivity"]] == ["none", "low", "high"]
    assert data["facts"]["kind"]["event"] == 5
    assert data["items"]["multiple-choice"] > 0
    assert data["sets"]["ordering"] == 8


def test_a_camp_or_source_without_facts_is_counted_too() -> None:
    camps = report((b"camps: {us:", b"camps: {none: nobody, us:")).coverage
    assert camps is not None
    assert camps.facts["camp"]["none"] == 0


def test_a_fact_that_no_wording_can_use_is_listed() -> None:
    silent = texts()
    fewer = replace(silent, stems={**silent.stems, "statement": File("statement.yaml", "[]")})
    coverage = check(fewer, TODAY).coverage
    assert coverage is not None
    assert "kennedy-we-choose" in coverage.unused
    assert "sputnik" not in coverage.unused


def test_a_wording_that_a_fact_skips_and_that_there_is_not_is_told() -> None:
    change = (b"id: sputnik, kind: event,", b"id: sputnik, kind: event, skip: [date-of-evnt],")
    (problem,) = [it for it in report(change).problems if "skips" in it.message]
    message = "fact 'sputnik' skips date-of-evnt, and there is no such wording"
    assert (problem.severity, problem.message) == ("W", message)
    assert problem.hint.startswith("did you mean 'date-of-event'?")


def test_tables_stand_in_columns() -> None:
    lines = report().tables.splitlines()
    assert "  facts by kind" in lines
    rows = [line for line in lines if line.startswith("    ")]
    assert len({len(line) for line in rows}) == 1
    start = lines.index("  facts by kind")
    assert lines[start + 1].split() == ["statement", "7"]


def test_forms_with_twenty_seeds_are_looked_at() -> None:
    seen = report_on(SHEET)
    assert "  forms of the worksheet small with seeds 1 to 20" in seen.summary.splitlines()
    assert seen.as_data["worksheets"] == ["small"]


def test_what_many_forms_break_is_one_problem_that_names_their_seeds() -> None:
    sheet = SHEET.replace(b"above_recall: 0", b"above_recall: 90")
    demanding = report_on(sheet.replace(b"multiple-choice", b"true-false"))
    (problem,) = found(demanding, "FORM-4")
    message = "worksheet small with seeds 1 to 20: 1 of 4 items asks for more than recall"
    assert (problem.severity, problem.message) == ("E", message)


def test_what_a_bank_is_too_small_for_is_said_and_the_rest_is_looked_at() -> None:
    small = report_on(SHEET.replace(b"count: 4", b"count: 40"))
    (message,) = small.worksheets["small"]
    assert message.startswith("section 'Multiple choice' asks for 40 multiple-choice items, the")
    line = "  forms of the worksheet small with seeds 1 to 20, shorter than the whole worksheet:"
    place = small.summary.splitlines().index(line)
    assert small.summary.splitlines()[place + 1] == f"    {message}"
    assert small.as_data["missing"] == [message]
    assert report_on(SHEET).as_data["missing"] == []


def test_the_shipped_bank_has_no_error_and_few_warnings() -> None:
    standard = HERE.worksheet_file("standard", "en-GB")
    shipped = check(find_texts("escalation"), TODAY, [standard])
    assert shipped.offer is not None
    assert [it for it in shipped.problems if it.is_error] == []
    on_cards = [it for it in shipped.problems if it.rule.startswith("CARD")]
    assert len(shipped.problems) - len(on_cards) <= len(shipped.offer.items) / 10
    assert len(on_cards) <= len(shipped.offer.items) / 10


@pytest.mark.parametrize("rule", ["CUE-1", "LEN-1", "OPT-3", "STEM-1", "TF-1", "CUE-2", "DIS-3"])
def test_no_rule_fires_on_more_than_a_fifth_of_good_items(rule: str) -> None:
    shipped = check(find_texts("escalation"), TODAY)
    assert shipped.offer is not None
    broken = {problem.item_id for problem in found(shipped, rule)}
    assert len(broken) <= len(shipped.offer.items) / 5


# ------------------------------------------------------------------ many alike


def warned(name: str, number: int, rule: str = "LEN-1", severity: str = "W") -> Problem:
    message = f"item '{name}': the key has {number} letters, “{name} of “them”” the least"
    return Problem(Where("b.yaml", number), message, "shorten it", rule, severity)  # type: ignore[arg-type]


def test_of_many_warnings_that_say_the_same_a_few_are_shown_and_counted() -> None:
    problems = [warned(f"w{n}", n) for n in range(1, 9)]
    shown = [*few_alike(problems)]
    assert shown[:2] == problems[:2]
    assert shown[2].message == f"{problems[2].message}; 5 more are like this"
    assert len(shown) == 3


def test_four_alike_are_all_shown_and_so_is_every_error_and_every_other_rule() -> None:
    four = [warned("a", 1), warned("b", 2), warned("c", 3), warned("d", 4)]
    assert [*few_alike(four)] == four
    errors = [warned(f"w{n}", n, severity="E") for n in range(9)]
    assert [*few_alike(errors)] == errors
    rules = [warned("a", n, f"RULE-{n}") for n in range(9)]
    assert [*few_alike(rules)] == rules


def test_check_says_that_there_are_more_and_how_to_see_them(run: Run, tmp_path: Path) -> None:
    facts = "".join(
        f"  - {{term: word {n}, meaning: the **bold** sort of {n}}}\n" for n in "abcdefgh"
    )
    (tmp_path / "banks" / "marks.yaml").write_text(f"title: Marks\nfacts:\n{facts}")
    few, every = run("check", "marks"), run("check", "marks", "--every")
    assert "more are like this" in few.err
    assert "--every shows all of them" in few.out
    assert every.err.count("warning") > few.err.count("warning")
    assert "more are like this" not in every.err
