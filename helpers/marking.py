"""What is right in an answer, and why: feedback that explains. Knows no widget."""

import math

from helpers import forecasts, lesson

NOTHING = (None, "", [], {})

WORDS = {
    "guess": "Noted.",
    "text": "Compare your words with these, then change yours if you like:",
    "percents": "Compare with the ranges that are published:",
    "map": "Compare with our map (□), one of many:",
    "weights": "Compare with what the voices of the article expect:",
    "hypotheses": "Noted. Change it whenever you like.",
    "briefing": "Noted. Below you make your report and the file to hand in.",
}


def mark(row, options, answer, tries=1, guessed=""):
    """What is right in an answer and why.

    row, options : a row of questions and its rows of options, as dicts. answer : see activities.Activity.
    tries : which try this is; the hint comes with the first wrong one, the explanation with the second.
    guessed : text of the option that was guessed before reading, for a question that asks it again.

    Returns a dict: `right` (True, False, or None where there is no right and wrong), `message`, `notes` (a list of
    dicts: `right` and `text`, one for each thing chosen), `explanation` ("" if it is to come) and, for map and
    percents, `compare` (option number as text to our place, or to a range).
    """
    if answer in NOTHING:
        return {"right": None, "message": "Choose, move or write something first.", "notes": [], "explanation": ""}
    kind = "guess" if row["moment"] == "guess" else row["kind"]
    if kind == "forecast":
        return _mark_forecast(row, answer)
    if kind in WORDS:
        told = {"right": None, "message": WORDS[kind], "notes": [], "explanation": row["explanation"]}
        return told | COMPARERS.get(kind, lambda options, answer: {})(options, answer)
    right, notes = MARKERS[kind](options, answer)
    message = "Right." if right else "Not yet. Look at what is said about your choice, and try again."
    if not right and row["hint"]:
        message += f" Hint: {row['hint']}"
    if guessed:
        notes.append(_note(None, f"Before reading you guessed: {guessed}."))
    done = right or tries > 1
    return {"right": right, "message": message, "notes": notes, "explanation": row["explanation"] if done else ""}


def can_commit(answer):
    """Whether a forecast may be committed: it has a chance, or the learner already knew, and it is not committed."""
    answer = answer or {}
    return ("chance" in answer or answer.get("knew", False)) and not answer.get("committed", False)


def has_form(row, options, answer):
    """Whether an answer has the form that its kind of question needs: files can be edited, or come from elsewhere."""
    if answer is None:
        return True
    form = FORMS[row["kind"]]
    numbers = {int(o["number"]) for o in options}
    if isinstance(form, type):
        return type(answer) is form and (form is str or answer in numbers)
    if isinstance(form, list):
        return isinstance(answer, list) and set(map(type, answer)) <= {int} and form[0](numbers, answer)
    return isinstance(answer, dict) and all(form(key, value) for key, value in answer.items())


def _is_step(low, high):
    return lambda _, value: type(value) is int and low <= value <= high


def _is_text(_, value):
    return isinstance(value, str)


def _is_place(_, value):
    step = _is_step(1, 5)
    return isinstance(value, list) and len(value) == 2 and all(one is None or step(_, one) for one in value)


def _is_forecast(key, value):
    if key == "chance":
        return type(value) is int and 0 <= value <= 100
    return isinstance(value, {"reason": str, "knew": bool, "committed": bool}.get(key, ()))


def _is_judged(key, value):
    if key != "cells":
        return isinstance(value, str)
    rows = value.values() if isinstance(value, dict) else [None]
    return all(isinstance(row, dict) and all(mark in ("C", "I", "N") for mark in row.values()) for row in rows)


# What an answer must be: of a type; a list of numbers of options that a test accepts; or a dict of such values.
FORMS = {
    "choice": int,
    "choices": [lambda numbers, answer: set(answer) <= numbers],
    "order": [lambda numbers, answer: sorted(answer) == sorted(numbers)],
    "number": str,
    "text": str,
    "match": _is_text,
    "percents": _is_step(0, 100),
    "map": _is_place,
    "weights": _is_step(0, 4),
    "hypotheses": _is_judged,
    "forecast": _is_forecast,
    "briefing": lambda _, value: value is True or isinstance(value, str),
}


def _note(right, text):
    return {"right": right, "text": text}


def _mark_choices(options, answer):
    chosen = set(answer if isinstance(answer, list) else [answer])
    wanted = {o["number"] for o in options if o["answer"] == "right"}
    notes = [_note(o["answer"] == "right", o["feedback"]) for o in options if o["number"] in chosen]
    missing = len(wanted - chosen)
    if missing and len(wanted) > 1:
        notes.append(_note(None, f"{missing} more {'fits' if missing == 1 else 'fit'}. Which?"))
    return chosen == wanted, notes


def _mark_match(options, answer):
    notes = []
    for option in options:
        group = answer.get(str(option["number"]), "")
        if not group:
            notes.append(_note(None, f"Still open: {option['text']}"))
        elif group == option["answer"]:
            notes.append(_note(True, f"{option['text']} {option['feedback']}"))
        else:
            notes.append(_note(False, f"{option['text']} You chose “{group}”. {option['feedback']}"))
    return all(note["right"] for note in notes), notes


def _mark_order(options, answer):
    by_number = {option["number"]: option for option in options}
    notes = []
    for place, number in enumerate(answer, start=1):
        fits = int(by_number[number]["answer"]) == place
        why = f" {by_number[number]['feedback']}" if fits else ""  # of a wrong place it would tell the right one
        notes.append(_note(fits, f"{place}. {by_number[number]['text']}{why}"))
    return all(note["right"] for note in notes), notes


def _mark_number(options, answer):
    try:
        number = float(str(answer).replace(",", ".").removesuffix("%"))
    except ValueError:
        return False, [_note(False, "Write it in digits, such as 12.")]
    low, high = _range(options[0]["answer"])
    if low <= number <= high or math.isclose(number, low):
        return True, [_note(True, options[0]["feedback"])]
    return False, [_note(False, f"{answer} is too {'low' if number < low else 'high'}.")]


def _range(text):
    """The two ends of "55-80", or of "3"."""
    low, _, high = text.partition("-")
    return float(low), float(high or low)


def _mark_forecast(row, answer):
    """The record of a forecast that is committed; before that, what is missing."""
    if not answer.get("committed"):
        message = "Write a chance from 0 to 100 first, or tick that you already knew."
        return {"right": None, "message": message, "notes": [], "explanation": ""}
    record = lesson.forecasts.set_index("id").loc[row["id"]]
    denied = f" Denied by: {record['denied_by']}." if record["denied_by"] else ""
    notes = [
        record["record"],
        f"Kind of evidence: {record['evidence']}.{denied}",
        f"Source: {lesson.source_of(record['source'])}.",
        forecasts.penalty_told(answer, record["resolution"]),
    ]
    message = f"The record: {record['resolution']}, clear on {record['resolved_on']:%Y-%m-%d}."
    notes = [_note(None, text) for text in notes]
    return {"right": None, "message": message, "notes": notes, "explanation": row["explanation"]}


def _compare_percents(options, answer):
    given = [o for o in options if str(o["number"]) in answer]
    notes = [_note(None, f"{o['text']}: you {answer[str(o['number'])]} %. {o['feedback']}") for o in given]
    return {"notes": notes, "compare": {str(o["number"]): _range(o["answer"]) for o in options if o["answer"]}}


def _compare_map(options, answer):
    places = {str(o["number"]): [int(step) for step in o["answer"].split()] for o in options}
    notes = []
    for o in options:
        mine = [step or "–" for step in answer.get(str(o["number"]), [None, None])]
        ours = places[str(o["number"])]
        told = f"{o['text']}: you power {mine[0]}, interest {mine[1]}; we {ours[0]} and {ours[1]}. {o['feedback']}"
        notes.append(_note(None, told))
    return {"notes": notes, "compare": places}


def _compare_weights(options, answer):
    return {"notes": [_note(None, f"{row.title}: {row.expectation}") for row in lesson.exchanges.itertuples()]}


MARKERS = {
    "choice": _mark_choices,
    "choices": _mark_choices,
    "match": _mark_match,
    "order": _mark_order,
    "number": _mark_number,
}
COMPARERS = {"percents": _compare_percents, "map": _compare_map, "weights": _compare_weights}
