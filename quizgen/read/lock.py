"""The text of a lock -> Lock. No person writes one, so whatever is wrong with it is said once."""

from collections.abc import Mapping, Sequence

from quizgen.deck.lock import LATEST, Lock, SealedNote, SealedType
from quizgen.errors import LockError, Problem, Where
from quizgen.ids import ID, seal_of
from quizgen.read.characters import decode

MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
"""What a version control system writes where it cannot merge."""
MOST_EDITIONS = 999_999_999
"""As many as a bank can count."""
RESTORE = "get the file back from version control, then publish again"


def read_lock(text: str | bytes, path: str) -> Lock:
    """Return the lock; raises LockError if it is not just as it was written."""
    decoded, problems = decode(text, path)
    if decoded is None:
        raise LockError(problems)
    lines = decoded.replace("\r", "").split("\n")
    for number, line in enumerate(lines, start=1):
        if line.startswith(MARKS):
            raise LockError([_conflict(Where(path, number, 1))])
    body = tuple(line for line in lines if line and not line.startswith("#"))
    edition, _, seal = body[0].rpartition(" ") if body else ("", "", "")
    if seal != seal_of(edition, *body[1:]):
        message = "this lock is not as `quizgen publish` wrote it: it was edited, merged or cut"
        raise LockError([Problem(Where(path), message, RESTORE)])
    numbers = {line: number for number, line in enumerate(lines, start=1)}
    return _parsed(edition.split(" "), body[1:], path, numbers)


def _conflict(where: Where) -> Problem:
    message = "two editions were published at the same time, and could not be merged"
    hint = (
        "keep the whole lock of one side (git checkout --theirs, or --ours), merge the bank by"
        " hand, then publish again: the next edition brings the changes of both"
    )
    return Problem(where, message, hint)


def _parsed(
    edition: Sequence[str], lines: Sequence[str], path: str, numbers: Mapping[str, int]
) -> Lock:
    """Return what sealed lines say; they are well-formed, or another version wrote them.

    Whoever knows how a seal is made can seal anything. So what no deck could hold is refused here.
    """
    types: list[SealedType] = []
    notes: list[SealedNote] = []
    names: dict[str, str] = {}
    try:
        for line in lines:
            word, _, rest = line.partition(" ")
            if word == "type":
                types.append(_type(*rest.split(" ")))
            elif word == "note":
                notes.append(_note(rest.split(" "), Where(path, numbers[line], 1)))
            elif word in names:
                raise ValueError(line)
            else:
                names[word] = rest
        if "\t" in names["deck"]:
            raise ValueError(names["deck"])
        if len({note.guid for note in notes}) < len(notes):
            raise ValueError("a note is repeated")
        return Lock(
            topic=names["topic"],
            deck=names["deck"],
            edition=_number(edition[1], MOST_EDITIONS),
            published=_number(edition[2], LATEST),
            types=tuple(types),
            notes=tuple(notes),
            where=Where(path),
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        message = "this lock is in a form that is unknown"
        hint = "another version of quizgen wrote it: use that one, or a newer one"
        raise LockError([Problem(Where(path), message, hint)]) from error


def _type(key: str, modified: str, seal: str, shape: str) -> SealedType:
    return SealedType(key=key, modified=_number(modified, LATEST), seal=seal, shape=shape)


def _note(words: Sequence[str], where: Where) -> SealedNote:
    guid, modified, seal, added, changed, retired, type_key, first, *more = words
    return SealedNote(
        guid=guid,
        modified=_number(modified, LATEST),
        seal=seal,
        added=_number(added, MOST_EDITIONS),
        changed=_number(changed, MOST_EDITIONS),
        retired=_number(retired, MOST_EDITIONS),
        type_key=type_key,
        facts=tuple(_id(fact) for fact in (first, *more)),
        where=where,
    )


def _number(digits: str, most: int) -> int:
    """Return a number as it is written, which is neither +1 nor 0_1 nor ١."""
    number = int(digits)
    if str(number) != digits or not 0 <= number <= most:
        raise ValueError(digits)
    return number


def _id(fact_id: str) -> str:
    if not ID.fullmatch(fact_id):
        raise ValueError(fact_id)
    return fact_id
