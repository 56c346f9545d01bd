"""How a text may be judged: levels by criterion, samples of our own writing, a checklist for peers. None is a grade.

Read from data/teacher/, which no learner's copy of the lesson carries.
"""

from typing import Any

import pandas as pd
from IPython.display import HTML
from markupsafe import Markup

from helpers import lesson, page, questions
from helpers.errors import did_you_mean
from helpers.lesson.package import FIRST
from helpers.lesson.tables import Tables
from helpers.page import element, folded, joined

NO_GRADE = "No level is a grade: it says what a text does now, and so what it could do next."

guidance = Tables(FIRST / "teacher")

Row = Any  # of a table, as itertuples gives it


def rubrics() -> HTML:
    """What a text does at each of four levels, by criterion: claim, source, sureness, revision."""
    levels = guidance.rubrics.pivot(index="criterion", columns="level", values="what")
    rows = [[_criterion(row), *levels.loc[row.id]] for row in guidance.criteria.itertuples()]
    heads = ["Criterion", *(f"Level {level}" for level in levels.columns)]
    return page.cards(page.table(heads, rows), element("p", NO_GRADE))


def checklist() -> HTML:
    """What somebody who reads a classmate's text looks for, with a box to tick, and what they ask where it is not."""
    rows = [[row.criterion.capitalize(), f"☐ {row.tick}", row.ask] for row in guidance.checklist.itertuples()]
    return page.cards(page.table(["Criterion", "I find it in the text", "If not, I ask"], rows), element("p", NO_GRADE))


def samples(question: str) -> HTML:
    """Three texts that answer a question, to compare before their levels are opened.

    question : id of one that asks for a text, such as "01-own". Raises questions.UnknownQuestion for any other.
    """
    rows = guidance.samples[guidance.samples["question"] == question]
    if rows.empty:
        known = guidance.samples["question"].unique()
        near = did_you_mean(question, known)
        raise questions.UnknownQuestion(f"No samples answer “{question}”{near}: choose one of {', '.join(known)}.")
    if not lesson.is_first():
        return page.sentence("The samples are about the first article, and here another one is read.")
    asked = element("p", element("b", question), " ", questions.get(question).stem)
    texts = [_sample(f"Text {letter}", row) for letter, row in zip("ABC", rows.itertuples(), strict=True)]
    return page.cards(asked, *texts, element("p", NO_GRADE))


def _criterion(row: Row) -> Markup:
    return joined(element("b", row.id.capitalize()), f": {row.asks}")


def _sample(name: str, row: Row) -> Markup:
    levels = [(criterion, getattr(row, criterion)) for criterion in guidance.criteria["id"]]
    told = [f"{criterion} {level}" for criterion, level in levels if pd.notna(level)]
    judged = joined(element("p", f"{row.strength.capitalize()}. Levels: {', '.join(told)}."), element("p", row.why))
    text = joined(element("p", element("b", name)), element("blockquote", row.text))
    return element("div", text, folded("How we judge it", judged), class_="sample")
