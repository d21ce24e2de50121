"""A picture that was chosen for a question: described, drawn anew, and put beside its bank."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from flask import request

from quizgen.edit.editing import Mistake, Reading
from quizgen.edit.filled import Controls
from quizgen.edit.members import BankText, Member
from quizgen.errors import RefusedFileError
from quizgen.read.upload import redrawn
from quizgen.store.new_files import write_new_files
from quizgen.values import dataclass
from quizgen.web.desk import desk

UPLOAD, ALT, CREDIT = "upload", "upload_alt", "upload_credit"
OURS = (ALT, CREDIT)
FEWEST_LETTERS = 2
"""An answer of one letter is in any words."""


@dataclass(frozen=True)
class Upload:
    """A picture that goes beside a bank when its question is saved."""

    id: str
    file: str
    content: bytes
    keys: Mapping[str, str]

    def into(self, text: BankText) -> BankText:
        """Return the bank's text with the picture in it."""
        new = text.with_member(Member("pictures", self.id), self.keys)
        return BankText.of(new.encode(), text.path, text.topic)

    def seen_by(self, reading: Reading) -> Reading:
        """Return what a bank is read with, as if the picture lay there."""
        beside = reading.read_beside

        def read(name: str) -> bytes:
            if name == self.file or beside is None:
                return self.content
            return beside(name)

        return Reading(reading.languages, read)


def chosen(text: BankText, controls: Controls, folder: Path) -> Upload | list[Mistake] | None:
    """Return the picture that was chosen, or what is to be mended; None if there is none."""
    file, alt = request.files.get(UPLOAD), controls.get(ALT, "").strip()
    if not file or not file.filename:
        return None
    say = desk().say
    mistakes = []
    try:
        content, end = redrawn(file.read())
    except RefusedFileError as error:
        mistakes.append(Mistake(UPLOAD, error.message, error.hint))
    if not alt:
        mistakes.append(Mistake(ALT, say("edit.picture_needs_alt"), say("edit.picture_alt_hint")))
    elif told := next(
        (each for each in _answers(controls) if each.casefold() in alt.casefold()), ""
    ):
        hint = say("edit.picture_tells", answer=told)
        mistakes.append(Mistake(ALT, hint, say("edit.picture_alt_hint")))
    if mistakes:
        return mistakes
    name = text.name_for("pictures", {"alt": " ".join(alt.split()[:6])})
    path = f"pictures/{text.topic}/{name}.{end}"
    number = 2
    while (folder / path).exists():
        path, number = f"pictures/{text.topic}/{name}-{number}.{end}", number + 1
    keys = {"file": path, "alt": alt}
    if credit := controls.get(CREDIT, "").strip():
        keys["credit"] = credit
    return Upload(name, path, content, keys)


def _answers(controls: Controls) -> Iterator[str]:
    """Yield the right answers, which no words of a picture may tell."""
    for name, text in controls.items():
        if name.startswith("answer.") and name.endswith(".text"):
            said = text.strip()
            if len(said) >= FEWEST_LETTERS and said.casefold() not in ("true", "false"):
                yield said


@contextlib.contextmanager
def lying_beside(upload: Upload | None, folder: Path) -> Iterator[None]:
    """Put a picture beside a bank that is written meanwhile; it goes if that cannot be written."""
    if upload is None:
        yield
        return
    path = folder / upload.file
    write_new_files({path: upload.content})
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise
