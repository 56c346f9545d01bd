"""What a learner does: answers a question, tries again, reads why; and what is done so far.

Questions are rows of data/questions.csv and data/options.csv; no question is code. `ask("01-date")` shows one, and
every change of it is kept by helpers.answers. The widget is an anywidget: ipywidgets' radio buttons cut long options
off and its sliders have no spoken name; a form of plain HTML elements works with keyboard and screen reader as it is.
What is on the page stands in the folder activity: frame.js is shared, and each kind of question has a file of its own,
sent only with questions of that kind.
"""

from functools import cache, wraps
from pathlib import Path
from threading import RLock

import anywidget
import pandas as pd
import traitlets

from helpers import answers, lesson, marking, progress

PAGE = Path(__file__).parent / "activity"
FILES = {"choices": "choice", "number": "line", "text": "line"}  # kinds that share a file with another

LATER = "Another window saved this later. What is here is not saved."
MISFIT = "What is kept has not the form of this question. It stays until you answer anew, and then as a copy."

_shown = {}  # id of a question: its widget


def _alone(method):
    """A method that waits for the others of its activity: JupyterLab may hand two messages to two threads at once."""

    @wraps(method)
    def alone(self):
        with self._lock:
            return method(self)

    return alone


class Activity(anywidget.AnyWidget):
    """One question on the page.

    question : dict of id, kind, moment, stem, options (dicts of number and text) and what its kind needs besides.
    answer : by kind: choice an option number; choices a list of them; order all of them from first to last; match a
        dict of option number (as text) to group; percents one to 0 … 100; map one to [power, interest], 1 … 5;
        weights a dict of id of a motive to 0 … 4; hypotheses a dict of cells, own and mind, see hypotheses.js;
        forecast a dict of chance (0 … 100), reason, knew and committed, each of which may be missing;
        briefing a dict of option number to text or true; number and text a string. None when nothing is chosen yet.
    feedback : what `marking.mark` gave back last, or {}.
    sent : dict of number and what: the last thing that the page sent, and what it asks for, see DEEDS. One message
        carries both answer and deed, since a kernel may work on two messages at once.
    saved : dict of number (of the message that it answers), at (ISO time or ""), where (path of the file), problem (a
        sentence or "") and other (True if another window saved a later state).
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = PAGE / "activity.css"
    question = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)
    sent = traitlets.Dict().tag(sync=True)
    saved = traitlets.Dict().tag(sync=True)

    def __init__(self, row, options, **kwargs):
        self._committed = None
        super().__init__(_esm=_page(row["kind"]), question=_on_the_page(row, options), **kwargs)
        self._row, self._options = row, options
        self._first, self._tries, self._revision = None, 0, 0
        self._misfit = False  # whether what is kept has not the form of the question
        self._lock = RLock()
        self.observe(lambda change: DEEDS[change.new["what"]](self), "sent")

    @traitlets.validate("answer")
    def _stay_committed(self, change):
        """A forecast that is committed stays as it is, whatever the page sends, until `start_over` forgets it."""
        if self._committed is None:
            return change["value"]
        if change["value"] != self._committed:
            self.send_state("answer")  # or what was typed while it was committed would stay on the page
        return self._committed

    @_alone
    def load(self):
        """Take over what is kept of this question, if it is newer than what is here."""
        record, problem = answers.load(self._row["id"])
        if record and record.revision > self._revision:
            if self._revision and self.saved.get("problem") and self.answer not in marking.NOTHING:
                return self._tell(record, LATER, other=True)  # what is marked as not saved must not go either
            self._take(record)
        if problem:
            self._tell(problem=problem)

    @_alone
    def check(self):
        """Mark the answer as it stands, show what `marking.mark` says, and keep both. It commits a forecast."""
        forecast = self._row["kind"] == "forecast"
        if self.answer in marking.NOTHING or (forecast and not marking.can_commit(self.answer)):
            return self._mark()
        if forecast:
            self._committed = self.answer | {"committed": True}
            self.answer = self._committed
        self._tries += 1
        self._first = self.answer if self._first is None else self._first
        self._keep()  # before it is marked: no fault of ours there may cost the learner's work
        self._mark()
        return progress.refresh()

    @_alone
    def start_over(self):
        """Forget the answer and the tries."""
        self._first, self._tries, self._committed = None, 0, None
        self.feedback, self.answer = {}, None
        self._keep()
        progress.refresh()

    @_alone
    def take_other(self):
        """Show what another window saved, in place of what is here."""
        self._revision, self.saved = 0, {}
        self.load()

    @_alone
    def keep_mine(self):
        """Save what is here over what another window saved."""
        record, _ = answers.load(self._row["id"])
        self._revision = record.revision if record else 0
        self._keep()

    @_alone
    def _keep(self):
        if self._misfit and self.answer in marking.NOTHING:
            return self._tell(problem=MISFIT)
        state = {"answer": self.answer, "first": self._first, "tries": self._tries}
        try:
            if self._misfit:
                answers.copy_aside(self._row["id"])
            record = answers.save(self._row["id"], state, self._revision)
        except answers.NewerWork as newer:
            self._tell(newer.record, LATER, other=True)
        except (answers.NotSaved, ValueError) as problem:
            self._tell(problem=str(problem))
        else:
            self._revision, self._misfit = record.revision, False
            self._tell(record)

    def _take(self, record):
        if not marking.has_form(self._row, self._options, record.state.get("answer")):
            self._revision, self._misfit = record.revision, True
            return self._tell(problem=MISFIT)
        self._first, self._tries = record.state.get("first"), record.state.get("tries", 0)
        self._revision, self._committed, self._misfit = record.revision, None, False
        self.answer, self.feedback = record.state.get("answer"), {}
        if self._row["kind"] == "forecast" and (self.answer or {}).get("committed"):
            self._committed = self.answer
        if self._tries:
            self._mark()
        return self._tell(record)

    def _mark(self):
        self.feedback = marking.mark(self._row, self._options, self.answer, self._tries, _guessed(self._row["id"]))

    def _tell(self, record=None, problem="", other=False):
        at = record.saved.isoformat() if record else ""
        where = str(answers.FOLDER / f"{self._row['id']}.json")
        self.saved = {
            "number": self.sent.get("number", 0),
            "at": at,
            "where": where,
            "problem": problem,
            "other": other,
        }


DEEDS = {
    "keep": Activity._keep,
    "check": Activity.check,
    "start over": Activity.start_over,
    "take other": Activity.take_other,
    "keep mine": Activity.keep_mine,
}


def ask(question):
    """The widget of one question, with what was answered before.

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
    _shown[question].load()
    return _shown[question]


def shown():
    """All widgets of questions that are on the page."""
    return list(_shown.values())


@cache
def _page(kind):
    return "\n".join((PAGE / f"{name}.js").read_text(encoding="utf-8") for name in ("frame", FILES.get(kind, kind)))


def _on_the_page(row, options):
    """What a question needs on the page: none of the answers, and only for its own kind what others do not need."""
    shown = {key: row[key] for key in ("id", "kind", "moment", "stem")}
    shown["options"] = [{"number": int(o["number"]), "text": o["text"]} for o in options]
    if row["kind"] == "text":
        shown["hint"] = row["hint"]
    if row["kind"] == "match":
        shown["groups"] = sorted({o["answer"] for o in options})
    if row["kind"] in ("hypotheses", "briefing"):
        for option, o in zip(shown["options"], options, strict=True):
            option |= {"part": o["answer"], "where": _where(o["claims"])}
    if row["kind"] == "forecast":
        shown |= _base_rate(row["id"])
    if row["kind"] == "weights":
        shown |= {"sides": [_side("russia"), _side("north_korea")], "exchanges": _exchanges()}
    return shown


def _where(claims):
    """Paragraph and speaker of claim ids: "¶12, John Kirby"."""
    rows = lesson.claims[lesson.claims["id"].isin(claims.split())]
    return ", ".join(dict.fromkeys(f"¶{row.number}, {row.voice}" for row in rows.itertuples()))


def _base_rate(question):
    """What could be counted before: a sentence and a percentage or None; and words of likelihood with their ranges."""
    row = lesson.forecasts.set_index("id").loc[question]
    words = lesson.likelihood[lesson.likelihood["source"] == "icd-203"]
    percent = row["base_rate_percent"]
    return {
        "base": {"text": row["base_rate"], "percent": None if pd.isna(percent) else int(percent)},
        "words": [[word.term, int(word.low), int(word.high)] for word in words.itertuples()],
    }


def _side(actor):
    """The wants and limits of a side that a row of exchanges names."""
    named = {cell for row in _exchanges() for cell in row["wants"] + row["limits"]}
    rows = lesson.motives[(lesson.motives["actor"] == actor) & lesson.motives["id"].isin(named)]
    kinds = rows["kind"].astype("str").map({"limit": "Limit:"}).fillna("Wants:")
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
    if not question.endswith("-again"):
        return ""
    guess = question.replace("-again", "-guess")
    record, _ = answers.load(guess)
    options = lesson.options[lesson.options["question"] == guess].set_index("number")["text"]
    first = record.state.get("first") if record else None
    return options.get(first, "") if type(first) is int else ""
