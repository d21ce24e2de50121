"""Items and a blueprint into forms: what is asked, in which order, for how many points."""

from quizgen.assemble.forms import assemble_forms

__all__ = ["assemble_forms"]
