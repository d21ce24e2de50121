"""What H5P's players say around a question: buttons, results, and what only a screen reader hears.

Each content type asks for every one of them; what is not given is shown as nothing. They are in
English, the one language that quizgen has templates for. A language that has words for a quiz on a
screen has those of the buttons; what only a screen reader hears stays English, and that is said.
"""

from collections.abc import Mapping
from typing import Any

from quizgen.quiz.form import Form

LANGUAGE = "en"

CHECK, SUBMIT, SOLUTION, AGAIN = "Check", "Submit", "Show the answer", "Try again"
SCORE = "You have :num of :total points"
_SPOKEN = {
    "a11yCheck": "Check the answers. Each is then marked as right, wrong or not given.",
    "a11yShowSolution": "Show the answer. What is right is then marked.",
    "a11yRetry": "Try again. All answers are taken back.",
}
_CONFIRM: Mapping[str, object] = {
    "confirmCheck": {
        "header": "Finish?",
        "body": "Do you want to finish?",
        "cancelLabel": "Cancel",
        "confirmLabel": "Finish",
    },
    "confirmRetry": {
        "header": "Try again?",
        "body": "Do you want to try again?",
        "cancelLabel": "Cancel",
        "confirmLabel": "Try again",
    },
}

CHOICE: Mapping[str, object] = {
    "UI": {
        "checkAnswerButton": CHECK,
        "submitAnswerButton": SUBMIT,
        "showSolutionButton": SOLUTION,
        "tryAgainButton": AGAIN,
        "tipsLabel": "Show the hint",
        "scoreBarLabel": SCORE,
        "tipAvailable": "There is a hint",
        "feedbackAvailable": "There is feedback",
        "readFeedback": "Read the feedback",
        "wrongAnswer": "Wrong answer",
        "correctAnswer": "Right answer",
        "shouldCheck": "Should have been chosen",
        "shouldNotCheck": "Should not have been chosen",
        "noInput": "Please answer before you look at the answer",
        **_SPOKEN,
    },
    **_CONFIRM,
}
TRUE_FALSE: Mapping[str, object] = {
    "l10n": {
        "trueText": "True",
        "falseText": "False",
        "score": "You have @score of @total points",
        "checkAnswer": CHECK,
        "submitAnswer": SUBMIT,
        "showSolutionButton": SOLUTION,
        "tryAgain": AGAIN,
        "wrongAnswerMessage": "Wrong answer",
        "correctAnswerMessage": "Right answer",
        "scoreBarLabel": SCORE,
        **_SPOKEN,
    },
    **_CONFIRM,
}
FILL_IN = "Fill in what is missing."
BLANKS: Mapping[str, object] = {
    "showSolutions": SOLUTION,
    "tryAgain": AGAIN,
    "checkAnswer": CHECK,
    "submitAnswer": SUBMIT,
    "notFilledOut": "Please fill in every blank before you look at the answer",
    "answerIsCorrect": "“:ans” is right",
    "answerIsWrong": "“:ans” is wrong",
    "answeredCorrectly": "Answered right",
    "answeredIncorrectly": "Answered wrong",
    "solutionLabel": "Right answer:",
    "inputLabel": "Blank @num of @total",
    "inputHasTipLabel": "There is a hint",
    "tipLabel": "Hint",
    "scoreBarLabel": SCORE,
    "a11yCheckingModeHeader": "The answers are being checked",
    **_SPOKEN,
    **_CONFIRM,
}
DRAG_TEXT: Mapping[str, object] = {
    "checkAnswer": CHECK,
    "submitAnswer": SUBMIT,
    "tryAgain": AGAIN,
    "showSolution": SOLUTION,
    "dropZoneIndex": "Place @index.",
    "empty": "Place @index is empty.",
    "contains": "In place @index stands @draggable.",
    "ariaDraggableIndex": "Answer @index of @count.",
    "tipLabel": "Show the hint",
    "correctText": "Right!",
    "incorrectText": "Wrong!",
    "resetDropTitle": "Take it back?",
    "resetDropDescription": "Do you want to take the answer out of this place?",
    "grabbed": "The answer is picked up.",
    "cancelledDragging": "The answer is put back.",
    "correctAnswer": "Right answer:",
    "feedbackHeader": "Feedback",
    "scoreBarLabel": SCORE,
    **_SPOKEN,
}
ESSAY: Mapping[str, object] = {
    "checkAnswer": CHECK,
    "submitAnswer": SUBMIT,
    "tryAgain": AGAIN,
    "showSolution": "Show what earns points",
    "feedbackHeader": "Feedback",
    "solutionTitle": "What earns points",
    "remainingChars": "@chars characters are left",
    "notEnoughChars": "Write @chars characters or more",
    "messageSave": "kept",
    "ariaYourResult": "You have @score of @total points",
    "ariaNavigatedToSolution": "What earns points stands below the answer.",
    "ariaCheck": "Check the answer.",
    "ariaShowSolution": "Show what earns points.",
    "ariaRetry": "Try again. You can go on with your answer.",
}
QUESTION_SET: Mapping[str, object] = {
    "prevButton": "Previous question",
    "nextButton": "Next question",
    "finishButton": "Finish",
    "submitButton": SUBMIT,
    "textualProgress": "Question @current of @total",
    "jumpToQuestion": "Question %d of %total",
    "questionLabel": "Question",
    "readSpeakerProgress": "Question @current of @total",
    "unansweredText": "Not answered",
    "answeredText": "Answered",
    "currentQuestionText": "This question",
    "navigationLabel": "Questions",
    "questionSetInstruction": "Choose a question",
}
START = "Begin"
END: Mapping[str, object] = {
    "noResultMessage": "Finished",
    "message": "Your result:",
    "scoreBarLabel": "You have @finals of @totals points",
    "solutionButtonText": SOLUTION,
    "retryButtonText": AGAIN,
    "finishButtonText": "Finish",
    "submitButtonText": SUBMIT,
    "skipButtonText": "Skip the film",
}
CARDS: Mapping[str, object] = {
    "answer": "Turn",
    "next": "Next",
    "prev": "Back",
    "retry": AGAIN,
    "correctAnswer": "I knew it",
    "incorrectAnswer": "I did not know it",
    "round": "Round @round",
    "cardsLeft": "Cards left: @number",
    "nextRound": "Go on to round @round",
    "startOver": "Begin anew",
    "showSummary": "Next",
    "summary": "Summary",
    "summaryCardsRight": "Cards that you knew:",
    "summaryCardsWrong": "Cards that you did not know:",
    "summaryCardsNotShown": "Cards that were not shown:",
    "summaryOverallScore": "All in all",
    "summaryCardsCompleted": "Cards that you have learned:",
    "summaryCompletedRounds": "Rounds:",
    "summaryAllDone": "You have learned all @cards cards: each was known @max times.",
    "progressText": "Card @card of @total",
    "cardFrontLabel": "Front",
    "cardBackLabel": "Back",
    "tipButtonLabel": "Show the hint",
    "audioNotSupported": "Your browser cannot play this sound",
    "confirmStartingOver": {
        "header": "Begin anew?",
        "body": "What you have learned here is forgotten then. Do you want to begin anew?",
        "cancelLabel": "Cancel",
        "confirmLabel": "Begin anew",
    },
}


_BY_QUIZ: Mapping[str, str] = {
    "checkAnswerButton": "check", "checkAnswer": "check",
    "tryAgainButton": "try_again", "tryAgain": "try_again", "retryButtonText": "try_again",
    "showSolutionButton": "show_answer", "showSolutions": "show_answer",
    "showSolution": "show_answer", "solutionButtonText": "show_answer",
    "nextButton": "next", "noInput": "choose_first", "notFilledOut": "fill_first",
    "correctText": "right", "correctAnswerMessage": "right", "answeredCorrectly": "right",
    "incorrectText": "wrong", "wrongAnswerMessage": "wrong", "answeredIncorrectly": "wrong",
}  # fmt: skip
"""What a player calls a word -> what the words of a quiz on a screen call it."""


def in_language(content: Any, form: Form) -> Any:
    """Return the parameters of a set with the words of its form's language, as far as it has them.

    Those of English stay: they are made for H5P.
    """
    if _is_english(form.language):
        return content
    own = {key: str(getattr(form.quiz, name)) for key, name in _BY_QUIZ.items()}
    return _with_words(
        content, {**own, "trueText": form.labels.true, "falseText": form.labels.false}
    )


def _with_words(content: Any, own: Mapping[str, str]) -> Any:
    if isinstance(content, Mapping):
        return {
            key: own.get(key) or held if isinstance(held, str) else _with_words(held, own)
            for key, held in content.items()
        }
    if isinstance(content, list | tuple):
        return [_with_words(each, own) for each in content]
    return content


def _is_english(language: str) -> bool:
    return language.partition("-")[0] == LANGUAGE


def remark_on(language: str, name: str, *, has_buttons: bool = False) -> tuple[str, ...]:
    """Return what to say of a file in a language that these words, or most of them, are not in."""
    if _is_english(language):
        return ()
    if has_buttons:
        what = "What a screen reader says around the questions, and of results,"
        return (f"{what} is in English in {name}: quizgen has no other words for it.",)
    return (f"Buttons and results in {name} are in English: quizgen has no other words for them.",)
