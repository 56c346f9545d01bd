"""What an answer says, as pairs of an item and a value that can be counted.

Answers come from strangers and may be any JSON: one that does not have the form of its kind says nothing.

names : number of each option, as text, to its text.
groups : the groups into which the options of a match are put.
"""

import math
import re

MOTIVE = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


def choice(answer, names, groups):
    return _choices([answer], names, groups)


def _choices(answer, names, groups):
    chosen = answer if isinstance(answer, list) else []
    known = all(type(number) is int and str(number) in names for number in chosen)
    return [(names[str(number)], "chosen") for number in dict.fromkeys(chosen)] if known else []


def _order(answer, names, groups):
    chosen = _choices(answer, names, groups)
    whole = chosen and len(chosen) == len(answer) == len(names)
    return [(name, place) for place, (name, _) in enumerate(chosen, start=1)] if whole else []


def _match(answer, names, groups):
    return [(names[key], value) for key, value in _known(answer, names) if isinstance(value, str) and value in groups]


def _percents(answer, names, groups):
    return [(names[key], value) for key, value in _known(answer, names) if _is_step(value, 0, 100)]


def _map(answer, names, groups):
    return [
        (names[key], f"{value[0]} {value[1]}")
        for key, value in _known(answer, names)
        if isinstance(value, list) and len(value) == 2 and all(_is_step(step, 1, 5) for step in value)
    ]


def _weights(answer, names, groups):
    return [(key, value) for key, value in _fields(answer).items() if MOTIVE.fullmatch(key) and _is_step(value, 0, 4)]


def _forecast(answer, names, groups):
    answer = _fields(answer)
    if answer.get("committed") is not True or not _is_percent(answer.get("chance")):
        return []
    return [("already knew" if answer.get("knew") is True else "did not know", answer["chance"])]


def _number(answer, names, groups):
    try:
        number = float(str(answer).replace(",", ".").removesuffix("%"))  # as marking takes it
    except ValueError:
        return []
    return [("answer", number)] if math.isfinite(number) else []


def _text(answer, names, groups):
    return [("answer", text(answer).strip())] if text(answer) else []


KINDS = {
    "choice": choice,
    "choices": _choices,
    "order": _order,
    "match": _match,
    "percents": _percents,
    "map": _map,
    "weights": _weights,
    "forecast": _forecast,
    "number": _number,
    "text": _text,
}


def cells(answer, places):
    """The marks in a table of hypotheses: evidence, hypothesis and "C", "I" or "N".

    places : set of pairs of the numbers, as text, of a piece of evidence and a hypothesis.
    """
    table = _fields(_fields(answer).get("cells"))
    marks = ((e, h, _fields(table.get(e)).get(h)) for e, h in places)
    return [mark for mark in marks if mark[2] in ("C", "I", "N")]


def text(answer, part=None):
    """The text that an answer is, or that stands in it under the name `part`; "" if there is none."""
    found = answer if part is None else _fields(answer).get(str(part))
    return found if isinstance(found, str) and found.strip() else ""


def _fields(value):
    return value if isinstance(value, dict) else {}


def _known(answer, names):
    return [(key, value) for key, value in _fields(answer).items() if key in names]


def _is_step(value, low, high):
    return type(value) is int and low <= value <= high


def _is_percent(value):
    return type(value) in (int, float) and 0 <= value <= 100
