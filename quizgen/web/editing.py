"""Facts, questions, sources and people as forms; what is saved changes its own lines alone.

A form works without any script: rows are added and taken away by its buttons, and whatever was
typed comes back. Who saves what was changed elsewhere meanwhile gets both to choose from.
"""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from quizgen.bank.facts import KINDS
from quizgen.bank.questions import ItemType
from quizgen.edit.editing import (
    ALL,
    Edited,
    Mistake,
    edit_member,
    fields_for,
    keys_said,
    kind_of,
    shown_at,
)
from quizgen.edit.fields import Field
from quizgen.edit.filled import Controls, below, fill, free_place, without_row
from quizgen.edit.members import BankText, Member
from quizgen.errors import QuizgenError, closest
from quizgen.read.questions import KEYS_OF_TYPE
from quizgen.values import dataclass
from quizgen.web.asked import Shown, asked_by, asked_with
from quizgen.web.bank import SECTIONS
from quizgen.web.desk import desk
from quizgen.web.groups import Group, groups_of
from quizgen.web.saving import write_topic
from quizgen.web.topic import Topic, is_shipped, open_topic, reading_of
from quizgen.web.uploads import Upload, chosen, lying_beside

pages = Blueprint("editing", __name__)

NEW = "new"
OURS = ("token", "revision", "do", "kind", "sheet", "right")
"""Names of controls that say nothing of a member."""
CHOICES: tuple[ItemType, ...] = ("multiple-choice", "multiple-response")
OPTION = "option"
FEWEST_OPTIONS = 4
MAY_LACK = ("pictures", "passages", "camps", "places")
"""Sections of a bank that many have not."""
MOST_ITEMS = 3
"""So many of what is asked about a fact are shown at once."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form as it is shown."""

    topic: Topic
    member: Member
    is_new: bool
    kind: str
    controls: Controls
    revision: str
    mistakes: Mapping[str, Sequence[Mistake]]
    """Control -> what is to be mended there; by ALL what is said of the whole."""
    shown: Shown | None = None
    """What is asked with it."""
    is_saved: bool = False
    is_changed: bool = False

    @property
    def groups(self) -> Sequence[Group]:
        """Its fields, as they stand together."""
        hidden = ("answer", "wrong") if self.kind in CHOICES else ()
        bank = self.topic.bank
        fields = [  # nobody chooses from what there is none of
            field
            for field in fields_for(self.member.section, self.kind)
            if field.table not in MAY_LACK or getattr(bank, field.table)
        ]
        return groups_of(self.member.section, self.kind, fields, self.controls, hidden)

    @property
    def options(self) -> Sequence[tuple[int, str]]:
        """The places of the answers to choose from, and their letters."""
        places = _option_places(self.controls)
        return [(place, chr(ord("A") + number)) for number, place in enumerate(places)]

    def text(self, name: str) -> str:
        """Return what stands in a control."""
        return self.controls.get(name, "")

    def rows(self, name: str) -> Sequence[int]:
        """Return the places of the rows that a field of several has: one more than it says."""
        start = f"{name}."
        found = {
            int(place)
            for each in self.controls
            if each.startswith(start) and (place := each[len(start) :].partition(".")[0]).isdigit()
        }
        return sorted(found)

    def at(self, name: str) -> Sequence[Mistake]:
        """Return what is to be mended at a control."""
        return self.mistakes.get(name, ())


@pages.get(f"/topics/<topic>/<any({', '.join(SECTIONS)}):section>/<name>")
def show(topic: str, section: str, name: str) -> str | tuple[str, int]:
    """Show a member of a bank to be changed, or an empty form for a new one."""
    opened = open_topic(desk(), topic)
    text = opened.text()
    member = Member(section, name)
    if name == NEW:
        kind = request.args.get("kind") or _first_kind(section)
        return _page(_empty(opened, section, _known_kind(section, kind)))
    keys = text.keys_of(member)
    if keys is None:
        near = closest(name, text.ids(section))
        return render_template("no_member.html", topic=opened, section=section, near=near), 404
    kind = kind_of(section, keys)
    form = Form(
        topic=opened,
        member=member,
        is_new=False,
        kind=kind,
        controls=_with_options(kind, fill(fields_for(section, kind), keys)),
        revision=text.revision_of(member),
        mistakes={},
        shown=asked_by(opened, member),
        is_saved="saved" in request.args,
    )
    return _page(form)


@pages.post(f"/topics/<topic>/<any({', '.join(SECTIONS)}):section>/<name>")
def change(topic: str, section: str, name: str) -> str | tuple[str, int] | AnyResponse:
    """Do what a button of the form says: save it, add a row, take one away, show what it asks."""
    opened = open_topic(desk(), topic)
    is_new = name == NEW
    text = opened.text()
    old = {} if is_new else text.keys_of(Member(section, name))
    sent = {key: value for key, value in request.form.items() if key not in OURS}
    kind = _known_kind(section, request.form.get("kind", "") or kind_of(section, old or {}))
    form = Form(
        topic=opened,
        member=Member(section, name),
        is_new=is_new,
        kind=kind,
        controls=sent,
        revision=request.form.get("revision", ""),
        mistakes={},
        is_changed=True,
    )
    do, _, at = request.form.get("do", "save").partition(":")
    if do in ("add", "take", "kind"):
        return _page(_with(form, controls=_rearranged(do, at, sent, section, kind)))
    if not is_new and (old is None or form.revision != text.revision_of(form.member)):
        return _conflict(form, old)
    if do == "out":
        return _taken_out(form, text)
    said = _as_said(kind, sent)
    if do == "retire":
        said["retired"] = said.get("retired") or desk().say("edit.retired_why")
    reading, folder = reading_of(desk().project, opened.file), desk().project.banks
    upload = chosen(text, said, folder) if section == "questions" else None
    if isinstance(upload, list):
        return _page(_with(form, mistakes=_told(upload))), 422
    before = text
    if upload:
        before, reading, said = (
            upload.into(text),
            upload.seen_by(reading),
            {**said, "picture": upload.id},
        )
    keys = keys_said(section, kind, said, old or {})
    member = Member(section, text.name_for(section, keys)) if is_new else form.member
    edited = edit_member(before, member, keys, reading)
    if do == "look" and edited.bank:
        return _page(_with(form, shown=asked_with(opened, edited)))
    if edited.mistakes:
        return _page(_with(form, mistakes=_by_control(edited, form, said))), 422
    return _saved(form, edited, upload)


def _told(mistakes: Sequence[Mistake]) -> Mapping[str, Sequence[Mistake]]:
    return {
        name: [m for m in mistakes if m.control == name] for name in {m.control for m in mistakes}
    }


def _saved(
    form: Form, edited: Edited, upload: Upload | None
) -> str | tuple[str, int] | AnyResponse:
    """Write what was edited, and lead to it; what was changed in that very moment is not lost."""
    topic = form.topic.bank.topic
    try:
        with lying_beside(upload, desk().project.banks):
            write_topic(desk().project, form.topic, edited.text)
    except QuizgenError:
        now = open_topic(desk(), topic)
        if now.file.content == form.topic.file.content:
            raise
        return _conflict(_with(form, topic=now), now.text().keys_of(edited.member))
    if sheet := request.form.get("sheet", ""):
        return redirect(f"/sheets/{_slug(sheet)}", HTTPStatus.SEE_OTHER)
    where = f"/topics/{topic}/{edited.member.section}/{edited.member.id}?saved"
    return redirect(where, HTTPStatus.SEE_OTHER)


def _taken_out(form: Form, text: BankText) -> str | tuple[str, int] | AnyResponse:
    reading = reading_of(desk().project, form.topic.file)
    edited = edit_member(text, form.member, None, reading)
    if edited.mistakes:
        return _page(_with(form, mistakes={ALL: edited.mistakes})), 422
    write_topic(desk().project, form.topic, edited.text)
    section = form.member.section
    end = "" if section == "facts" else f"/{section}"
    return redirect(f"/topics/{form.topic.bank.topic}{end}", HTTPStatus.SEE_OTHER)


def _conflict(form: Form, theirs: Mapping[str, Any] | None) -> tuple[str, int]:
    """Show what was typed beside what stands there now; nothing is overwritten."""
    section, kind = form.member.section, form.kind
    before = _with_options(kind, fill(fields_for(section, kind), theirs or {}))
    names = dict.fromkeys([*form.controls, *before])
    differ = [
        (name, form.controls.get(name, ""), before.get(name, ""))
        for name in names
        if _lines(form.controls.get(name, "")) != _lines(before.get(name, ""))
        and "false" not in (form.controls.get(name), before.get(name))
    ]
    page = render_template(
        "conflict.html",
        form=form,
        differ=differ,
        is_gone=theirs is None,
        now=form.topic.text().revision_of(form.member),
        right=request.form.getlist("right"),
    )
    return page, HTTPStatus.CONFLICT


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _page(form: Form) -> str:
    told = [
        (f"f-{name.replace('.', '-')}" if name else "main", f"{mistake.message}. {mistake.hint}")
        for name, mistakes in form.mistakes.items()
        for mistake in mistakes
    ]
    return render_template(
        "edit.html",
        form=form,
        topic=form.topic,
        bank=form.topic.bank,
        told=told,
        kinds=_kinds(form.member.section),
        choices=lambda field: _choices(field, form.topic),
        sheet=request.values.get("sheet", ""),
        right=_right(form),
        is_shipped=is_shipped(form.topic.file),
    )


def _with(form: Form, **changes: Any) -> Form:
    return Form(**{**{name: getattr(form, name) for name in Form.__dataclass_fields__}, **changes})


def _empty(opened: Topic, section: str, kind: str) -> Form:
    controls: dict[str, str] = {"in_deck": "true"}
    if kind in CHOICES:
        controls |= {f"{OPTION}.{place}.text": "" for place in range(FEWEST_OPTIONS)}
    return Form(
        topic=opened,
        member=Member(section, NEW),
        is_new=True,
        kind=kind,
        controls=controls,
        revision="",
        mistakes={},
    )


def _kinds(section: str) -> Sequence[str]:
    if section == "facts":
        return KINDS
    return [*KEYS_OF_TYPE] if section == "questions" else []


def _first_kind(section: str) -> str:
    return {"facts": "term", "questions": "multiple-choice"}.get(section, "")


def _known_kind(section: str, kind: str) -> str:
    kinds = _kinds(section)
    if kinds and kind not in kinds:
        abort(HTTPStatus.NOT_FOUND)
    return kind if kinds else ""


def _slug(name: str) -> str:
    return "".join(sign for sign in name if sign.isalnum() or sign == "-")


# --------------------------------------------------------------------------- answers to choose from


def _with_options(kind: str, controls: Mapping[str, str]) -> dict[str, str]:
    """Return the controls of a choice with its answers in one list, the right ones first."""
    if kind not in CHOICES:
        return dict(controls)
    kept = {
        name: text for name, text in controls.items() if not name.startswith(("answer.", "wrong."))
    }
    place = 0
    for side in ("answer", "wrong"):
        held = below(side, controls)
        for old in sorted({int(name.partition(".")[0]) for name in held}):
            for part, text in below(str(old), held).items():
                kept[f"{OPTION}.{place}.{part}"] = text
            place += 1
    return kept


def _as_said(kind: str, controls: Controls) -> dict[str, str]:
    """Return the controls of a choice with its right answers and its wrong ones apart again."""
    if kind not in CHOICES:
        return dict(controls)
    right = {*request.form.getlist("right")}
    said = {name: text for name, text in controls.items() if not name.startswith(f"{OPTION}.")}
    counts = {"answer": 0, "wrong": 0}
    for place in _option_places(controls):
        side = "answer" if str(place) in right else "wrong"
        row = below(f"{OPTION}.{place}", controls)
        if any(text.strip() for text in row.values()):
            said |= {f"{side}.{counts[side]}.{part}": text for part, text in row.items()}
            counts[side] += 1
    return said


def _option_places(controls: Controls) -> list[int]:
    found = {name.split(".")[1] for name in controls if name.startswith(f"{OPTION}.")}
    return sorted(int(place) for place in found if place.isdigit())


def _right(form: Form) -> set[str]:
    """Return the places of the right answers among those to choose from."""
    if form.is_changed:
        return {*request.form.getlist("right")}
    keys = form.topic.text().keys_of(form.member) or {}
    answers = keys.get("answer")
    count = len(answers) if isinstance(answers, list) else 1
    return {str(place) for place in range(count)}


# --------------------------------------------------------------------------- rows and choices


def _rearranged(do: str, at: str, sent: Controls, section: str, kind: str) -> dict[str, str]:
    """Return the controls with one more row, or without one."""
    if do == "kind":
        return dict(sent)
    name, _, place = at.rpartition(".")
    if do == "take":
        return without_row(name, int(place), sent) if place.isdigit() else dict(sent)
    if at == OPTION:
        new = max(_option_places(sent), default=-1) + 1
        return {**sent, f"{OPTION}.{new}.text": ""}
    field = next((each for each in fields_for(section, kind) if each.name == at), None)
    if field is None:
        return dict(sent)
    first = "key" if field.sort == "pairs" else field.fields[0].name
    return {**sent, f"{at}.{free_place(field, sent)}.{first}": ""}


def _by_control(edited: Edited, form: Form, said: Controls) -> Mapping[str, Sequence[Mistake]]:
    """Return what is to be mended by the controls that the form has."""
    fields = fields_for(form.member.section, form.kind)
    found: dict[str, list[Mistake]] = {}
    for mistake in edited.mistakes:
        name = shown_at(mistake, fields, said)
        if form.kind in CHOICES and name.startswith(("answer", "wrong")):
            name = _option_of(name, form, said)
        found.setdefault(name, []).append(mistake)
    return found


def _option_of(name: str, form: Form, said: Controls) -> str:
    """Return the control of an answer to choose from by the side and place that it was sent as."""
    side, _, rest = name.partition(".")
    place, _, part = rest.partition(".")
    if not place.isdigit():
        return OPTION
    right = {*request.form.getlist("right")}
    of_side = [
        each
        for each in _option_places(form.controls)
        if (str(each) in right) == (side == "answer")
        and any(text.strip() for text in below(f"{OPTION}.{each}", form.controls).values())
    ]
    at = int(place)
    return f"{OPTION}.{of_side[at]}.{part or 'text'}" if at < len(of_side) else OPTION


def _choices(field: Field, topic: Topic) -> Sequence[tuple[str, str]]:
    """Return what may be chosen for a field that holds an id: ids, and what they are called."""
    return [*_named(field.table, topic)]


def _named(table: str, topic: Topic) -> Iterator[tuple[str, str]]:
    bank = topic.bank
    match table:
        case "sources":
            for name, source in bank.sources.items():
                by = source.publisher or source.author
                yield name, f"{source.title}, {by}" if by else source.title
        case "people":
            yield from ((name, person.name) for name, person in bank.people.items())
        case "facts":
            yield from ((fact.id, topic.said[fact.id][:90]) for fact in bank.facts)
        case "units":
            units = {**topic.language.units, **bank.units}
            yield from ((name, f"{unit.name} ({name})") for name, unit in units.items())
        case "verbs":
            yield from ((verb, verb) for verb in topic.language.verbs)
        case "issues":
            yield from ((name, issue.text) for name, issue in bank.issues.items())
        case "pictures":
            yield from ((name, picture.alt) for name, picture in bank.pictures.items())
        case "passages":
            yield from ((name, passage.title or name) for name, passage in bank.passages.items())
        case "properties":
            yield from ((name, each.name or name) for name, each in bank.properties.items())
        case "camps":
            yield from bank.camps.items()
        case _:
            yield from ((name, name) for name in getattr(bank, table, ()))
