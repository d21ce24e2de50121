"""YAML as trees that can say what YAML can say wrongly: repeated keys, keys that are lists.

A mapping is a `Pairs`, a list a `list`, and every scalar a `str`. `text_of` writes a tree as flow
YAML, in which each text stands between quotation marks.
"""

import json
import pickle
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st


@dataclass
class Pairs:
    """A mapping as written."""

    pairs: list[tuple[Any, Any]]


@cache
def _pickled(text: str) -> bytes:
    """Return the tree of a sound text, to be changed freely once it is loaded."""
    return pickle.dumps(_tree(yaml.compose(text, Loader=yaml.CSafeLoader)))


def _tree(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return Pairs([(_tree(key), _tree(value)) for key, value in node.value])
    return node.value if isinstance(node, yaml.ScalarNode) else [_tree(one) for one in node.value]


def text_of(tree: Any) -> str:
    """Return a tree as YAML; a member of facts, which are many, is a line."""
    match tree:
        case Raw():
            return tree.text
        case str():
            return json.dumps(tree, ensure_ascii=False)
        case Pairs():
            pairs = (f"{text_of(key)}: {text_of(value)}" for key, value in tree.pairs)
            return "{" + ",\n ".join(pairs) + "}"
        case _:
            return "[" + ", ".join(map(text_of, tree)) + "]"


@dataclass(frozen=True)
class Raw:
    """YAML as it stands, to be put where a scalar was."""

    text: str


# --------------------------------------------------------------------------- what is put in

NASTY = (
    *("", " ", "0", "-1", "00", "1e999999999", "10**5000", "NaN", "Infinity", "-Infinity", "1_000"),
    *("9" * 30, "9" * 400, "0." + "0" * 29 + "1", "٣", "½", "1,5", "true", "NO", "null", "~"),
    *("2024-02-30", "0000", "0000-01-01", "0001-01-01", "9999", "9999-12-31", "9999-winter"),
    *("2024-01-01/9999-12-31", "../x", "/etc/passwd", "C:\\x", "CON", "nul.txt", "x.", "x" * 5000),
    *("<script>alert(1)</script>", "<img src=file:///etc/passwd>", "</p></para><b>", "&#0;&lt;"),
    *(
        "{{ 7*7 }}",
        "{% for a in b %}",
        "{{c1::x}}",
        "{#Note}",
        "{value}",
        "{",
        "}",
        "{n} {n}",
        "%s",
    ),
    *("=1+1", "+1", "-1", "@SUM(1)", "a\tb", "a\nb", "a\n\nb", "a;b", 'a"b', "a'b", "\\x1f", "\\"),
    *("**", "**a", "_a_", "\u00a0", "\u200b", "\u200d", "a\u0301", "\U0001f600", "مرحبا", "中文"),
    *("अ", "\u202ea", "\x00", "\x1f", "\x7f", "\x85", "\ufeff", "\ufffe", "\U0010ffff", "\u2028"),
    *("wort " * 400, "a" * 300, "(", "[a", "a{99999}", "(a+)+$", "?", "…", "?!", "“a”", "''"),
)
RAW = (
    *(
        "{}",
        "[]",
        "[[]]",
        "{a: b}",
        "[a, [b]]",
        "*a",
        "&a b",
        "!!python/object:os.system x",
        "? [a]",
    ),
    *(
        '"\\ud800"',
        '"\\x1f"',
        '"\\0"',
        '"\\U0010FFFF"',
        "|",
        "null",
        "~",
        "'",
        '"',
        "[",
        "}",
        "- a",
    ),
    *("[" * 40 + "]" * 40, "<<: x", "%", "@", "`", "# a", "---", "...", "\t", "a: b"),
)

scalars = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(RAW).map(Raw),
    st.text(max_size=20),
    st.integers().map(str),
)


def _nodes(tree: Any, key: str = "") -> list[tuple[Any, Any, str]]:
    """Return each place of a tree: what holds it, its index there, and the key it belongs to."""
    found: list[tuple[Any, Any, str]] = []
    if isinstance(tree, Pairs):
        for index, (name, value) in enumerate(tree.pairs):
            found.append((tree, index, str(name)))
            found += _nodes(value, str(name))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            found.append((tree, index, key))
            found += _nodes(value, key)
    return found


def _get(holder: Any, index: int) -> Any:
    return holder.pairs[index][1] if isinstance(holder, Pairs) else holder[index]


def _set(holder: Any, index: int, value: Any) -> None:
    if isinstance(holder, Pairs):
        holder.pairs[index] = (holder.pairs[index][0], value)
    else:
        holder[index] = value


@st.composite
def mutants(draw: Any, text: str, most: int = 4) -> str:
    """Draw a text whose tree differs in some places from that of a sound one."""
    tree = pickle.loads(_pickled(text))
    for _ in range(draw(st.integers(1, most))):
        nodes = _nodes(tree)
        if not nodes:
            break
        holder, index, key = nodes[draw(st.integers(0, len(nodes) - 1))]
        members = holder.pairs if isinstance(holder, Pairs) else holder
        like = [node for node in nodes if node[2] == key]
        change = draw(st.sampled_from(CHANGES))
        if change == "delete":
            del members[index]
        elif change == "repeat":
            members.insert(draw(st.integers(0, len(members))), deepcopy(members[index]))
        elif change == "scalar":
            _set(holder, index, draw(scalars))
        elif change == "append" and isinstance(_get(holder, index), str):
            _set(holder, index, _get(holder, index) + draw(st.sampled_from(NASTY)))
        elif change == "rename" and isinstance(holder, Pairs):
            names = [node[2] for node in nodes]
            name = draw(st.one_of(scalars, st.sampled_from(names)))
            members[index] = (name, members[index][1])
        elif change == "another":  # what stands under the same key elsewhere
            other = like[draw(st.integers(0, len(like) - 1))]
            _set(holder, index, deepcopy(_get(*other[:2])))
        elif change == "any":
            other = nodes[draw(st.integers(0, len(nodes) - 1))]
            if not isinstance(_get(*other[:2]), Pairs | list):
                _set(holder, index, _get(*other[:2]))
        elif change == "wrap":
            value = deepcopy(_get(holder, index))
            _set(
                holder, index, draw(st.sampled_from([[value], Pairs([("a", value)]), [value] * 3]))
            )
        elif change == "empty":
            _set(holder, index, draw(st.sampled_from([[], Pairs([]), ""])))
    return text_of(tree)


CHANGES = (
    *("delete", "repeat", "scalar", "scalar", "append", "append", "rename", "another", "another"),
    *("any", "wrap", "empty"),
)


@st.composite
def broken_bytes(draw: Any, text: str) -> bytes:
    """Draw a text with some of its characters lost, moved or put in."""
    found = text.encode()
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(found)))
        length = draw(st.integers(0, 40))
        piece = draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from([one.encode("utf-8", "surrogatepass") for one in NASTY]),
                st.sampled_from([one.encode() for one in RAW]),
                st.just(found[place : place + 200]),
            )
        )
        found = found[:place] + piece + found[place + length :]
    return found
