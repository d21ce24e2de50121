"""Numbers and quantities in words, with their hedges and computed conversions."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from quizgen.bank.bank import Bank, Unit
from quizgen.bank.facts import Quantity
from quizgen.language.dates import NO_BREAK
from quizgen.language.plurals import category_of, form_of
from quizgen.language.sentences import AsWritten, fill
from quizgen.language.words import Language

MINUS = "−"
"""A hyphen is too short for one, and a line may break behind it."""

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
HUGE, LONG, TINY = 15, 6, -6
"""Nobody counts the noughts of a number of so many places; with fewer it is printed as its source
prints it."""

TELLING = ("zero", "one", "two")
"""Categories whose form of a noun stands with one number, or hardly any other."""


def units_of(bank: Bank, language: Language) -> Mapping[str, Unit]:
    """Return every unit by its key: the language's, and the bank's, which win; none by ""."""
    return {"": Unit(one="{n}", many="{n}"), **language.units, **bank.units}


def say_number(number: Decimal, language: Language) -> str:
    """Return a number with the language's separators and a true minus: 1,000, −83.6.

    What is too long for digits has a power of ten: 5.97 × 10²⁴.
    """
    signs = {ord(","): language.thousands, ord("."): language.decimal, ord("-"): MINUS}
    if not is_power(number):
        return f"{number:,f}".translate(signs)
    sign, digits, _ = meant(number).as_tuple()
    first = Decimal((sign, digits, 1 - len(digits)))
    raised = str(number.adjusted()).translate(RAISED)
    return f"{first:f}{NO_BREAK}×{NO_BREAK}10{raised}".translate(signs)


def is_power(number: Decimal) -> bool:
    """Tell whether a number is printed with a power of ten: for its length, or as it is written.

    >>> [is_power(Decimal(number)) for number in ("5.97e24", "1.5e8", "150000000", "3e2", "1e-7")]
    [True, True, False, False, True]
    """
    if not number:
        return False
    size, exponent = number.adjusted(), int(number.as_tuple().exponent)
    return size >= HUGE or size < TINY or (exponent > 0 and size >= LONG)


def meant(number: Decimal) -> Decimal:
    """Return a number without the noughts at its end that may come from rounding.

    One behind the point is meant, for else nobody would print it; so is one before a power of ten.

    >>> [str(meant(Decimal(number))) for number in ("300", "37.0", "5.970e24", "3e2")]
    ['3E+2', '37.0', '5.970E+24', '3E+2']
    """
    exponent = int(number.as_tuple().exponent)
    is_written = exponent < 0 or (exponent > 0 and is_power(number))
    return number if is_written else number.normalize()


def places_of(number: Decimal) -> int:
    """Return how many digits stand behind the point, as the number is printed.

    >>> [places_of(Decimal(number)) for number in ("37.0", "3E+2", "5.97e24")]
    [1, 0, 2]
    """
    if is_power(number):
        return len(meant(number).as_tuple().digits) - 1
    return max(0, -int(number.as_tuple().exponent))


def in_form_of(key: Decimal, number: Decimal) -> Decimal:
    """Return a number that is printed as another is: in digits, or with a power of ten.

    With a power it has as many digits as the other, so that none stands out.

    >>> str(in_form_of(Decimal("5.97e24"), Decimal("1e25"))), in_form_of(Decimal(5), Decimal("3e8"))
    ('1.00E+25', Decimal('300000000'))
    """
    if not is_power(key) or not number:
        return Decimal(f"{number:f}")
    return number.quantize(Decimal(1).scaleb(number.adjusted() - places_of(key)))


def say_value(number: Decimal, unit: Unit, language: Language) -> str:
    """Return a number with its unit: "30 km"; a minus stands before all of it: "−$30"."""
    words = say_number(number, language)
    pattern = form_of(unit, number, language.plurals)
    if words.startswith(MINUS) and not pattern.startswith("{n}"):
        words, pattern = words.removeprefix(MINUS), f"{MINUS}{pattern}"
    return pattern.format(n=words).replace(" ", NO_BREAK)


def say_quantity(quantity: Quantity, units: Mapping[str, Unit], language: Language) -> str:
    """Return a quantity as its source hedges it: "about 30 km", "150 to 300 km", "two-thirds"."""
    words = say_bare(quantity, units, language)
    return fill(language.qualifiers[quantity.qualifier], value=words)


def say_in_sentence(quantity: Quantity, units: Mapping[str, Unit], language: Language) -> str:
    """Return a quantity as it stands in running text: "three members", but "3 km"."""
    unit, number = units[quantity.unit], quantity.value
    is_count = number is not None and f"{number:f}" in map(str, range(len(language.counts)))
    if number is None or not is_count or unit.one == unit.many:
        return say_quantity(quantity, units, language)
    words = form_of(unit, number, language.plurals).format(n=language.counts[int(number)])
    return fill(language.qualifiers[quantity.qualifier], value=words)


def say_of(quantity: Quantity, value: str, language: Language) -> str:
    """Return the clause that states a quantity, with a value in its place, and its verb to match.

    Who writes such clauses by the dozen writes "there are {value}" beside a value of one, too.
    """
    says, number = quantity.says, quantity.value
    for pair in language.agreement if number is not None else ():
        fitting = form_of(pair, number or Decimal(0), language.plurals)
        for form in (pair.one, pair.many):
            says = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", fitting.replace("\\", ""), says)
    words = fill(says, value=value)
    return AsWritten(words) if isinstance(quantity.says, AsWritten) else words


def say_compared(quantity: Quantity) -> dict[str, str]:
    """Return how what is measured is said in a comparison, as its own clause has it.

    “The population of France in 2023 was {value}”: it “was” greater than “that of Spain”. Where the
    clause does not begin so, it is the attribute of the subject, and “is”.
    """
    said = _COMPARABLE.format(subject=re.escape(quantity.subject))
    found = re.fullmatch(said, quantity.says)
    if found is None:
        measured, that, verb = f"the {quantity.attribute} of {quantity.subject}", "of", "is"
        return {
            "measured": measured,
            "measured_is": verb,
            "that_of": f"that {that} {quantity.subject}",
            "has": "has",
        }
    before, owner, verb = found["before"], found["owner"], found["verb"]
    that = f"that {found['preposition']} {quantity.subject}" if before else str(owner)
    return {
        "measured": found["measured"],
        "measured_is": verb,
        "that_of": that,
        "has": "has" if verb == "is" else "had",
    }


_COMPARABLE = (
    r"(?P<measured>(?:(?P<before>the [^{{}}]+) (?P<preposition>of|on|in|at) {subject}(?: [^{{}}]+)?"
    r"|(?P<owner>{subject}’s?) [^{{}}]+)) (?P<verb>is|was) \{{value\}}"
)
"""How a clause states a size that can be compared: the length of the Nile is {value}."""


def names_unit(attribute: str, unit: Unit) -> bool:
    """Tell whether a unit need not be said beside what is measured: "number of moons", moons."""
    return f" {unit.name.casefold()} " in f" {attribute.casefold()} " or not unit.name


def is_said_alike(quantity: Quantity, number: Decimal, unit: Unit, language: Language) -> bool:
    """Tell whether another number can take its place in a sentence, and nothing else changes.

    Where the noun has another form with it, and perhaps the verb, grammar betrays it: "there are
    one member".
    """
    own, rules = quantity.value or Decimal(0), language.plurals
    return form_of(unit, own, rules) == form_of(unit, number, rules)


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
    """Return a quantity with a blank in its number's place: "at least ____ km".

    Empty where the form of the unit would tell the number, as "____ day" does.
    """
    number = quantity.value
    form = unit.many if number is None else form_of(unit, number, language.plurals)
    if form != unit.many and category_of(number or Decimal(0), language.plurals) in TELLING:
        return ""
    words = form.format(n=blank).replace(" ", NO_BREAK)
    return fill(language.qualifiers[quantity.qualifier], value=words)


def say_grain(grain: Decimal, unit: Unit, language: Language) -> str:
    """Return how exactly something can be read: "the nearest" of 10 km, km, or whole number."""
    if grain > 1 or grain % 1 or not language.whole_number:
        return say_value(grain, unit, language)
    is_sign = unit.one == unit.many and any(map(str.isalpha, unit.name))
    return unit.name if is_sign else language.whole_number


def say_spare(spare: int, language: Language) -> str:
    """Return the instruction that some letters of a column are not needed; empty for none."""
    if spare < 1 or not language.one_spare:
        return ""
    count = language.counts[spare]
    return language.one_spare if spare == 1 else fill(language.several_spare, count=count)


def say_conversion(quantity: Quantity, units: Mapping[str, Unit], language: Language) -> str:
    """Return a quantity in other units, marked as such: "about 320 km"; empty if none."""
    value = quantity.value
    if value is None:
        return ""
    others = [
        say_value(in_form_of(value, rounded(value * factor)), units[other], language)
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


def say_span(count: int, unit: str, language: Language) -> str:
    """Return so much time, in one of the language's units: "825 years"."""
    name = form_of(language.time_units[unit], Decimal(count), language.plurals)
    return f"{say_number(Decimal(count), language)}{NO_BREAK}{name}"
