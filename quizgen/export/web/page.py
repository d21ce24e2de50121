"""A form -> the page of its quiz."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from hashlib import sha256
from importlib.resources import files

from quizgen.content import Picture
from quizgen.errors import Problem, Where
from quizgen.export.web.answers import key_of
from quizgen.export.web.questions import question
from quizgen.html_text import in_attribute, words_as_html
from quizgen.language.words import Plural, QuizWords
from quizgen.output import Export, Output
from quizgen.quiz.alone import (
    picture_lost,
)
from quizgen.quiz.form import Form, FormSection, NumberedItem

MIME = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
FOR_PRACTICE = (
    "The right answers are in the file, sealed but not secret: it is for practice, not for marks."
)
POLICY = (
    "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
    "style-src '{style}'; script-src '{script}'"
)
"""Nothing is fetched, and nothing runs but what was written here."""
PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header class="top"><div class="col"><h1>{title}</h1><span id="position"></span></div>
<div class="col"><ol class="strip" id="strip" aria-hidden="true"></ol></div></header>
<main id="main">
<div class="col paper"><h1 class="title">{title}</h1>{subtitle}
<noscript><p class="no-script">{needs_script}</p></noscript></div>
{questions}
<section class="q end" id="end" hidden><div class="col"></div></section>
</main>
<section class="foot" id="foot" aria-label="{foot}" hidden><div class="col">
<div id="say" class="say"></div><div id="bank"></div><div id="act" class="do"></div></div></section>
<div id="live" class="vh" role="status"></div>
<script type="application/json" id="told">{told}</script>
<script type="text/plain" id="sealed">{sealed}</script>
<script>{script}</script>
</body>
</html>
"""
LARGE = 5_000_000
"""So many bytes are a burden to a phone."""


def write_quiz(form: Form, name: str) -> Export:
    """Return a form as a page of that name.

    An item whose pictures are not at hand is left out. Raises nothing of its own; a picture that
    cannot be read any more is a QuizgenError, as in every file with pictures.
    """
    places, left_out, remarks = what_fits(form)
    if not places:
        return Export((), left_out, remarks)
    content = page_of(form, places)
    if len(content) > LARGE:
        size = f"{len(content) / 1e6:.0f} MB"
        remarks = (*remarks, f"{name} has {size}, most of it pictures: smaller ones load sooner.")
    return Export((Output(name, content, {"questions": len(places)}),), left_out, remarks)


Places = tuple[tuple[NumberedItem, FormSection], ...]


def what_fits(form: Form) -> tuple[Places, tuple[Problem, ...], tuple[str, ...]]:
    """Return what a quiz can ask, what it cannot hold, and what its maker should know."""
    places = tuple((each, section) for section in form.sections for each in section.items)
    if not places:
        return (), (), ()
    if lacking := [*_lacking(form.quiz)]:
        told = ", ".join(lacking[:3]) + (" ..." if len(lacking) > 3 else "")
        file = f"templates/{form.language}/words.yaml"
        message = f"the language {form.language!r} has no words for a quiz: {told}"
        problem = Problem(Where(file, 0, 0), message, f"write them under quiz in {file}")
        return (), (problem,), ()
    left_out = tuple(lacks for each, _ in places if (lacks := picture_lost(each)))
    refused = {problem.item_id for problem in left_out}
    kept = tuple(place for place in places if place[0].item.id not in refused)
    return kept, left_out, (FOR_PRACTICE,) if kept else ()


def _lacking(words: QuizWords) -> Iterator[str]:
    for each in fields(words):
        said = getattr(words, each.name)
        if not (said.many if isinstance(said, Plural) else said):
            yield each.name


def page_of(form: Form, places: Places) -> bytes:
    """Return the whole page, the same for the same form."""
    asked = [
        question(numbered, section, form, place, _shown)
        for place, (numbered, section) in enumerate(places, start=1)
    ]
    keys = [key_of(numbered, form, _shown) for numbered, _ in places]
    seal = form.id
    told = {
        "title": form.title,
        "words": _words(form.quiz),
        "foot": [*form.footer[1:]],
        "seal": seal,
    }
    script, style = _asset("quiz.js"), _asset("quiz.css")
    page = PAGE.format(
        language=in_attribute(form.language),
        policy=POLICY.format(style=_hash_of(style), script=_hash_of(script)),
        title=words_as_html(form.title),
        subtitle=_subtitle(form),
        foot=in_attribute(form.quiz.your_answer),
        needs_script=words_as_html(form.quiz.needs_script),
        style=style,
        script=script,
        questions="\n".join(asked),
        told=_in_script(told),
        sealed=_sealed(keys, seal),
    )
    return page.encode("utf-8", "replace")


def _subtitle(form: Form) -> str:
    return f"<p>{words_as_html(form.subtitle)}</p>" if form.subtitle else ""


def _words(words: QuizWords) -> Mapping[str, object]:
    return {
        each.name: {"one": said.one, "many": said.many} if isinstance(said, Plural) else said
        for each in fields(words)
        for said in [getattr(words, each.name)]
    }


def _in_script(value: object) -> str:
    """Return JSON that ends no element, whatever is in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _sealed(keys: object, seal: str) -> str:
    """Return the answers so that nobody reads them at a glance; their seal stands in the page."""
    words = json.dumps(keys, ensure_ascii=False, separators=(",", ":")).encode()
    repeated = seal.encode() * (len(words) // len(seal) + 1)
    hidden = int.from_bytes(words) ^ int.from_bytes(repeated[: len(words)])
    return b64encode(hidden.to_bytes(len(words))).decode()


def _shown(picture: Picture) -> str:
    assert picture.fetch, "an item without the bytes of its pictures was left out"
    data = b64encode(picture.fetch()).decode()
    source = f"data:{MIME[picture.kind]};base64,{data}"
    alt = in_attribute(picture.alt)
    img = f'<img src="{source}" alt="{alt}" class="{picture.size}">'
    if picture.credit and picture.owes_credit:
        return f"{img}<br><small>{words_as_html(picture.credit)}</small>"
    return img


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").strip()


def _hash_of(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
