"""What a teacher sees of a class at work: a grid of learners by questions that follows by itself. See folders.py."""

import asyncio
import math
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ipywidgets
from IPython.display import HTML
from markupsafe import Markup

from helpers import lite, page, questions, routes, work
from helpers.classroom import files
from helpers.classroom.folders import BEGUN, DONE, NOT_STARTED, STUCK, TRIED, UNKNOWN, Learner, Look, look
from helpers.classroom.hand_ins import ClassroomError
from helpers.errors import LessonError
from helpers.page import cards, element, joined, sentence

EVERY = 2  # seconds from one look to the next
SHARE = 2  # and so many times as long as a look took, where that is more
HOURS = 3  # after which it freezes by itself
SILENT, AWAY = 5, 60  # minutes
HEIGHT = 48  # as many words, one above the other, as fill what a window leaves for a table, are so high (% of it)
NAMED = 8  # stuck learners in the summary
ROWS, MOST_ROWS = 15, 20  # learners in a table; two stand side by side where there is room
USUAL = ("/srv/reading", "/srv/class")  # as .site/hub says

FILES_ONLY = (
    "There is nothing to follow here: in JupyterLite, as on the plain pages, work stays in each learner’s browser, and "
    "only files come in. The class board reads them."
)
NOBODY = (
    "No work of a learner was found there yet: it shows as soon as somebody answers. Work on the plain pages, in "
    "JupyterLite or on Binder never shows here: from there only files come in, and the class board reads them."
)
# How a state is told: its sign, and the name of its look.
SIGNS = {
    DONE: ("✓", "done"),
    TRIED: ("✗", "tried"),
    STUCK: ("!", "stuck"),
    BEGUN: ("◔", "begun"),
    NOT_STARTED: ("\u00a0", "blank"),
    UNKNOWN: ("?", "unknown"),
}
MEANS = {
    DONE: ": right, or checked where nothing is right or wrong.",
    TRIED: ": checked, not right yet.",
    STUCK: ": three tries, not right.",
    BEGUN: ": not checked.",
    NOT_STARTED: ".",
    UNKNOWN: ".",
}
NOT_RIGHT = page.lines("tried", "or stuck")  # the name of a row
# Colours from Okabe and Ito (2008): light and dark enough apart to be told in grey too.
STYLE = element(
    "style",
    """
.live{container-type:inline-size; line-height:1.25}
.live .tables{display:flex; flex-wrap:wrap; gap:.4em 1.2em; align-items:flex-start; overflow-x:auto}
.live .cards.cards table{border-collapse:separate; border-spacing:2px; margin:0; font-size:clamp(13px,var(--size),24px)}
.live .cards.cards table th,.live .cards.cards table td{text-align:center; vertical-align:middle; padding:0 .2em;
 min-width:2em; white-space:nowrap}
.live .cards.cards table th[scope=row]{text-align:left; max-width:7em; overflow:hidden; text-overflow:ellipsis}
.live .cards.cards table :is(thead,tfoot) th{font-size:74%; line-height:1.05; vertical-align:bottom}
.live .named .cards.cards table th[scope=row]{font-weight:normal; max-width:9em}
.live .is-done{background:#0072B2; color:#fff} .live .is-begun{background:#F0E442; color:#000}
.live .is-tried{background:#E69F00; color:#000}
.live .is-stuck{background:#A33B00; color:#fff; font-weight:bold} .live .is-blank{box-shadow:inset 0 0 0 1px #8886}
.live .is-unknown{box-shadow:inset 0 0 0 1px #888}
.live .sign{display:inline-block; min-width:1.6em; text-align:center; border-radius:2px}
.live .key{display:inline-block; margin-right:1em}
.live .word{position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%)}
.live p{margin:.2em 0; font-size:clamp(14px,1.35cqw,18px)}
""",
)

_latest: "Grid | None" = None  # only one follows: running the cell again ends the one before


def live() -> ipywidgets.Widget | HTML:
    """The grid of a class at work, with where to look, which lesson, Freeze and Show names.

    It looks every two seconds, only reads, and freezes by itself after three hours. Its kernel must reach the folders
    that the learners' work is kept in, as on a hub. Called again, it follows the same lesson in the same folder.
    """
    global _latest
    if lite.here():
        return sentence(FILES_ONLY)
    before, _latest = _latest, Grid()
    if before:
        _latest.place.value, _latest.lesson.label = before.place.value, before.lesson.label
        before.close()
    return _latest.box


@dataclass(frozen=True)
class Lesson:
    """What can be followed. asked : ids of questions. route : the word that learners type, "" of a whole notebook."""

    asked: tuple[str, ...]
    route: str = ""


class Grid:
    """The grid and its controls. box : the widget that holds them."""

    def __init__(self) -> None:
        wide = {"style": {"description_width": "initial"}, "layout": {"width": "auto", "flex": "1 1 20em"}}
        narrow = {
            "style": {"description_width": "initial"},
            "layout": {"width": "auto", "margin": "0 0 0 1em"},
            "indent": False,
        }
        places = usual_places()
        self.place = ipywidgets.Combobox(
            description="Folder of the class:",
            options=places,
            value=places[0] if places else "",
            placeholder="/srv/reading",
            continuous_update=False,
            **wide,
        )
        self.lesson = ipywidgets.Dropdown(description="Lesson:", options=lessons(), **wide)
        self.frozen = ipywidgets.Checkbox(description="Freeze", **narrow)
        self.names = ipywidgets.Checkbox(description="Show names", **narrow)
        self.told, self.table = ipywidgets.HTML(), ipywidgets.HTML()
        row = ipywidgets.HBox(
            [self.place, self.lesson, self.frozen, self.names],
            layout={"flex_flow": "row wrap", "align_items": "center"},
        )
        self.box = ipywidgets.VBox([row, self.told, self.table])
        self.seen: Look | None = None
        self._asked_for: tuple[str, Lesson] | None = None  # the folder and the lesson that were seen
        self._when = time.time()
        self._problem = ""
        self._task: asyncio.Task[None] | None = None
        for control in (self.place, self.lesson, self.frozen):
            control.observe(lambda _: self.follow(), "value")
        self.names.observe(lambda _: self._show(), "value")
        self.follow()

    def close(self) -> None:
        """End the looking, and take the grid away."""
        if self._task:
            self._task.cancel()
        self.box.close()

    def follow(self) -> None:
        """Begin to look, as the controls say, or cease."""
        if self._task:
            self._task.cancel()
        self._task = None
        if self.frozen.value:
            self._show()
        else:
            with suppress(RuntimeError):  # there is no loop but in a kernel
                self._task = asyncio.get_running_loop().create_task(self._follow())

    async def _follow(self) -> None:
        start = time.monotonic()
        try:
            while self.box.comm is not None and time.monotonic() - start < HOURS * 3600:
                took = await self.look()
                await asyncio.sleep(max(EVERY, SHARE * took))
        finally:  # also after a fault of ours: nobody shall take for now what was before
            if self.box.comm is not None and self._task is asyncio.current_task():
                self.frozen.value = True

    async def look(self) -> float:
        """Look once, in a thread of its own, since a drive may be slow, and show it. Returns the seconds it took."""
        start = time.monotonic()
        asked_for = (self.place.value.strip(), self.lesson.value)
        place = Path(os.path.abspath(files.of_path(asked_for[0])))
        before = self.seen if self._asked_for and self._asked_for[0] == asked_for[0] else None
        try:
            if not asked_for[0]:
                raise ClassroomError("Name the folder that holds the folders of your learners.")
            self.seen, self._asked_for = await asyncio.to_thread(look, place, asked_for[1].asked, before), asked_for
            self._problem, self._when = "", time.time()
        except LessonError as fault:
            self._problem = str(fault)
            if asked_for != self._asked_for:
                self.seen = self._asked_for = None
        self._show()
        return time.monotonic() - start

    def _show(self) -> None:
        told, shown = [self._problem], ""
        if self.seen and self._asked_for:
            chosen = self._asked_for[1]
            given = self.seen, chosen.asked, not self.names.value, self._when
            told += [summary(*given), elsewhere(self.seen, chosen.route)]
            shown = grid(*given).data
        clock = time.strftime("%H:%M:%S", time.localtime(self._when))
        if self.frozen.value:
            told.append(f"Frozen: as it was at {clock} by the clock of this machine.")
        elif self.seen:  # a clock that stands still tells of a kernel that has ended
            told.append(f"Seen at {clock}.")
        self.told.value = str(element("div", element("p", " ".join(filter(None, told))), class_="live mathjax_ignore"))
        if shown != self.table.value:
            self.table.value = shown


def usual_places() -> list[str]:
    """Folders where the work of a class may be, of those that are there: first the one beside whoever looks."""
    beside = [str(work.folder().parent)] if os.environ.get("READING_SHARED") else []
    return [place for place in dict.fromkeys([*beside, *USUAL]) if os.path.isdir(place)]


def lessons() -> list[tuple[str, Lesson]]:
    """What can be followed, by what it is called: the routes, then the notebooks."""
    ways = [(f"Lesson: {route['title']}", Lesson(_asked(route), route["id"])) for route in routes.every()]
    every = questions.every().values()
    books = {
        question.notebook: Lesson(tuple(other.id for other in every if other.notebook == question.notebook))
        for question in every
    }
    return [*ways, *((f"Notebook: {name.replace('_', ' ')}", book) for name, book in books.items())]


def _asked(route: dict[str, Any]) -> tuple[str, ...]:
    """The questions of a route, see routes.every, each once."""
    ids = dict.fromkeys(id for step in route["steps"] for id in step["questions"])
    return tuple(id for id in ids if id in questions.every())


def grid(seen: Look, asked: Sequence[str], hidden: bool, now: float) -> HTML:
    """The grid, by number. hidden : whether numbers stand for names. now : seconds since 1970."""
    if not seen.learners:
        return cards(element("p", NOBODY))
    learners = seen.learners
    rows = min(max(ROWS, math.ceil(len(learners) / 2)), MOST_ROWS)
    parts = [learners[at : at + rows] for at in range(0, len(learners), rows)]
    last = element("tfoot", _sums("done", learners, asked, {DONE}), _sums(NOT_RIGHT, learners, asked, {TRIED, STUCK}))
    tables = [_table(part, asked, hidden, now, last if part is parts[-1] else "") for part in parts]
    inside = element(
        "div",
        *(element("div", one, class_="cards") for one in tables),
        class_="tables" if hidden else "tables named",
        style=f"--size:min({_size(len(asked), hidden):.2f}cqw, {HEIGHT / (rows + 4):.2f}vh)",
        role="region",
        aria_label="The class at work",
        tabindex=0,  # a narrow window scrolls it, by keyboard too
    )
    return HTML(str(joined(page.STYLE, STYLE, element("div", inside, _legend(), class_="live mathjax_ignore"))))


def _size(questions: int, hidden: bool) -> float:
    """How large words are, in percent of the width: so that one table fits in it, and two of up to eight questions."""
    most = 1.7 if hidden else 1.42
    return min(most, 100 / (3.2 * questions + (5 if hidden else 10)))


def _table(learners: list[Learner], asked: Sequence[str], hidden: bool, now: float, foot: object) -> Markup:
    ids = [page.lines(*id.split("-")) for id in asked]
    head = element("tr", *(element("th", one, scope="col") for one in ("who", *ids, page.lines("silent", "min"))))
    rows = [
        element(
            "tr",
            element("th", _who(learner, hidden), scope="row", title=_who(learner, hidden)),
            *(_cell(learner.state(id)) for id in asked),
            element("td", _silent(learner, asked, now)),
        )
        for learner in learners
    ]
    return element("table", element("thead", head), element("tbody", *rows), foot)


def _cell(state: str) -> Markup:
    sign, look = SIGNS[state]
    return element("td", _sign(sign), element("span", state, class_="word"), class_=f"is-{look}", title=state)


def _sign(sign: str) -> Markup:
    return element("span", sign, aria_hidden="true")


def _sums(name: object, learners: list[Learner], asked: Sequence[str], states: set[str]) -> Markup:
    """A row that counts who is in some states."""
    sums = [sum(learner.state(id) in states for learner in learners) for id in asked]
    return element("tr", element("th", name, scope="row"), *(element("td", one) for one in sums), element("td"))


def _legend() -> Markup:
    shown: list[object] = [
        joined(element("span", sign, class_=f"sign is-{name}", aria_hidden="true"), f" {state}{MEANS[state]}")
        for state, (sign, name) in SIGNS.items()
    ]
    shown.append(f"silent: minutes since anything was saved, from {SILENT} on; nothing for whoever is done.")
    shown.append(f"away: {AWAY} minutes or more. gone: the folder is not there any more.")
    return element("p", *(element("span", one, class_="key") for one in shown))


def _who(learner: Learner, hidden: bool) -> str:
    return str(learner.number) if hidden else f"{learner.number} · {learner.name}"


def _silent(learner: Learner, asked: Sequence[str], now: float) -> str:
    """For how many minutes nothing came from a learner who is not done, if it is long, or a word."""
    minutes = int((now - learner.changed) / 60)
    if not learner.is_there:
        return "gone"
    if minutes < SILENT or all(learner.state(id) == DONE for id in asked):
        return ""
    return str(minutes) if minutes < AWAY else "away"


def summary(seen: Look, asked: Sequence[str], hidden: bool, now: float) -> str:
    """What is worth a glance: sentences. hidden, now : as of `grid`."""
    stuck = list(filter(None, (_stuck(learner, asked, hidden) for learner in seen.learners)))
    silent = sum(_silent(learner, asked, now).isdecimal() for learner in seen.learners)
    told = [f"{_counted(len(seen.learners), 'learner')}, {len(stuck)} stuck, {silent} silent."]
    if stuck:
        more = f" and {len(stuck) - NAMED} more" if len(stuck) > NAMED else ""
        told.append(f"Stuck: {', '.join(stuck[:NAMED])}{more}.")
    changes = [(*learner.newest, learner) for learner in seen.learners if learner.newest]
    if changes:
        when, id, learner = max(changes, key=lambda change: change[0])
        told.append(f"Newest: {_who(learner, hidden)}, {id}, {_ago(now - when)}.")
    if seen.shut:
        told.append(f"{_counted(seen.shut, 'folder')} cannot be opened.")
    if seen.is_cut:
        told.append("There are more folders than can be looked at: choose one further down.")
    return " ".join(told)


def elsewhere(seen: Look, route: str) -> str:
    """How many learners follow another lesson than a route, or none: a sentence, or ""."""
    number = sum(learner.is_there and learner.route != route for learner in seen.learners)
    have = "has" if number == 1 else "have"
    return f"{number} {have} not typed the word of this lesson." if route and number else ""


def _stuck(learner: Learner, asked: Sequence[str], hidden: bool) -> str:
    """Who is stuck, and where, or ""."""
    where = [id for id in asked if learner.state(id) == STUCK]
    return f"{_who(learner, hidden)} ({', '.join(where)})" if where else ""


def _ago(seconds: float) -> str:
    if seconds < 60:
        return f"{max(0, int(seconds))} s ago"
    return f"{int(seconds / 60)} min ago" if seconds < 3600 else "an hour ago or more"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
