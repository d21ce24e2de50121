"""The text of a lock -> Lock. No person writes one, so whatever is wrong with it is said once."""

from collections.abc import Mapping, Sequence

from quizgen.deck.lock import Lock, SealedNote, SealedType
from quizgen.errors import LockError, Problem, Where
from quizgen.ids import seal_of
from quizgen.read.nodes import decode

MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
"""What a version control system writes where it cannot merge."""
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
    """Return what sealed lines say; they are well-formed, or another version wrote them."""
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
            else:
                names[word] = rest
        return Lock(
            topic=names["topic"],
            seed=names["seed"],
            deck=names["deck"],
            edition=int(edition[1]),
            published=int(edition[2]),
            types=tuple(types),
            notes=tuple(notes),
            where=Where(path),
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        message = "this lock is in a form that is unknown"
        hint = "another version of quizgen wrote it: use that one, or a newer one"
        raise LockError([Problem(Where(path), message, hint)]) from error


def _type(key: str, modified: str, seal: str, shape: str) -> SealedType:
    return SealedType(key=key, modified=int(modified), seal=seal, shape=shape)


def _note(words: Sequence[str], where: Where) -> SealedNote:
    guid, modified, seal, beside, cards, gone, siblings, *rest = words
    added, changed, retired, type_key, *facts = rest
    return SealedNote(
        guid=guid,
        modified=int(modified),
        seal=seal,
        beside=beside,
        cards=tuple(map(int, _listed(cards))),
        gone=tuple(map(int, _listed(gone))),
        siblings=_listed(siblings),
        added=int(added),
        changed=int(changed),
        retired=int(retired),
        type_key=type_key,
        facts=tuple(facts),
        where=where,
    )


def _listed(words: str) -> tuple[str, ...]:
    return () if words == "-" else tuple(words.split(","))
