"""A sheet in every format: what each can take of it, and the file."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Response, abort

from quizgen.build import build_ready
from quizgen.formats import FORMATS, Format, OtherProgram, WholeDeck
from quizgen.output import Output
from quizgen.values import dataclass
from quizgen.web.desk import Desk
from quizgen.web.seen import Seen
from quizgen.web.sheets import look_of

GROUPS: Mapping[str, Sequence[str]] = {
    "by_hand": ("docx", "markdown"),
    "screen": ("web", "scorm", "h5p"),
    "program": (
        "moodle", "canvas", "canvas-new", "kahoot", "wayground", "blooket", "gimkit", "socrative",
        "wordwall", "google-forms",
    ),
    "others": ("blackboard", "brightspace", "cartridge", "qti21", "gift", "aiken", "json"),
    "by_heart": ("deck", "quizlet", "mochi", "remnote", "h5p-cards", "csv"),
}  # fmt: skip
"""The formats, by what they are for."""
BY_NAME: Mapping[str, Format] = {each.name: each for each in FORMATS}
DOWNLOADS = {name for names in GROUPS.values() for name in names} | {"booklet"}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A format of a sheet."""

    name: str
    group: str
    of_questions: bool
    """Whether it takes questions, of which it may leave some out."""
    taken: int = 0
    count: int = 0
    left_out: tuple[str, ...] = ()
    """Why, for each question that it leaves out."""


def offers(seen: Seen, desk: Desk) -> Sequence[Offer]:
    """Return what each format can take of a sheet."""
    with seen.opened.busy:
        return [*_offers(seen)]


def _offers(seen: Seen) -> Iterator[Offer]:
    count = sum(len(section.items) for section in seen.form.sections)
    for group, names in GROUPS.items():
        for name in names:
            format = BY_NAME[name]
            match format.takes:
                case OtherProgram(write=write):
                    if not count:
                        continue
                    export = write(seen.form, format.file_name(seen.form.topic))
                    gone = {each.item_id for each in export.left_out if each.item_id}
                    yield Offer(
                        name=name,
                        group=group,
                        of_questions=True,
                        taken=count - len(gone),
                        count=count,
                        left_out=tuple(dict.fromkeys(each.message for each in export.left_out)),
                    )
                case _:
                    yield Offer(name=name, group=group, of_questions=False)


def download(seen: Seen, desk: Desk, name: str) -> Response:
    """Return the file of a format; of several, a ZIP file."""
    format = BY_NAME.get(name)
    if format is None:
        abort(404)
    look = look_of(seen.sheet, desk.project.find_theme(), desk.find_logo())
    made = build_ready(seen.opened.ready, seen.wish, look, [name], what_fits=True)
    files = [file for _, export in made.exports for file in export.files]
    if not files:
        abort(404)
    begin = "" if isinstance(format.takes, WholeDeck) else f"{seen.sheet.name}-"
    if len(files) == 1:
        return _attached(f"{begin}{files[0].name}", files[0].content)
    return _attached(f"{begin}{name}.zip", _packed(files))


def _attached(name: str, content: bytes) -> Response:
    answer = Response(content, mimetype="application/octet-stream")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _packed(files: Sequence[Output]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return stream.getvalue()
