"""What stands in a notebook: a question, how much is done, and the place to hand in.

    from helpers import activities
    activities.progress("01_the_article")    # in the first cell: it brings all questions of the notebook to the page
    activities.ask("01-date")

Questions are rows of data/questions.csv and data/options.csv; no question is code. A call gives an empty place, with
the stem of its question in it; page.js fills it, marks and explains by itself, and brings every change to the kernel,
which keeps it (see wire.py). So nothing a learner does waits for the kernel, and a notebook that is opened again, with
no kernel, shows what is asked and what to do.
"""

import os

from IPython import get_ipython
from IPython.display import HTML
from markupsafe import Markup

from helpers import lesson, lite, mistakes, page, questions, routes, work
from helpers.activities import wire
from helpers.activities.places import empty, place
from helpers.errors import LessonError
from helpers.page import element, joined

__all__ = ["again", "agreement", "ask", "coded", "hand_in", "path", "progress", "route", "verdicts"]

TO_OPEN = "This opens when the notebook has run: in the menu, Run, then Run All Cells."
REMINDER = "it forgets all after some idle minutes. Before you pause, make your file, at the end of any notebook."
IN_BROWSER = (
    "your work is kept in this browser only, which may forget it. "
    "The file that you make at the end of any notebook is the safe copy."
)


@lesson.needs()
def ask(question: str, *, early: bool = False) -> HTML:
    """The place for one question, which is kept, checked and kept again.

    question : id in lesson.questions. early : of a forecast, whether what came of it is not told in this place.

    Raises questions.UnknownQuestion if there is none, and lesson.DataError, with file, row and how to mend it, if the
    data of this one is not right.
    """
    asked = questions.get(question)
    questions.kind(asked).fits(asked)
    wire.bring(asked)
    inside = element("p", element("b", asked.stem)), element("p", TO_OPEN)
    return place("question", question, *inside, data_early=str(early).lower())


def progress(notebook: str = "") -> HTML:
    """The place that shows how much is done, and what is next. In the first cell of a notebook it opens the wire.

    notebook : its name without the ending, such as "02_the_actors", for one line; "" for a picture of the whole series.
        Raises questions.UnknownQuestion if there is no such notebook.
    """
    if notebook:
        wire.open_for(notebook, anew=True)
        mistakes.explain_mistakes(get_ipython())
    if not (questions.of(notebook) if notebook else questions.every()):
        return page.sentence("This article’s data has no question to ask here.")
    waiting = element("p", "How much is done shows here when the notebook has run.")
    before = joined(_on_binder(), _in_lite(), _elsewhere())
    return place("progress", notebook, waiting, before=before, after=empty("route", notebook) if notebook else "")


def route(word: str) -> HTML:
    """Let the page follow a lesson: its steps show at the top, what it skips is hidden, in every notebook from now on.

    word : id in lesson.routes, or "" to leave it. Raises routes.UnknownRoute if there is none.
    """
    told = routes.get(word)["title"] if word else ""
    wire.follow(word)
    return page.sentence(f"Your lesson: {told} Its steps are at the top." if word else "You follow no lesson now.")


@lesson.needs()
def coded(*ids: str) -> HTML:
    """The place for pictures of what a learner coded: kinds of statements, who speaks, positions, as the columns allow.

    ids : questions with the same columns, whose statements are put together. Raises questions.UnknownQuestion if there
        is no such question, and LessonError if it codes no statements.
    """
    return _of_codes("coded", *ids)


@lesson.needs()
def agreement(*ids: str) -> HTML:
    """The place that shows how far a learner's codes agree with ours, and with those in a classmate's file.

    ids : as of `coded`.
    """
    return _of_codes("agreement", *ids)


@lesson.needs()
def again(id: str) -> HTML:
    """The place that shows codes of before and of now side by side. id : a question that asks a guess again."""
    return _of_codes("again", id)


def _of_codes(what: str, *ids: str) -> HTML:
    for id in ids:
        asked = questions.get(id)
        if "columns" not in questions.kind(asked).page(asked):
            raise LessonError(f"“{id}” codes no statements: name a question of the kind coding or own.")
    return place(what, " ".join(ids), element("p", TO_OPEN))


def hand_in() -> HTML:
    """The place to make a file to hand in and a report, and to load a file again."""
    return place("hand-in", "", element("p", TO_OPEN))


@lesson.needs("forecasts")
def path() -> HTML:
    """The place of the learner's own path: guesses before and after, best and worst forecast, calibration."""
    every = questions.every()
    again = [question for question in every.values() if question.asks_again]
    guesses = [every[question.asks_again] for question in again]
    wire.bring(*again, *guesses, *(every[id] for id in lesson.forecasts["id"]))
    return place("path", "", element("p", TO_OPEN))


@lesson.needs()
def verdicts(question: str) -> HTML:
    """The place of a case file: a row for each statement that is judged by the same words as this question.

    Raises questions.UnknownQuestion if there is none of this id.
    """
    words = [option.text for option in questions.get(question).options]
    alike = [one for one in questions.every().values() if [option.text for option in one.options] == words]
    wire.bring(*alike)
    return place("verdicts", " ".join(one.id for one in alike), element("p", TO_OPEN))


def _on_binder() -> Markup:
    if not any(name.startswith("BINDER_") for name in os.environ):
        return Markup("")
    return _warned("You are on Binder: ", REMINDER)


def _in_lite() -> Markup:
    return _warned("You are in JupyterLite: ", IN_BROWSER) if lite.here() else Markup("")


def _warned(where: str, what: str) -> Markup:
    return element("p", element("b", where), what, style="border:3px solid #D55E00; padding:.5em")


def _elsewhere() -> Markup:
    if not work.is_elsewhere():
        return Markup("")
    return element("p", f"The folder of these notebooks cannot be written: your work is in your home, {work.folder()}.")
