"""A YAML text that a person wrote, made to say something else, and nothing more changed than that.

Where each key and value begins and ends only the parser knows, so each is written anew at the place
that it gives: comments, quotation marks, the order of keys and line ends stay. What is taken out
goes with its lines and the comments on them. The result is read again: what says anything but what
was wanted, or lacks another comment, is never handed out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import yaml

from quizgen.errors import BankError, Problem
from quizgen.read.characters import where_in
from quizgen.read.composed import compose
from quizgen.read.nodes import read_tree
from quizgen.yaml_text import (
    WIDTH,
    Bare,
    Part,
    entry,
    in_brackets,
    literal_lines,
    member,
    pair,
    quoted_scalar,
    wrapped,
)

_LINE_END = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"#[^\r\n]*")
_COMMENT_LINE = re.compile(r"([ \t]*)#[^\r\n]*(?:\r\n|\r|\n|$)")
_REST_OF_LINE = re.compile(r"[ \t]*(,)?[ \t]*(?:#[^\r\n]*)?(?=\r|\n)")
_BLANK_BEFORE = re.compile(r"(?:(?<=\n)|(?<=\r)|^)[ \t]*(?:\r\n|\r|\n)$")
_BLANK_NEXT = re.compile(r"[ \t]*(?:\r|\n|$)")
_SEVERAL = 2
_BY_HAND = "write by hand what is to change there, then try again"
_MOST_ALIGNED = 1000
"""Longer lists are compared member by member: looking what moved where takes too long."""


def patch_text(text: str, wanted: Mapping[str, Any], path: str) -> str:
    """Return a text that says what is wanted, written anew only where it says something else.

    `text` is sound. Raises BankError where this cannot be done without a loss.
    """
    old, _ = read_tree(text, path)
    if old == wanted:
        return text
    body = text.removeprefix("\ufeff")
    found = _LINE_END.search(body)
    patch = _Patch(body, found[0] if found else "\n", path)
    is_cut = not body.endswith(("\n", "\r"))
    if is_cut:
        patch.text += patch.line_end
    root = compose(body)
    patch.go_through(root, old, wanted)
    new = patch.written()
    if is_cut and all(start < len(patch.text) for start, _, _ in patch.splices):
        new = new.removesuffix(patch.line_end)
    tree, problems = read_tree(new, path)
    kept = Counter(said for at, said in _comments(body) if not patch.has_taken_out(at))
    if problems or tree != wanted or kept - Counter(said for _, said in _comments(new)):
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
        self.taken_out: list[tuple[int, int]] = []
        """From where to where something was taken out, with the comments that belonged to it."""

    def written(self) -> str:
        """Return the text with all of them; what is put in stands before what is taken out."""
        parts, at = [], 0
        for start, end, new in sorted(self.splices, key=lambda splice: splice[:2]):
            parts += [self.text[at:start], new]
            at = end
        return "".join((*parts, self.text[at:]))

    def has_taken_out(self, at: int) -> bool:
        """Tell whether a place lies within what was taken out."""
        return any(start <= at < end for start, end in self.taken_out)

    def go_through(
        self, node: Any, old: Any, new: Any, in_flow: bool = False, depth: int = 0
    ) -> None:
        """Write a mapping or a list anew where two trees differ; the outermost has depth 0."""
        in_flow = in_flow or node.flow_style
        if isinstance(old, Mapping):
            self.go_through_mapping(node, old, new, in_flow, depth)
        else:
            self.go_through_list(node, old, new, in_flow, depth)

    def go_through_mapping(self, node: Any, old: Any, new: Any, in_flow: bool, depth: int) -> None:
        """Change, take out and add keys."""
        for key, value in node.value:
            name = key.value
            if name not in new or old[name] == new[name]:
                continue
            if _is_alike(old[name], new[name]):
                self.go_through(value, old[name], new[name], in_flow, depth + 1)
            elif in_flow:
                self.replace(value, in_brackets(new[name], as_json=key.style == '"'))
            else:
                self.replace_lines(key, value, new[name])
        gone = [place for place, (key, _) in enumerate(node.value) if key.value not in new]
        spans = [(key.start_mark.index, _end_of(self.text, value)) for key, value in node.value]
        self.take_out(gone, spans, in_flow)
        if added := {name: value for name, value in new.items() if name not in old}:
            if "id" in added and 0 not in gone:  # by which a member is known: it stands first
                self.add_id(node.value[0][0], added.pop("id"), in_flow)
            if added:
                self.add_keys(node, added, in_flow)

    def go_through_list(self, node: Any, old: Any, new: Any, in_flow: bool, depth: int) -> None:
        """Change, take out and add members, each beside those that stay."""
        gone: list[int] = []
        for olds, news in _aligned(old, new):
            for place, after in zip(olds, new[news.start : news.stop], strict=False):
                self.change_member(node.value[place], old[place], after, in_flow, depth)
            if len(olds) < len(news):
                added = new[news.start + len(olds) : news.stop]
                if olds.stop == len(old):
                    self.add_members(node, added, in_flow, depth)
                else:
                    self.put_in(node, olds.stop, added, in_flow, depth)
            gone += olds[len(news) :]
        starts = self.dashes_of(node) if gone and not in_flow else []
        spans = [
            (starts[place] if starts else each.start_mark.index, _end_of(self.text, each))
            for place, each in enumerate(node.value)
        ]
        self.take_out(gone, spans, in_flow)

    def change_member(self, node: Any, before: Any, after: Any, in_flow: bool, depth: int) -> None:
        """Write what differs in a member of a list."""
        if before == after:
            return
        if _is_alike(before, after):
            self.go_through(node, before, after, in_flow, depth + 1)
        elif in_flow or not isinstance(after, str) or "\n" in after:
            self.replace(node, in_brackets(after, as_json=getattr(node, "style", "") == '"'))
        else:
            self.replace(node, _as_quoted(node, after) or member(after)[0][2:])

    # ------------------------------------------------------------------------------- one value

    def replace(self, node: Any, new: str) -> None:
        """Put another value in the place of one that stands on its line."""
        end = _end_of(self.text, node)
        if not isinstance(node, yaml.ScalarNode) and any(_comments_of(self.text, node)):
            raise self._has_comment(node)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            header = _LINE_END.split(self.text[node.start_mark.index : end], maxsplit=1)[0]
            if _COMMENT.search(header):
                raise self._has_comment(node)
        self.splices.append((node.start_mark.index, end, new))

    def replace_lines(self, key: Any, node: Any, new: Part) -> None:
        """Put another value behind a key that stands on a line of its own."""
        start, end = node.start_mark.index, _end_of(self.text, node)
        first, *others = entry(key.value, new)
        value = first[len(entry(key.value, "x")[0]) - 1 :]
        is_scalar = isinstance(node, yaml.ScalarNode)
        is_of_lines = is_scalar and node.style in ("|", ">")
        if is_of_lines and isinstance(new, str) and self._rewrite_lines(key, node, end, new):
            return
        if is_scalar and not is_of_lines and not others and end > start:
            is_short = not _LINE_END.search(self.text, start, end)
            same = _as_quoted(node, new) if isinstance(new, str) and is_short else ""
            self.splices.append((start, end, same or value))
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

    def _rewrite_lines(self, key: Any, node: Any, end: int, new: str) -> bool:
        """Write the lines of a text anew below their header, as far in; tell if that can be."""
        start = node.start_mark.index
        header, *old = _LINE_END.split(self.text[start:end])
        first = next((line for line in old if line.strip()), "")
        indent = " " * (len(first) - len(first.lstrip(" ")))
        lines = literal_lines(new) if node.style == "|" else wrapped(new, WIDTH - len(indent))
        if len(lines) < _SEVERAL or len(indent) <= key.start_mark.column:
            return False
        body = (f"{indent}{line}" if line else "" for line in lines)
        self.splices.append((start, end, self.line_end.join((header, *body))))
        return True

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

    def add_id(self, first: Any, new: Part, in_flow: bool) -> None:
        """Add the id of a member before its first key: before a comma, or on a line."""
        start = first.start_mark.index
        if in_flow:
            written = pair("id", new, as_json=first.style == '"')
            self.splices.append((start, start, f"{written}, "))
            return
        indent = " " * first.start_mark.column
        lines = (f"{line}{self.line_end}{indent}" for line in entry("id", new))
        self.splices.append((start, start, "".join(lines)))

    def add_members(self, node: Any, added: Sequence[Part], in_flow: bool, depth: int) -> None:
        """Add members behind the last one of a list, written as that one is."""
        last = node.value[-1] if node.value else None
        texts = self._in_brackets(last, added)
        if last is None or (in_flow and not self._begins_line(last.start_mark.index)):
            self._add_in_flow(node, ", ".join(texts))
        elif in_flow:
            self._add_lines_in_flow(last, texts)
        else:
            is_apart = self._has_blank(node, depth)
            at = self._behind(_end_of(self.text, node), max(node.start_mark.column, 1))
            lines = self._lines_of_members(node, last, added, texts)
            blank = [""] if is_apart else []
            self._add_lines(at, [x for each in lines for x in (*blank, *each)], self._indent(node))

    def put_in(
        self, node: Any, place: int, added: Sequence[Part], in_flow: bool, depth: int
    ) -> None:
        """Add members before one of a list, written as that one is."""
        near = node.value[place]
        texts = self._in_brackets(near, added)
        if in_flow:
            start = near.start_mark.index
            column = " " * near.start_mark.column
            ends = f",{self.line_end}{column}" if self._begins_line(start) else ", "
            self.splices.append((start, start, "".join(f"{text}{ends}" for text in texts)))
            return
        lines = self._lines_of_members(node, near, added, texts)
        blank = [""] if self._has_blank(node, depth) else []
        if place:  # what is said above a member stays with it
            found = _LINE_END.search(self.text, _end_of(self.text, node.value[place - 1]))
            at = found.end() if found else len(self.text)
            written = [line for each in lines for line in (*blank, *each)]
        else:
            (start, *_) = self.dashes_of(node)
            if not self._begins_line(start):  # it stands behind the dash of another list
                rest = f"{self.line_end}{self._indent(node)}"
                new = "".join(f"{line}{rest}" for each in lines for line in each)
                self.splices.append((start, start, new))
                return
            at = self._start_of_line(start)
            written = [line for each in lines for line in (*each, *blank)]
        self._add_lines(at, written, self._indent(node))

    def _in_brackets(self, near: Any, added: Sequence[Part]) -> list[str]:
        """Return members as they stand between brackets, as JSON where the one near them is."""
        keys = near.value if isinstance(near, yaml.MappingNode) else []
        as_json = bool(keys and keys[0][0].style == '"') or getattr(near, "style", "") == '"'
        return [in_brackets(each, as_json=as_json) for each in added]

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

    def _lines_of_members(
        self, node: Any, near: Any, added: Sequence[Part], texts: Sequence[str]
    ) -> list[list[str]]:
        """Return members behind dashes, each with its text on one line where one near them is."""
        is_flow = isinstance(near, yaml.CollectionNode) and near.flow_style
        offset = max(near.start_mark.column - node.start_mark.column, 2)
        members = []
        for each, text in zip(added, texts, strict=True):
            first, *others = [f"- {text}"] if is_flow else member(each)
            behind = [f"{' ' * (offset - 2)}{line}" if line else "" for line in others]
            members.append([f"-{' ' * (offset - 1)}{first[2:]}", *behind])
        return members

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

    # ------------------------------------------------------------------------------- what goes

    def take_out(
        self, gone: Sequence[int], spans: Sequence[tuple[int, int]], in_flow: bool
    ) -> None:
        """Take out members of a list or keys of a mapping, but not all, with all that is theirs.

        `spans` are where each of them begins and ends.
        """
        for first, last in _runs(gone):
            if all(self._is_alone(*spans[place], in_flow) for place in range(first, last + 1)):
                for place in range(first, last + 1):
                    self._take_lines_out(*spans[place])
                continue
            start, end = spans[first][0], spans[last][1]
            if last + 1 < len(spans):
                behind = spans[last + 1][0]
                # comments above what follows stay, and so does the line of the dash before them
                if in_flow or not _COMMENT.search(self.text, end, behind):
                    end = behind
            elif in_flow:
                start = spans[first - 1][1]
            self._cut(start, end)

    def _is_alone(self, start: int, end: int, in_flow: bool) -> bool:
        """Tell whether nothing else stands on the lines of what is to be taken out."""
        return self._begins_line(start) and bool(
            _REST_OF_LINE.match(self.text, end)
            if in_flow
            else not self.text[end : self._end_of_line(end)].partition("#")[0].strip()
        )

    def _take_lines_out(self, start: int, end: int) -> None:
        start = self._start_of_line(start)
        end = self._end_of_line(end)
        found = _LINE_END.match(self.text, end)
        end = found.end() if found else end
        # of two blank lines that would meet one goes as well
        while _BLANK_NEXT.match(self.text, end) and (
            blank := _BLANK_BEFORE.search(self.text[self._start_of_line(start - 2) : start])
        ):
            start -= len(blank[0])
        self._cut(start, end)

    def _cut(self, start: int, end: int) -> None:
        self.splices.append((start, end, ""))
        self.taken_out.append((start, end))

    # ------------------------------------------------------------------------------- places

    def dashes_of(self, node: Any) -> list[int]:
        """Return where the dashes of a list stand, before its members."""
        found = []
        for each in node.value:
            start = self._start_of_line(each.start_mark.index)
            at = start + node.start_mark.column
            while self.text[at : at + 1] != "-" and start:  # the dash stands on a line above
                start = self._start_of_line(start - 1)
                at = start + node.start_mark.column
            found.append(at)
        return found

    def _start_of_line(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, max(at, 0)), self.text.rfind("\r", 0, max(at, 0))) + 1

    def _end_of_line(self, at: int) -> int:
        found = _LINE_END.search(self.text, at)
        return found.start() if found else len(self.text)

    def _indent(self, node: Any) -> str:
        return " " * int(node.start_mark.column)

    def _behind(self, end: int, column: int) -> int:
        """Return the start of the line behind one, and behind comments that are as far in."""
        found = _LINE_END.search(self.text, end)
        at = found.end() if found else len(self.text)
        while (comment := _COMMENT_LINE.match(self.text, at)) and len(comment[1]) >= column:
            if comment.end() == at:
                break
            at = comment.end()
        return at

    def _begins_line(self, at: int) -> bool:
        return not self.text[self._start_of_line(at) : at].strip(" ")

    def _has_comment(self, node: Any) -> BankError:
        return self._refusal(node, "a comment stands within what is to be replaced")

    def _refusal(self, node: Any, message: str) -> BankError:
        where = where_in(self.text, node.start_mark.index, self.path)
        return BankError([Problem(where, message, _BY_HAND)])


def _is_alike(old: Any, new: Any) -> bool:
    """Tell whether one can become the other by changes of its members."""
    if not old or not new:
        return False
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return any(key in new for key in old)
    is_list = isinstance(old, Sequence) and isinstance(new, Sequence)
    return is_list and not isinstance(old, str) and not isinstance(new, str)


def _aligned(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[range, range]]:
    """Yield which members of two lists differ, in order: those before, and those in their place.

    What has an id is known by it, whatever it says now.
    """
    before, after = [_known_by(each) for each in old], [_known_by(each) for each in new]
    first = 0
    while first < min(len(old), len(new)) and before[first] == after[first]:
        yield range(first, first + 1), range(first, first + 1)
        first += 1
    if max(len(old), len(new)) - first > _MOST_ALIGNED:
        yield range(first, len(old)), range(first, len(new))
        return
    match = SequenceMatcher(None, before[first:], after[first:], autojunk=False)
    for tag, start, end, new_start, new_end in match.get_opcodes():
        if tag == "equal":
            for place in range(end - start):
                at, new_at = first + start + place, first + new_start + place
                yield range(at, at + 1), range(new_at, new_at + 1)
        else:
            yield range(first + start, first + end), range(first + new_start, first + new_end)


def _known_by(member: Any) -> str:
    if isinstance(member, Mapping) and isinstance(member.get("id"), str):
        return f"id {member['id']}"
    return repr(member)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of places.

    >>> list(_runs([1, 2, 5]))
    [(1, 2), (5, 5)]
    """
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield places[start], places[at - 1]
            start = at


def _as_quoted(node: Any, new: str) -> str:
    """Return a text between quotation marks such as stood around the old one; or nothing."""
    style = getattr(node, "style", "")
    if isinstance(new, Bare) or "\n" in new:
        return ""
    if style == "'":
        doubled = new.replace("'", "''")
        return f"'{doubled}'"
    return quoted_scalar(new) if style == '"' else ""


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


def _comments_of(text: str, node: Any) -> Iterator[tuple[int, str]]:
    """Yield the comments that stand within a value, between its texts, and where each begins."""
    at = node.start_mark.index
    for scalar in _scalars_of(node):
        yield from _comments_in(text, at, scalar.start_mark.index)
        at = scalar.end_mark.index
        if scalar.style in ("|", ">"):
            start = scalar.start_mark.index
            header = _LINE_END.search(text, start)
            yield from _comments_in(text, start, header.start() if header else at)
    yield from _comments_in(text, at, _end_of(text, node))


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield all comments of a document, and where each begins."""
    root = compose(text)
    yield from _comments_in(text, 0, root.start_mark.index)
    yield from _comments_of(text, root)
    yield from _comments_in(text, _end_of(text, root))


def _comments_in(text: str, start: int, end: int | None = None) -> Iterator[tuple[int, str]]:
    found = _COMMENT.finditer(text, start, len(text) if end is None else end)
    return ((each.start(), each[0]) for each in found)
