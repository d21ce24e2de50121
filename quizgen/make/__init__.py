"""Facts and wordings into items: the questions that forms choose from."""

from quizgen.make.write import write_items

__all__ = ["write_items"]
