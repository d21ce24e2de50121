"""Reporting verbs: "said that", and with a date in between "said in May 2024 that"."""

ON_DATE = "{on_date}"


def say_verb(pattern: str) -> str:
    """Return a verb with its conjunction.

    >>> say_verb("said {on_date} that"), say_verb("said that")
    ('said that', 'said that')
    """
    return pattern.replace(f" {ON_DATE}", "").replace(f"{ON_DATE} ", "")


def say_verb_on_date(pattern: str, on_date: str) -> str:
    """Return a verb with a date and its conjunction; the date comes first where no place is told.

    Without a date it is the verb with its conjunction.

    >>> say_verb_on_date("said {on_date} that", "in May"), say_verb_on_date("said that", "in May")
    ('said in May that', 'in May said that')
    """
    if not on_date:
        return say_verb(pattern)
    told = pattern if ON_DATE in pattern else f"{ON_DATE} {pattern}"
    return told.replace(ON_DATE, on_date)


def verb_alone(pattern: str) -> str:
    """Return what stands before the date of a verb: by it a sentence is known to report.

    >>> verb_alone("said {on_date} that"), verb_alone("said that")
    ('said', 'said that')
    """
    return pattern.partition(f" {ON_DATE}")[0]
