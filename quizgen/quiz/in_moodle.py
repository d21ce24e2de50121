"""What Moodle makes of a question, in whichever of its formats a file brings it."""

from quizgen.ids import seal_of
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import Item

SHARES = (
    *("100", "50", "33.33333", "25", "20"),
    *("16.66667", "14.28571", "12.5", "11.11111", "10"),
)
"""What each of one, two ... ten right options is worth in percent: Moodle takes no other numbers,
and none for a share of more."""
LONGEST_RESPONSE = 255
"""In characters, as is the next: what Moodle's tables hold, which cut off the rest."""
LONGEST_ID = 100


def digits_of_numbers(form: Form) -> int:
    """Return in how many digits questions are numbered, so that names have their order."""
    return max(2, len(str(form.questions)))


def name_of(numbered: NumberedItem, digits: int) -> str:
    """Return what a question is called in Moodle's lists, its number first."""
    return f"{numbered.number:0{digits}}{numbered.part} {numbered.item.id}"


def ident_of(item: Item) -> str:
    """Return the id by which others can know a question: its own, as far as Moodle has room."""
    if len(item.id) <= LONGEST_ID:
        return item.id
    return f"{item.id[: LONGEST_ID - 17]}-{seal_of(item.id)}"


def tags_of(item: Item) -> tuple[str, ...]:
    """Return its subtopics, how hard and how sensitive it is, for Moodle's filter."""
    sensitive = [f"sensitivity-{item.sensitivity}"] if item.sensitivity != "none" else []
    return (*item.tags, f"level-{item.level}", *sensitive)


def category_of(form: Form, section: FormSection) -> str:
    """Return the path of the category of a section; a stroke within a name is doubled."""
    named = form.labels.footer_form.format(form=form.version) if form.version else ""
    parts = (f"{form.title} · {named}" if named else form.title, section.title)
    return "$course$/top/" + "/".join(part.replace("/", "//") for part in parts if part)
