"""What a learner does: answers a question, tries again, reads why.

Questions are rows of data/questions.csv and data/options.csv; no question is code. `ask("01-date")` shows one.
The widget is an anywidget: ipywidgets' radio buttons cut long options off and its sliders have no spoken name, and a
form of plain HTML elements works with keyboard and screen reader as it is. What is on the page stands in the folder
activity: frame.js is shared, and each kind of question has a file of its own, sent only with questions of that kind.
"""

from functools import cache
from pathlib import Path

import anywidget
import traitlets

from helpers import lesson, marking

PAGE = Path(__file__).parent / "activity"
FILES = {"choices": "choice", "number": "line", "text": "line"}  # kinds that share a file with another

_shown = {}  # id of a question: its widget, so that running a cell again keeps what was answered


class Activity(anywidget.AnyWidget):
    """One question on the page.

    question : dict of id, kind, moment, stem, options (dicts of number and text) and what its kind needs besides.
    answer : by kind: choice an option number; choices a list of them; order all of them from first to last; match a
        dict of option number (as text) to group; percents one to 0 … 100; map one to [power, interest], 1 … 5;
        weights a dict of id of a motive to 0 … 4; hypotheses a dict of cells, own and mind, see hypotheses.js;
        number and text a string. None when nothing is chosen yet.
    feedback : what `marking.mark` gave back last, or {}.
    tries : how often the learner asked to check.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = PAGE / "activity.css"
    question = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)

    def __init__(self, row, options, **kwargs):
        super().__init__(_esm=_page(row["kind"]), question=_on_the_page(row, options), **kwargs)
        self._row, self._options = row, options
        self.on_msg(lambda _, message, __: self.check() if message == "check" else self.start_over())

    def check(self):
        """Mark the answer as it stands and show what `marking.mark` says."""
        self.tries += 1
        self.feedback = marking.mark(self._row, self._options, self.answer, self.tries, _guessed(self._row["id"]))

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


@cache
def _page(kind):
    return "\n".join((PAGE / f"{name}.js").read_text(encoding="utf-8") for name in ("frame", FILES.get(kind, kind)))


def _on_the_page(row, options):
    """What a question needs on the page: none of the answers, and only for its own kind what others do not need."""
    shown = {key: row[key] for key in ("id", "kind", "moment", "stem")}
    shown["options"] = [{"number": int(o["number"]), "text": o["text"]} for o in options]
    if row["kind"] == "match":
        shown["groups"] = sorted({o["answer"] for o in options})
    if row["kind"] == "hypotheses":
        for option, o in zip(shown["options"], options, strict=True):
            option |= {"part": o["answer"], "where": _where(o["claims"])}
    if row["kind"] == "weights":
        shown |= {"sides": [_side("russia"), _side("north_korea")], "exchanges": _exchanges()}
    return shown


def _where(claims):
    """Paragraph and speaker of claim ids: "¶12, John Kirby"."""
    rows = lesson.claims[lesson.claims["id"].isin(claims.split())]
    return ", ".join(dict.fromkeys(f"¶{row.number}, {row.voice}" for row in rows.itertuples()))


def _side(actor):
    """The wants and limits of a side that a row of exchanges names."""
    named = {cell for row in _exchanges() for cell in row["wants"] + row["limits"]}
    rows = lesson.motives[(lesson.motives["actor"] == actor) & lesson.motives["id"].isin(named)]
    kinds = rows["kind"].astype("str").map({"limit": "Held back:"}).fillna("Wants:")
    items = [
        {"id": row.id, "kind": kind, "text": row.wants, "paragraphs": lesson.paragraphs_of(row.claims)}
        for row, kind in zip(rows.itertuples(), kinds, strict=True)
    ]
    return {"name": lesson.actors.set_index("id").loc[actor, "name"], "items": items}


def _exchanges():
    return [
        {
            "title": row.title,
            "wants": [row.russia_wants, row.north_korea_wants],
            "limits": [row.russia_limit, row.north_korea_limit],
        }
        for row in lesson.exchanges.itertuples()
    ]


def _guessed(question):
    """What was guessed before the question that asks it again: the text of the option, or ""."""
    guess = _shown.get(question.replace("-again", "-guess"))
    if guess is None or guess.question["id"] == question or guess.answer is None:
        return ""
    return next((o["text"] for o in guess.question["options"] if o["number"] == guess.answer), "")
