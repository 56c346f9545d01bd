"""A learner's work as a file to hand in, as a report to read, and loaded again from such a file."""

import re
from datetime import datetime
from pathlib import Path

import anywidget
import traitlets

from helpers import activities, answers, progress, report

PAGE = Path(__file__).parent / "activity"


class HandIn(anywidget.AnyWidget):
    """The place on the page where a learner makes and loads files.

    alias : what the learner wants to be called. message : what was done, or why not, in a sentence.
    offer : dict of name, type and text of a file that the browser then downloads.
    """

    _esm = PAGE / "hand_in.js"
    _css = PAGE / "activity.css"
    alias = traitlets.Unicode("").tag(sync=True)
    message = traitlets.Unicode("").tag(sync=True)
    offer = traitlets.Dict().tag(sync=True)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.on_msg(lambda _, asked, __: self.do(asked["what"], asked["text"]))

    def do(self, what, text):
        """Make a "file" or a "report" for the alias `text`, or "load" the file whose content is `text`."""
        try:
            self.message = {"file": self._file, "report": self._report, "load": self._load}[what](text)
        except (ValueError, answers.BadFile, answers.NotSaved) as problem:
            self.message = f"Not done. {problem}"

    def _file(self, alias):
        left_out = _left_out()  # first: what is damaged is set aside when it is read
        data = answers.hand_in(alias)
        self.offer = _offer(alias, "hand-in", "json", "application/json", data.decode())
        told = f"Your file is made: {len(answers.read_hand_in(data).answers)} activities. Give it to your teacher."
        return told + left_out

    def _report(self, alias):
        left_out = _left_out()
        self.offer = _offer(alias, "report", "html", "text/html", report.report(alias))
        return "Your report is made. Open it in the browser to read or print it." + left_out

    def _load(self, text):
        try:
            restored, kept = answers.restore(text.encode("utf-8", "replace"))
        finally:
            for activity in activities.shown():
                activity.load()
            progress.refresh()
        left = f" {len(kept)} were left: what is here is as new or newer." if kept else ""
        return f"{len(restored)} activities were put back.{left} Run a notebook again to see them."


def hand_in():
    """The widget to make a file to hand in and a report, and to load a file again."""
    return HandIn()


def _left_out():
    """A sentence on what is not in the file: what could not be saved, or not be read."""
    unsaved = [activity.question["id"] for activity in activities.shown() if activity.saved.get("problem")]
    told = f" NOT in it, since it is not saved: {', '.join(unsaved)}." if unsaved else ""
    return " ".join([told, *answers.load_all()[1]]).rstrip()


def _offer(alias, what, ending, type, text):
    """A file to download; of the alias, only letters, digits and hyphens get into its name."""
    name = "-".join(filter(None, [what, re.sub(r"\W+", "-", alias).strip("-"), f"{datetime.now():%Y%m%d-%H%M}"]))
    return {"name": f"{name}.{ending}", "type": type, "text": text}
