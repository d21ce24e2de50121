"""A YAML text that a person wrote, made to say something else, and nothing more changed than that.

Where each key and value begins and ends only the parser knows, so each is written anew at the place
that it gives: comments, quotation marks, the order of keys and line ends stay. The result is read
again: what says anything but what was wanted, or lacks a comment, is never handed out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from quizgen.errors import BankError, Problem
from quizgen.read.characters import where_in
from quizgen.read.composed import compose
from quizgen.read.nodes import read_tree
from quizgen.yaml_text import Part, entry, in_brackets, member, pair

_LINE_END = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"#[^\r\n]*")
_COMMENT_LINE = re.compile(r"([ \t]*)#[^\r\n]*(?:\r\n|\r|\n|$)")
_REST_OF_LINE = re.compile(r"[ \t]*(,)?[ \t]*(?:#[^\r\n]*)?(?=\r|\n)")
_BY_HAND = "write by hand what is to change there, then try again"


def patch_text(text: str, wanted: Mapping[str, Any], path: str) -> str:
    """Return a text that says what is wanted, written anew only where it says something else.

    `text` is sound, and `wanted` has all of its keys and no list shorter than there. Raises
    BankError where this cannot be done without a loss.
    """
    old, _ = read_tree(text, path)
    if old == wanted:
        return text
    body = text.removeprefix("\ufeff")
    found = _LINE_END.search(body)
    patch = _Patch(body, found[0] if found else "\n", path)
    if not body.endswith(("\n", "\r")):
        patch.text += patch.line_end
    root = compose(body)
    patch.go_through(root, old, wanted)
    new = patch.written()
    tree, problems = read_tree(new, path)
    if problems or tree != wanted or Counter(_comments(body)) - Counter(_comments(new)):
        where = where_in(body, root.start_mark.index, path)
        message = "the changes cannot be written into this file without changing more"
        hint = "write each fact on lines of its own, and each key on its line, then try again"
        raise BankError([Problem(where, message, hint)])
    return text[: len(text) - len(body)] + new


class _Patch:
    """Gathers what is to be written where, while it walks through what the parser found."""

    def __init__(self, text: str, line_end: str, path: str) -> None:
        self.text, self.line_end, self.path = text, line_end, path
        self.splices: list[tuple[int, int, str]] = []

    def written(self) -> str:
        """Return the text with all of them, which were found in its order."""
        parts, at = [], 0
        for start, end, new in self.splices:
            parts += [self.text[at:start], new]
            at = end
        return "".join((*parts, self.text[at:]))

    def go_through(
        self, node: Any, old: Any, new: Any, in_flow: bool = False, depth: int = 0
    ) -> None:
        """Write a mapping or a list anew where two trees differ; the outermost has depth 0."""
        in_flow = in_flow or node.flow_style
        if isinstance(old, Mapping):
            keys = {key.value: (key, value) for key, value in node.value}
            for name, (key, value) in keys.items():
                if old[name] == new[name]:
                    continue
                if _is_alike(old[name], new[name]):
                    self.go_through(value, old[name], new[name], in_flow, depth + 1)
                elif in_flow:
                    self.replace(value, in_brackets(new[name], as_json=key.style == '"'))
                else:
                    self.replace_lines(key, value, new[name])
            if added := {name: value for name, value in new.items() if name not in old}:
                self.add_keys(node, added, in_flow)
            return
        for each, before, after in zip(node.value, old, new, strict=False):
            if before == after:
                continue
            if _is_alike(before, after):
                self.go_through(each, before, after, in_flow, depth + 1)
            else:
                self.replace(each, in_brackets(after, as_json=each.style == '"'))
        if len(new) > len(old):
            self.add_members(node, new[len(old) :], in_flow, depth)

    # ------------------------------------------------------------------------------- one value

    def replace(self, node: Any, new: str) -> None:
        """Put another value in the place of one that stands on its line."""
        end = _end_of(self.text, node)
        if not isinstance(node, yaml.ScalarNode) and any(_comments_of(self.text, node)):
            raise self._has_comment(node)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            raise self._refusal(node, "a text of several lines cannot be replaced here")
        self.splices.append((node.start_mark.index, end, new))

    def replace_lines(self, key: Any, node: Any, new: Part) -> None:
        """Put another value behind a key that stands on a line of its own."""
        start, end = node.start_mark.index, _end_of(self.text, node)
        first, *others = entry(key.value, new)
        value = first[len(entry(key.value, "x")[0]) - 1 :]
        is_scalar = isinstance(node, yaml.ScalarNode)
        is_of_lines = is_scalar and node.style in ("|", ">")
        if is_scalar and not is_of_lines and not others and end > start:
            self.splices.append((start, end, value))
            return
        colon = self.text.index(":", key.end_mark.index) + 1
        header = self.text[colon:start]
        if is_of_lines:  # a comment may stand behind the sign that begins it
            header += _LINE_END.split(self.text[start:end], maxsplit=1)[0]
        kept = _COMMENT.findall(header)
        if len(kept) > 1 or (not is_scalar and any(_comments_of(self.text, node))):
            raise self._has_comment(node)
        indent = " " * key.start_mark.column
        comment = f"  {kept[0]}" if kept else ""
        lines = [f" {value}{comment}" if value else comment, *(f"{indent}{o}" for o in others)]
        self.splices.append((colon, end, self.line_end.join(lines)))

    # ------------------------------------------------------------------------------- what is new

    def add_keys(self, node: Any, added: Mapping[str, Part], in_flow: bool) -> None:
        """Add keys behind the last one of a mapping."""
        as_json = bool(node.value) and node.value[0][0].style == '"'
        if in_flow:
            pairs = ", ".join(pair(name, value, as_json=as_json) for name, value in added.items())
            self._add_in_flow(node, pairs)
            return
        column = node.value[0][0].start_mark.column
        lines = [line for name, value in added.items() for line in entry(name, value)]
        at = self._behind(_end_of(self.text, node), column)
        self._add_lines(at, lines, " " * column)

    def add_members(self, node: Any, added: Sequence[Part], in_flow: bool, depth: int) -> None:
        """Add members behind the last one of a list, written as that one is."""
        last = node.value[-1] if node.value else None
        keys = last.value if isinstance(last, yaml.MappingNode) else []
        as_json = bool(keys and keys[0][0].style == '"') or getattr(last, "style", "") == '"'
        texts = [in_brackets(each, as_json=as_json) for each in added]
        if last is None or (in_flow and not self._begins_line(last)):
            self._add_in_flow(node, ", ".join(texts))
        elif in_flow:
            self._add_lines_in_flow(last, texts)
        else:
            is_apart = self._has_blank(node, depth)
            self._add_lines_of_members(node, last, [*zip(added, texts, strict=True)], is_apart)

    def _add_in_flow(self, node: Any, new: str) -> None:
        if node.value:
            self.splices.append((end := _end_of(self.text, node, is_inside=True), end, f", {new}"))
        else:
            at = node.start_mark.index + 1
            self.splices.append((at, at, new))

    def _add_lines_in_flow(self, last: Any, texts: Sequence[str]) -> None:
        """Add members on lines of their own, as the last one stands on its line."""
        end = last.end_mark.index
        rest = _REST_OF_LINE.match(self.text, end)
        if not rest:  # the bracket closes on the same line
            self.splices.append((end, end, "".join(f", {text}" for text in texts)))
            return
        if not rest[1]:
            self.splices.append((end, end, ","))
        start = f"{self.line_end}{' ' * last.start_mark.column}"
        lines = f",{start}".join(texts) + ("," if rest[1] else "")
        self.splices.append((rest.end(), rest.end(), f"{start}{lines}"))

    def _add_lines_of_members(
        self, node: Any, last: Any, added: Sequence[tuple[Part, str]], is_apart: bool
    ) -> None:
        """Add members behind dashes, each with its text on one line, or a blank line apart."""
        dash = node.start_mark.column
        is_flow = isinstance(last, yaml.CollectionNode) and last.flow_style
        offset = max(last.start_mark.column - dash, 2)
        lines: list[str] = []
        for each, text in added:
            first, *others = [f"- {text}"] if is_flow else member(each)
            lines += [""] if is_apart else []
            lines.append(f"-{' ' * (offset - 1)}{first[2:]}")
            lines += [f"{' ' * (offset - 2)}{line}" for line in others]
        at = self._behind(_end_of(self.text, node), max(dash, 1))
        self._add_lines(at, lines, " " * dash)

    def _has_blank(self, node: Any, depth: int) -> bool:
        """Tell whether blank lines divide the members of a list; of one member it is guessed."""
        last = node.value[-1]
        if len(node.value) == 1:
            is_of_lines = isinstance(last, yaml.MappingNode) and len(last.value) > 1
            return is_of_lines and not last.flow_style and depth == 1
        before, last = node.value[-2:]
        between = self.text[_end_of(self.text, before) : last.start_mark.index]
        return any(not line.strip() for line in _LINE_END.split(between)[1:-1])

    def _add_lines(self, at: int, lines: Sequence[str], indent: str) -> None:
        new = "".join(f"{indent}{line}{self.line_end}" if line else self.line_end for line in lines)
        self.splices.append((at, at, new))

    # ------------------------------------------------------------------------------- places

    def _behind(self, end: int, column: int) -> int:
        """Return the start of the line behind one, and behind comments that are as far in."""
        found = _LINE_END.search(self.text, end)
        at = found.end() if found else len(self.text)
        while (comment := _COMMENT_LINE.match(self.text, at)) and len(comment[1]) >= column:
            if comment.end() == at:
                break
            at = comment.end()
        return at

    def _begins_line(self, node: Any) -> bool:
        start = node.start_mark.index
        return not self.text[start - node.start_mark.column : start].strip()

    def _has_comment(self, node: Any) -> BankError:
        return self._refusal(node, "a comment stands within what is to be replaced")

    def _refusal(self, node: Any, message: str) -> BankError:
        where = where_in(self.text, node.start_mark.index, self.path)
        return BankError([Problem(where, message, _BY_HAND)])


def _is_alike(old: Any, new: Any) -> bool:
    """Tell whether one can become the other by changes of its members."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() <= new.keys()
    is_list = isinstance(old, Sequence) and isinstance(new, Sequence)
    return (
        is_list and not isinstance(old, str) and not isinstance(new, str) and len(old) <= len(new)
    )


def _end_of(text: str, node: Any, *, is_inside: bool = False) -> int:
    """Return where a value ends, without the blank lines and comments that follow it.

    Of a mapping or list between brackets it is behind them, or `is_inside` before them.
    """
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        is_of_lines = node.style in ("|", ">")
        return start + len(text[start:end].rstrip()) if is_of_lines else int(end)
    if (node.flow_style and not is_inside) or not node.value:
        return int(end)
    last = node.value[-1]
    return _end_of(text, last[1] if isinstance(last, tuple) else last)


def _scalars_of(node: Any) -> Iterator[Any]:
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for each in node.value:
        for part in each if isinstance(each, tuple) else (each,):
            yield from _scalars_of(part)


def _comments_of(text: str, node: Any) -> Iterator[str]:
    """Yield the comments that stand within a value, between its texts."""
    at = node.start_mark.index
    for scalar in _scalars_of(node):
        yield from _COMMENT.findall(text, at, scalar.start_mark.index)
        at = scalar.end_mark.index
        if scalar.style in ("|", ">"):
            start = scalar.start_mark.index
            header = _LINE_END.search(text, start)
            yield from _COMMENT.findall(text, start, header.start() if header else at)
    yield from _COMMENT.findall(text, at, _end_of(text, node))


def _comments(text: str) -> Iterator[str]:
    """Yield all comments of a document."""
    root = compose(text)
    yield from _COMMENT.findall(text, 0, root.start_mark.index)
    yield from _comments_of(text, root)
    yield from _COMMENT.findall(text, _end_of(text, root))
