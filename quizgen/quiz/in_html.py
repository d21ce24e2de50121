"""Parts of a question as HTML, the same for all programs that show HTML to pupils or teachers.

Classes that begin with `quizgen-` are for who reads such a file back.
"""

from quizgen.content import Picture
from quizgen.html_text import in_paragraphs, text_as_html, words_as_html
from quizgen.quiz.item import Discussion, points_of_bands
from quizgen.quiz.passages import Passage


def passage_as_html(passage: Passage) -> str:
    """Return a passage with its title and credit; lines of a verse stay lines."""
    title = f"<p><b>{text_as_html(passage.title)}</b></p>" if passage.title else ""
    if passage.is_verse:
        lines = "<br>".join(text_as_html(line) for line in passage.paragraphs)
        text = f"<p>{lines}</p>"
    else:
        text = in_paragraphs(text_as_html(part) for part in passage.paragraphs)
    credit = f"<p><i>{text_as_html(passage.credit)}</i></p>" if passage.credit else ""
    return f"<blockquote>{title}{text}{credit}</blockquote>"


def with_credit(img: str, picture: Picture) -> str:
    """Return the tag of a picture, and below it whose it is, if its licence asks for that."""
    if not (picture.credit and picture.owes_credit):
        return img
    return f'{img}<br><small class="quizgen-credit">{words_as_html(picture.credit)}</small>'


def marking_as_html(task: Discussion, points: int) -> str:
    """Return for who marks an answer what earns how many points, and where to look it up."""
    shares = points_of_bands(len(task.bands), points) if task.bands else ()
    bands = "".join(
        f"<li><b>{text_as_html(band.name)}</b> ({low if low == high else f'{low}–{high}'}): "
        f"<span>{text_as_html(band.does)}</span></li>"
        for band, (low, high) in zip(task.bands, shares, strict=True)
    )
    where = "".join(f"<p>{text_as_html(passage)}</p>" for passage in task.passages)
    return (f'<ul class="quizgen-marking">{bands}</ul>' if bands else "") + where
