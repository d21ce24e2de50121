"""SVG files: the part of the format that draws, and nothing that fetches, runs or reads.

What is understood becomes a Drawing: painted paths and nothing else. What the page and the card get
is written anew from that, so no script, link or reference of the file can be in it. What would be
drawn otherwise than its author sees it, words and colours that run into one another among it, is
refused by name and line, never left out.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.parsers import expat

from quizgen.errors import RefusedFileError, quoted
from quizgen.read.svg_path import (
    MOST_PARTS,
    Matrix,
    Path,
    arc_path,
    inside,
    joined,
    numbers_in,
    read_path,
)
from quizgen.values import dataclass

MOST_BYTES = 2_000_000
MOST_ELEMENTS = 50_000
"""With those that are drawn again by `use`: ten of them, each of ten of the one before, are
billions."""
DEEPEST = 50
SHOWN = 600
"""How many pixels the longer side has where nothing else says so, as on a card."""
PLAIN = "save it as plain SVG, with its text as paths; or as PNG"

_SVG = "http://www.w3.org/2000/svg"
_HREF = ("href", "http://www.w3.org/1999/xlink href")
_UNSEEN = frozenset(("title", "desc", "metadata", "defs", "symbol", "clipPath", "style"))
"""What draws nothing where it stands."""
_MOVES = frozenset(("animate", "animateTransform", "animateMotion", "set", "animateColor", "mpath"))
_HOLDERS = frozenset(("svg", "g", "a", "symbol", "switch"))
_REFUSED = {
    "text": "words", "tspan": "words", "textPath": "words", "image": "another picture",
    "foreignObject": "a web page", "script": "a script", "filter": "a filter", "mask": "a mask",
    "pattern": "a pattern", "marker": "arrow heads (marker)", "linearGradient": "a gradient",
    "radialGradient": "a gradient", "iframe": "a web page", "video": "a film", "audio": "a sound",
}  # fmt: skip
_ONLY_IF_USED = frozenset(
    ("filter", "mask", "pattern", "marker", "linearGradient", "radialGradient")
)
"""What may be there as long as nothing is painted by it."""
_INHERITED = (
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "color",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
    "stroke-dashoffset", "visibility", "clip-rule",
)  # fmt: skip
_OWN = ("opacity", "display", "clip-path")
_PAINTED_BY = ("filter", "mask", "marker-start", "marker-mid", "marker-end", "marker")
_UNITS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0
}  # fmt: skip
_LENGTH = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(px|pt|pc|mm|cm|in|%|)\s*")
_LONGEST_LENGTH = 60
_TRANSFORM = re.compile(r"[\s,]*(\w+)\s*\(([^()]*)\)[\s,]*")
_SELECTOR = re.compile(r"[.#]?[\w-]+|\*")
_RGB = re.compile(r"rgb\(\s*([\d.]{1,12}%?)[\s,]+([\d.]{1,12}%?)[\s,]+([\d.]{1,12}%?)\s*\)")
_URL = re.compile(r"""url\(\s*['"]?#([^'")]+)['"]?\s*\)""")
_STARTS: Mapping[str, str] = {
    "fill": "black", "fill-opacity": "1", "fill-rule": "nonzero", "stroke": "none",
    "stroke-width": "1", "stroke-opacity": "1", "color": "black", "stroke-linecap": "butt",
    "stroke-linejoin": "miter", "stroke-miterlimit": "4", "stroke-dasharray": "none",
    "stroke-dashoffset": "0", "visibility": "visible", "clip-rule": "nonzero",
}  # fmt: skip

Colour = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A line along a path."""

    colour: Colour
    opacity: float
    width: float
    cap: str
    """butt, round or square."""
    join: str
    """miter, round or bevel."""
    miter: float
    dash: tuple[float, ...] = ()
    dash_offset: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A path outside which nothing is painted, in the drawing's own units."""

    path: Path
    rule: str


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A painted path."""

    path: Path
    matrix: Matrix
    """From its own units to the drawing's."""
    fill: Colour | None = None
    fill_opacity: float = 1.0
    rule: str = "nonzero"
    """Or evenodd: what is inside a path that crosses itself."""
    stroke: Stroke | None = None
    clips: tuple[Clip, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What an SVG file draws: painted paths, the lowest first, on a page from (0, 0) down."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Return its proportions as whole numbers, the larger one a thousand."""
        scale = 1000 / max(self.width, self.height)
        return max(round(self.width * scale), 1), max(round(self.height * scale), 1)

    @property
    def colours(self) -> frozenset[Colour]:
        """Return what it is painted in."""
        strokes = (shape.stroke.colour for shape in self.shapes if shape.stroke)
        fills = (shape.fill for shape in self.shapes if shape.fill is not None)
        return frozenset((*fills, *strokes))

    @property
    def has_edges(self) -> bool:
        """Tell whether what it fills reaches all its edges, as in a flag, and no figure alone."""
        return all(
            any(_covers(shape, x * self.width, y * self.height) for shape in self.shapes)
            for x in (0.002, 0.5, 0.998)
            for y in (0.002, 0.5, 0.998)
            if (x, y) != (0.5, 0.5)
        )


def _covers(shape: Shape, x: float, y: float) -> bool:
    """Tell whether a point lies in what a shape fills, its curves taken for straight."""
    if not shape.fill:
        return False
    drawn = [part for part in shape.path if part[0] != "Z"]
    points = [inside(shape.matrix, *part[-2:]) for part in drawn]
    starts = [place for place, part in enumerate(drawn) if part[0] == "M"]
    is_in = False
    for first, last in pairwise((*starts, len(points))):
        part = points[first:last]
        for (x1, y1), (x2, y2) in zip(part, (*part[1:], part[0]), strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                is_in = not is_in
    return is_in


@dataclass(frozen=True)
class _Node:
    """An element of the file."""

    name: str
    attributes: Mapping[str, str]
    children: "list[_Node]"
    line: int
    words: list[str]
    """The text in it, piece by piece."""


@dataclass(frozen=True)
class _State:
    """What an element has from those around it."""

    style: Mapping[str, str]
    matrix: Matrix
    opacity: float
    clips: tuple[Clip, ...]
    depth: int


def read_svg(data: bytes) -> Drawing:
    """Return what a file draws; raises RefusedFileError for what is not understood."""
    if len(data) > MOST_BYTES:
        message = f"it has {len(data) / 1e6:.1f} MB; of SVG at most 2 are read"
        raise RefusedFileError(message, "save it with fewer points, or as PNG")
    return _Reader(_parsed(data)).drawing()


def write_svg(drawing: Drawing) -> bytes:
    """Return a drawing as an SVG file that holds nothing else."""
    width, height = _number(drawing.width), _number(drawing.height)
    clips: dict[tuple[Clip, ...], str] = {}
    body: list[str] = []
    for shape in drawing.shapes:
        if shape.clips and shape.clips not in clips:
            clips[shape.clips] = f"c{len(clips)}"
        body.append(_path_element(shape, clips.get(shape.clips, "")))
    defined = "".join(_clip_elements(name, chain) for chain, name in clips.items())
    across, down = (part * SHOWN // 1000 or 1 for part in drawing.size)
    return (
        f'<svg xmlns="{_SVG}" width="{across}" height="{down}" viewBox="0 0 {width} {height}">'
        f"{defined}{''.join(body)}</svg>\n"
    ).encode("ascii")


# --------------------------------------------------------------------------- XML


def _parsed(data: bytes) -> _Node:
    """Return the root of a file; no declaration of it is ever followed."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    root = _Node("", {}, [], 0, [])
    open_nodes = [root]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS or len(open_nodes) > DEEPEST:
            raise _refused("it has too many parts", parser.CurrentLineNumber)
        node = _Node(name, attributes, [], parser.CurrentLineNumber, [])
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def declared(*_: Any) -> None:
        hint = f"delete the line that begins <!DOCTYPE, or {PLAIN}"
        raise RefusedFileError("it has a DOCTYPE, which may bring in other files", hint)

    def instructed(target: str, _: str) -> None:
        if target == "xml-stylesheet":
            raise _refused("it has a style sheet in another file", parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_nodes.pop()
    parser.CharacterDataHandler = lambda words: open_nodes[-1].words.append(words)
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.ProcessingInstructionHandler = instructed
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise RefusedFileError(
            f"it is no whole XML file: {what} in line {error.lineno}", PLAIN
        ) from None
    return root.children[0]


def _refused(message: str, line: int, hint: str = PLAIN) -> RefusedFileError:
    return RefusedFileError(f"{message} (line {line})", hint)


# --------------------------------------------------------------------------- what is drawn


class _Reader:
    """Turns the elements of a file into shapes."""

    def __init__(self, root: _Node) -> None:
        self.root = root
        self.by_id: dict[str, _Node] = {}
        self.rules: list[tuple[str, dict[str, str]]] = []
        self.shapes: list[Shape] = []
        self.elements = self.parts = 0
        """How many have been drawn, those that are drawn again among them."""
        self.width = self.height = 0.0

    def drawing(self) -> Drawing:
        root = self.root
        if root.name != f"{_SVG} svg":
            raise _refused("it is XML, and no SVG", root.line)
        for node in _all_in(root):
            name = _local(node)
            self.by_id.setdefault(node.attributes.get("id", ""), node)
            if name in _REFUSED and name not in _ONLY_IF_USED:
                raise _refused(f"it has {_REFUSED[name]} in it", node.line)
            if name == "style":
                self.rules += _rules_in(node)
            for key in _HREF:
                target = node.attributes.get(key, "")
                if name == "use" and not target.startswith("#") and key in node.attributes:
                    raise _refused("it draws on another file", node.line)
        matrix = self._page(root)
        self._children(root, _State(self._style(root, _STARTS), matrix, 1.0, (), 0))
        if not self.shapes:
            raise RefusedFileError("it draws nothing", PLAIN)
        return Drawing(width=self.width, height=self.height, shapes=tuple(self.shapes))

    def _page(self, root: _Node) -> Matrix:
        """Learn how large the drawing is; return what moves its corner to the origin."""
        try:
            box = numbers_in(root.attributes.get("viewBox", ""))
        except ValueError:
            box = []
        if len(box) != 4:
            width, height = (self._length(root, name, 0.0) for name in ("width", "height"))
            box = [0.0, 0.0, width, height]
        left, top, self.width, self.height = box
        sizes = sorted((self.width, self.height))
        if sizes[0] <= 0 or sizes[1] / sizes[0] > 1000 or not math.isfinite(sum(box)):
            hint = "save it with its page as large as the drawing"
            raise _refused("it does not say how large it is", root.line, hint)
        return (1.0, 0.0, 0.0, 1.0, -left, -top)

    def _children(self, node: _Node, state: _State) -> None:
        for child in node.children:
            self._element(child, state)

    def _element(self, node: _Node, around: _State) -> None:
        name = _local(node)
        if not name or name in _UNSEEN or name in _MOVES or name in _ONLY_IF_USED:
            return
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise _refused("it has too many parts", node.line)
        style = self._style(node, around.style)
        if style.get("display") == "none":
            return
        for key in _PAINTED_BY:
            if style.get(key, "none") != "none":
                raise _refused(
                    f"it has {_REFUSED.get(key, 'arrow heads (marker)')} in it", node.line
                )
        opacity = around.opacity * _share(style.get("opacity", "1"))
        matrix = joined(around.matrix, self._transform(node))
        state = _State(style, matrix, opacity, around.clips, around.depth + 1)
        if style.get("clip-path", "none") != "none":
            state = replace(state, clips=(*around.clips, self._clip(node, state)))
        if name == "use":
            self._use(node, state)
        elif name in _HOLDERS:
            if name == "svg":
                raise _refused("it has a drawing within the drawing (svg)", node.line)
            self._children(node, state)
        elif path := self._path(node, name):
            if style["visibility"] == "visible":
                self._paint(node, path, state)
        elif name not in _BASIC:
            raise _refused(f"it has <{name}> in it, which is not known", node.line)

    def _use(self, node: _Node, state: _State) -> None:
        """Draw again what has the id that an element names."""
        target = next((node.attributes[key] for key in _HREF if key in node.attributes), "")
        found = self.by_id.get(target[1:]) if target else None
        if found is None:
            raise _refused(f"it draws {quoted(target)}, which is not in it", node.line)
        if state.depth > DEEPEST:
            raise _refused("it draws itself again in itself", node.line)
        x, y = (self._length(node, key, 0.0) for key in ("x", "y"))
        moved = replace(state, matrix=joined(state.matrix, (1.0, 0.0, 0.0, 1.0, x, y)))
        if _local(found) == "symbol":
            if "viewBox" in found.attributes:
                raise _refused("it has a symbol with a page of its own (viewBox)", found.line)
            moved = replace(moved, style=self._style(found, moved.style))
            self._children(found, moved)
        else:
            self._element(found, moved)

    def _paint(self, node: _Node, path: Path, state: _State) -> None:
        style, opacity = state.style, state.opacity
        fill = self._colour(node, "fill", style)
        stroked = self._colour(node, "stroke", style)
        width = self._size(node, style["stroke-width"])
        stroke = None
        if stroked and width > 0:
            dash = tuple(self._size(node, part) for part in _dashes(style["stroke-dasharray"]))
            stroke = Stroke(
                colour=stroked,
                opacity=opacity * _share(style["stroke-opacity"]),
                width=width,
                cap=_one_of(style["stroke-linecap"], ("butt", "round", "square")),
                join=_one_of(style["stroke-linejoin"], ("miter", "round", "bevel")),
                miter=max(self._size(node, style["stroke-miterlimit"]), 1.0),
                dash=dash if sum(dash) > 0 else (),
                dash_offset=self._size(node, style["stroke-dashoffset"]),
            )
        if not fill and not stroke:
            return
        self.parts += len(path) + sum(len(clip.path) for clip in state.clips)
        if self.parts > MOST_PARTS:
            raise _refused("it has too many parts", node.line)
        self.shapes.append(
            Shape(
                path=path,
                matrix=state.matrix,
                fill=fill,
                fill_opacity=opacity * _share(style["fill-opacity"]),
                rule=_one_of(style["fill-rule"], ("nonzero", "evenodd")),
                stroke=stroke,
                clips=state.clips,
            )
        )

    def _clip(self, node: _Node, state: _State) -> Clip:
        """Return the path within which an element is painted, in the drawing's units."""
        found = _URL.fullmatch(state.style["clip-path"].strip())
        clip = self.by_id.get(found[1]) if found else None
        if clip is None or _local(clip) != "clipPath":
            raise _refused("it is cut out by what is not in it (clip-path)", node.line)
        if clip.attributes.get("clipPathUnits", "userSpaceOnUse") != "userSpaceOnUse":
            raise _refused("it is cut out by a part of itself (clipPathUnits)", clip.line)
        outer = joined(state.matrix, self._transform(clip))
        path: list[Any] = []
        rules: set[str] = set()
        for child in clip.children:
            name, shape, matrix = _local(child), child, joined(outer, self._transform(child))
            if name == "use":
                target = next(
                    (child.attributes[key] for key in _HREF if key in child.attributes), ""
                )
                shape = self.by_id.get(target[1:], child)
                x, y = (self._length(child, key, 0.0) for key in ("x", "y"))
                matrix = joined(joined(matrix, (1.0, 0.0, 0.0, 1.0, x, y)), self._transform(shape))
            if found_path := self._path(shape, _local(shape)):
                path += [_moved(part, matrix) for part in found_path]
                rules.add(self._style(shape, state.style)["clip-rule"])
        rule = "evenodd" if rules == {"evenodd"} else "nonzero"
        return Clip(path=tuple(path), rule=rule)

    # ----------------------------------------------------------------------- attributes

    def _style(self, node: _Node, around: Mapping[str, str]) -> dict[str, str]:
        """Return how an element is painted: by its attributes, the style sheet, its own style."""
        style = {key: around[key] for key in _INHERITED}
        own = {
            key: node.attributes[key]
            for key in (*_INHERITED, *_OWN, *_PAINTED_BY)
            if key in node.attributes
        }
        classes = node.attributes.get("class", "").split()
        wanted = ("*", _local(node), *(f".{name}" for name in classes))
        for chosen in (wanted, (f"#{node.attributes.get('id', '')}",)):
            for selector, declared in self.rules:
                if selector in chosen:
                    own |= declared
        own |= _declared(node.attributes.get("style", ""), node.line)
        for key, value in own.items():
            value = value.strip()
            if value == "inherit":
                value = around.get(key, "")
            if key == "color" or value.lower() not in ("currentcolor", ""):
                style[key] = value
            elif value:
                style[key] = style["color"] if "color" not in own else own["color"]
        return style

    def _colour(self, node: _Node, key: str, style: Mapping[str, str]) -> Colour | None:
        """Return the colour that something is painted in; None for nothing."""
        words = style[key].lower()
        if words in ("none", "transparent"):
            return None
        if words.startswith("url("):
            raise _refused(f"it is painted by a gradient or a pattern ({key})", node.line)
        if found := _RGB.fullmatch(words):
            red, green, blue = (round(min(_part(part), 1.0) * 255) for part in found.groups())
            return red, green, blue
        from PIL import ImageColor  # banks without drawings do not wait for it

        try:
            red, green, blue, *rest = ImageColor.getrgb(words[:_LONGEST_LENGTH])
        except ValueError:
            message = f"it has a colour that is not known: {quoted(style[key])}"
            raise _refused(message, node.line) from None
        if rest and rest[0] != 255:
            raise _refused(f"it has a colour that one can see through: {quoted(words)}", node.line)
        return red, green, blue

    def _transform(self, node: _Node) -> Matrix:
        """Return how an element is moved, turned and scaled."""
        matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        words = node.attributes.get("transform", "")
        place = 0
        while place < len(words.rstrip()):
            found = _TRANSFORM.match(words, place)
            if not found:
                raise _refused(f"it has a transform that is not known: {quoted(words)}", node.line)
            try:
                matrix = joined(matrix, _TRANSFORMS[found[1]](*numbers_in(found[2])))
            except (KeyError, TypeError, ValueError):
                message = f"it has a transform that is not known: {quoted(found[0].strip())}"
                raise _refused(message, node.line) from None
            place = found.end()
        return matrix

    def _length(self, node: _Node, key: str, default: float, whole: float = 0.0) -> float:
        words = node.attributes.get(key)
        return default if words is None else self._size(node, words, whole)

    def _size(self, node: _Node, words: str, whole: float = 0.0) -> float:
        """Return a length in units of the drawing; `whole` is what a percentage is of."""
        found = _LENGTH.fullmatch(words[:_LONGEST_LENGTH])
        if not found:
            raise _refused(f"it has a length that is not known: {quoted(words)}", node.line)
        number = float(found[1])
        return number * whole / 100 if found[2] == "%" else number * _UNITS[found[2]]

    def _path(self, node: _Node, name: str) -> Path:
        """Return the path of a shape; empty for one that draws nothing, or that is none."""
        width, height = self.width, self.height

        def of(key: str, whole: float, default: float = 0.0) -> float:
            return self._length(node, key, default, whole)

        match name:
            case "path":
                try:
                    return read_path(node.attributes.get("d", ""))
                except ValueError as error:
                    raise _refused(f"it has a path that is not known: {error}", node.line) from None
            case "rect":
                box = of("x", width), of("y", height), of("width", width), of("height", height)
                rounded = of("rx", width, -1.0), of("ry", height, -1.0)
                return _rect(*box, *rounded) if min(box[2:]) > 0 else ()
            case "circle":
                whole = math.hypot(width, height) / math.sqrt(2)
                radius = of("r", whole)
                return _ellipse(of("cx", width), of("cy", height), radius, radius)
            case "ellipse":
                return _ellipse(
                    of("cx", width), of("cy", height), of("rx", width), of("ry", height)
                )
            case "line":
                start, end = (
                    (of("x1", width), of("y1", height)),
                    (of("x2", width), of("y2", height)),
                )
                return (("M", *start), ("L", *end))
            case "polyline" | "polygon":
                try:
                    numbers = numbers_in(node.attributes.get("points", ""))
                except ValueError as error:
                    raise _refused(
                        f"it has points that are not known: {error}", node.line
                    ) from None
                points = [*zip(numbers[::2], numbers[1::2], strict=False)]
                parts = [("L" if place else "M", x, y) for place, (x, y) in enumerate(points)]
                return (*parts, ("Z",)) if parts and name == "polygon" else tuple(parts)
            case _:
                return ()


_BASIC = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))


def _all_in(root: _Node) -> Iterator[_Node]:
    """Yield every element that is SVG's; what other programs keep beside them is passed over."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if _local(node):
            yield node
            waiting += reversed(node.children)


def _local(node: _Node) -> str:
    """Return an element's name; empty for one of another language."""
    space, _, name = node.name.rpartition(" ")
    return name if space == _SVG else ""


def _rules_in(node: _Node) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what a style sheet says, by what it says it of: a name, a class or an id."""
    text = _without_comments("".join(node.words))
    *blocks, rest = text.split("}")
    if "@" in text or rest.strip():
        raise _refused("it has a style sheet that is not known", node.line)
    for block in blocks:
        selectors, _, body = block.partition("{")
        declared = _declared(body, node.line)
        for selector in selectors.split(","):
            if not _SELECTOR.fullmatch(selector.strip()):
                message = f"it has a style sheet that is not known: {quoted(selector)}"
                raise _refused(message, node.line)
            yield selector.strip(), declared


def _without_comments(text: str) -> str:
    """Return a style sheet without what stands between /* and */."""
    kept = []
    while text:
        before, _, behind = text.partition("/*")
        kept.append(before)
        text = behind.partition("*/")[2]
    return "".join(kept)


def _declared(style: str, line: int) -> dict[str, str]:
    """Return what a style says of what is known here; the rest, as of fonts, draws nothing."""
    found: dict[str, str] = {}
    for declaration in style.split(";"):
        key, _, value = declaration.partition(":")
        key, value = key.strip().lower(), value.replace("!important", "").strip()
        if key in _INHERITED or key in _OWN or key in _PAINTED_BY:
            found[key] = value
        elif (key, value) in (("mix-blend-mode", "normal"), ("transform", "none")):
            pass
        elif key in ("transform", "mix-blend-mode"):
            raise _refused(f"it has a style that is not known: {quoted(key)}", line)
    return found


def _one_of(value: str, known: tuple[str, ...]) -> str:
    return value if value in known else known[0]


def _share(words: str) -> float:
    """Return how opaque something is, from 0 to 1; wholly where that cannot be told."""
    found = _LENGTH.fullmatch(words[:_LONGEST_LENGTH])
    if not found:
        return 1.0
    number = float(found[1]) / (100 if found[2] == "%" else 1)
    return min(max(number, 0.0), 1.0)


def _part(words: str) -> float:
    """Return how much of a colour there is, from 0 to 1 if it makes sense."""
    try:
        return float(words[:-1]) / 100 if words.endswith("%") else float(words) / 255
    except ValueError:
        return 0.0


def _dashes(words: str) -> list[str]:
    return [] if words == "none" else words.replace(",", " ").split()


def _rotated(angle: float, x: float = 0.0, y: float = 0.0) -> Matrix:
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    turned: Matrix = (cosine, sine, -sine, cosine, 0.0, 0.0)
    return joined(joined((1.0, 0.0, 0.0, 1.0, x, y), turned), (1.0, 0.0, 0.0, 1.0, -x, -y))


def _scaled(x: float, y: float | None = None) -> Matrix:
    return (x, 0.0, 0.0, x if y is None else y, 0.0, 0.0)


_TRANSFORMS: Mapping[str, Any] = {
    "matrix": lambda a, b, c, d, e, f: (a, b, c, d, e, f),
    "translate": lambda x, y=0.0: (1.0, 0.0, 0.0, 1.0, x, y),
    "scale": _scaled,
    "rotate": _rotated,
    "skewX": lambda angle: (1.0, 0.0, math.tan(math.radians(angle)), 1.0, 0.0, 0.0),
    "skewY": lambda angle: (1.0, math.tan(math.radians(angle)), 0.0, 1.0, 0.0, 0.0),
}


def _rect(x: float, y: float, width: float, height: float, rx: float, ry: float) -> Path:
    """Return a rectangle; a radius below 0 is that of the other axis, or none."""
    rx, ry = (rx if rx >= 0 else max(ry, 0.0)), (ry if ry >= 0 else max(rx, 0.0))
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    right, low = x + width, y + height
    if not rx or not ry:
        return (("M", x, y), ("L", right, y), ("L", right, low), ("L", x, low), ("Z",))
    return (
        ("M", x + rx, y),
        ("L", right - rx, y),
        *arc_path((right - rx, y), rx, ry, 0.0, False, True, (right, y + ry)),
        ("L", right, low - ry),
        *arc_path((right, low - ry), rx, ry, 0.0, False, True, (right - rx, low)),
        ("L", x + rx, low),
        *arc_path((x + rx, low), rx, ry, 0.0, False, True, (x, low - ry)),
        ("L", x, y + ry),
        *arc_path((x, y + ry), rx, ry, 0.0, False, True, (x + rx, y)),
        ("Z",),
    )


def _ellipse(x: float, y: float, rx: float, ry: float) -> Path:
    if rx <= 0 or ry <= 0:
        return ()
    left, right = (x - rx, y), (x + rx, y)
    return (
        ("M", *right),
        *arc_path(right, rx, ry, 0.0, False, True, left),
        *arc_path(left, rx, ry, 0.0, False, True, right),
        ("Z",),
    )


def _moved(part: Any, matrix: Matrix) -> Any:
    """Return a part of a path in other units."""
    kind, *numbers = part
    points = zip(numbers[::2], numbers[1::2], strict=True)
    return (kind, *(number for point in points for number in inside(matrix, *point)))


# --------------------------------------------------------------------------- writing


def _number(value: float) -> str:
    """Return a number with as many digits as can be seen."""
    return f"{value + 0.0:.8g}"  # of a nought below nought, nought


def path_words(path: Path) -> str:
    """Return a path as SVG writes it."""
    return "".join(f"{kind}{' '.join(map(_number, numbers))}" for kind, *numbers in path)


def _path_element(shape: Shape, clip: str) -> str:
    matrix = " ".join(map(_number, shape.matrix))
    words = [f'd="{path_words(shape.path)}"', f'fill="{_hex(shape.fill)}"']
    if shape.matrix != (1.0, 0.0, 0.0, 1.0, 0.0, 0.0):
        words.append(f'transform="matrix({matrix})"')
    if shape.fill and shape.fill_opacity < 1:
        words.append(f'fill-opacity="{_number(shape.fill_opacity)}"')
    if shape.rule != "nonzero":
        words.append(f'fill-rule="{shape.rule}"')
    if stroke := shape.stroke:
        words += [
            f'stroke="{_hex(stroke.colour)}"',
            f'stroke-width="{_number(stroke.width)}"',
            f'stroke-linecap="{stroke.cap}"',
            f'stroke-linejoin="{stroke.join}"',
            f'stroke-miterlimit="{_number(stroke.miter)}"',
        ]
        if stroke.opacity < 1:
            words.append(f'stroke-opacity="{_number(stroke.opacity)}"')
        if stroke.dash:
            words.append(f'stroke-dasharray="{" ".join(map(_number, stroke.dash))}"')
            words.append(f'stroke-dashoffset="{_number(stroke.dash_offset)}"')
    drawn = f"<path {' '.join(words)}/>"
    for number in range(len(shape.clips)):
        drawn = f'<g clip-path="url(#{clip}-{number})">{drawn}</g>'
    return drawn


def _clip_elements(name: str, chain: tuple[Clip, ...]) -> str:
    return "".join(
        f'<clipPath id="{name}-{number}"><path d="{path_words(clip.path)}"'
        f' clip-rule="{clip.rule}"/></clipPath>'
        for number, clip in enumerate(chain)
    )


def _hex(colour: Colour | None) -> str:
    return "none" if colour is None else "#" + "".join(f"{part:02x}" for part in colour)
