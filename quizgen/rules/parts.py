"""What rules take out of forms and items."""

from collections.abc import Callable, Iterable

from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Item, Option


def items_of(form: Form) -> tuple[Item, ...]:
    """Return the items of a form, in printed order."""
    return tuple(numbered.item for section in form.sections for numbered in section.items)


def options_of(item: Item, meaning: str = "") -> tuple[Option, ...]:
    """Return the options of a choice item, in its order; only those that mean what is asked for.

    What an option means stands before the colon of its value: "number", "date", "person".
    """
    if not isinstance(item.interaction, Choice):
        return ()
    options = item.interaction.options
    return tuple(it for it in options if not meaning or it.value.startswith(f"{meaning}:"))


def rest_of(option: Option) -> str:
    """Return what stands behind the colon of an option's value: "300 km"."""
    return option.value.partition(":")[2]


def is_keyed_once(item: Item) -> bool:
    """Tell whether an item is a single choice with one key."""
    return isinstance(item.interaction, Choice) and item.interaction.type == "multiple-choice"


def split(options: tuple[Option, ...]) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """Return the keys and the distractors."""
    return _where(options, lambda it: it.is_key), _where(options, lambda it: not it.is_key)


def ranks_of(items: Iterable[Item], meaning: str) -> dict[int, list[int]]:
    """Return where the key stands among ascending options, from 0, by the number of options."""
    ranks: dict[int, list[int]] = {}
    for item in items:
        options = sorted(options_of(item, meaning), key=lambda option: option.sort_key)
        if is_keyed_once(item) and all(option.sort_key for option in options):
            places = [place for place, option in enumerate(options) if option.is_key]
            for place in places:
                ranks.setdefault(len(options), []).append(place)
    return ranks


def _where(options: tuple[Option, ...], test: Callable[[Option], bool]) -> tuple[Option, ...]:
    return tuple(option for option in options if test(option))
