"""Some of a deck's notes, by their tags."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quizgen.bank.bank import Bank
from quizgen.deck.notes import Note
from quizgen.errors import FormError, Problem, quoted, suggest


def with_tags(notes: Sequence[Note], bank: Bank, wanted: Sequence[str]) -> tuple[Note, ...]:
    """Return the notes that have the tags which are wanted.

    A tag is named by what stands behind the bank's own: "core", "level::1", "tag::weapons", or by
    the beginning of that. Of several of one sort, such as two levels, a note has one; of each sort
    it has one. Raises FormError for a tag that no note has.
    """
    root = f"{bank.tag()}::"
    sorts: defaultdict[str, set[str]] = defaultdict(set)
    for each in wanted:
        sorts[each.partition("::")[0]].add(each)
    has = [{*_names(note, root)} for note in notes]
    there_are = dict.fromkeys(sorted(set().union(*has)))
    problems = [
        Problem(bank.where, f"no card has the tag {quoted(each)}", suggest(each, there_are, "tags"))
        for each in wanted
        if each not in there_are
    ]
    if problems:
        raise FormError(problems)
    return tuple(
        note
        for note, names in zip(notes, has, strict=True)
        if all(not names.isdisjoint(some) for some in sorts.values())
    )


def _names(note: Note, root: str) -> Iterator[str]:
    """Yield what tags of a note are called behind their root, and each beginning of that."""
    for tag in note.tags:
        levels = tag.removeprefix(root).split("::") if tag.startswith(root) else []
        for end in range(1, len(levels) + 1):
            yield "::".join(levels[:end])
