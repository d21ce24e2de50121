"""Numbers and quantities in words, with their hedges and computed conversions."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from quizgen.bank.bank import Bank, Unit
from quizgen.bank.facts import Quantity
from quizgen.language.dates import NO_BREAK
from quizgen.language.words import Language


def units_of(bank: Bank, language: Language) -> Mapping[str, Unit]:
    """Return every unit by its key: the language's, and the bank's, which win."""
    return {**language.units, **bank.units}


def say_number(number: Decimal, language: Language) -> str:
    """Return a number with the language's separators: 1,000 or 83.6."""
    separators = {ord(","): language.thousands, ord("."): language.decimal}
    return f"{number:,f}".translate(separators)


def say_value(number: Decimal, unit: Unit, language: Language) -> str:
    """Return a number with its unit: "30 km"."""
    pattern = unit.one if number == 1 else unit.many
    return pattern.format(n=say_number(number, language)).replace(" ", NO_BREAK)


def say_quantity(quantity: Quantity, units: Mapping[str, Unit], language: Language) -> str:
    """Return a quantity as its source hedges it: "about 30 km", "150 to 300 km", "two-thirds"."""
    words = say_bare(quantity, units, language)
    return language.qualifiers[quantity.qualifier].format(value=words)


def say_in_sentence(quantity: Quantity, units: Mapping[str, Unit], language: Language) -> str:
    """Return a quantity as it stands in running text: "three members", but "3 km"."""
    unit, number = units[quantity.unit], quantity.value
    if number is None or unit.one == unit.many or number not in range(len(language.counts)):
        return say_quantity(quantity, units, language)
    pattern = unit.one if number == 1 else unit.many
    words = pattern.format(n=language.counts[int(number)])
    return language.qualifiers[quantity.qualifier].format(value=words)


def say_bare(quantity: Quantity, units: Mapping[str, Unit], language: Language) -> str:
    """Return a quantity without its hedge, as an option is printed whose stem has it."""
    unit = units[quantity.unit]
    if quantity.value is not None:
        return say_value(quantity.value, unit, language)
    if quantity.low is not None and quantity.high is not None:
        return language.value_range.format(
            low=say_number(quantity.low, language), high=say_value(quantity.high, unit, language)
        )
    return quantity.printed


def say_blank(quantity: Quantity, unit: Unit, language: Language, blank: str) -> str:
    """Return a quantity with a blank in its number's place: "at least ____ km"."""
    words = unit.many.format(n=blank).replace(" ", NO_BREAK)
    return language.qualifiers[quantity.qualifier].format(value=words)


def say_conversion(quantity: Quantity, units: Mapping[str, Unit], language: Language) -> str:
    """Return a quantity in other units, marked as such: "about 320 km"; empty if none."""
    value = quantity.value
    if value is None:
        return ""
    others = [
        say_value(rounded(value * factor), units[other], language)
        for other, factor in units[quantity.unit].converts.items()
    ]
    return language.converted.format(conversion=", ".join(others)) if others else ""


def rounded(number: Decimal) -> Decimal:
    """Return a number rounded to two significant digits, as a computed conversion deserves.

    >>> f"{rounded(Decimal('321.8688')):f}", f"{rounded(Decimal('18.64')):f}"
    ('320', '19')
    """
    if not number:
        return number
    grain = Decimal(1).scaleb(number.adjusted() - 1)
    return (number / grain).quantize(Decimal(1), ROUND_HALF_UP) * grain
