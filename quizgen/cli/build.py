"""`quizgen build`: worksheet, answer key and deck of a topic."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from quizgen.cli.as_json import json_option, print_json
from quizgen.cli.complete import (
    complete_formats,
    complete_sheets,
    complete_tags,
    complete_topics,
    complete_worksheets,
)
from quizgen.cli.console import say, standard_error
from quizgen.cli.progress import watched
from quizgen.cli.sheets import OPTIONS_LEAST, OPTIONS_MOST, keep_sheet, sheet_to_write
from quizgen.cli.written import write_exports
from quizgen.errors import QuizgenError, TemplateError, Where, collect, counted, raise_all
from quizgen.formats import FORMATS, EachForm, OtherProgram, WholeDeck, pick_formats
from quizgen.store.project import HERE, read_bytes

if TYPE_CHECKING:
    from quizgen.build import Build
    from quizgen.look import Logo, Look
    from quizgen.quiz.sheet import Sheet
    from quizgen.quiz.worksheet import Blueprint, Worksheet
    from quizgen.read import Texts


SAID_BY_SHEETS = (
    "worksheet", "seed", "items", "options", "title", "school", "max_sensitivity", "forms", "paper",
    "large_print", "points", "key",
)  # fmt: skip
"""The options that a saved sheet says, where the command line does not."""


class Topic(click.types.StringParamType):
    """A topic, which whoever leaves it out is told by name."""

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        """Return what follows on the words that it is missing."""
        topics = HERE.find_topics()
        first, *_ = [*HERE.own_topics(), *topics]
        return f"Write, for one: --topic {first}. Topics: {', '.join(topics)}"


class TopicOption(click.Option):
    """An option that is required, unless a sheet is named, which has its topic."""

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Return the topic."""
        self.required = ctx.get_parameter_source("sheet") in (None, ParameterSource.DEFAULT)
        return super().process_value(ctx, value)


class BuildCommand(click.Command):
    """A command whose help ends with the table of formats."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each format is."""
        with formatter.section("What --only can name"):
            formatter.write_dl([(each.name, each.summary) for each in FORMATS])


@click.command("build", cls=BuildCommand)
@click.option(
    "--topic",
    cls=TopicOption,
    type=Topic(),
    multiple=True,
    shell_complete=complete_topics,
    help="Which bank; may be repeated, for one sheet on several.",
)
@click.option(
    "--sheet",
    is_eager=True,
    shell_complete=complete_sheets,
    help="A sheet that was saved, instead of a topic: the same questions in the same order.",
)
@click.option(
    "--worksheet",
    shell_complete=complete_worksheets,
    help="Which worksheet, as far as the bank fills it.  [default: standard]",
)
@click.option(
    "--forms",
    type=click.IntRange(1, 10_000),
    default=1,
    show_default=True,
    help="How many versions: the same items in other orders.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="Another number, another choice of items.",
)
@click.option(
    "--items",
    type=click.IntRange(1, 1000),
    help="How many items in all; a set to match or to order counts as one.",
)
@click.option(
    "--options",
    type=click.IntRange(OPTIONS_LEAST, OPTIONS_MOST),
    help="How many options a question has at most.  [default: as many as there are]",
)
@click.option(
    "--swap",
    multiple=True,
    type=click.IntRange(1),
    help="Put another question in the place of the one with this number; may be repeated.",
)
@click.option(
    "--keep", multiple=True, help="Ask this question, by its id, as `show` tells; may be repeated."
)
@click.option("--drop", multiple=True, help="Never ask this question, by its id; may be repeated.")
@click.option(
    "--save",
    metavar="NAME",
    help="Keep the sheet as it is, with the name of each question, in sheets/NAME.yaml.",
)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice([each.name for each in FORMATS]),
    shell_complete=complete_formats,
    help="Make only this; may be repeated."
    f"  [default: {', '.join(each.name for each in FORMATS if each.is_usual)}]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to.  [default: output/TOPIC, or output/SHEET]",
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"], case_sensitive=False),
    default="a4",
    show_default=True,
    help="Size.",
)
@click.option(
    "--large-print", is_flag=True, help="18 pt and wider spacing; the key stays as it is."
)
@click.option(
    "--fillable",
    is_flag=True,
    help="A worksheet to fill in on a screen, with fields; the key stays as it is.",
)
@click.option("--points", is_flag=True, help="A box for the mark beside each question.")
@click.option("--school", default="", help="Your school's name, on top of each sheet.")
@click.option(
    "--logo",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A PNG picture to stand before the school's name.",
)
@click.option("--title", default="", help="A title instead of the topic's.")
@click.option("--theme", default="plain", show_default=True, help="Which theme.")
@click.option(
    "--key",
    type=click.Choice(["short", "full", "inline"]),
    default="short",
    show_default=True,
    help="full says of every wrong option what it is; inline fills the answers in on the sheet.",
)
@click.option(
    "--max-sensitivity",
    type=click.Choice(["none", "low", "high"]),
    default="low",
    show_default=True,
    help="Leave out facts that are more sensitive than this.",
)
@click.option(
    "--tag", "tags", multiple=True, shell_complete=complete_tags, help="Only facts with this tag."
)
@click.option("--with-choice", is_flag=True, help="In the deck: cards to choose an answer on.")
@click.option(
    "--cards",
    multiple=True,
    metavar="TAG",
    help="In the deck: only cards with this tag, as core, level::1 or kind::term; may be repeated.",
)
@click.option(
    "--what-fits", is_flag=True, help="Leave out what a format cannot hold, and say what it was."
)
@json_option("Say what was done as JSON.")
@click.pass_context
def build_command(
    context: click.Context, /, out: Path | None, as_json: bool, **options: Any
) -> None:
    """Make a worksheet, its answer key and an Anki deck."""
    from quizgen.build import build
    from quizgen.quiz.topics import join_topics

    sheet = _sheet(context, options)
    topics = tuple(dict.fromkeys(options["topic"]))
    topic = join_topics(topics)
    texts = _texts(topics)
    forms, parts = options["forms"], options["only"] or None
    blueprint, look = _wishes(options, _worksheet(texts, options["worksheet"], parts), sheet)
    keeps = sheet_to_write(sheet, options)
    made = build(
        texts,
        blueprint,
        look,
        parts,
        with_choice=options["with_choice"],
        cards=options["cards"],
        what_fits=options["what_fits"],
        settled=keeps is not None,
        own=HERE.find_own(sheet) if sheet else None,
    )
    folder = out or HERE.outputs / (options["sheet"] or topic)
    exports = watched(made.exports, _exports(forms, parts), standard_error())
    written = write_exports(exports, folder)
    kept = [] if keeps is None else [keep_sheet(keeps, made.blueprint, look, topics, sheet)]
    if as_json:
        said = {
            "topic": topic,
            **({"topics": [*topics]} if len(topics) > 1 else {}),
            **({"sheets": kept} if kept else {}),
            "files": written.as_data["files"],
            "passed_over": _passed_over(made),
            **written.as_data,
        }
        print_json(said)
        return
    written.say_files()
    for path in kept:
        say(f"{path}: {counted(len(made.blueprint.questions), 'item')}, to be built again the same")
    if passed_over := _passed_over(made):
        items = counted(passed_over, "item")
        say(f"{items} passed over for breaking a rule: see `quizgen check`")
    written.say_rest()


def _texts(topics: Sequence[str]) -> "Sequence[Texts]":
    """Return what is read of each topic; raises QuizgenError for all that cannot be found."""
    errors: list[QuizgenError] = []
    found = [collect(find, errors) for _, find in HERE.find_texts_of(topics)]
    raise_all(errors)
    return [texts for texts in found if texts]


def _worksheet(
    topics: "Sequence[Texts]", name: str | None, parts: "Sequence[str] | None"
) -> "Worksheet":
    """Return the worksheet of a name; for a deck alone one without sections, if none is named.

    If it cannot be had, what is wrong with the bank, or lacks in its language, is told too.
    """
    from quizgen.quiz.worksheet import Worksheet
    from quizgen.read import lacking_wordings, read_materials

    texts, *others = topics
    if any(other.worksheet != texts.worksheet for other in others):
        name = name or "standard"
    wanted = pick_formats(parts, FORMATS)
    if not name and all(isinstance(each.takes, WholeDeck) for each in wanted):
        return Worksheet(name="", label="", summary="", where=Where(texts.bank.path))
    errors: list[QuizgenError] = []
    found = collect(lambda: HERE.find_worksheet(name or texts.worksheet, texts.language), errors)
    if found is None:
        if materials := collect(lambda: read_materials(texts), errors):
            errors.append(TemplateError(lacking_wordings(materials)))
        raise_all(errors)
    assert found is not None
    return found


def _sheet(context: click.Context, options: dict[str, Any]) -> "Sheet | None":
    """Return the saved sheet, if one is named, and put in what the command line does not say."""
    if not options["sheet"]:
        return None
    if options["topic"]:
        raise click.UsageError("a sheet has its own topic: leave out --topic, or --sheet")
    sheet = HERE.find_sheet(options["sheet"])
    options["topic"] = sheet.all_topics
    for name in SAID_BY_SHEETS:
        if context.get_parameter_source(name) is ParameterSource.DEFAULT:
            options[name] = getattr(sheet, name)
    options["tags"] = options["tags"] or sheet.tags
    return sheet


def _wishes(
    options: dict[str, Any], worksheet: "Worksheet", sheet: "Sheet | None"
) -> "tuple[Blueprint, Look]":
    from quizgen.look import Look
    from quizgen.quiz.worksheet import Blueprint, with_instructions

    if sheet:
        worksheet = with_instructions(worksheet, sheet.section_instructions, sheet.where)
    blueprint = Blueprint(
        worksheet=worksheet,
        forms=options["forms"],
        seed=options["seed"],
        items=options["items"],
        may_shrink=True,
        questions=tuple(dict.fromkeys((*(sheet.questions if sheet else ()), *options["keep"]))),
        drop=tuple(dict.fromkeys((*(sheet.drop if sheet else ()), *options["drop"]))),
        swap=options["swap"],
        fill=sheet.fill if sheet else True,
        is_settled=bool(sheet and sheet.questions),
        options=options["options"],
        sheet=sheet.where if sheet else None,
        tags=options["tags"],
        max_sensitivity=options["max_sensitivity"],
        title=options["title"],
        subtitle=sheet.instructions if sheet else "",
        school=options["school"],
    )
    look = Look(
        theme=HERE.find_theme(options["theme"]),
        paper=options["paper"],
        large_print=options["large_print"],
        fillable=options["fillable"],
        points=options["points"],
        logo=_logo(options["logo"]),
        key=options["key"],
    )
    return blueprint, look


def _logo(path: Path | None) -> "Logo | None":
    if path is None:
        return None
    from quizgen.read.logo import read_logo

    return read_logo(read_bytes(path), path.as_posix())


def _exports(forms: int, parts: Sequence[str] | None) -> int:
    """Return how many exports are to be made, as far as that is known beforehand."""
    wanted = pick_formats(parts, FORMATS)
    one_by_one = EachForm | OtherProgram
    return sum(forms if isinstance(each.takes, one_by_one) else 1 for each in wanted)


def _passed_over(made: "Build") -> int:
    """Return how many items the rules kept out."""
    return len({problem.item_id for problem in made.findings if problem.is_error})
