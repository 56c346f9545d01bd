"""What a learner does: answers a question, tries again, reads why.

Questions are rows of data/questions.csv and data/options.csv; no question is code. `ask("01-date")` shows one.
The widget is an anywidget: ipywidgets' radio buttons cut long options off, and a form of plain HTML
elements works with keyboard and screen reader as it is. What is on the page stands in activity.js.
"""

import math
from pathlib import Path

import anywidget
import traitlets

from helpers import lesson

HERE = Path(__file__).parent

_shown = {}  # id of a question: its widget, so that running a cell again keeps what was answered


class Activity(anywidget.AnyWidget):
    """One question on the page.

    question : dict of id, kind, moment, stem, options (dicts of number and text) and groups (for match).
    answer : by kind: choice an option number; choices a list of them; match a dict of option number (as text) to
        group; number and text a string. None when nothing is chosen yet.
    feedback : what `mark` gave back last, or {}.
    tries : how often the learner asked to check.
    """

    _esm = HERE / "activity.js"
    _css = HERE / "activity.css"
    question = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)

    def __init__(self, row, options, **kwargs):
        shown = {key: row[key] for key in ("id", "kind", "moment", "stem")}
        shown["options"] = [{"number": int(o["number"]), "text": o["text"]} for o in options]
        shown["groups"] = sorted({o["answer"] for o in options}) if row["kind"] == "match" else []
        super().__init__(question=shown, **kwargs)
        self._row, self._options = row, options
        self.on_msg(lambda _, message, __: self.check() if message == "check" else self.start_over())

    def check(self):
        """Mark the answer as it stands and show what `mark` says."""
        self.tries += 1
        self.feedback = mark(self._row, self._options, self.answer, self.tries)

    def start_over(self):
        """Forget the answer and the tries."""
        self.tries, self.feedback, self.answer = 0, {}, None


def ask(question):
    """The widget of one question, with what was answered before in this session.

    question : id in data/questions.csv. Raises ValueError if there is none.
    """
    if question not in _shown:
        rows = lesson.questions[lesson.questions["id"] == question].to_dict("records")
        if not rows:
            raise ValueError(
                f"There is no question “{question}”. data/questions.csv has: {', '.join(lesson.questions['id'])}."
            )
        options = lesson.options[lesson.options["question"] == question].to_dict("records")
        _shown[question] = Activity(rows[0], options)
    return _shown[question]


def mark(row, options, answer, tries=1):
    """What is right in an answer and why.

    row, options : a row of questions and its rows of options, as dicts. answer : see Activity.
    tries : which try this is; the hint comes with the first wrong one, the explanation with the second.

    Returns a dict: `right` (True, False, or None where there is no right and wrong), `message`,
    `notes` (a list of dicts: `right` and `text`, one for each thing chosen) and `explanation` ("" if it is to come).
    """
    if answer in (None, "", [], {}):
        return {"right": None, "message": "Choose or write something first.", "notes": [], "explanation": ""}
    if row["moment"] == "guess" or row["kind"] == "text":
        message = (
            "Noted." if row["moment"] == "guess" else "Compare your words with these, then change yours if you like:"
        )
        return {"right": None, "message": message, "notes": [], "explanation": row["explanation"]}
    right, notes = MARKERS[row["kind"]](options, answer)
    done = right or tries > 1
    message = "Right." if right else "Not yet. Look at what is said about your choice, and try again."
    if not right and row["hint"]:
        message += f" Hint: {row['hint']}"
    return {"right": right, "message": message, "notes": notes, "explanation": row["explanation"] if done else ""}


def _note(right, text):
    return {"right": right, "text": text}


def _mark_choices(options, answer):
    chosen = set(answer if isinstance(answer, list) else [answer])
    wanted = {o["number"] for o in options if o["answer"] == "right"}
    notes = [_note(o["answer"] == "right", o["feedback"]) for o in options if o["number"] in chosen]
    missing = len(wanted - chosen)
    if missing and len(wanted) > 1:
        notes.append(_note(False, f"{missing} more {'fits' if missing == 1 else 'fit'}."))
    return chosen == wanted, notes


def _mark_match(options, answer):
    notes = []
    for option in options:
        group = answer.get(str(option["number"]), "")
        fits = group == option["answer"]
        notes.append(_note(fits, option["feedback"] if group else f"Still open: {option['text']}"))
    return all(note["right"] for note in notes), notes


def _mark_number(options, answer):
    try:
        number = float(str(answer).replace(",", "."))
    except ValueError:
        return False, [_note(False, "That is no number: write digits only.")]
    right = math.isclose(number, float(options[0]["answer"]))
    return right, [_note(right, options[0]["feedback"] if right else f"{answer} is not what we counted.")]


MARKERS = {"choice": _mark_choices, "choices": _mark_choices, "match": _mark_match, "number": _mark_number}
