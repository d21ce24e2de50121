"""The text of settings.yaml -> what holds for every sheet of a project."""

from typing import Literal

from quizgen.errors import TemplateError
from quizgen.read.draft import Draft
from quizgen.values import dataclass
from quizgen.yaml_text import scalar


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a teacher has said once for all sheets."""

    school: str = ""
    """The school's name, on top of each new sheet."""
    logo: str = ""
    """A PNG picture in the project's folder, to stand before it."""
    paper: Literal["a4", "letter"] = "a4"
    """Of each new sheet."""
    language: str = "en-GB"
    """Of the pages."""


def read_settings(text: str | bytes, path: str) -> Settings:
    """Return the settings; raises TemplateError with every mistake."""
    draft = Draft.of(text, path)
    settings = draft.check(Settings)
    if settings is None or draft.problems:
        raise TemplateError(draft.problems)
    return settings


def write_settings(settings: Settings) -> str:
    """Return the text of the settings, as they are read again."""
    keys = ("school", "logo", "paper", "language")
    lines = (f"{key}: {scalar(said)}" for key in keys if (said := getattr(settings, key)))
    return "".join(f"{line}\n" for line in lines)
