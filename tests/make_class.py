"""A class that never was: hand-ins with plausible answers to every question, the same for the same seed."""

import json
import random
from datetime import UTC, datetime, timedelta

from helpers import lesson

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


def make_class(n, folder, seed=7):
    """Write the hand-ins of `n` learners into a folder, as learner-00001.json and so on."""
    chance = random.Random(seed)
    questions = lesson.questions.to_dict("records")
    options = {q["id"]: lesson.options[lesson.options["question"] == q["id"]].to_dict("records") for q in questions}
    for number in range(1, n + 1):
        hand_in = make_hand_in(f"{chance.choice(NAMES)} {number}", questions, options, chance)
        text = json.dumps(hand_in, ensure_ascii=False, indent=1)
        (folder / f"learner-{number:05}.json").write_text(text, encoding="utf-8")


def make_hand_in(alias, questions, options, chance):
    """A hand-in as a dict. questions : dicts; options : id of a question to dicts; chance : a random.Random."""
    made = START + timedelta(seconds=chance.randrange(3600))
    answers = {}
    for question in questions:
        if chance.random() < 0.1:  # some leave some out
            continue
        make = MAKERS.get(question["kind"], _text)
        first = make(options[question["id"]], chance)
        answer = make(options[question["id"]], chance) if chance.random() < 0.4 else first
        tries = 1 if answer == first else chance.randint(2, 4)
        saved = (made - timedelta(seconds=chance.randrange(2400))).isoformat(timespec="milliseconds")
        state = {"answer": answer, "first": first, "tries": tries}
        answers[question["id"]] = {"revision": chance.randint(1, 30), "saved": saved, "state": state}
    made = made.isoformat(timespec="milliseconds")
    return {"format": 1, "kind": "hand-in", "alias": alias, "made": made, "answers": answers}


def _numbers(options):
    return [int(option["number"]) for option in options]


def _choices(options, chance):
    return sorted(chance.sample(_numbers(options), chance.randint(1, len(options))))


def _match(options, chance):
    groups = sorted({option["answer"] for option in options})
    return {str(number): chance.choice(groups) for number in _numbers(options)}


def _weights(options, chance):
    named = lesson.exchanges[["russia_wants", "north_korea_wants", "russia_limit", "north_korea_limit"]]
    return {motive: chance.randint(0, 4) for motive in sorted(set(named.to_numpy().ravel()) - {""})}


def _hypotheses(options, chance):
    numbers = {part: [int(o["number"]) for o in options if o["answer"] == part] for part in ("hypothesis", "evidence")}
    marked = {str(e): {str(h): chance.choice("CIN") for h in numbers["hypothesis"]} for e in numbers["evidence"]}
    return {"cells": marked, "own": "", "mind": _text(options, chance)}


def _briefing(options, chance):
    chosen = [option for option in options if option["answer"] == "text" or chance.random() < 0.5]
    return {str(o["number"]): _text(options, chance) if o["answer"] == "text" else True for o in chosen}


def _text(options, chance):
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 40))).capitalize() + "."


def _forecast(options, chance):
    return {"chance": chance.randint(1, 99), "reason": _text(options, chance), "knew": False, "committed": True}


MAKERS = {
    "choice": lambda options, chance: chance.choice(_numbers(options)),
    "choices": _choices,
    "order": lambda options, chance: chance.sample(_numbers(options), len(options)),
    "match": _match,
    "percents": lambda options, chance: {str(n): chance.randrange(0, 101, 5) for n in _numbers(options)},
    "map": lambda options, chance: {str(n): [chance.randint(1, 5), chance.randint(1, 5)] for n in _numbers(options)},
    "weights": _weights,
    "hypotheses": _hypotheses,
    "briefing": _briefing,
    "forecast": _forecast,
    "number": lambda options, chance: str(chance.randint(1, 9)),
    "text": _text,
}
