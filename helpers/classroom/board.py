"""The teacher's board: lists and buttons, and under them one picture of what the class answered.

Names of learners stand on it only after a button was pressed, and never on the projector. Everything that a learner
wrote is escaped by helpers.page.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
from markupsafe import Markup

from helpers import questions
from helpers.classroom import collect, files, pictures, tables
from helpers.classroom.grid import lessons
from helpers.classroom.hand_ins import EMPTY
from helpers.errors import LessonError
from helpers.page import element, folded, joined, listed
from helpers.questions import Question

HERE = Path(__file__).parent
MOST = 6  # texts side by side
STEM = 90  # characters of a question in the list
ANSWERS, TEXTS = "How answers spread", "Texts, side by side"
BEFORE, MISREAD = "Before and after", "Common misreadings"
LEARNERS, FORECASTS = "Learners: who needs help", "Forecasts of the class"
EXAMPLE = "An example: a program made up these learners. Your files go into hand_ins."
VIEWS = [ANSWERS, TEXTS, BEFORE, MISREAD, LEARNERS, FORECASTS]


class Projector(anywidget.AnyWidget):
    """The button that puts the board before everything else, and the look of the board."""

    _esm = HERE / "board.js"
    _css = HERE / "board.css"


def board() -> ipywidgets.Widget:
    """The board, to be shown as the last line of a cell."""
    return Board().box


class Board:
    """The lists and buttons of a board, and what they do. box : the widget that holds all of it."""

    def __init__(self) -> None:
        self.found, self.folder = EMPTY, files.HAND_INS
        self.unread: list[collect.Entry] = []  # files of the folder in which there was no hand-in
        self._delete: Callable[[], files.Deleted] = self._delete_read
        self.lessons = {called: [questions.get(id) for id in one.asked] for called, one in lessons() if one.asked}
        self._make()
        self._lay_out()
        self._listen()
        self.which.value = next((folder for _, folder in self.which.options if collect.is_filled(folder)), None)

    def _make(self) -> None:
        self.which = ipywidgets.Dropdown(options=_folders(), value=None, description="Class")
        self.path = ipywidgets.Text(description="Or folder", placeholder="path, then Enter", continuous_update=False)
        self.again = ipywidgets.Button(description="Read again")
        self.bar = ipywidgets.IntProgress(description="Reading")
        self.said = ipywidgets.HTML()
        self.lesson = ipywidgets.Dropdown(options=list(self.lessons), description="Lesson")
        self.view = ipywidgets.Dropdown(options=VIEWS, description="Show")
        self.question = ipywidgets.Dropdown(options=self._stems(), description="Question")
        self.back, self.next = (ipywidgets.Button(description=words) for words in ("Previous", "Next"))
        self.told = ipywidgets.ToggleButton(description="Show what is right")
        self.names = ipywidgets.ToggleButton(description="Show names")
        self.numbers = ipywidgets.Text(description="Learners", continuous_update=False)
        self.many = ipywidgets.Dropdown(options=range(1, MOST + 1), value=3, description="At a time")
        self.texts_back, self.texts_on = (ipywidgets.Button(description=f"{way} texts") for way in ("Previous", "Next"))
        self.picture = ipywidgets.HTML()
        self.table = ipywidgets.Button(description="Write a table for a spreadsheet")
        self.all = ipywidgets.Button(description="Delete all …")
        self.others = ipywidgets.Button()
        self.sure, self.keep = (ipywidgets.Button(description=words) for words in ("Yes, delete", "Keep all"))
        self.done = ipywidgets.HTML()

    def _lay_out(self) -> None:
        self.text_row = ipywidgets.HBox([self.numbers, self.many, self.texts_back, self.texts_on])
        self.sure_row = ipywidgets.HBox([self.sure, self.keep])
        files_row = ipywidgets.HBox([self.which, self.path, self.again])
        files_kept = ipywidgets.VBox(
            [ipywidgets.HBox([self.table, self.all]), self.done, ipywidgets.HBox([self.others]), self.sure_row]
        )
        off = (self.lesson, self.question, self.names, self.numbers, self.many)
        for widget in (files_row, self.bar, self.said, files_kept, *off):
            widget.add_class("off-projector")
        self.question.add_class("wide")
        self.back.add_class("previous-question")
        self.next.add_class("next-question")
        rows = [
            files_row,
            self.bar,
            self.said,
            files_kept,
            ipywidgets.HBox([self.lesson]),
            ipywidgets.HBox([self.question, self.back, self.next]),
            ipywidgets.HBox([self.view, self.told, self.names, Projector()]),
            self.text_row,
            self.picture,
        ]
        self.box = ipywidgets.VBox(rows)
        self.box.add_class("class-board")
        self.picture.add_class("picture")
        self.forget()

    def _listen(self) -> None:
        """Say what each list and button does."""
        pressed: dict[ipywidgets.Button, Callable[[], None]] = {
            self.again: self.read_again,
            self.back: lambda: self.step(-1),
            self.next: lambda: self.step(1),
            self.texts_back: lambda: self.turn(-1),
            self.texts_on: lambda: self.turn(1),
            self.table: self.export,
            self.all: self.ask,
            self.others: self.ask_others,
            self.sure: self.delete,
            self.keep: self.forget,
        }
        for button, call in pressed.items():
            button.on_click(lambda _, call=call: call())
        changed: dict[ipywidgets.Widget, Callable[[], None]] = {
            self.path: self.type,
            self.lesson: self.ask_anew,
            self.question: self.ask_next,
            self.view: self.look_anew,
            self.many: self.first_texts,
            self.numbers: self.show,
            self.told: self.show_right,
            self.names: self.show_names,
        }
        self.which.observe(self.choose, "value")
        for widget, call in changed.items():
            widget.observe(lambda _, call=call: call(), "value")

    # Which class

    def choose(self, _: object = None) -> None:
        if self.which.value:
            self.path.value = ""
            self.folder = self.which.value
            self.read()

    def type(self) -> None:
        if self.path.value.strip():
            self.which.value = None
            self.folder = files.of_path(self.path.value)
            self.read()

    def read_again(self) -> None:
        """Read the folder that is chosen, as it is now; in place of the example the hand-ins, if there are some."""
        if files.is_example(self.folder) and collect.is_filled(files.HAND_INS):
            self.folder, self.path.value = files.HAND_INS, ""
        self.list_folders()
        self.read()

    def list_folders(self) -> None:
        """Make the list of folders anew; what is chosen stays chosen."""
        self.which.unobserve(self.choose, "value")  # or a new list would choose, and read, its first folder
        self.which.options = folders = _folders()
        is_listed = not self.path.value and self.folder in dict(folders).values()
        self.which.value = self.folder if is_listed else None
        self.which.observe(self.choose, "value")

    def read(self) -> None:
        """Read the hand-ins of the folder that is chosen."""
        self.found, self.unread = EMPTY, []
        self.forget()
        _let_see(self.bar, True)
        try:
            self.found = files.read(self.folder, self._report)
            self.unread = files.unread(self.found, self.folder)
            self.said.value = str(joined(*self._warned(), pictures.summary(self.found)))
        except LessonError as problem:
            self.said.value = str(element("p", element("b", problem)))
        _let_see(self.bar, False)
        self.first_texts()

    def _warned(self) -> list[Markup]:
        """What says that the class is no real one, where it is not."""
        return [element("p", element("b", EXAMPLE))] if files.is_example(self.folder) else []

    def _report(self, done: int, total: int) -> None:
        self.bar.max, self.bar.value = total, done
        self.bar.description = f"{done} of {total}"

    # Which question

    def _stems(self) -> list[tuple[str, Question]]:
        return [(f"{one.id}: {_cut(one.stem)}", one) for one in self.lessons[self.lesson.value]]

    @property
    def asked(self) -> list[Question]:
        """The questions of the lesson."""
        return self.lessons[self.lesson.value]

    def ask_anew(self) -> None:
        self.question.options = self._stems()
        self.first_texts()

    def step(self, by: int) -> None:
        """Go on to the next question, or back; at the end nothing happens."""
        place = self.question.index + by
        if 0 <= place < len(self.asked):
            self.question.index = place

    def ask_next(self) -> None:
        """Another question: what is right is told again only when it is asked for."""
        self.told.value = False
        self.first_texts()

    def look_anew(self) -> None:
        """Another view: so too."""
        self.told.value = False
        self.show()

    def first_texts(self) -> None:
        """Choose the first texts of the question."""
        before = self.numbers.value
        self._choose_texts(0)
        if self.numbers.value == before:  # or it is drawn already
            self.show()

    def turn(self, way: int) -> None:
        """Go on to other texts, or back."""
        written, chosen = self._written(), self._chosen()
        place = sum(number < min(chosen, default=0) for number in written)
        last = max(0, (len(written) - 1) // self.many.value * self.many.value)
        self._choose_texts(min(last, max(0, place + way * self.many.value)))

    def _choose_texts(self, first: int) -> None:
        chosen = self._written()[first : first + self.many.value]
        self.numbers.value = " ".join(map(str, chosen))

    def _written(self) -> list[int]:
        """The numbers of those who wrote something."""
        asked = self.question.value
        return list(tables.texts(self.found, asked)) if hasattr(questions.kind(asked), "texts") else []

    def _chosen(self) -> list[int]:
        return [int(number) for number in re.findall(r"\d{1,6}", self.numbers.value)][:MOST]

    # What is seen

    def show_names(self) -> None:
        _say_what_it_does(self.names, "names")
        self.show()

    def show_right(self) -> None:
        _say_what_it_does(self.told, "what is right")
        self.show()

    def show(self) -> None:
        """Draw what is chosen."""
        self.back.disabled = self.question.index == 0
        self.next.disabled = self.question.index == len(self.asked) - 1
        try:
            picture = self._picture()
        except LessonError as problem:
            picture = element("p", element("b", problem))
        except Exception as fault:  # a fault of ours, which would else be told nowhere
            picture = element("p", element("b", f"Something is wrong in these notebooks: {fault!r}."))
        self.picture.value = str(joined(*self._warned(), picture))

    def _picture(self) -> Markup:
        asked, view = self.question.value, self.view.value
        if view == ANSWERS and not questions.kind(asked).wanted(asked) and self._is_text(asked):
            view = TEXTS
        _let_see(self.text_row, view == TEXTS and self._has_texts(asked))
        drawn: dict[str, Callable[[], Markup]] = {
            ANSWERS: lambda: self._headed(asked, pictures.question(self.found, asked, self.told.value)),
            TEXTS: self._texts,
            BEFORE: self._before,
            MISREAD: lambda: pictures.misreadings(self.found, self.asked, self.told.value),
            LEARNERS: lambda: pictures.learners(self.found, self.asked, self.names.value),
            FORECASTS: lambda: pictures.forecasts(self.found, self.told.value),
        }
        return drawn[view]()

    def _has_texts(self, asked: Question) -> bool:
        return hasattr(questions.kind(asked), "texts")

    def _is_text(self, asked: Question) -> bool:
        """Whether there is nothing to count in an answer but texts."""
        kind: Any = questions.kind(asked)
        return hasattr(kind, "texts") and not hasattr(kind, "spread") and not hasattr(kind, "cells")

    def _headed(self, asked: Question, *parts: object) -> Markup:
        return joined(element("h3", asked.stem), *parts)

    def _texts(self) -> Markup:
        asked = self.question.value
        if self._has_texts(asked):
            texts = pictures.texts(self.found, asked, self._chosen(), self.names.value)
            return self._headed(asked, texts, *([pictures.why(asked)] if self.told.value else []))
        others = ", ".join(one.id for one in self.asked if self._has_texts(one))
        told = f"Choose one of {others}." if others else "Nor does another question of this lesson."
        return self._headed(asked, element("p", f"This question asks for no text. {told}"))

    def _before(self) -> Markup:
        again = [one for one in self.asked if one.asks_again]
        if not again:
            return element("p", "No question of this lesson asks a guess again.")
        drawn = (self._headed(one, pictures.before_after(self.found, one, self.told.value)) for one in again)
        return joined(*drawn)

    # What is kept, and what is not

    def export(self) -> None:
        try:
            self.done.value = str(element("p", f"Written: {files.export(self.found, self.folder)}"))
        except LessonError as problem:
            self.done.value = str(element("p", element("b", problem)))

    def ask(self) -> None:
        """Ask once more before anything is deleted."""
        self.forget()
        named = files.to_delete(self.found, self.folder)
        if not named:
            self.done.value = str(element("p", "There is nothing to delete: the example stays, and so do other files."))
            self._offer_others()
            return
        self._ask(named, "", self._delete_read)

    def ask_others(self) -> None:
        """Ask once more before the files are deleted in which there was no hand-in."""
        self.forget()
        self._ask([entry.name for entry in self.unread], " that were not read", self._delete_unread)

    def _ask(self, named: list[str], which: str, delete: Callable[[], files.Deleted]) -> None:
        where = f"Delete {_files(named)}{which} in {files.shown(self.folder)} for good? Copies elsewhere stay."
        self.done.value = str(joined(element("p", element("b", where)), folded("Which?", listed(named))))
        self._delete = delete
        _let_see(self.sure_row, True)

    def _delete_read(self) -> files.Deleted:
        return files.delete(self.found, self.folder)

    def _delete_unread(self) -> files.Deleted:
        entries, self.unread = self.unread, []
        return files.delete_unread(entries, self.folder)

    def delete(self) -> None:
        """Delete what was asked about."""
        deleted, left, folders = self._delete()
        self.found = EMPTY
        self.said.value = ""
        self.first_texts()
        self.forget()
        self.list_folders()
        parts = [element("p", element("b", f"Deleted: {_files(deleted)}. Left: {_files(left)}."))]
        parts += [folded("Deleted", listed(deleted))] if deleted else []
        lists = {"Left, and why": left, "Folders left, and why": folders}
        parts += [joined(element("p", title), listed(of)) for title, of in lists.items() if of]
        self.done.value = str(joined(*parts))
        self._offer_others()

    def _offer_others(self) -> None:
        """Offer to delete the files in which there was no hand-in, if there are some."""
        self.others.description = f"Delete also the {_files(self.unread)} that {_were(self.unread)} not read …"
        _let_see(self.others, bool(self.unread))

    def forget(self) -> None:
        """Take back the question whether to delete."""
        for widget in (self.sure_row, self.others):
            _let_see(widget, False)
        self.done.value = ""


def _folders() -> list[tuple[str, Path]]:
    """The folders to choose from, each with its name."""
    return [(files.shown(path), path) for path in files.folders()]


def _let_see(widget: ipywidgets.Widget, shown: bool) -> None:
    widget.layout.display = "" if shown else "none"


def _say_what_it_does(button: ipywidgets.ToggleButton, what: str) -> None:
    button.description = f"{'Hide' if button.value else 'Show'} {what}"


def _were(many: list[Any]) -> str:
    return "was" if len(many) == 1 else "were"


def _files(names: list[Any]) -> str:
    return f"{len(names)} file{'' if len(names) == 1 else 's'}"


def _cut(stem: str) -> str:
    return stem if len(stem) <= STEM else f"{stem[:STEM]} …"
