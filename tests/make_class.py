"""A class that never was: hand-ins with answers to every question, the same for the same seed.

Most answers are plausible. To the question that a table of examples is about (questions/examples/NAME.json), some
learners give one of the examples, so what the tests of a kind know meets a whole class too.
"""

import json
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from helpers import questions, work
from helpers.questions import Question

EXAMPLES = Path(__file__).parent / "questions" / "examples"
NAMES = [
    "Aino",
    "Bao",
    "Chidi",
    "Dewi",
    "Emre",
    "Farah",
    "Goran",
    "Ines",
    "Jun",
    "Kofi",
    "Lena",
    "Noor",
    "Rosa",
    "Sami",
]
WORDS = ["the", "article", "says", "that", "a", "voice", "expects", "weapons", "and", "I", "would", "ask", "who", "saw"]
START = datetime(2026, 11, 25, 10, tzinfo=UTC)


@cache
def examples() -> dict[str, list[dict[str, Any]]]:
    """The examples of every kind: id of the question that they answer to the rows of its table."""
    tables = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.glob("*.json"))]
    return {table["question"]: table["examples"] for table in tables}


def make_class(n: int, folder: Path, seed: int = 7, strange: bool = False) -> None:
    """Write the hand-ins of `n` learners into a folder, as learner-00001.json and so on.

    strange : whether examples that have not the form of their question are among the answers.
    """
    chance = random.Random(seed)
    for number in range(1, n + 1):
        hand_in = make_hand_in(f"{chance.choice(NAMES)} {number}", chance, strange)
        text = json.dumps(hand_in, ensure_ascii=False, indent=1)
        (folder / f"learner-{number:05}.json").write_text(text, encoding="utf-8")


def make_folders(n: int, folder: Path, asked: Sequence[str], seed: int = 7) -> None:
    """Write folders of work of `n` learners at work on some questions, as learner-001 and so on.

    Each has come to some question, the one further than the other; a few have not begun.
    """
    chance = random.Random(seed)
    for number in range(1, n + 1):
        place = folder / f"learner-{number:03}"
        place.mkdir()
        (place / "folder.json").write_text(json.dumps({"format": 1, "kind": "folder"}), encoding="utf-8")
        for id in asked[: max(0, min(len(asked), round(chance.gauss(len(asked) * 0.7, 2))))]:
            work.save(id, make_state(questions.get(id), chance), 0, place)


def make_state(question: Question, chance: random.Random) -> dict[str, Any]:
    """A state as a learner's kernel keeps it: begun, tried some times, right or not."""
    answer, tries = answer_to(question, chance), chance.choice([0, 1, 1, 1, 2, 3])
    return {"answer": answer, "first": answer if tries else None, "tries": tries}


def make_hand_in(alias: str, chance: random.Random, strange: bool = False) -> dict[str, Any]:
    """A hand-in as a dict."""
    made = START + timedelta(seconds=chance.randrange(3600))
    answers = {}
    left_out = chance.choice([0.1] * 9 + [0.7])  # most leave some out, a few leave most out
    for question in questions.every().values():
        if chance.random() < left_out:
            continue
        first = _given(question, chance, strange)
        answer = _later(question, first, chance, strange)
        is_wrong = _is_judged(question) and answer != right_answer(question)
        tries = chance.randint(2, 4) if is_wrong or answer != first else 1
        if getattr(questions.kind(question), "BINDS", False):
            answer, tries = first, 2  # what came of it was asked for
        saved = (made - timedelta(seconds=chance.randrange(2400))).isoformat(timespec="milliseconds")
        state = {"answer": answer, "first": first, "tries": tries}
        answers[question.id] = {"revision": chance.randint(1, 30), "saved": saved, "state": state}
    told = made.isoformat(timespec="milliseconds")
    return {"format": 1, "kind": "hand-in", "alias": alias, "made": told, "answers": answers}


def answer_to(question: Question, chance: random.Random | None = None) -> Any:
    """A plausible answer to a question, of its form; the same each time where `chance` is None."""
    return MAKERS[question.kind](question, chance or random.Random(question.id))


def _given(question: Question, chance: random.Random, strange: bool) -> Any:
    """A plausible answer, half of the time the right one, or now and then one of the examples."""
    rows = [row for row in examples().get(question.id, []) if row["form"] or strange]
    if rows and chance.random() < 0.15:
        return chance.choice(rows)["answer"]
    return right_answer(question) if _is_judged(question) and chance.random() < 0.5 else answer_to(question, chance)


def _later(question: Question, first: Any, chance: random.Random, strange: bool) -> Any:
    """What stands in the end: of what was wrong mostly the right answer."""
    if _is_judged(question):
        return right_answer(question) if chance.random() < 0.8 else first
    return _given(question, chance, strange) if chance.random() < 0.4 else first


def _is_judged(question: Question) -> bool:
    return question.moment == "check" and question.kind in RIGHT


def right_answer(question: Question) -> Any:
    """The right answer to a question of which one is right."""
    return RIGHT[question.kind](question)


def _numbers(question: Question) -> list[int]:
    return [option.number for option in question.options]


def _choices(question: Question, chance: random.Random) -> list[int]:
    return sorted(chance.sample(_numbers(question), chance.randint(1, len(question.options))))


def _match(question: Question, chance: random.Random) -> dict[str, str]:
    groups = sorted({option.answer for option in question.options})
    return {number: chance.choice(groups) for number in question.numbers}


def _coding(question: Question, chance: random.Random) -> dict[str, dict[str, str]]:
    columns = questions.kind(question).page(question)["columns"]
    return {number: {one["name"]: chance.choice(one["choices"]) for one in columns} for number in question.numbers}


def _own(question: Question, chance: random.Random) -> list[dict[str, str]]:
    columns = questions.kind(question).page(question)["columns"]
    words = {"statement": _text(question, chance)}
    return [words | {one["name"]: chance.choice(one["choices"]) for one in columns if one["choices"]}]


def _percents(question: Question, chance: random.Random) -> dict[str, int]:
    return {number: chance.randrange(0, 101, 5) for number in question.numbers}


def _map(question: Question, chance: random.Random) -> dict[str, list[int]]:
    return {number: [chance.randint(1, 5), chance.randint(1, 5)] for number in question.numbers}


def _weights(question: Question, chance: random.Random) -> dict[str, int]:
    sides = questions.kind(question).page(question)["sides"]
    return {item["id"]: chance.randint(0, 4) for side in sides for item in side["items"]}


def _hypotheses(question: Question, chance: random.Random) -> dict[str, Any]:
    parts = {part: [o.number for o in question.options if o.answer == part] for part in ("hypothesis", "evidence")}
    cells = {str(e): {str(h): chance.choice("CIN") for h in parts["hypothesis"]} for e in parts["evidence"]}
    return {"cells": cells, "own": "", "mind": _text(question, chance)}


def _briefing(question: Question, chance: random.Random) -> dict[str, Any]:
    chosen = [option for option in question.options if option.answer == "text" or chance.random() < 0.5]
    return {str(o.number): _text(question, chance) if o.answer == "text" else True for o in chosen}


def _text(question: Question, chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 40))).capitalize() + "."


def _forecast(question: Question, chance: random.Random) -> dict[str, Any]:
    return {"chance": chance.randint(1, 99), "reason": _text(question, chance), "knew": False, "committed": True}


RIGHT: dict[str, Callable[[Question], Any]] = {
    "choice": lambda question: next(option.number for option in question.options if option.answer == "right"),
    "choices": lambda question: [option.number for option in question.options if option.answer == "right"],
    "match": lambda question: {number: option.answer for number, option in question.numbers.items()},
    "order": lambda question: [o.number for o in sorted(question.options, key=lambda option: int(option.answer))],
    "number": lambda question: question.options[0].answer.split("-")[0],
}
MAKERS: dict[str, Callable[[Question, random.Random], Any]] = {
    "choice": lambda question, chance: chance.choice(_numbers(question)),
    "choices": _choices,
    "order": lambda question, chance: chance.sample(_numbers(question), len(question.options)),
    "match": _match,
    "coding": _coding,
    "own": _own,
    "percents": _percents,
    "map": _map,
    "weights": _weights,
    "hypotheses": _hypotheses,
    "briefing": _briefing,
    "forecast": _forecast,
    "number": lambda question, chance: str(chance.randint(1, 9)),
    "text": _text,
}
