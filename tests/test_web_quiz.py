"""The quiz for browsers, as a file: what it shows, what it hides, and that no text of a bank is markup. What it does when
it runs is tried in a browser, by tests/looks/quiz.py.
"""

import base64
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from command import Run
from nine_types import alone, choice_of, nine_types
from picture_files import png
from sample_form import text

from quizgen import find_texts
from quizgen.content import Picture, plain
from quizgen.export.web import write_quiz, write_scorm
from quizgen.language.words import Plural, QuizWords
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Matching,
    Numeric,
    Option,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.read import read_materials

HOSTILE = (
    """</script><img src=x onerror=alert(1)> <b>&amp; "'> {n} --> ]]> \\u003c <!-- {position}"""
)
VOID = {"meta", "input", "img", "br"}
OURS = {
    "html", "head", "meta", "title", "style", "body", "header", "div", "span", "ol", "ul", "li", "main", "h1", "h2", "h3", "p",
    "noscript", "section", "script", "label", "input", "b", "i", "button", "blockquote", "figure", "figcaption", "img", "br",
    "small", "table", "caption", "tr", "th", "td", "textarea",
}  # fmt: skip


def with_words(form: Form) -> Form:
    words = read_materials(find_texts("escalation")).subject.language.quiz
    return replace(form, quiz=words)


def page(form: Form) -> str:
    (file,) = write_quiz(with_words(form), "moon-quiz.html").files
    return file.content.decode()


class Elements(HTMLParser):
    """All elements of a page with their attributes, and the text of each script by its id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, str] = {}
        self.words = ""
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] in (["script"], ["style"]):
            self.texts[self.found[-1][1].get("id") or self.open[-1]] = data
        else:
            self.words += data


def unsealed(html: str) -> list[dict[str, Any]]:
    """Return the answers of a page, by a reading of our own."""
    texts = Elements(html).texts
    seal = json.loads(texts["told"])["seal"].encode()
    words = base64.b64decode(texts["sealed"])
    found: list[dict[str, Any]] = json.loads(
        bytes(a ^ b for a, b in zip(words, cycle(seal), strict=False))
    )
    return found


def test_a_form_of_nine_types_is_a_page(golden: Callable[[str, str], None]) -> None:
    html = page(nine_types())
    body = html[html.index("<main") : html.index("</main>")]
    lines = re.sub(
        r"(?<=.)(?=<(?:section|div|ol|ul|li|p|h2|table|button|label|textarea|blockquote)\b)",
        "\n",
        body,
    )
    golden("nine-types-quiz.html", f"{lines}\n")
    (file,) = write_scorm(with_words(nine_types()), "moon-scorm.zip").files
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        golden("scorm-manifest.xml", archive.read("imsmanifest.xml").decode())


def test_each_of_nine_types_has_its_fields() -> None:
    html = page(nine_types())
    kinds = re.findall(r'<section class="q" [^>]*data-kind="(\w+)"', html)
    assert kinds == [
        "one",
        "one",
        "several",
        "several",
        "judge",
        "judge",
        "match",
        "order",
        "number",
        "number",
        "words",
        "gaps",
        "think",
    ]
    asked = re.split("(?=<section class=)", html)[1:-2]
    assert len(asked) == len(kinds)
    for kind, section, item in zip(kinds, asked, nine_types().items, strict=True):
        fields = {
            "one": section.count('type="radio"'), "several": section.count('type="checkbox"'), "judge": section.count('type="radio"'),
            "match": section.count('class="box"'), "order": section.count('class="row"'), "number": section.count('inputmode="decimal"'),
            "words": section.count('inputmode="text"'), "gaps": section.count('inputmode="text"'), "think": section.count("<textarea"),
        }[kind]  # fmt: skip
        wanted = {"judge": 2, "number": 1, "words": 1, "think": 1}.get(kind)
        match item.interaction:
            case Choice(options=options):
                wanted = len(options)
            case Matching(premises=premises):
                wanted = len(premises)
            case Ordering(events=events):
                wanted = len(events)
            case Cloze(answers=answers):
                wanted = len(answers)
            case _:
                pass
        assert fields == wanted, kind


def test_the_answers_are_those_of_the_items() -> None:
    form = nine_types()
    keys = unsealed(page(form))
    assert len(keys) == len(form.items)
    for key, item in zip(keys, form.items, strict=True):
        match item.interaction:
            case Choice(options=options):
                assert key["right"] == [
                    "ABCDEFGH"[n] for n, option in enumerate(options) if option.is_key
                ]
                told = {
                    "ABCDEFGH"[n]: plain(option.why_wrong)
                    for n, option in enumerate(options)
                    if option.why_wrong
                }
                assert {
                    letter: Elements(said).words for letter, said in key["told"].items()
                } == told
            case TrueFalse(is_true=is_true, correction=correction):
                assert (key["is_true"], key["right"]) == (is_true, ["T" if is_true else "F"])
                assert Elements(key["answer"]).words == (plain(correction) or "True")
            case Matching(premises=premises, responses=responses):
                ids = [response.id for response in responses]
                assert key["right"] == [
                    "ABCDEFGH"[ids.index(premise.response)] for premise in premises
                ]
            case Ordering(events=events):
                assert key["right"] == [event.rank for event in events]
            case Numeric(low=low, high=high):
                assert (key["low"], key["high"]) == (float(low), float(high))
            case ShortAnswer(accepted=accepted):
                assert len(key["gaps"][0]["known"]) == len(accepted) + 1
            case Cloze(answers=answers):
                assert len(key["gaps"]) == len(answers)
            case _:
                pass
        for citation in item.citations:
            assert plain(citation.text) in Elements(key["after"]).words


def test_nobody_reads_an_answer_at_a_glance() -> None:
    item = alone(ShortAnswer(answer=text("Sergei Korolev"), accepted=("S. P. Korolev",)))
    for form in (
        item,
        alone(choice_of("Voskhod", "Vostok")),
        alone(TrueFalse(is_true=False, correction=text("It was Laika."))),
    ):
        html = page(form)
        assert "Korolev" not in html
        assert "Laika" not in html
        assert "is_key" not in html
    first, second = (
        re.findall(
            "<label.*?</label>",
            page(alone(choice_of("Voskhod", "Vostok", keys=(place,)))),
            re.DOTALL,
        )
        for place in (0, 1)
    )
    assert first == second


def test_nothing_is_fetched_and_only_its_own_script_runs() -> None:
    html = page(nine_types())
    found = Elements(html)
    (policy,) = [
        attributes["content"] or ""
        for tag, attributes in found.found
        if attributes.get("http-equiv")
    ]
    script, style = (
        re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL) for tag in ("script", "style")
    )
    assert (len(script), len(style)) == (1, 1)
    for name, (words,) in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    addresses = [
        value
        for _, attributes in found.found
        for name, value in attributes.items()
        if name in ("src", "href", "action")
    ]
    assert all(value and value.startswith("data:") for value in addresses)
    assert "http:" not in html
    assert "https:" not in html


@pytest.mark.parametrize("place", range(4))
def test_no_text_is_markup(place: int) -> None:
    hostile = text(HOSTILE)
    plain_choice = choice_of("a", "b")
    forms = [
        replace(alone(plain_choice), title=HOSTILE, subtitle=HOSTILE, footer=("", HOSTILE)),
        alone(
            Choice(
                options=(
                    Option(id="a", content=hostile, is_key=True),
                    Option(id="b", content=text("x"), why_wrong=hostile),
                )
            )
        ),
        alone(ShortAnswer(answer=hostile, accepted=(HOSTILE,)), HOSTILE),
        alone(Cloze(parts=(hostile, hostile), answers=(hostile,), accepted=((HOSTILE,),)), HOSTILE),
    ]
    html = page(forms[place])
    found = Elements(html)
    assert {tag for tag, _ in found.found} <= OURS
    assert not [
        name
        for _, attributes in found.found
        for name in attributes
        if name.startswith("on") or name == "style"
    ]
    sealed = json.dumps(unsealed(html))
    assert HOSTILE.split()[0] in found.words + sealed + found.texts["told"] or place
    for key in unsealed(html):
        for said in (key["answer"], key["after"], *key.get("told", {}).values()):
            assert {tag for tag, _ in Elements(said).found} <= {
                "p",
                "b",
                "i",
                "span",
                "small",
                "ul",
                "ol",
                "li",
                "br",
            }


def test_the_same_form_is_the_same_page() -> None:
    assert page(nine_types()) == page(nine_types())
    first, second = (
        write_scorm(with_words(nine_types()), "a.zip").files[0].content for _ in range(2)
    )
    assert first == second


def test_a_picture_is_in_the_page_and_one_that_is_lost_is_named() -> None:
    content = png()
    there = Picture(
        name="it",
        digest="0" * 64,
        kind="png",
        width=40,
        height=30,
        alt='A "flag"',
        fetch=lambda: content,
    )
    form = alone(
        Choice(
            options=(
                Option(id="a", content=(there,), is_key=True),
                Option(id="b", content=text("b")),
            )
        )
    )
    html = page(form)
    (img,) = [attributes for tag, attributes in Elements(html).found if tag == "img"]
    assert img["alt"] == 'A "flag"'
    assert base64.b64decode((img["src"] or "").removeprefix("data:image/png;base64,")) == content
    lost = replace(there, fetch=None)
    form = alone(
        Choice(
            options=(
                Option(id="a", content=(lost,), is_key=True),
                Option(id="b", content=text("b")),
            )
        )
    )
    export = write_quiz(with_words(form), "x.html")
    assert export.files == ()
    assert [problem.item_id for problem in export.left_out] == [form.items[0].id]


def test_a_language_without_words_for_it_is_told() -> None:
    words = with_words(nine_types()).quiz
    export = write_quiz(
        replace(nine_types(), quiz=replace(words, check="", practise=Plural(one="", many=""))),
        "x.html",
    )
    assert export.files == ()
    (problem,) = export.left_out
    assert problem.message == "the language 'en-GB' has no words for a quiz: check, practise"
    assert problem.hint == "write them under quiz in templates/en-GB/words.yaml"
    assert all(getattr(words, each.name) for each in fields(QuizWords))


def test_a_package_has_the_page_and_what_describes_it() -> None:
    form = with_words(replace(nine_types(), title="Moon & <Mars>"))
    (file,) = write_scorm(form, "moon-scorm.zip").files
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert sorted(archive.namelist()) == ["imsmanifest.xml", "index.html"]
        root = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        assert archive.read("index.html") == write_quiz(form, "x.html").files[0].content
    name = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
    assert root.findtext(f".//{name}item/{name}title") == "Moon & <Mars>"
    resource = root.find(f".//{name}resource")
    assert resource is not None
    assert resource.get("href") == "index.html"
    assert resource.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype") == "sco"
    item = root.find(f".//{name}item")
    assert item is not None
    assert item.get("identifierref") == resource.get("identifier")


def test_all_of_a_topic_is_in_it_or_named(run: Run, tmp_path: Path) -> None:
    for topic in ("escalation", "europe"):
        out = tmp_path / topic
        done = run("export", "--topic", topic, "--to", "web", "--out", str(out), "--json")
        assert done.code == 0, done.err
        told = json.loads(done.out)
        assert told["left_out"] == []
        ((path, counts),) = told["files"].items()
        html = Path(path).read_text("utf-8")
        assert counts["questions"] == html.count('<section class="q" ') == len(unsealed(html))


def test_twenty_questions_need_no_more_than_120_kilobytes(run: Run, tmp_path: Path) -> None:
    done = run(
        "build", "--topic", "escalation", "--items", "20", "--only", "web", "--out", str(tmp_path)
    )
    assert done.code == 0, done.err
    (file,) = tmp_path.glob("*.html")
    assert file.stat().st_size <= 120_000
