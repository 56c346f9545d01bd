"""What a teacher looks up: every question of a notebook, what is right, why, and which misreading a wrong option shows.

Made from data/, so that it says what the learners are told.
"""

from IPython.display import HTML
from markupsafe import Markup

from helpers import lesson, questions
from helpers.page import cards, element, facts, folded, joined, table
from helpers.questions import Question


def answers(notebook: str) -> HTML:
    """Every question of a notebook, each to be opened: what is right, why, and what each wrong option misses.

    notebook : its name without the ending, such as "01_the_article". Raises questions.UnknownQuestion if the data has
        no questions for a notebook of that name, and lesson.DataError if the rows of one are not right.
    """
    return cards(*(card(question) for question in questions.of(notebook)))


def card(question: Question) -> Markup:
    """A question, to be opened: what is right, and why."""
    kind = questions.kind(question)
    kind.fits(question)
    heads, rows = kind.key(question)
    is_open = kind.OPEN or question.moment == "guess"
    told = {
        "What the learner reads then" if is_open else "Why": question.explanation,
        "Hint": question.hint,
        "Paragraphs": lesson.paragraphs_of(question.claims),
    }
    inside = [
        element("p", "There is no right and wrong here.") if is_open else "",
        table(heads, rows) if rows else "",
        facts((label, text) for label, text in told.items() if text),
    ]
    return folded(joined(element("b", question.id), " ", question.stem), joined(*inside))
