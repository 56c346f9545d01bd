"""The way between the page and the kernel: one wire for a notebook, made in its first cell.

A wire is an anywidget model, which brings the script, the questions and what is kept; both sides then talk through its
layout, a plain ipywidgets model that every widget has. Why not through itself: anywidget (0.9.21 to 0.11) gives the
page two seconds to start a model; where a slow laptop needs longer, it drops every message that the kernel sends to
that model later on, for good. A model of ipywidgets itself has no such limit. Both ways in one run, notebook 05 in
JupyterLab 4.6.6 and Chromium 156, a message there and back every 500 ms while all cells ran and drew (the processor of
the page throttled, and other processes busy):

    throttle  busy   sent   back by anywidget's own model   by a plain model   first one back
           4     0     21                              21                 21            2.5 s
           6     0     22                               0                 22            3.7 s
           8     0     22                               0                 22            6.1 s
           8     0     24                               0                 24            5.8 s
           1    20     15                              15                 15            5.4 s

The way before, one anywidget model for each question (18 in notebook 05), was deaf in 10 of 13 at throttle 4. What a
wire brings when it opens is never dropped, so whoever runs the first cell again gets everything anew.
"""

import hashlib
import os
import platform
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any

import anywidget
import traitlets

from helpers import lesson, lite, questions, routes, work
from helpers.errors import LessonError

HERE = Path(__file__).parent
SCRIPTS = (
    *("dom", "forms", "keeping", "shuffle", "marking", "card", "progress", "scores", "verdicts", "words", "report"),
    *("path", "hand_in", "coded", "top", "route", "page"),
)
# Comments, and the names that the scripts take from each other: joined into one, they need no import.
NOT_SENT = re.compile(r"^(?: */\*\*(?s:.*?)\*/\n| *//.*\n|import [^;]*;\n|export (?=const|class|function))", re.M)
FOUND = ("back", "same", "beside", "left")  # see work.Restored
OTHERS = "Another learner has begun here since. Copy this, then load the page anew."
NO_ANSWER = "Not saved: this answer does not fit the question as it is now. Answer anew."

_open: dict[str, "Wire"] = {}  # name of a notebook: its wire, the newest last
after_keeping: list[Callable[[set[str]], None]] = []  # called with the ids of questions that were just kept
_alone = RLock()  # JupyterLab may hand two messages to two threads at once


class Page(anywidget.AnyWidget):
    """What a wire brings to the page when it opens. opening : see Opening in types.d.ts."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = HERE / "page.css"
    opening = traitlets.Dict().tag(sync=True)


class Wire:
    """The wire of one notebook: it answers what the page sends (see `_answer`)."""

    def __init__(self, notebook: str) -> None:
        self.asked = {question.id: question for question in questions.held(notebook) if _is_right(question)}
        self.brought: list[dict[str, Any]] = []  # questions that came after the opening, as the page takes them
        self.notebook = notebook
        self.page = Page(_esm=script(), opening=lite.for_page(self._opening()))
        self.page.layout.on_msg(lambda _, message, __: self.hear(message))

    def hear(self, message: dict[str, Any]) -> None:
        """Do what the page asks for, and tell it what came of it."""
        if not isinstance(message, dict):
            return
        with _alone:
            told = lite.for_page(self._answered(message))
            # A page that is loaded anew is given the opening again: changed within, it is not sent now.
            self.page.opening["kept"].update(told.get("kept", {}))
            self.page.opening["folder"].update(told.get("noted", {}))
            self.page.layout.send(told | {"re": message.get("re")})
            for call in after_keeping if message.get("what") in ("keep", "load") else ():
                call(set(told.get("kept", ())))

    def bring(self, brought: Iterable[questions.Question]) -> None:
        """Bring questions of other notebooks to the page too, which shows or counts them in this one."""
        new = {question.id: question for question in brought if question.id not in self.asked and _is_right(question)}
        if not new:
            return
        self.asked |= new
        told = [on_the_page(question) for question in new.values()]
        self.brought += told  # a page that does not listen yet gets them when it looks
        self.page.layout.send(lite.for_page({"questions": told, "kept": _kept(*new)}))

    def tell(self, told: dict[str, Any]) -> None:
        """Tell the page something that it did not ask for."""
        self.page.opening["folder"].update(told["noted"])
        self.page.layout.send(lite.for_page(told))

    def close(self) -> None:
        self.page.layout.close()
        self.page.close()

    def _opening(self) -> dict[str, Any]:
        if not noted()["own"]:
            work.note(work.folder())
        return {
            "folder": {"name": work.folder().name, "id": folder_id(), "seed": folder_id(), "inBrowser": lite.here()}
            | noted(),
            "questions": [on_the_page(question) for question in self.asked.values()],
            "series": series(),
            "words": words(),
            "routes": routes.every(),
            "sections": {self.notebook: routes.sections(self.notebook)},
        } | self._look()

    def _answered(self, message: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._answer(message)
        except LessonError as problem:
            return {"told": f"Not done. {problem}"}
        except Exception as fault:  # a fault of ours: the page must not wait for ever
            return {"told": f"Not done. Something is wrong in these notebooks: {fault!r}."}

    def _answer(self, message: dict[str, Any]) -> dict[str, Any]:
        if _is_late(message):  # a kernel that was busy while another learner began
            kept = _kept(message["id"]) if message.get("id") in self.asked else {}
            kept = {id: one | {"problem": OTHERS} for id, one in kept.items()}
            return {"late": message["own"], "told": OTHERS, "kept": kept}
        match message:
            case {"what": "keep", "id": str(id), "state": dict(state), "revision": int(known)}:
                return {"kept": {id: _keep(id, state, known, message.get("before") or [])}}
            case {"what": "look"}:
                return {"questions": self.brought} | self._look()
            case {"what": "note"}:
                return _note(
                    **{name: message[name] for name in ("alias", "route") if isinstance(message.get(name), str)}
                )
            case {"what": "forget"}:
                return self._forget()
            case {"what": "file", "alias": str(alias)}:
                return _file(alias)
            case {"what": "report", "alias": str(alias)}:
                return _report(alias)
            case {"what": "load", "text": str(text)}:
                return self._load(text)
            case {"what": "unload", "states": dict(states)}:
                undone = work.undo_restore(states)
                return {"undone": undone} | self._look(*undone)
        return {}

    def _look(self, *others: str) -> dict[str, Any]:
        """What is on the disk now: of the questions that this page has, and of others that are named."""
        work.take_copies()
        return {
            "kept": _kept(*self.asked, *others),
            "done": sorted(work.done()),
        }

    def _forget(self) -> dict[str, Any]:
        """Put all work aside, for another learner."""
        try:
            aside = work.archive(work.folder())
        except OSError as error:
            return {"told": f"Not done. {work.folder()} cannot be put aside: {error.strerror}."}
        work.note(work.folder())  # from now on it is other work, for whichever message still comes
        self.page.opening["kept"].clear()
        return {"forgotten": str(aside or ""), "noted": noted()} | self._look()

    def _load(self, text: str) -> dict[str, Any]:
        found = work.Restored()
        try:
            found = work.restore(text.encode("utf-8", "replace"))
            told: dict[str, Any] = {"found": {name: getattr(found, name) for name in FOUND}, "loaded": found.before}
        except LessonError as problem:
            told = {"told": f"Not done. {problem}"}
        return told | self._look(*found.back, *found.beside)


def follow(route: str) -> None:
    """Let every page that is open, and every one that opens later, follow a route. route : its id, or ""."""
    told = _note(route=route)
    for wire in _open.values():
        wire.tell(told)


def open_for(notebook: str, anew: bool = False) -> None:
    """Open the wire of a notebook, if there is none yet; anew : also if there is one, which is closed then.

    Raises questions.UnknownQuestion if there is no such notebook.
    """
    with _alone:
        old = _open.get(notebook)
        if old and not anew:
            return
        _open.pop(notebook, None)
        _open[notebook] = Wire(notebook)
        if old:
            _open[notebook].bring(question for id, question in questions.every().items() if id in old.asked)
            old.close()


def bring(*brought: questions.Question) -> None:
    """See that the page has these questions: through the wire that is open, or one that is opened for the first."""
    if not _open:
        open_for(brought[0].notebook)
    list(_open.values())[-1].bring(brought)


def series() -> list[dict[str, str]]:
    """All questions in short, in order: id, notebook, stem."""
    rows: list[dict[str, str]] = lesson.questions[["id", "notebook", "stem"]].astype("str").to_dict("records")
    return rows


def noted() -> dict[str, str]:
    """What is known of the learner besides the answers: alias, route, and whose work it is; "" for what is not."""
    known = work.lineage_of(work.folder())
    return {"alias": known.alias, "route": known.route, "own": "".join(known.folders[:1])}


def words() -> list[dict[str, str]]:
    """The glossary, as the page explains it where a word stands: term, meaning."""
    rows: list[dict[str, str]] = lesson.glossary[["term", "meaning"]].astype("str").to_dict("records")
    return rows


def joined(more: Iterable[Path] = ()) -> tuple[str, str]:
    """The page's script, and what its start is called with: as JavaScript, the kinds of question and the version.

    more : files that are joined to those of this folder and of the kinds.
    """
    kinds = sorted(path.stem for path in (HERE.parent / "questions").glob("*.js"))
    files = [HERE / f"{name}.js" for name in SCRIPTS] + [HERE.parent / "questions" / f"{name}.js" for name in kinds]
    text = "\n".join(NOT_SENT.sub("", path.read_text(encoding="utf-8")) for path in [*files, *more])
    return text, f'{{ {", ".join(kinds)} }}, "{hashlib.sha256(text.encode()).hexdigest()[:12]}"'


@cache
def script() -> str:
    """The page's script as one module."""
    text, called_with = joined()
    return f"""{text}
function initialize({{ model }}) {{
  connect({called_with}, model.get("opening"), model.get("layout"));
}}
export default {{ initialize }};
"""


def on_the_page(question: questions.Question) -> dict[str, Any]:
    """A question as the page needs it: see Question in types.d.ts."""
    options = [
        {"number": option.number, "text": option.text, "answer": option.answer, "feedback": option.feedback}
        for option in question.options
    ]
    names = ("id", "notebook", "kind", "moment", "stem", "hint", "explanation", "asks_again")
    common = {name: getattr(question, name) for name in names}
    return common | {"options": options} | questions.kind(question).page(question)


def _is_right(question: questions.Question) -> bool:
    """Whether the data of a question is right: `ask` says what is not, the others go on."""
    try:
        questions.kind(question).fits(question)
    except LessonError:
        return False
    return True


def folder_id() -> str:
    """What the browser keeps work under that is not confirmed yet: the same for one learner's folder of work, always.

    16 hexadecimal digits. Of a hub, where all learners may have one path, the name of the learner is in it.
    """
    whose = os.environ.get("JUPYTERHUB_USER") or platform.node()
    return hashlib.sha256(f"{whose} {work.folder()}".encode()).hexdigest()[:16]


def _kept(*ids: str) -> dict[str, dict[str, Any]]:
    """What is kept of questions now, and what stood there before, as the page takes it: each id to a Kept."""
    before = {
        id: [{"why": one.why, "at": one.record.saved.isoformat(), "state": one.record.state} for one in all]
        for id, all in work.earlier_of(ids).items()
    }
    return {id: _on_disk(*work.load(id)) | {"before": before[id]} for id in before}


def _on_disk(record: work.Record | None, problem: str = "") -> dict[str, Any]:
    """A record as the page takes it: see Kept in types.d.ts."""
    if not record:
        return {"revision": 0, "at": "", "state": dict(work.NOTHING), "problem": problem}
    return {"revision": record.revision, "at": record.saved.isoformat(), "state": record.state, "problem": problem}


def _keep(id: str, state: dict[str, Any], known: int, before: list[Any]) -> dict[str, Any]:
    """Keep what the page sent, unless another window saved a later revision than it knows; give what is on the disk.

    before : what to keep beside it, see Before in types.d.ts; what came of age is named in `took`.
    """
    problem, took = "", [one["key"] for one in before]
    try:
        if not questions.has_form(id, state.get("answer")) or not questions.has_form(id, state.get("first")):
            raise work.NotSaved(NO_ANSWER)
        work.save(id, state, known, before=[(one["why"], one["state"]) for one in before if one["why"] in work.WHY])
    except work.NewerWork:
        pass  # what is kept now says so
    except work.NotSaved as told:
        problem, took = str(told), []
    kept = _kept(id)[id]
    return kept | {"problem": problem or kept["problem"], "took": took}


def _note(**known: str) -> dict[str, Any]:
    """Note the alias or the route of the learner, by these names."""
    work.note(work.folder(), **known)
    return {"noted": known | {"own": noted()["own"]}}


def _is_late(message: dict[str, Any]) -> bool:
    """Whether a message would change work, and is meant for that of a learner before the one whose work is here."""
    meant = message.get("own")
    if not meant or message.get("what") not in ("keep", "note", "forget", "load", "unload"):
        return False
    return noted()["own"] not in ("", meant)


def _file(alias: str) -> dict[str, Any]:
    _, problems = work.load_all()  # first: what is damaged is set aside when it is read
    data = work.hand_in(alias)
    work.note(work.folder(), alias=alias)
    made = work.read_hand_in(data)
    return {
        "told": " ".join(problems),
        "made": {"text": data.decode(), "count": len(made.answers), "at": made.made.isoformat()},
    }


def _report(alias: str) -> dict[str, Any]:
    """All that is kept, for the page to put into words: see `report` in report.js."""
    records, problems = work.load_all()
    asked = [question for id, question in questions.every().items() if id in records and _is_right(question)]
    kept = {question.id: _on_disk(records[question.id]) for question in asked}
    pictures = {question.id: _pictures(question, records[question.id].state["answer"]) for question in asked}
    return {
        "told": " ".join(problems),
        "report": {
            "alias": alias,
            "questions": [on_the_page(question) for question in asked],
            "kept": kept,
            "pictures": pictures,
        },
    }


def _pictures(question: questions.Question, answer: Any) -> str:
    """The charts that an answer holds, as HTML: of the options that are charts, those set to true."""
    charts = [option for option in question.options if option.answer.startswith("chart:")]
    chosen = [option for option in charts if answer.get(str(option.number)) is True] if answer else []
    if not chosen:
        return ""
    from helpers.charts.picture import picture  # only here: it takes a while to load

    return "".join(picture(option.answer.removeprefix("chart:")) for option in chosen)
