"""Written questions -> the YAML of a bank that holds them, as its author would write it."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, replace

from quizgen.bank.facts import SENSITIVITIES
from quizgen.bank.pictures import PictureFile
from quizgen.bank.questions import Question, WrittenAnswer
from quizgen.read.questions import type_of
from quizgen.yaml_text import Bare, Part, entry, member, modeline

_FIRST = ("id", "type", "ask", "picture", "answer", "wrong", "key_at", "accept")
"""The keys that a question begins with."""
UNSAID_THEME = "as-imported"
"""Where somebody else has said how sensitive a question is, and not why."""
_UNSAID = ("where", "has_own_id")


def write_questions(
    questions: Sequence[Question], pictures: Mapping[str, PictureFile], topic: str, title: str
) -> tuple[str, tuple[int, ...]]:
    """Return the text of a bank, and the line on which each of its questions begins, from 1."""
    lines = [modeline("bank"), *entry("topic", topic), *entry("title", title)]
    most = max((SENSITIVITIES.index(each.sensitivity) for each in questions), default=0)
    if most:  # a bank says so, and of what kind
        lines += [*entry("sensitivity", SENSITIVITIES[most]), *entry("themes", [UNSAID_THEME])]
    if pictures:
        lines += [
            "",
            *entry("pictures", {name: keys_of_picture(it) for name, it in pictures.items()}),
        ]
    lines += ["", "questions:"]
    starts = []
    for question in questions:
        starts.append(len(lines) + 1)
        lines += [*member(keys_of_question(question)), ""]
    return "\n".join(lines).rstrip("\n") + "\n", tuple(starts)


def keys_of_picture(picture: PictureFile) -> Mapping[str, Part]:
    """Return what a bank's file says of a picture."""
    said = {"file": picture.file, "alt": picture.alt, "credit": picture.credit}
    return {key: words for key, words in said.items() if words}


def keys_of_question(question: Question) -> Mapping[str, Part]:
    """Return what is not as it would be anyway; the type only where the other keys tell another."""
    told = type_of(replace(question, type=None))
    names = [each.name for each in fields(question) if each.name not in (*_FIRST, *_UNSAID)]
    keys: dict[str, Part] = {}
    for name in (*_FIRST, *names):
        value = getattr(question, name)
        if name == "type" and value == told:
            continue
        if value != _default(name) and (said := _part(value)) is not None:
            keys[name] = said
    if not question.has_own_id:
        keys.pop("id", None)
    answer = keys.get("answer")
    if isinstance(answer, list) and len(answer) == 1 and isinstance(answer[0], str):
        is_bare = question.type in ("true-false", "numeric")
        keys["answer"] = Bare(answer[0]) if is_bare else answer[0]
    return keys


def _default(name: str) -> object:
    (field,) = (each for each in fields(Question) if each.name == name)
    return field.default if field.default_factory is MISSING else field.default_factory()


def _part(value: object) -> Part | None:
    match value:
        case None:
            return None
        case bool():
            return Bare(str(value).lower())
        case int():
            return Bare(str(value))
        case str():
            return value
        case WrittenAnswer(text=text, picture="", why="") if text:
            return text
        case Mapping():
            return {str(key): str(held) for key, held in value.items()}
        case tuple():
            return [part for each in value if (part := _part(each)) is not None]
        case _:
            said = {each.name: getattr(value, each.name) for each in fields(value)}  # type: ignore[arg-type]
            return {key: words for key, words in said.items() if words}
