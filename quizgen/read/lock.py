"""The text of a lock -> Lock. No person writes one, so whatever is wrong with it is said once."""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.deck.lock import LATEST, Lock, Said, SealedNote, SealedType
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
    return _parsed((edition, *body[1:]), path, [numbers[line] for line in body])


def _conflict(where: Where) -> Problem:
    message = "two editions were published at the same time, and could not be merged"
    hint = (
        "keep the whole lock of one side (git checkout --theirs, or --ours), merge the bank by"
        " hand, then publish again: the next edition brings the changes of both"
    )
    return Problem(where, message, hint)


def _parsed(lines: Sequence[str], path: str, numbers: Sequence[int]) -> Lock:
    """Return what sealed lines say; they are well-formed, or another version wrote them.

    Whoever knows how a seal is made can seal anything. So what no deck could hold is refused here.
    """
    types: list[SealedType] = []
    notes: dict[str, SealedNote] = {}
    names: dict[str, str] = {}
    where = Where(path)
    try:
        for line, number in zip(lines, numbers, strict=True):
            where = Where(path, number, 1)
            word, _, rest = line.partition(" ")
            if word == "type":
                types.append(_type(*rest.split(" ")))
            elif word == "note":
                note = _note(rest.split(" "), where)
                _refuse(note.guid in notes)
                notes[note.guid] = note
            elif word in ("says", "said"):
                guid, card = _said(rest)
                note = notes[guid]
                if word == "says":
                    notes[guid] = replace(note, says=(*note.says, card))
                else:
                    notes[guid] = replace(note, said=(*note.said, card))
            else:
                _refuse(word in names or "\t" in rest)
                names[word] = rest
        where = Where(path, numbers[0], 1)
        edition, published, _ = names["edition"].split(" ")
        return Lock(
            topic=names["topic"],
            seed=names["seed"],
            deck=names["deck"],
            edition=_number(edition, MOST_EDITIONS),
            published=_number(published, LATEST),
            types=tuple(types),
            notes=tuple(notes.values()),
            where=Where(path),
        )
    except (KeyError, ValueError, TypeError) as error:
        message = "this lock is in a form that is unknown"
        hint = f"if another version of quizgen wrote it, use that one; if not, {RESTORE}"
        raise LockError([Problem(where, message, hint)]) from error


def _refuse(is_wrong: bool) -> None:
    if is_wrong:
        raise ValueError


def _type(key: str, modified: str, seal: str, shape: str) -> SealedType:
    return SealedType(key=key, modified=_number(modified, LATEST), seal=seal, shape=shape)


def _note(words: Sequence[str], where: Where) -> SealedNote:
    guid, modified, seal, beside, cards, gone, siblings, *rest = words
    added, changed, retired, type_key, first, *more = rest
    return SealedNote(
        guid=guid,
        modified=_number(modified, LATEST),
        seal=seal,
        beside=beside,
        cards=_places(cards),
        gone=_places(gone),
        siblings=tuple(map(_id, _listed(siblings))),
        added=_number(added, MOST_EDITIONS),
        changed=_number(changed, MOST_EDITIONS),
        retired=_number(retired, MOST_EDITIONS),
        type_key=type_key,
        facts=tuple(_id(fact) for fact in (first, *more)),
        where=where,
    )


def _said(words: str) -> tuple[str, Said]:
    guid, place, said = words.split(" ", 2)
    question, answer = said.split("\t")
    return guid, Said(_number(place, LATEST), question, answer)


def _number(digits: str, most: int) -> int:
    """Return a number as it is written, which is neither +1 nor 0_1 nor ١."""
    number = int(digits)
    _refuse(str(number) != digits or not 0 <= number <= most)
    return number


def _id(fact_id: str) -> str:
    _refuse(not ID.fullmatch(fact_id))
    return fact_id


def _places(words: str) -> tuple[int, ...]:
    return tuple(_number(place, LATEST) for place in _listed(words))


def _listed(words: str) -> tuple[str, ...]:
    return () if words == "-" else tuple(words.split(","))
