"""Values in words, and the small part of Jinja2 that wordings may use."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import jinja2
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from moon import bank, language

from quizgen.bank.facts import Quantity
from quizgen.content import Run, plain
from quizgen.errors import TemplateError, Where
from quizgen.language.dates import say_date, say_on_date
from quizgen.language.people import cite, name_with_office
from quizgen.language.quantities import (
    rounded,
    say_conversion,
    say_in_sentence,
    say_number,
    say_quantity,
)
from quizgen.language.template import FILTERS, RefusedError, read_template
from quizgen.language.variables import fact_variables
from quizgen.language.wording import check_template, holds, render
from quizgen.read.dates import parse_date

HERE = Where("stems/event.yaml", 7, 9)


@pytest.mark.parametrize(
    ("date", "said", "in_a_sentence"),
    [
        ("2024-05-30", "30 May 2024", "on 30 May 2024"),
        ("2024-05", "May 2024", "in May 2024"),
        ("2024", "2024", "in 2024"),
        ("2024-spring", "spring 2024", "in spring 2024"),
        (
            "2024-09-22/2024-09-30",
            "22 to 30 September 2024",
            "in the period 22 to 30 September 2024",
        ),
        (
            "2024-09-28/2024-10-02",
            "28 September 2024 to 2 October 2024",
            "in the period 28 September 2024 to 2 October 2024",
        ),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(
    date: str, said: str, in_a_sentence: str
) -> None:
    assert say_date(parse_date(date), language()).replace("\u00a0", " ") == said
    assert say_on_date(parse_date(date), language()).replace("\u00a0", " ") == in_a_sentence


def test_a_date_is_never_broken_at_a_lines_end() -> None:
    assert " " not in say_date(parse_date("2024-05-30"), language())


def test_american_dates_begin_with_the_month() -> None:
    american = language("en-US")
    assert say_date(parse_date("2024-05-30"), american).replace("\u00a0", " ") == "May 30, 2024"
    assert say_date(parse_date("2024-autumn"), american).replace("\u00a0", " ") == "fall 2024"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1000", "1,000"),
        ("83.6", "83.6"),
        ("1.10", "1.10"),
        ("1234567.5", "1,234,567.5"),
        ("0", "0"),
    ],
)
def test_numbers_are_printed_as_the_source_prints_them(number: str, said: str) -> None:
    assert say_number(Decimal(number), language()) == said


def quantity(**change: object) -> Quantity:
    base = Quantity(
        kind="quantity",
        subject="the missile",
        class_="missile",
        attribute="range",
        asks="how far does it fly",
        says="it flies {value}",
        unit="mile",
    )
    return replace(base, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": Decimal(200)}, "200 miles (about 320 km)"),
        ({"value": Decimal(1)}, "1 mile (about 1.6 km)"),
        (
            {"value": Decimal(30), "unit": "km", "qualifier": "about"},
            "about 30 km (about 19 miles)",
        ),
        ({"value": Decimal(245), "unit": "piece", "qualifier": "at-least"}, "at least 245"),
        ({"low": Decimal(150), "high": Decimal(300), "unit": "km"}, "150 to 300 km"),
        ({"value": Decimal(60), "unit": "billion-usd"}, "$60 billion"),
        ({"printed": "two-thirds", "unit": "percent", "qualifier": "over"}, "over two-thirds"),
    ],
)
def test_a_quantity_keeps_its_hedge_and_shows_a_conversion_as_one(
    change: Mapping[str, object], said: str
) -> None:
    whole, units = quantity(**change), language().units
    words, conversion = (say(whole, units, language()) for say in (say_quantity, say_conversion))
    words += f" ({conversion})" if conversion else ""
    assert words.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("125", "130"),
        ("135", "140"),
        ("124.9", "120"),
        ("1.25", "1.3"),
        ("0.0145", "0.015"),
        ("99.5", "100"),
        ("0", "0"),
    ],
)
def test_a_conversion_has_two_figures_and_a_half_is_rounded_up(value: str, said: str) -> None:
    assert f"{rounded(Decimal(value)):f}" == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(3, "country", "three countries"), (1, "person", "one person"), (27, "country", "27 countries"),
     (3, "km", "3 km"), (5, "billion-usd", "$5 billion"), (3, "percent", "3 %")],
)  # fmt: skip
def test_small_numbers_of_things_are_written_in_words_in_a_sentence(
    value: int, unit: str, said: str
) -> None:
    words = say_in_sentence(quantity(value=Decimal(value), unit=unit), language().units, language())
    assert words.replace("\u00a0", " ") == said


def test_a_person_has_the_office_of_that_date() -> None:
    kennedy = bank().people["kennedy"]
    assert (
        name_with_office(kennedy, parse_date("1962"))
        == "John Kennedy, President of the United States"
    )
    assert name_with_office(kennedy, parse_date("1970")) == "John Kennedy"
    assert name_with_office(bank().people["us"], parse_date("1962")) == "the United States"


def test_a_citation_puts_the_title_in_italics() -> None:
    runs = cite(bank().sources["history"], language())
    assert runs == (
        Run("L. Swenson, "),
        Run("This New Ocean", "italic"),
        Run(", NASA, January\u00a01970"),
    )


def test_every_fact_has_its_variables() -> None:
    for fact in bank().facts:
        words = fact_variables(fact, bank(), language())
        assert words["id"] == fact.id
        assert all(isinstance(value, str | bool | int) for value in words.values())


# --------------------------------------------------------------------------- wordings


def test_emphasis_is_found_in_the_wording_and_never_in_a_fact() -> None:
    text = render("Which is **not** _{{ term }}_?", {"term": "a **bold** _claim_"}, HERE)
    assert text == (
        Run("Which is "),
        Run("not", "bold"),
        Run(" "),
        Run("a **bold** _claim_", "italic"),
        Run("?"),
    )


def test_an_underscore_inside_a_word_is_no_emphasis() -> None:
    assert plain(render("snake_case_name", {}, HERE)) == "snake_case_name"


@given(st.text(st.characters(exclude_characters="\x02\x03", exclude_categories=["Cs"])))
@settings(deadline=None, derandomize=True)
def test_what_stands_in_a_fact_is_never_run(value: str) -> None:
    assert plain(render("{{ x }}", {"x": value}, HERE)) == value
    assert plain(render("{{ x }}", {"x": "{{ 7*7 }}{% for %}"}, HERE)) == "{{ 7*7 }}{% for %}"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ 9**9**9 }}", "uses a sum"),
        ("{{ 'a' * 99 }}", "uses a sum"),
        ("{% for a in b %}{% endfor %}", "uses a loop"),
        ("{{ x() }}", "uses brackets that call"),
        ("{{ x.__class__ }}", "uses a point after a variable"),
        ("{{ x[0] }}", "uses square brackets after a variable"),
        ("{% set a = 1 %}", "uses a variable of its own (set)"),
        ("{% include 'x' %}", "uses another template"),
        ("{{ x ~ x }}", "uses the sign ~"),
        ("{{ [1] }}", "uses brackets for many values"),
        ("{{ x | upper }}", "asks for a filter 'upper'"),
        ("{{ x is divisibleby(0) }}", "uses the word 'is'"),
        ("{{ x < 3 }}", "compares by more than == and !="),
        ("{{ x", "unexpected end of template"),
        ("**open", "bold is opened and not closed"),
        ("**a _b** c_", "bold and italic overlap"),
    ],
)
def test_a_wording_may_use_only_what_cannot_hurt(template: str, message: str) -> None:
    for use in (lambda: check_template(template, HERE), lambda: render(template, {"x": "y"}, HERE)):
        with pytest.raises(TemplateError) as raised:
            use()
        (problem,) = raised.value.problems
        assert problem.where == HERE
        assert message in problem.message
        assert problem.hint


def test_bold_within_italic_is_told_how_to_be_mended() -> None:
    with pytest.raises(TemplateError) as raised:
        check_template("**a _b** c_", HERE)
    assert raised.value.problems[0].hint == "close the one before you open the other"


def test_an_unknown_variable_names_those_there_are() -> None:
    with pytest.raises(TemplateError) as raised:
        render("{{ dat }}", {"date": "1957", "what": "x"}, HERE)
    assert str(raised.value) == (
        "stems/event.yaml:7:9: variable 'dat' is unknown\n  hint: did you mean 'date'? known: date, what"
    )


def test_a_variable_under_its_old_name_is_told_the_new_one() -> None:
    facts = {"issue": "whether to build it", "stance": "wanted it"}
    for template in ("On {{ question }}", "{% if question %}So{% endif %}"):
        with pytest.raises(TemplateError) as raised:
            render(template, facts, HERE)
        said = "stems/event.yaml:7:9: variable 'question' is now 'issue'\n  hint: write issue"
        assert str(raised.value) == said
    with pytest.raises(TemplateError, match="'question_2' is now 'issue_2'"):
        render("{{ question_2 }}", {"issue_1": "a", "issue_2": "b"}, HERE)
    with pytest.raises(TemplateError, match="'question' is unknown"):
        render("{{ question }}", {"what": "x"}, HERE)


def test_a_condition_tells_whether_a_wording_fits() -> None:
    assert holds("", {}, HERE)
    assert holds("precision == 'day' and not retired", {"precision": "day", "retired": ""}, HERE)
    assert not holds("precision == 'day'", {"precision": "month"}, HERE)


@pytest.mark.parametrize(
    ("text", "ended"), [("so", "so."), ("so.", "so."), ("so?", "so?"), ("", ""), ("“so.”", "“so.”")]
)
def test_a_sentence_ends_once(text: str, ended: str) -> None:
    assert plain(render("{{ x | stop }}", {"x": text}, HERE)) == ended


@pytest.mark.parametrize("template", ["{{{ a }}", "{{{ a }}}", "so {{{a}} and {{ b }}"])
def test_a_brace_before_a_variable_is_refused_as_jinja2_refuses_it(template: str) -> None:
    with pytest.raises(jinja2.TemplateSyntaxError):
        jinja2.Environment().from_string(template)
    with pytest.raises(RefusedError):
        read_template(template, str)


SPOKEN = st.text("ab {}%#|_\n.“1", max_size=8)
ASKED = st.sampled_from(
    [
        "{{ a }}",
        "{{ a | stop }}",
        "{{ b1 | sentence | stop }}",
        "{{a}}",
        "{{ not }}",
        "{{ true }}",
        "{{ a or b1 }}",
        "{{- (a or b1) | stop -}}",
        "{{ a | no_filter }}",
        "{{ 'so' | sentence }}",
        "{{ a 'x' }}",
        "{{ a.b }}",
        "{% if a %}x{% endif %}",
        "{% if none_of_it or n == 1 %} yes {%- else %} no {% endif %}",
        "{%- if not a and b1 == 'he came' %}x{% elif a != \"it flew\" %}y{% else -%} z {% endif -%}",
        "{% if n == 01 %}x{% endif %}",
        "{% if (a and none_of_it) or not (n != 1) %}",
        "{% elif n == 1 %}",
        "{% else %}",
        "{%- endif %}",
    ]
)


@given(st.lists(SPOKEN | ASKED, max_size=5).map("".join))
@settings(deadline=None, derandomize=True, max_examples=1000)
def test_a_wording_says_what_jinja2_itself_would_say(template: str) -> None:
    variables = {"a": "it flew", "b1": "he came", "none_of_it": "", "n": 1}
    environment = jinja2.Environment(autoescape=False, undefined=jinja2.StrictUndefined)
    environment.filters |= FILTERS
    try:
        ours = read_template(template, str)(variables)
    except (RefusedError, KeyError):  # what we refuse, such as a constant, it may say
        reject()
    assert ours == environment.from_string(template).render(variables)
