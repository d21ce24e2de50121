"""`quizgen show`: a fact and all that is asked about it."""

import click

from quizgen.cli.complete import complete_topics
from quizgen.errors import BankError, Problem, QuizgenError, Where, closest
from quizgen.store.project import HERE


@click.command("show")
@click.argument("fact", required=False)
@click.option("--topic", shell_complete=complete_topics, help="Which bank; default: all.")
@click.option("--all", "everything", is_flag=True, help="Show every fact.")
def show_command(fact: str | None, topic: str | None, everything: bool) -> None:
    """Show a FACT with every item it yields, as its author reads it."""
    from quizgen.export.listing import list_fact
    from quizgen.pool import ItemPool
    from quizgen.read import lacking_wordings, read_materials

    if bool(fact) == everything:
        raise click.UsageError("name one FACT, or say --all")
    known: list[str] = []
    problems: list[Problem] = []  # of one bank; they hide no fact of another
    shown = False
    for name in [topic] if topic else HERE.find_topics():
        try:
            materials = read_materials(HERE.find_texts(name))
            pool = ItemPool(materials.subject)
        except QuizgenError as error:
            problems += error.problems
            continue
        known += (one.id for one in materials.bank.facts)
        asked = [one for one in materials.bank.facts if everything or one.id == fact]
        problems += lacking_wordings(materials, {one.kind for one in asked})
        for one in asked:
            shown = True
            if one.kind in materials.wordings:
                click.echo(list_fact(one, pool))
    if not shown and known:
        near = closest(fact or "", known)
        hint = f"did you mean '{near}'?" if near else "`quizgen show --all` shows every fact"
        if fact in HERE.find_topics():
            hint = f"that is a topic: quizgen show --topic {fact} --all"
        problems.append(Problem(Where("banks"), f"there is no fact '{fact}'", hint))
    if problems:
        raise BankError(dict.fromkeys(problems))
