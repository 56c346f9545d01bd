"""Questions: rows of data/questions.csv and data/options.csv, and what can be done with each kind of them.

A kind is whole in one place: NAME.py and NAME.js in this folder, NAME as in the column `kind`. The Python side is
described by `Kind`, the side of the page by the type Kind in activities/types.d.ts. Nothing outside this folder asks
for a kind by its name: a new kind is its two files and a word in data/datapackage.json.
"""

from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from helpers import lesson
from helpers.errors import NotInTheData, did_you_mean
from helpers.questions.question import Option, Question, Sheet
from helpers.questions.question import paper as usual_paper

__all__ = [
    "Kind",
    "Option",
    "Question",
    "Sheet",
    "UnknownQuestion",
    "bound",
    "counting",
    "every",
    "get",
    "has_form",
    "held",
    "is_nothing",
    "is_right",
    "kind",
    "of",
    "paper",
]


class UnknownQuestion(NotInTheData):
    """There is no question, or no notebook, of this name."""


class Kind(Protocol):
    """What the Python side of a kind of question can do. `question` has its options with it.

    A kind may have besides:

    BINDS = True : the first answer that was checked counts, a later one is only a later try.
    SCALE = (low, high), and spread(question, answer) : what an answer says in numbers on this scale, as pairs of a text
        and a number.
    cells(question) : each item of `counted` to the row and the column of a table in which it stands, both as texts;
        and CALLED : each value of `counted` to the word for it.
    texts(question, answer) : what a learner wrote, as pairs of a heading, or "", and a text.
    paper : as in question.py, of its own.
    """

    OPEN: bool  # whether nothing is right or wrong in it: an answer is noted, or compared

    def form(self, question: Question, answer: Any) -> bool:
        """Whether an answer (any JSON, not None) has the form of this kind: asked once, where it comes in."""
        ...

    def fits(self, question: Question) -> None:
        """Raise lesson.DataError, with file, row, column and how to mend it, if the rows are not right for the kind."""
        ...

    def page(self, question: Question) -> dict[str, Any]:
        """What the page needs besides what every question has: JSON."""
        ...

    def counted(self, question: Question, answer: Any) -> list[tuple[str, Any]]:
        """What an answer, which has the form, says, as pairs of an item and a value that can be counted."""
        ...

    def right(self, question: Question, item: str, value: Any) -> bool | None:
        """Whether a pair, as `counted` gives it, is right; None where nothing is right or wrong, as in a guess."""
        ...

    def wanted(self, question: Question) -> int:
        """How many right pairs a whole right answer counts for; 0 where an answer is not judged."""
        ...

    def key(self, question: Question) -> tuple[list[str], list[list[Any]]]:
        """For the teacher: the heads of a table, and its rows."""
        ...


@cache
def every() -> dict[str, Question]:
    """All questions, in the order of the data: id to Question."""
    options: dict[str, list[Option]] = {}
    for row in lesson.options.to_dict("records"):
        option = Option(int(row["number"]), row["text"], row["answer"], row["feedback"], row["claims"])
        options.setdefault(row["question"], []).append(option)
    rows = lesson.questions.astype("str").to_dict("records")
    return {row["id"]: Question(**row, options=tuple(options.get(row["id"], []))) for row in rows}


def get(id: str) -> Question:
    """One question. Raises UnknownQuestion."""
    if id not in every():
        told = f"There is no question “{id}”{did_you_mean(id, list(every()))}: ids stand in lesson.questions."
        if not lesson.is_first():
            told = f"This question is about another article: this one’s questions.csv has no row “{id}”."
        raise UnknownQuestion(told)
    return every()[id]


def of(notebook: str) -> list[Question]:
    """The questions of a notebook, by its name without the ending. Raises UnknownQuestion.

    Of another article not every notebook need have one.
    """
    found = [question for question in every().values() if question.notebook == notebook]
    if not found and lesson.is_first():
        named = list(dict.fromkeys(question.notebook for question in every().values()))
        near = did_you_mean(notebook, named)
        raise UnknownQuestion(
            f"There are no questions for a notebook “{notebook}”{near}: choose one of {', '.join(named)}."
        )
    return found


def held(notebook: str) -> list[Question]:
    """The questions of a notebook, and what they ask again of other ones. Raises UnknownQuestion."""
    found = of(notebook)
    again = [get(question.asks_again) for question in found if question.asks_again]
    return found + [question for question in again if question not in found]


def kind(question: Question) -> Kind:
    """The Python side of the kind of a question."""
    return cast(Kind, import_module(f"helpers.questions.{question.kind}"))


def paper(question: Question) -> Sheet:
    """How a question is answered with a pen."""
    return cast(Sheet, getattr(kind(question), "paper", usual_paper)(question))


def has_form(id: str, answer: Any) -> bool:
    """Whether an answer has the form of its question. None always has; so has what answers no question known here."""
    return answer is None or id not in every() or kind(get(id)).form(get(id), answer)


def is_nothing(answer: Any) -> bool:
    """Whether an answer (any JSON) says nothing: blank, or only made of what is. As isNothing in keeping.js."""
    if isinstance(answer, str):
        return not answer.strip()
    if isinstance(answer, list | dict):
        return all(is_nothing(part) for part in (answer.values() if isinstance(answer, dict) else answer))
    return answer is None or answer is False


def is_right(id: str, answer: Any) -> bool | None:
    """Whether an answer, which has the form of its question, is right as a whole; None where that is not judged.

    Raises UnknownQuestion.
    """
    question = get(id)
    judge = kind(question)
    wanted = judge.wanted(question)
    if not wanted or is_nothing(answer):
        return None
    pairs = judge.counted(question, answer)
    return len(pairs) == wanted and all(judge.right(question, *pair) for pair in pairs)


def counting(id: str, state: dict[str, Any]) -> Any:
    """Of a state (see work.Record) the answer that counts: what stands there, or of a kind that binds the first one."""
    return state["first"] if _binds(id, state) else state["answer"]


def bound(id: str, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """A state that takes the place of an old one: of a kind that binds, what was checked first stays so."""
    return new | {"first": old["first"], "tries": max(old["tries"], new["tries"])} if _binds(id, old) else new


def _binds(id: str, state: dict[str, Any]) -> bool:
    return id in every() and state["first"] is not None and getattr(kind(get(id)), "BINDS", False)
