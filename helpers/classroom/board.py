"""What the teacher's board shows of a class: who is in, texts side by side. Everything a learner wrote is escaped."""

from html import escape
from pathlib import Path

import ipywidgets
from IPython.display import HTML, display

from helpers import answers, classroom, lesson
from helpers.theme import STYLE, folded

MOST, LONGEST = 200, 2000  # rows of a table, and characters of a text, that are shown
ROOT = Path(__file__).parent.parent


def read(folder):
    """Read the hand-ins of a folder, with a bar that shows how far it is, and say what was found.

    folder : path, from the folder of the project. Returns a classroom.Class; an empty one, and a sentence on the page,
        if there is no such folder.
    """
    bar = ipywidgets.IntProgress(description="Reading")
    display(bar)

    def report(done, total):
        bar.max, bar.value = total, done
        bar.description = f"{done} of {total}"

    try:
        found = classroom.read(ROOT / folder, report)
    except classroom.ClassroomError as problem:
        display(HTML(f"<p class=mathjax_ignore><b>{escape(str(problem))}</b></p>"))
        return classroom.EMPTY
    display(HTML(f"{STYLE}<div class='cards mathjax_ignore'>{_summary(found)}</div>"))
    return found


def who_did_what(found):
    """Each learner's count of what was answered and checked, by notebook; the heads say out of how many."""
    counts = classroom.who_did_what(found.work, lesson.questions)
    return counts.rename(columns=lambda notebook: f"{notebook[:2]} (of {counts.attrs['of'][notebook]})")


def misreadings(found, most=10):
    """The wrong options that were chosen most often, at the first check, with what is said about them."""
    frame = classroom.wrong_options(found.work, lesson.questions, lesson.options).head(most)
    frame["share"] = (frame["share"] * 100).round().astype(int).astype("str") + " %"
    return HTML(f"{STYLE}<div class='cards mathjax_ignore'>{frame.to_html(index=False)}</div>")


def answers_of(found, question):
    """What the class wrote to a question of words, side by side: a name and its text in each card."""
    stem = lesson.questions.set_index("id").loc[question, "stem"]
    cards = [
        f"<td><b>{escape(row.alias)}</b><br>{escape(_short(row.text))}</td>"
        for row in classroom.texts(found.work, question).head(MOST).itertuples()
    ]
    rows = "".join(f"<tr>{''.join(cards[at : at + 3])}</tr>" for at in range(0, len(cards), 3))
    table = f"<table>{rows}</table>" if rows else "<p>Nobody has written anything yet.</p>"
    return HTML(f"{STYLE}<div class='cards mathjax_ignore'><p><b>{escape(stem)}</b></p>{table}</div>")


def export(frame, name):
    """Write a table as CSV for a spreadsheet, with no cell that could be taken for a formula; say where it is.

    name : of the file; it goes where a learner's own work is kept.
    """
    path = answers.FOLDER / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        classroom.to_csv(frame, path)
    except OSError as problem:
        return HTML(f"<p><b>Not written:</b> {escape(str(path))}: {escape(str(problem.strerror))}.</p>")
    return HTML(f"<p>Written: {escape(str(path))}</p>")


def _summary(found):
    learners = found.work["alias"].nunique()
    others = _counted(found.refused, "not read") + _counted(found.replaced, "replaced by a newer one")
    told = f"<p><b>{learners} learners.</b> {others}</p>"
    for frame, title in ((found.refused, "Files that could not be read, and why"), (found.replaced, "Older hand-ins")):
        if len(frame):
            told += folded(
                f"{title} (the first {MOST})" if len(frame) > MOST else title, frame.head(MOST).to_html(index=False)
            )
    return told


def _short(text):
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … ({len(text)} characters in all)"


def _counted(frame, what):
    return f"{len(frame)} file{'' if len(frame) == 1 else 's'} {what}. " if len(frame) else ""
