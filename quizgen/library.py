"""Quizgen from Python: the stages under names that are not those of their modules.

docs/library.md shows how programs use them.
"""

from quizgen.build import build
from quizgen.check import check

build_files = build
check_texts = check
