"""What rules take out of forms and items."""

from collections.abc import Iterable, Sequence

from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Item, Option
from quizgen.quiz.meaning import Meaning


def items_of(form: Form) -> tuple[Item, ...]:
    """Return the items of a form, in printed order."""
    return tuple(numbered.item for section in form.sections for numbered in section.items)


def options_of(item: Item, *meanings: type[Meaning]) -> tuple[Option, ...]:
    """Return the options of a choice item, in its order; only those of some meanings, if given."""
    if not isinstance(item.interaction, Choice):
        return ()
    options = item.interaction.options
    return tuple(it for it in options if not meanings or isinstance(it.means, meanings))


def is_keyed_once(item: Item) -> bool:
    """Tell whether an item is a single choice."""
    return isinstance(item.interaction, Choice) and item.interaction.type == "multiple-choice"


def split(options: Iterable[Option]) -> tuple[Sequence[Option], Sequence[Option]]:
    """Return the keys and the distractors."""
    right: list[Option] = []
    wrong: list[Option] = []
    for option in options:
        (right if option.is_key else wrong).append(option)
    return right, wrong
