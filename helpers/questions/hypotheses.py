"""Competing hypotheses (Heuer): {cells: {evidence: {hypothesis: "C" | "I" | "N"}}, own, mind}, each of which may be
missing. "C" is consistent, "I" inconsistent, "N" says nothing; hypothesis "0" is the learner's own.
"""

from typing import Any

from helpers import lesson
from helpers.errors import did_you_mean
from helpers.questions.question import Option, Question, check_options, fault, right, wanted

__all__ = ["OPEN", "counted", "fits", "form", "key", "page", "right", "wanted"]

OPEN = True
PARTS = ("hypothesis", "evidence")
OWN = "0"


def parts(question: Question) -> tuple[list[Option], list[Option]]:
    """The hypotheses and the evidence of a question."""
    of = {part: [option for option in question.options if option.answer == part] for part in PARTS}
    return of["hypothesis"], of["evidence"]


def form(question: Question, answer: Any) -> bool:
    if not isinstance(answer, dict) or not set(answer) <= {"cells", "own", "mind"}:
        return False
    rows, columns = ({str(option.number) for option in part} for part in parts(question))
    cells = answer.get("cells", {})
    words = (answer.get(name, "") for name in ("own", "mind"))
    return (
        all(isinstance(text, str) for text in words)
        and isinstance(cells, dict)
        and all(item in columns and _are_marks(marks, rows | {OWN}) for item, marks in cells.items())
    )


def _are_marks(marks: Any, rows: set[str]) -> bool:
    return isinstance(marks, dict) and all(row in rows and mark in ("C", "I", "N") for row, mark in marks.items())


def fits(question: Question) -> None:
    check_options(question)
    for option in question.options:
        if option.answer not in PARTS:
            mend = f"write hypothesis or evidence{did_you_mean(option.answer, PARTS)}."
            raise fault(question, f"“{option.answer}” is no part of the table.", mend, "answer", option)
        if option.answer == "evidence" and not option.claims:
            raise fault(question, "it stands on no claim.", "name the claims that it tells of.", "claims", option)
    if min(map(len, parts(question))) < 2:
        raise fault(question, "there are not two hypotheses and two pieces of evidence.", "add them to its options.")


def page(question: Question) -> dict[str, Any]:
    return {"where": {str(option.number): _where(option.claims) for option in parts(question)[1]}}


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    """The marks: the item is the number of the evidence, a blank, and that of the hypothesis."""
    cells = answer.get("cells", {})
    return [(f"{item} {row}", mark) for item, marks in cells.items() for row, mark in marks.items()]


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    rows: list[list[Any]] = [
        [option.answer, option.text, lesson.paragraphs_of(option.claims)] for option in question.options
    ]
    return ["Part", "Text", "Paragraphs"], rows


def _where(claims: str) -> str:
    """Paragraph and speaker of claim ids: "¶12, John Kirby"."""
    rows = lesson.claims[lesson.claims["id"].isin(claims.split())]
    return ", ".join(dict.fromkeys(f"¶{row.number}, {row.voice}" for row in rows.itertuples()))
