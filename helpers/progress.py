"""What is done, and what is next: one line at the top of every notebook, a small picture of the whole series."""

import os
from html import escape

import ipywidgets

from helpers import answers, lesson

REMINDER = (
    "<p style='border:3px solid #D55E00; padding:.5em'><b>You are on Binder:</b> it forgets everything after some idle "
    "minutes. Before you pause, make your file in notebook 07, and keep it.</p>"
)

_lines = []  # every line and picture on the page, with the notebook it is for


def progress(notebook=""):
    """How much is done, and what is next; it follows what is answered.

    notebook : name of a notebook, such as "02_the_actors", for one line; "" for a picture of the whole series.
    """
    line = ipywidgets.HTML()
    _lines.append((line, notebook))
    _show(line, notebook)
    return line


def refresh():
    """Count anew in every line on the page."""
    for line, notebook in _lines:
        _show(line, notebook)


def counted():
    """A DataFrame of questions with `done`: whether each was answered and checked."""
    records, _ = answers.load_all()
    done = {activity for activity, record in records.items() if record.state.get("tries")}
    return lesson.questions[["id", "notebook", "stem"]].assign(done=lesson.questions["id"].isin(done))


def _show(line, notebook):
    rows = counted()
    told = _one_line(rows, notebook) if notebook else _picture(rows)
    line.value = (REMINDER if any(name.startswith("BINDER_") for name in os.environ) else "") + told


def _one_line(rows, notebook):
    here = rows[rows["notebook"] == notebook]
    left = here[~here["done"]]
    following = f"Next: {escape(left['stem'].iloc[0])}" if len(left) else "All is done here."
    return (
        f"<b>Your work:</b> {here['done'].sum()} of {len(here)} done here, {rows['done'].sum()} of {len(rows)} in the "
        f"series. {following}"
    )


def _picture(rows):
    lines = "".join(_row(name, here) for name, here in rows.groupby("notebook", sort=False))
    left = rows[~rows["done"]]
    following = f"Next: {left['notebook'].iloc[0]}, “{escape(left['stem'].iloc[0])}”" if len(left) else "All is done."
    heads = "<tr><th scope=col>Notebook</th><th scope=col>Done ■, open □</th><th scope=col>Count</th></tr>"
    return f"<table>{heads}{lines}</table><p>{following}</p>"


def _row(name, here):
    done = here["done"].sum()
    marks = "■" * done + "□" * (len(here) - done)
    return f"<tr><td>{name}</td><td aria-hidden=true>{marks}</td><td>{done} of {len(here)}</td></tr>"
