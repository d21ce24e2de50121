"""The text of pages.yaml -> what the pages of `quizgen serve` say, by page and name."""

from collections.abc import Mapping
from typing import TypeAlias

from quizgen.errors import Problem, TemplateError, quoted
from quizgen.language.words import Plural
from quizgen.read.draft import Draft
from quizgen.read.nodes import Keyed, Tree, where_at

Said: TypeAlias = str | Plural
PageWords: TypeAlias = Mapping[str, Said]
"""A text by the name of its page and its own: "home.title". Words in braces are filled in."""

FORMS = ("one", "many")


def read_page_words(text: str | bytes, path: str) -> PageWords:
    """Return all texts of a file; raises TemplateError with every problem."""
    draft = Draft.of(text, path)
    words: dict[str, Said] = {}
    pages = draft.tree if isinstance(draft.tree, Keyed) else {}
    for page, texts in pages.items():
        if not isinstance(texts, Keyed):
            draft.report((page,), f"{quoted(page)} has no texts", "write name: text below it")
            continue
        for name, value in texts.items():
            said = _said(value)
            if said is None:
                hint = "write a text, or one: and many: where it changes with a number"
                draft.report((page, name), f"{page}.{name} is no text", hint)
            else:
                words[f"{page}.{name}"] = said
    if not words and not draft.problems:
        hint = "take them from the file that ships"
        draft.problems.append(Problem(where_at(path, 0), "there are no texts of pages", hint))
    if draft.problems:
        raise TemplateError(draft.problems)
    return words


def _said(value: Tree) -> Said | None:
    if isinstance(value, str):
        return value
    if isinstance(value, Keyed) and {*value} == {*FORMS}:
        one, many = (value[form] for form in FORMS)
        if isinstance(one, str) and isinstance(many, str):
            return Plural(one=one, many=many)
    return None
