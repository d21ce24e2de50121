"""Every number that a rule compares with, why it is what it is, and where it comes from.

"Ours" marks a number that no source gives: it is tuned on the shipped banks, where a rule that
fires on more than a fifth of good items would be mistuned. Distractors and forms are made by the
same numbers, so they are read from here too.
"""

from datetime import timedelta
from decimal import Decimal

from quizgen.values import dataclass


@dataclass(frozen=True)
class Span:
    """The least and the most that a count may be, both included."""

    least: int
    most: int

    def __contains__(self, count: int) -> bool:
        """Tell whether a count is within bounds."""
        return self.least <= count <= self.most

    def __str__(self) -> str:
        """Return the bounds as a message says them.

        >>> 2 in Span(3, 5), str(Span(3, 5))
        (False, '3 to 5')
        """
        return f"{self.least} to {self.most}"


# --------------------------------------------------------------------------- facts

REVIEW_GRACE = timedelta(days=180)
"""DATE-1: how long a review may be overdue before it is an error. Ours: half a school year."""

# --------------------------------------------------------------------------- options

OPTIONS = Span(3, 5)
"""OPT-1: Rodriguez 2005, three suffice; Tarrant 2009, a fourth distractor seldom functions."""

SAME_NUMBER = Decimal("0.05")
"""KEY-2: two numbers nearer to one another than this share of the true one say the same. Ours."""

LONGER_THAN_MEAN = 1.25
"""LEN-1: a key so many times as long as the mean distractor catches the eye. Ours; scripts that
pupils use look for 1.5."""

LONGER_BY = 6
"""LEN-1: characters by which it must be longer than the next longest, else short options would
count as long. Ours."""

ENOUGH_LENGTHS = 12
"""LEN-1: from so many items with worded options on, shares of longest keys say something. Ours."""

LENGTH_EXCESS = 0.15
"""LEN-1: how far the share of keys that are the longest option may exceed chance, 1/k. Ours."""

TELLING_SHARE = 0.5
"""OPT-3: the share of distractors that must have a telling word which the key lacks. Ours: one
distractor of three with "only" tells nothing, since the other two lack it like the key; counting
each fired on a quarter of the choice items, most of them good."""

CLANG_LETTERS = 4
"""CUE-1: shorter words do not catch the eye. Ours."""

# --------------------------------------------------------------------------- stems

STEM_WORDS = Span(4, 40)
"""STEM-1: the length of a stem, quotations aside. Fewer words are a label, not a question, such as
"ATACMS:". Ours; it began at six, but "Which description fits Kursk?" is a good stem of four."""

ITEMS_PER_NEGATION = 10
"""STEM-2: so many items of a form may have one negative stem among them (Haladyna: seldom)."""

# --------------------------------------------------------------------------- distractors

REAL_SHARE = 0.5
"""DIS-1: the share of distractors that are true of a sibling rather than computed. Ours."""

APART = Decimal("0.15")
"""DIS-2: two numbers of an item differ by this share of the key. Ours, from R/exams' `delta`."""

WITHIN_FACTOR = 5
"""DIS-2: a number beyond so many times the key, or so many times smaller, tempts nobody. Ours."""

EXTRA_FIGURES = 1
"""DIS-2: significant figures that a computed number may have beyond the key's: a number of the
same grain but up to five times as large may need one more. Ours."""

DAYS_APART = 3
"""DIS-3: two days nearer than this are a matter of luck, not of knowledge. Ours."""

WINDOW_MARGIN = 0.25
"""DIS-3: how far beyond the bank's own dates a wrong date may lie, as a share of their span.
Ours."""

LEAST_MARGIN_DAYS = 120
"""DIS-3: the same in days where the bank's dates lie close together, or are but one. Ours."""

SAME_DEED = 0.6
"""DIS-3: two deeds of one actor so alike in words, from 0 to 1, are of the same kind. Ours, as
for stems in FORM-1."""

ENOUGH_RANKS = 20
"""DIS-2, DIS-3: from so many items on, the ranks of keys among ascending options say something."""

RANK_SHARES = (0.4, 1.6)
"""DIS-2, DIS-3: how often the key may have each rank, as multiples of 1/k: 10 to 40 % for four
options. Ours."""

COUNTRIES = 2
"""DIS-4: from so many countries come the people of an item. Ours."""

WRONG_USES = 3
"""DIS-5: how often the same wrong option may stand in a form before pupils skip it. Ours."""

# --------------------------------------------------------------------------- other item types

STATEMENT_WORDS = 25
"""TF-1: the most words of a statement to be judged (Haladyna: brief). Ours."""

TRUE_SHARES = (0.4, 0.6)
"""TF-1: the share of true statements in a form, unless true and false differ by at most one."""

TRUTH_RUN = 3
"""TF-1: how many statements in a row may be alike. Ours."""

PREMISES = Span(4, 8)
"""MATCH-1: so many things to be matched stay in view (Haladyna)."""

SPARE_RESPONSES = Span(1, 3)
"""MATCH-1: spare answers, so that the last match does not fall out by itself (Haladyna)."""

EVENTS = Span(4, 7)
"""ORDER-1: fewer can be guessed, more do not stay in mind. Ours."""

BLANKS = Span(1, 2)
"""CLOZE-1: more blanks leave no sentence (Wozniak's rule 5)."""

# --------------------------------------------------------------------------- forms

SAME_STEM = 0.8
"""FORM-1: two stems so alike in words, from 0 to 1, with the same key are one question. Ours."""

NEAR_STEM = 0.6
"""FORM-1: two stems so alike with the same key are nearly one question. Ours."""

SUBJECT_NAMED = 0.6
"""FORM-2: a text with this share of the words of a subject speaks of it. Ours."""

ENOUGH_KEYS = 8
"""FORM-3: from so many items with as many options on, each place is used about equally. Ours."""

KEY_RUN = 3
"""FORM-3: how often the key may stand in the same place in a row. Ours."""

KEY_PATTERN = 8
"""FORM-3: how long the keys may follow a pattern that repeats itself. Ours."""

ABOVE_RECALL = 0.3
"""FORM-4: the least share of items above bare recall. Ours."""

ENOUGH_CLAIMS = 6
"""FORM-5: from so many claims and positions on, a form shows more than one side. Ours."""

CAMPS = 3
"""FORM-5: so many sides speak, if the bank has as many (Beutelsbach: what is controversial stays
controversial). Ours."""

ONE_CAMP = 0.5
"""FORM-5: no side has more than this share of the claims and positions. Ours."""

# --------------------------------------------------------------------------- flashcards

ANSWER_WORDS = 12
"""CARD-1: the most words of an answer that a learner is to recall (Wozniak's rule 4). Ours."""

SENTENCE_WORDS = 16
"""CARD-1: the same where the answer is a whole sentence, such as the gist of what somebody said.
Of a sentence the sense is recalled, not the words, and it needs a subject, a verb and its articles
before it says anything. Ours; with the limit of names, a fifth of the cards that ask what was said
would be too long, most of them good."""

FRONT_WORDS = 30
"""CARD-1: the most words of a front. Ours."""

LISTED = 3
"""CARD-1: the most things that an answer may list (Wozniak's rules 9 and 10). Ours."""

SAME_FRONT = 0.7
"""CARD-3: two fronts so alike in words, from 0 to 1, are taken for one another (Wozniak's rule
11). Ours."""
