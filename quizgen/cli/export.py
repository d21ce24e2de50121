"""`quizgen export`: the questions of a topic, or of a saved sheet, for another program."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from quizgen.cli.as_json import json_option, print_json
from quizgen.cli.complete import complete_sheets, complete_tags, complete_topics
from quizgen.cli.written import Written, write_exports
from quizgen.formats import FORMATS, EachForm, OtherProgram
from quizgen.store.project import HERE

if TYPE_CHECKING:
    from quizgen.quiz.worksheet import Worksheet

PROGRAMS = tuple(each for each in FORMATS if isinstance(each.takes, OtherProgram))
"""The formats of other programs."""
OFFERED = tuple(
    each
    for each in FORMATS
    if each in PROGRAMS or (isinstance(each.takes, EachForm) and each.takes.is_exported)
)
"""These, and those in which a sheet goes on being edited."""
ALL_QUESTIONS = "questions"
"""The worksheet by whose sections all questions of a topic are parted."""


class ExportCommand(click.Command):
    """A command whose help ends with the programs that it knows."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each format is."""
        with formatter.section("What --to can name"):
            formatter.write_dl([(each.name, each.summary) for each in OFFERED])


@click.command("export", cls=ExportCommand)
@click.option("--topic", shell_complete=complete_topics, help="All questions of this bank.")
@click.option(
    "--sheet", shell_complete=complete_sheets, help="The questions of a sheet that was saved."
)
@click.option(
    "--to",
    "programs",
    multiple=True,
    required=True,
    type=click.Choice([each.name for each in OFFERED]),
    help="For which program; may be repeated.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to.  [default: output/TOPIC, or output/SHEET]",
)
@click.option(
    "--max-sensitivity",
    type=click.Choice(["none", "low", "high"]),
    default="low",
    show_default=True,
    help="Leave out questions that are more sensitive than this.",
)
@click.option(
    "--tag",
    "tags",
    multiple=True,
    shell_complete=complete_tags,
    help="Only questions with this tag; may be repeated.",
)
@click.option(
    "--what-fits", is_flag=True, help="Leave out what a program cannot hold, and say what it was."
)
@json_option("Say what was done as JSON.")
@click.pass_context
def export_command(
    context: click.Context,
    /,
    topic: str | None,
    sheet: str | None,
    programs: tuple[str, ...],
    out: Path | None,
    what_fits: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Write the questions of a topic or sheet for another program."""
    if topic and not sheet:
        written = _export_topic(topic, programs, out, what_fits, options)
        if as_json:
            print_json(written.as_data)
            return
        written.say_files()
        written.say_rest()
    elif sheet and not topic:
        _build_sheet(
            context, ["--sheet", sheet, *(w for name in programs for w in ("--only", name))]
        )
    else:
        raise click.UsageError("name a --topic, or a --sheet that was saved")


def _export_topic(
    topic: str,
    programs: tuple[str, ...],
    out: Path | None,
    what_fits: bool,
    options: dict[str, Any],
) -> Written:
    """Write all questions of a topic that are let through."""
    from quizgen.build import build
    from quizgen.look import Look
    from quizgen.quiz.worksheet import Blueprint

    texts = HERE.find_texts(topic)
    worksheet = _by_type(HERE.find_worksheet(ALL_QUESTIONS, texts.language))
    blueprint = Blueprint(worksheet=worksheet, is_whole=True, **options)
    look = Look(theme=HERE.find_theme())
    made = build(texts, blueprint, look, programs, what_fits=what_fits)
    return write_exports(made.exports, out or HERE.outputs / topic)


def _by_type(worksheet: "Worksheet") -> "Worksheet":
    """Return a worksheet that takes any item by its type, whoever made it, and says no more.

    What pupils are to do on paper, as filling in a circle, they do not on a screen.
    """
    sections = tuple(
        replace(section, wordings=(), instruction="") for section in worksheet.sections
    )
    return replace(worksheet, sections=sections)


def _build_sheet(context: click.Context, words: list[str]) -> None:
    """Build a sheet as `quizgen build` does; its options are called the same and mean the same."""
    from quizgen.cli.build import build_command

    for name, value in context.params.items():
        if name in ("topic", "sheet", "programs"):
            continue
        option = {"as_json": "--json", "tags": "--tag"}.get(name, f"--{name.replace('_', '-')}")
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT:
            values = value if isinstance(value, tuple) else (value,)
            words += [
                w for each in values for w in ([option] if each is True else [option, str(each)])
            ]
    with build_command.make_context("build", words, parent=context) as of_build:
        build_command.invoke(of_build)
