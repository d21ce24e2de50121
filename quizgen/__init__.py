"""Quizzes with answer keys and Anki decks from curated fact banks.

The whole program on one line:

    bank text -> Bank of facts -> items -> Form -> worksheet.pdf, answer-key.pdf
                                        -> Deck -> escalation.apkg

Each arrow is one pure function in one module; `cli/` alone reads and writes files.
"""

__version__ = "0.1.0"
