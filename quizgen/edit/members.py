"""A bank's text and one of its members -> the text with that member changed, added or taken out."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from quizgen.errors import QuizgenError
from quizgen.ids import slug_of
from quizgen.read.draft import Draft
from quizgen.read.left_out import fill_in, made_id
from quizgen.read.nodes import Keyed, Listed, read_tree
from quizgen.read.patch import patch_text
from quizgen.values import dataclass
from quizgen.yaml_text import Part

LISTS = ("facts", "questions", "discussion")
"""Sections of a bank whose members have their id among their keys; of others it is before them."""
NEW = ""
"""The id of a member that is not there yet."""


@dataclass(frozen=True)
class Member:
    """A fact, a question, a person ... of a bank, by its section and its id."""

    section: str
    id: str


@dataclass(frozen=True)
class BankText:
    """The text of a bank whose form is sound, and where its members are."""

    text: str
    path: str
    topic: str
    tree: Keyed
    places: Mapping[Member, int | str]
    """Member -> its place in its list, or its key."""

    @classmethod
    def of(cls, content: bytes, path: str, topic: str) -> "BankText":
        """Return a bank's text; raises QuizgenError if it is no YAML that a bank can be."""
        tree, problems = read_tree(content, path)
        if problems or not isinstance(tree, Keyed):
            raise QuizgenError(problems)
        return cls(content.decode(), path, topic, tree, dict(_places(content, path, topic)))

    def keys_of(self, member: Member) -> Mapping[str, Any] | None:
        """Return the keys of a member as they stand in the file; None if there is no such one."""
        place = self.places.get(member)
        if place is None:
            return None
        held: Any = self.tree[member.section]
        keys: Mapping[str, Any] = held[place]
        return keys

    def revision_of(self, member: Member) -> str:
        """Return by what one sees that a member was changed elsewhere: a seal of all it says."""
        keys = self.keys_of(member)
        return "" if keys is None else seal(keys)

    def ids(self, section: str) -> tuple[str, ...]:
        """Return the ids of a section's members."""
        return tuple(member.id for member in self.places if member.section == section)

    def name_for(self, section: str, keys: Mapping[str, Any]) -> str:
        """Return an id for a new member, by what it says."""
        if section in LISTS:
            taken = [member.id for member in self.places if member.section in LISTS]
            sort = {"facts": str(keys.get("kind", "")), "questions": "question"}.get(section, "")
            words = {**keys, "ask": _first_text(keys)} if section != "facts" else keys
            return made_id(words, sort or "question", taken)
        named = slug_of(str(keys.get("name") or keys.get("title") or keys.get("alt") or section))
        taken = [*self.ids(section)]
        return made_id({"ask": named}, "question", taken)

    def with_member(self, member: Member, keys: Mapping[str, Part]) -> str:
        """Return the text in which a member has just these keys; a new one stands last.

        Raises QuizgenError where that cannot be written without changing more.
        """
        return self._patched(member, keys)

    def without_member(self, member: Member) -> str:
        """Return the text without a member, and without its section if that was its last one."""
        return self._patched(member, None)

    def _patched(self, member: Member, keys: Mapping[str, Part] | None) -> str:
        wanted: dict[str, Any] = dict(self.tree)
        place = self.places.get(member)
        if member.section in LISTS:
            listed: list[Any] = [*wanted.get(member.section, ())]
            if keys is not None:
                keys = keys if "id" in keys else {"id": member.id, **keys}
                if isinstance(place, int):
                    listed[place] = keys
                else:
                    listed.append(keys)
            elif isinstance(place, int):
                del listed[place]
            held: Any = listed
        else:
            held = dict(wanted.get(member.section, {}))
            if keys is not None:
                held[member.id] = keys
            else:
                held.pop(member.id, None)
        if held:
            wanted[member.section] = held
        else:
            wanted.pop(member.section, None)
        return patch_text(self.text, wanted, self.path)


def seal(keys: Any) -> str:
    """Return a short text that is another wherever keys say something else."""
    said = json.dumps(keys, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()[:16]


def _places(content: bytes, path: str, topic: str) -> Iterator[tuple[Member, int | str]]:
    """Yield every member and its place; who has no id goes by the one that the reader gives it."""
    draft = Draft.of(content, path)
    fill_in(draft, topic)
    tree = draft.tree
    assert isinstance(tree, Keyed), "it was read before"
    for section, held in tree.items():
        if section in LISTS and isinstance(held, Listed):
            for place, keys in enumerate(held):
                if isinstance(keys, Keyed) and isinstance(found := keys.get("id"), str):
                    yield Member(section, found), place
        elif isinstance(held, Keyed):
            for key, keys in held.items():
                if isinstance(keys, Keyed):
                    yield Member(section, key), key


def _first_text(keys: Mapping[str, Any]) -> str:
    return str(keys.get("ask") or keys.get("text") or " ".join(map(str, keys.get("order", ()))))
