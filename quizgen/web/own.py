"""A question that stands on one sheet alone: written into its file, and put on the sheet."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from quizgen.assemble import assemble_forms
from quizgen.assemble.alternatives import for_bank
from quizgen.build import Ready, with_own
from quizgen.errors import QuizgenError, SheetError
from quizgen.export.sheet_yaml import lines_by_key
from quizgen.quiz.sheet import OWN, Sheet
from quizgen.read import File, SheetTexts
from quizgen.read.nodes import read_tree
from quizgen.read.patch import patch_text
from quizgen.read.sheet import read_sheet, with_questions
from quizgen.store.beside import PicturesBeside
from quizgen.store.earlier import keep_earlier
from quizgen.store.sheets import put_sheet
from quizgen.values import dataclass
from quizgen.web.desk import Desk, desk
from quizgen.web.seen import Seen
from quizgen.web.sheet_files import look_at
from quizgen.web.sheets import chosen, place_of, wish_of

pages = Blueprint("own", __name__)

KINDS = ("one", "several", "words", "number", "true-false", "discuss")
"""How a pupil may answer. What has pairs, an order or a picture is written into the topic."""
OPTIONS = 6
"""So many answers can be typed."""
MOST_LINES = 20


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was typed into the form."""

    kind: str
    said: Mapping[str, str]
    right: tuple[str, ...]
    """The places of the answers that are right."""

    def text(self, name: str) -> str:
        """Return what stands in a field."""
        return self.said.get(name, "")


@pages.get("/sheets/<name>/questions/new")
def new(name: str) -> str:
    """Show an empty form."""
    return _page(look_at(desk(), name), "", Typed(kind="one", said={}, right=("0",)))


@pages.get("/sheets/<name>/questions/<question>")
def edit(name: str, question: str) -> str:
    """Show a question of the sheet's own."""
    seen = look_at(desk(), name)
    keys = _keys(seen, question)
    if keys is None:
        abort(404)
    typed = _typed_of(keys)
    return _page(seen, question, typed or Typed(kind="", said={}, right=()))


@pages.post("/sheets/<name>/questions/<question>")
def save(name: str, question: str) -> str | tuple[str, int] | AnyResponse:
    """Put the question into the sheet's file; or show what was typed, with what is to be mended."""
    here = desk()
    seen = look_at(here, name)
    own_id = "" if question == "new" else question
    typed = _typed()
    if request.form.get("do") == "kind":
        return _page(seen, own_id, typed)
    if seen.revision != request.form.get("revision"):
        return _page(seen, own_id, typed, ["own.changed"]), HTTPStatus.CONFLICT
    if lacking := [*_lacking(typed)]:
        return _page(seen, own_id, typed, lacking), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with seen.opened.busy:
            own_id, text, number = _with_question(here, seen, own_id, typed)
    except QuizgenError as error:
        told = [f"{problem.message}. {problem.hint}." for problem in error.problems]
        return _page(seen, own_id, typed, told=told), HTTPStatus.UNPROCESSABLE_ENTITY
    path = here.project.sheet_path(name)
    keep_earlier(path, seen.content)
    try:
        put_sheet(path, seen.content, text.encode())
    except SheetError:
        return _page(look_at(here, name), own_id, typed, ["own.changed"]), HTTPStatus.CONFLICT
    to = url_for("builder.show", name=name, at=number, _anchor=f"q{number}")
    return redirect(to, HTTPStatus.SEE_OTHER)


def _page(
    seen: Seen, own_id: str, typed: Typed, lacking: Sequence[str] = (), told: Sequence[str] = ()
) -> str:
    here = desk()
    problems = [(key, here.say(key)) for key in lacking]
    return render_template(
        "own.html",
        seen=seen,
        sheet=seen.sheet,
        own_id=own_id,
        typed=typed,
        kinds=KINDS,
        banks=[each.bank for each in seen.opened.ready.topics],
        options=[(str(place), chr(ord("A") + place)) for place in range(OPTIONS)],
        problems=problems,
        told=told,
    )


# --------------------------------------------------------------------------------- what is typed


def _typed() -> Typed:
    sent = request.form
    kind = sent.get("kind", "one")
    said = {key: " ".join(value.split()) for key, value in sent.items()}
    right = tuple(sent.getlist("right"))
    return Typed(kind=kind if kind in KINDS else "one", said=said, right=right)


def _lacking(typed: Typed) -> Sequence[str]:
    """Return by their words what a question needs and was not typed."""
    lacking = [] if typed.text("ask") else ["own.no_ask"]
    if typed.kind in ("one", "several"):
        there = [place for place in map(str, range(OPTIONS)) if typed.text(f"option-{place}")]
        right = [place for place in typed.right if place in there]
        lacking += [] if len(there) > 1 else ["own.few_answers"]
        lacking += [] if right and len(right) < len(there) else ["own.no_right"]
    elif typed.kind in ("words", "number") and not typed.text("answer"):
        lacking.append("own.no_answer")
    elif typed.kind == "true-false" and typed.text("truth") not in ("true", "false"):
        lacking.append("own.no_truth")
    return lacking


def _keys_of(typed: Typed) -> dict[str, Any]:
    """Return what is typed as the keys of a question in a file."""
    said = typed.text
    keys: dict[str, Any] = {"ask": said("ask")}
    if typed.kind in ("one", "several"):
        answers: dict[bool, list[Any]] = {True: [], False: []}
        for place in map(str, range(OPTIONS)):
            if text := said(f"option-{place}"):
                why = said(f"why-{place}")
                answer = {"text": text, "why": why} if why else text
                answers[place in typed.right].append(answer)
        keys["answer"] = answers[True] if typed.kind == "several" else answers[True][:1]
        keys["wrong"] = answers[False]
        if typed.kind == "several":
            keys["type"] = "multiple-response"
    elif typed.kind in ("words", "number"):
        keys["answer"] = said("answer")
        if typed.kind == "words":
            keys["type"] = "short-answer"
            if also := [each.strip() for each in said("accept").split(";") if each.strip()]:
                keys["accept"] = also
        else:
            keys["type"] = "numeric"
            keys |= {key: said(key) for key in ("tolerance", "unit") if said(key)}
    elif typed.kind == "true-false":
        keys["answer"] = said("truth")
        if said("truth") == "false" and said("correction"):
            keys["correction"] = said("correction")
    else:
        keys["type"] = "discussion"
        lines = said("lines")
        if lines.isdigit() and 1 <= int(lines) <= MOST_LINES:
            keys["lines"] = lines
    if said("points").isdigit() and said("points") != "1":
        keys["points"] = said("points")
    if said("reason"):
        keys["why"] = said("reason")
    return keys


def _typed_of(keys: Mapping[str, Any]) -> Typed | None:
    """Return what the form says of a question's keys; None for what has no place in it."""
    told = {"ask", "answer", "wrong", "accept", "tolerance", "unit", "correction", "lines"}
    if {*keys} - told - {"id", "type", "points", "why"}:
        return None
    said = {key: str(value) for key, value in keys.items() if isinstance(value, str)}
    said["reason"] = said.pop("why", "")
    answer, kind = keys.get("answer"), keys.get("type")
    if "wrong" in keys:
        right = answer if isinstance(answer, list) else [answer]
        options = [*right, *keys["wrong"]]
        if len(options) > OPTIONS:
            return None
        for place, option in enumerate(options):
            option = option if isinstance(option, Mapping) else {"text": option}
            if {*option} - {"text", "why"}:
                return None
            said |= {
                f"option-{place}": option.get("text", ""),
                f"why-{place}": option.get("why", ""),
            }
        kind = "several" if kind == "multiple-response" or len(right) > 1 else "one"
        return Typed(kind=kind, said=said, right=tuple(str(n) for n in range(len(right))))
    if isinstance(answer, str) and answer in ("true", "false"):
        return Typed(kind="true-false", said={**said, "truth": answer}, right=())
    if kind in ("discussion", "short-answer", "numeric", None):
        if isinstance(keys.get("accept"), list):
            said["accept"] = "; ".join(map(str, keys["accept"]))
        form = {"discussion": "discuss", "numeric": "number"}.get(str(kind), "words")
        return Typed(kind=form, said=said, right=())
    return None


# --------------------------------------------------------------------------------- the file


def _keys(seen: Seen, own_id: str) -> Mapping[str, Any] | None:
    """Return the keys of a question as they stand in the sheet's file."""
    tree: Any
    tree, _ = read_tree(seen.content, seen.sheet.where.path)
    listed = tree.get(OWN, {}).get("questions", ()) if OWN in tree else ()
    return next((each for each in listed if each.get("id") == own_id), None)


def _with_question(here: Desk, seen: Seen, own_id: str, typed: Typed) -> tuple[str, str, int]:
    """Return a question's id, the text of the sheet with it, and the number that it has there.

    Raises QuizgenError if it cannot be asked so, or not beside the rest.
    """
    path = seen.sheet.where.path
    text = seen.content.decode()
    tree: Any
    tree, _ = read_tree(text, path)
    own_id = own_id or _new_id(tree)
    keys = {"id": own_id, **_keys_of(typed)}
    wanted = deepcopy(dict(tree))
    own = wanted.setdefault(OWN, {})
    listed = own.setdefault("questions", [])
    known = next((n for n, each in enumerate(listed) if each.get("id") == own_id), None)
    if known is None:
        listed.append(keys)
    else:
        listed[known] = keys
    text = patch_text(text, wanted, path)
    sheet = read_sheet(text, path)
    texts = SheetTexts(file=File(path, text), read_beside=PicturesBeside(here.project.sheets))
    ready = with_own(seen.opened.ready, texts)
    name = f"{OWN}:{own_id}"
    settled = chosen(sheet, ready, seen.worksheet)
    if name not in settled.questions:  # it comes beside the rest, whatever number was asked for
        settled = chosen(
            replace(sheet, questions=(*sheet.questions, name), items=None), ready, seen.worksheet
        )
    before, after = lines_by_key(sheet), lines_by_key(settled)
    changed = {key: after.get(key, ()) for key in after if after[key] != before.get(key, ())}
    text = with_questions(text, path, changed)
    return own_id, text, _number(settled, ready, seen, name)


def _number(sheet: Sheet, ready: Ready, seen: Seen, name: str) -> int:
    wish = replace(wish_of(sheet, seen.worksheet), may_shrink=True)
    form = next(assemble_forms(ready.pool, for_bank(wish, *ready.pools)))
    place = place_of(form, name)
    return place.number if place else 0


def _new_id(tree: Any) -> str:
    """Return an id that no question of the sheet has."""
    listed = tree[OWN].get("questions", ()) if OWN in tree else ()
    taken = {each.get("id") for each in listed}
    number = 1
    while f"question-{number}" in taken:
        number += 1
    return f"question-{number}"
