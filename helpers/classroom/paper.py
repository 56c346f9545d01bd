"""The lesson on paper: plans, an answer key, notebook 01 as sheets, how texts are judged, privacy.

    python -m helpers.classroom.paper [FOLDER]

Writes pages to print, _site/paper/index.html first, with no script and nothing from elsewhere. For PDF, choose it in
the print dialog of the browser.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import HTML
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from helpers import cards, lesson, page, questions
from helpers.classroom import judging, key, plans
from helpers.errors import LessonError
from helpers.page import element, joined
from helpers.questions import Question

ROOT = Path(__file__).parents[2]
OUT = ROOT / "_site" / "paper"
STYLE = Path(__file__).with_suffix(".css")
PRIVACY = ROOT / "notebooks" / "teacher" / "privacy.md"

TO_PRINT = (
    "Open a page and choose Print in the browser: A4 and US Letter fit, grey is enough. For a PDF, choose “Save as "
    "PDF” there as the printer. Nothing here needs a network."
)
LONG = 12  # steps of a lesson that need small print to stand on one page
HEDGED = "Each mark is a claim: ● stated, ○ with a hedge or a condition"

# What stands in a card, and in its place on paper.
UNFOLDED = {
    str(page.STYLE): "",
    "<details>": "<section>",
    "</details>": "</section>",
    "<summary>": '<p class="summary">',
    "</summary>": "</p>",
}

Row = Any  # of a table, as itertuples gives it


class NotPrinted(LessonError):
    """The pages cannot be made: one sentence that says why."""


def main(folder: Path = OUT) -> None:
    """Write all pages into a folder, and say where. Raises NotPrinted."""
    if not lesson.is_first():
        raise NotPrinted("On paper there is the first article only: take READING_DATA away, and start anew.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_all(folder, pages())
    except OSError as error:
        raise NotPrinted(f"{folder} cannot be written to: {error.strerror}. Name another folder.") from None
    print(f"Written: {folder / 'index.html'}. {TO_PRINT}")


def _write_all(folder: Path, made: dict[str, tuple[str, Markup]]) -> None:
    for name, (title, body) in made.items():
        _write(folder / f"{name}.html", title, body)
    links = [element("a", title, href=f"{name}.html") for name, (title, _) in made.items()]
    _write(folder / "index.html", "The lesson on paper", joined(element("p", TO_PRINT), page.listed(links)))


def pages() -> dict[str, tuple[str, Markup]]:
    """Every page: the name of its file to its title and what stands on it."""
    lessons = {f"plan-{row.id}": (f"Plan: {row.title}", _plan(row.id)) for row in lesson.routes.itertuples()}
    notebooks = dict.fromkeys(question.notebook for question in questions.every().values())
    keys = {f"key-{name}": (f"Answer key: {plans.titled(name)}", _solved(questions.of(name))) for name in notebooks}
    return {"plans": ("Which lesson for which time", opened(plans.lessons())), **lessons} | {
        "01-sheets": ("The article, on paper: for learners", sheets()),
        "01-solutions": ("The article, on paper: solutions", _solved(_asked())),
        "words": ("Words, explained", element("div", opened(cards.glossary()), class_="words")),
        **keys,
        "judging": ("How texts are judged", _judging()),
        "samples": ("Samples of texts, with levels", _samples()),
        "privacy": ("Privacy on one page", _privacy()),
    }


def opened(card: HTML) -> Markup:
    """What a card shows on the screen, with nothing folded: what opens there is a part under its summary."""
    html = str(card.data)
    for old, new in UNFOLDED.items():
        html = html.replace(old, new)
    return Markup(str(html))


def rendered(source: str) -> Markup:
    """Markdown as HTML, without its title: that of the page stands above it."""
    body = source.partition("\n")[2] if source.startswith("# ") else source
    renderer = IPythonRenderer(escape=True, exclude_anchor_links=True)
    return Markup(str(MarkdownWithMath(renderer=renderer).render(body)))


# Notebook 01


def sheets() -> Markup:
    """Notebook 01 for a pen: what to read, and its questions with room to answer."""
    alias = element("p", "Alias: ", element("span", class_="blank"), "  Date: ", element("span", class_="blank"))
    return joined(alias, *(_part(row) for row in judging.guidance.paper.itertuples()), opened(judging.checklist()))


def _part(row: Row) -> Markup:
    read = opened(cards.reader(int(row.first), int(row.last))) if pd.notna(row.first) else ""
    asked = [task(questions.get(id)) for id in row.questions.split()]
    kinds = _kinds() if row.chart == "kinds" else ""
    inside = [element("h2", f"{row.number}. {row.heading}"), element("p", row.words)]
    place = "sheet new-page" if row.new_page == "yes" else "sheet"
    return element("div", *inside, element("div", read, class_="reader"), kinds, *asked, class_=place)


def task(question: Question) -> Markup:
    """A question with room to answer it with a pen."""
    sheet = questions.paper(question)
    ticks = [element("li", element("span", class_="box"), text, class_="tick") for text in sheet.ticks]
    words = [
        element("p", element("b", name), f": {' · '.join(known)}", class_="aside")
        for name, known in sheet.columns.items()
        if known
    ]
    rows = [[text, *("" for _ in sheet.columns)] for text in sheet.rows]
    table = element("div", page.table(["What", *sheet.columns], rows), class_="fill") if rows else ""
    start = element("p", element("i", question.hint), class_="aside") if sheet.lines else ""
    lines = [element("div", class_="line") for _ in range(sheet.lines)]
    stem = element("h3", question.stem)
    return element("div", stem, start, element("ul", *ticks) if ticks else "", *words, table, *lines, class_="task")


def _kinds() -> Markup:
    """The chart of kinds of claims as rows of marks."""
    claims = lesson.claims
    of = {kind: claims[claims["kind"] == kind]["certainty"] for kind in claims["kind"].cat.categories}
    rows = [[kind, element("span", _marks(sure), class_="dots"), len(sure)] for kind, sure in of.items()]
    return page.table(["Kind", HEDGED, "Claims"], rows)


def _marks(sureness: pd.Series) -> str:
    stated = int((sureness == "stated").sum())
    return "●" * stated + "○" * (len(sureness) - stated)


def _asked() -> list[Question]:
    return [questions.get(id) for row in judging.guidance.paper["questions"] for id in row.split()]


# For the teacher


def _plan(route: str) -> Markup:
    size = "plan long" if len(plans.steps(route)) > LONG else "plan"
    return element("div", opened(plans.plan(route)), class_=size)


def _solved(asked: Iterable[Question]) -> Markup:
    return element("div", opened(page.cards(*(key.card(question) for question in asked))), class_="key")


def _judging() -> Markup:
    parts = (("Levels, by criterion", judging.rubrics()), ("For peers", judging.checklist()))
    return joined(*(joined(element("h2", title), opened(card)) for title, card in parts))


def _samples() -> Markup:
    asked = judging.guidance.samples["question"].unique()
    return element("div", *(opened(judging.samples(id)) for id in asked), class_="samples")


def _privacy() -> Markup:
    return element("div", rendered(PRIVACY.read_text(encoding="utf-8")), class_="privacy")


def _write(path: Path, title: str, body: Markup) -> None:
    style = STYLE.read_text(encoding="utf-8")
    path.write_text(page.document(title, style, element("h1", title), body), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
    except LessonError as problem:
        sys.exit(str(problem))
