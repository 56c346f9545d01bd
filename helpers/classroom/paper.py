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
from helpers.classroom import judging, key
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
HEDGED = "Each mark is a claim: ● stated, ○ with a hedge or a condition"

Row = Any  # of a table, as itertuples gives it


def main(folder: Path = OUT) -> None:
    """Write all pages into a folder, and say where."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for name, (title, body) in made.items():
        _write(folder / f"{name}.html", title, body)
    links = [element("a", title, href=f"{name}.html") for name, (title, _) in made.items()]
    _write(folder / "index.html", "The lesson on paper", joined(element("p", TO_PRINT), page.listed(links)))
    print(f"Written: {folder / 'index.html'}. {TO_PRINT}")


def pages() -> dict[str, tuple[str, Markup]]:
    """Every page: the name of its file to its title and what stands on it."""
    return {
        "01-sheets": ("The article, on paper: for learners", sheets()),
        "01-solutions": ("The article, on paper: solutions", _solved(_asked())),
        "words": ("Words, explained", opened(cards.glossary())),
        "key": ("Answer key, with reasons", _key()),
        "judging": ("How texts are judged", _judging()),
        "samples": ("Samples of texts, with levels", _samples()),
        "privacy": ("Privacy on one page", rendered(PRIVACY.read_text(encoding="utf-8"))),
    }


def opened(card: HTML) -> Markup:
    """What a card shows on the screen, with nothing folded: what opens there is a part under its summary."""
    html = str(card.data).replace(str(page.STYLE), "")
    for tag, by in (("details", "section"), ("summary", "p")):
        begin = '<p class="summary">' if by == "p" else f"<{by}>"
        html = html.replace(f"<{tag}>", begin).replace(f"</{tag}>", f"</{by}>")
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
    return joined(alias, *(_part(row) for row in judging.guidance.paper.itertuples()))


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
    table = element("div", page.table(["", *sheet.columns], rows), class_="fill") if rows else ""
    hint = element("p", element("i", f"Hint: {question.hint}"), class_="aside") if question.hint else ""
    lines = [element("div", class_="line") for _ in range(sheet.lines)]
    stem = element("h3", question.stem)
    return element("div", stem, hint, element("ul", *ticks) if ticks else "", *words, table, *lines, class_="task")


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


def _solved(asked: Iterable[Question]) -> Markup:
    return opened(page.cards(*(key.card(question) for question in asked)))


def _key() -> Markup:
    named = dict.fromkeys(question.notebook for question in questions.every().values())
    parts = [_of_notebook(name, "" if place == 0 else "new-page") for place, name in enumerate(named)]
    return joined(*parts)


def _of_notebook(name: str, place: str) -> Markup:
    title = f"{name[:2]} {name[3:].replace('_', ' ').capitalize()}"
    return joined(element("h2", title, class_=place), _solved(questions.of(name)))


def _judging() -> Markup:
    parts = (("Levels, by criterion", judging.rubrics()), ("For peers", judging.checklist()))
    return joined(*(joined(element("h2", title), opened(card)) for title, card in parts))


def _samples() -> Markup:
    asked = judging.guidance.samples["question"].unique()
    return joined(*(element("div", opened(judging.samples(id)), class_="sheet") for id in asked))


def _write(path: Path, title: str, body: Markup) -> None:
    style = STYLE.read_text(encoding="utf-8")
    path.write_text(page.document(title, style, element("h1", title), body), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
