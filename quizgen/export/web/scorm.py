"""The page of a quiz as a SCORM 1.2 package: an archive with the page and what describes it."""

from quizgen.archive import packed
from quizgen.export.web.page import page_of, what_fits
from quizgen.html_text import words_as_html
from quizgen.output import Export, Output
from quizgen.quiz.form import Form
from quizgen.xml_text import NOT_IN_XML

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="quizgen-{id}" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="quiz"><organization identifier="quiz"><title>{title}</title>
<item identifier="questions" identifierref="page"><title>{title}</title></item></organization></organizations>
<resources><resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource></resources>
</manifest>
"""  # noqa: E501


def write_scorm(form: Form, name: str) -> Export:
    """Return a form as a package of that name; its score is the share that was right at once.

    It names no score to pass: that is the teacher's to say, in the course.
    """
    places, left_out, remarks = what_fits(form)
    if not places:
        return Export((), left_out, remarks)
    title = words_as_html(NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", form.title))
    entries: dict[str, bytes | str] = {
        "imsmanifest.xml": MANIFEST.format(id=form.id, title=title),
        "index.html": page_of(form, places),
    }
    file = Output(name, packed(entries), {"questions": len(places)})
    return Export((file,), left_out, remarks)
