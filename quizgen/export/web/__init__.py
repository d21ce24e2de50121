"""A quiz on a screen: one HTML file that needs no network, by itself or as a SCORM package.

All that asks is HTML, so that the page can be read and printed without scripts. What answers is in
the file too, since nothing else is there to judge by: sealed, so that nobody reads it by mistake,
and no secret. It is for practice, not for marks.
"""

from quizgen.export.web.page import write_quiz
from quizgen.export.web.scorm import write_scorm

__all__ = ["write_quiz", "write_scorm"]
