"""What the tests of a class share."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from helpers import questions
from helpers.classroom import Class
from helpers.classroom.hand_ins import class_of
from helpers.classroom.learners import Learners
from helpers.questions import Option, Question
from helpers.work import HandIn, Record
from tests.work.parts import SAVED

FEW = "Fewer than 5 learners have answered, so nothing is shown."


def write(folder: Path, name: str, value: Any) -> None:
    """Write a file of JSON."""
    (folder / name).write_text(json.dumps(value), encoding="utf-8")


def refused(found: Class) -> dict[str, str]:
    """Each file that is no hand-in to the reason."""
    return dict(zip(found.refused["file"], found.refused["why"], strict=True))


def learners(question: str, values: list[Any], firsts: list[Any] | None = None, name: str = "learner") -> list[HandIn]:
    """Hand-ins with one answer each. firsts : the answers at the first check, if they are others."""
    moment = datetime.fromisoformat(SAVED)
    states = [
        {"answer": value, "first": first, "tries": 1} for value, first in zip(values, firsts or values, strict=True)
    ]
    return [
        HandIn(f"{name} {number}", moment, {question: Record(question, 1, moment, state)})
        for number, state in enumerate(states)
    ]


def let_in(hand_ins: list[HandIn]) -> Class:
    """The class of these hand-ins."""
    return class_of(Learners((f"{number}.json", hand_in) for number, hand_in in enumerate(hand_ins)), [])


def class_with(question: str, values: list[Any], firsts: list[Any] | None = None) -> Class:
    """A class with one learner for each answer, let in through the door."""
    return let_in(learners(question, values, firsts))


def asked(monkeypatch: pytest.MonkeyPatch, *made: Question) -> None:
    """Let these be all the questions that there are."""
    known = {question.id: question for question in made}
    monkeypatch.setattr(questions, "every", lambda: known)


def question_of(kind: str, *options: tuple[str, str], id: str = "q", **more: str) -> Question:
    """A question. options : text and answer."""
    rows = [Option(number, text, right, f"On {text}.", "") for number, (text, right) in enumerate(options, start=1)]
    names = ("moment", "hint", "explanation", "claims", "asks_again")
    fields = dict.fromkeys(names, "") | {"notebook": "one", "stem": f"{id.upper()}?", "moment": "check"} | more
    return Question(id=id, kind=kind, options=tuple(rows), **fields)
