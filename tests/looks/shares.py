"""How evenly a bank's forms draw on it: `python tests/looks/shares.py [TOPIC] [SEEDS]`.

Forms of every worksheet that asks questions, each with so many seeds (40), and tables: on which
share of a worksheet's sheets the commonest facts stand, which wrong options serve the most items,
whose claims a form asks about, and how much of each worksheet is above bare recall.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quizgen import find_texts, find_worksheet
from quizgen.assemble import select
from quizgen.assemble.versions import version
from quizgen.content import plain
from quizgen.judge.sides import camps_of
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_materials

NAMES = ("standard", "test", "who-said-it", "timeline", "numbers", "exit-ticket")
TOP = 8
SHARE = 1 / 3
"""FORM-7: on more of the sheets no fact may stand."""


def forms_of(pool: ItemPool, name: str, seeds: int) -> tuple[Form, ...]:
    """Return the forms of a worksheet, one a seed."""
    sheet = find_worksheet(name)
    wishes = (
        Blueprint(worksheet=sheet, seed=seed, may_shrink=True) for seed in range(1, seeds + 1)
    )
    return tuple(version(select(pool, wish), "") for wish in wishes)


def fact_table(forms: Mapping[str, Sequence[Form]]) -> Iterator[str]:
    """Yield on which share of a worksheet's sheets its commonest facts stand."""
    for name, made in forms.items():
        uses = Counter(
            fact_id for form in made for fact_id in {f for item in form.items for f in item.facts}
        )
        over = sum(count > SHARE * len(made) for count in uses.values())
        yield f"{name}: {len(uses)} facts on {len(made)} sheets, {over} on more than a third"
        yield from (f"  {count / len(made):4.0%}  {fact}" for fact, count in uses.most_common(TOP))


def option_table(pool: ItemPool) -> Iterator[str]:
    """Yield the wrong options that serve the most items of the bank, and how many do so."""
    choices = [item for item in pool.items if isinstance(item.interaction, Choice)]
    uses: defaultdict[str, set[str]] = defaultdict(set)
    for item in choices:
        for option in item.interaction.options:  # type: ignore[union-attr]
            if not option.is_key:
                uses[plain(option.content)].add(item.id)
    ranked = sorted(uses.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    yield f"wrong options of {len(choices)} choice items: {len(ranked)} texts"
    for words, ids in ranked[: 2 * TOP]:
        yield f"  {len(ids):3} ({len(ids) / len(choices):4.1%})  {words}"


def camp_table(forms: Mapping[str, Sequence[Form]], pool: ItemPool) -> Iterator[str]:
    """Yield whose claims and positions are asked about, and how many forms are one-sided."""
    for name, made in forms.items():
        counts: Counter[str] = Counter()
        asked, few, most = 0, 0, 0
        for form in made:
            camps = Counter(camps_of(form.items, pool.subject))
            counts += camps
            if camps.total() >= 6:
                asked += 1
                few += len(camps) < 3
                most += max(camps.values()) > camps.total() / 2
        shares = ", ".join(f"{camp} {count / counts.total():.0%}" for camp, count in counts.items())
        yield f"{name}: {shares}"
        yield f"  of {asked} forms with six claims or more: {few} of fewer than three camps,"
        yield f"  {most} with more than half from one"


def level_table(forms: Mapping[str, Sequence[Form]]) -> Iterator[str]:
    """Yield the share of each level among a worksheet's items."""
    for name, made in forms.items():
        levels = Counter(item.level for form in made for item in form.items)
        shares = ", ".join(f"{level}: {levels[level] / levels.total():.0%}" for level in (1, 2, 3))
        yield f"{name}: {shares}"


def main() -> None:
    """Print the tables."""
    topic = next((word for word in sys.argv[1:] if not word.isdigit()), "escalation")
    seeds = next((int(word) for word in sys.argv[1:] if word.isdigit()), 40)
    pool = ItemPool(read_materials(find_texts(topic)).subject)
    forms = {name: forms_of(pool, name, seeds) for name in NAMES}
    tables = {
        "FACTS": fact_table(forms),
        "WRONG OPTIONS": option_table(pool),
        "CAMPS": camp_table(forms, pool),
        "LEVELS": level_table(forms),
    }
    for title, lines in tables.items():
        print(title)
        print(*lines, "", sep="\n")


if __name__ == "__main__":
    main()
