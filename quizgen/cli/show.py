"""`quizgen show`: a fact and all that is asked about it, or a written question."""

import click

from quizgen.cli.complete import complete_topics
from quizgen.cli.console import give
from quizgen.errors import BankError, Problem, QuizgenError, Where, closest
from quizgen.store.project import HERE


@click.command("show")
@click.argument("fact_id", metavar="[FACT]", required=False)
@click.option("--topic", shell_complete=complete_topics, help="Which bank; default: all.")
@click.option("--all", "everything", is_flag=True, help="Show every fact and question.")
def show_command(fact_id: str | None, topic: str | None, everything: bool) -> None:
    """Show a FACT with every item it yields, or a question of your own."""
    from quizgen.export.listing import list_fact, list_question
    from quizgen.pool import ItemPool
    from quizgen.read import lacking_wordings, read_materials

    if bool(fact_id) == everything:
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
        known += (fact.id for fact in materials.bank.facts)
        known += (question.id for question in materials.bank.questions)
        asked = [fact for fact in materials.bank.facts if everything or fact.id == fact_id]
        problems += lacking_wordings(materials, {fact.kind for fact in asked})
        for fact in asked:
            shown = True
            if fact.kind in materials.wordings:
                give(list_fact(fact, pool))
        for question in materials.bank.questions:
            if everything or question.id == fact_id:
                shown = True
                give(list_question(question, materials.subject))
    if not shown and known:
        near = closest(fact_id or "", known)
        hint = f"did you mean '{near}'?" if near else "`quizgen show --all` shows every fact"
        if fact_id in HERE.find_topics():
            hint = f"that is a topic: quizgen show --topic {fact_id} --all"
        problems.append(Problem(Where("banks"), f"there is no fact '{fact_id}'", hint))
    if problems:
        raise BankError(dict.fromkeys(problems))
