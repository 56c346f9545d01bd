"""Wrong rows that a colleague would write, in a copy of data/: each is told once, with file, row, column and mend."""

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpers import lesson, questions
from helpers.lesson.package import DATA, Package
from helpers.questions import weights

Place = tuple[str, dict[str, str], str]  # file, cells that find the row, column


def option(id: str, number: int, column: str = "answer") -> Place:
    return "options", {"question": id, "number": str(number)}, column


def row(id: str, column: str) -> Place:
    return "questions", {"id": id}, column


def exchange(column: str) -> Place:
    return "exchanges", {"id": "arms-food"}, column


NO_TEXT = "the option has no text. To mend it: write what is to be read."
NO_REASON = "the cell is blank. To mend it: write what is said to a learner who chose it, and why."
NO_NOTEBOOK = "there is no notebook “{}”. To mend it: write the name of a notebook, without its ending"
NO_GUESS = "“{}” is no guess that can be asked again. To mend it: name another question whose moment"
NO_QUESTION = "no questions row has the id “{}”. To mend it: use an id of data/questions.csv (did you mean “00-hedge”?)"
VERDICT = "“{}” cannot stand here. To mend it: write right or wrong"
VERDICT_OF_ONE = "“{}” cannot stand here. To mend it: write right, also right or wrong"
NO_NUMBER = "“{}” is no number. To mend it: write the right number or range, such as 12, 0.5 or 55-80"
NO_RANGE = "“{}” is no range. To mend it: leave it blank, or write a range of percentages such as"
OFF_MAP = "“{}” is no place on the map. To mend it: write our power and interest, whole numbers from 1 to 5"
NO_PART = "“{}” is no part of the table. To mend it: write hypothesis or evidence (did you mean “hypothesis”?)."
NOT_EVIDENCE = "“{}” is no part of the table. To mend it: write hypothesis or evidence (did you mean “evidence”?)."
IDS = "“{}” does not have the right form. To mend it: write ids of claims, such as p02-1 p03-3, with one blank between"

# A cell, what a colleague might write there, and what is told of each after file, row and column.
WRONG: list[tuple[Place, list[str], str]] = [
    # every kind
    (option("00-hedge", 3, "question"), ["00-hegde", "00-Hedge"], NO_QUESTION),
    (option("00-hedge", 3, "number"), ["02", "2.0", "2,0", "two"], "“{}” is no integer. To mend it: write it like 12"),
    (option("00-hedge", 3, "number"), ["0", "-1"], "{} is out of range. To mend it: use a number from 1"),
    (option("00-hedge", 3, "number"), ["2"], "“00-hedge 2” is there twice. To mend it: give this row another number"),
    (
        row("01-again", "moment"),
        ["Check", "chek"],
        "“{}” is not one of the words allowed. To mend it: use one of guess,",
    ),
    (
        row("01-guess", "kind"),
        ["Choice", "choises"],
        "“{}” is not one of the words allowed. To mend it: use one of choice",
    ),
    (row("01-again", "asks_again"), ["01-again", "01-date"], NO_GUESS),
    (row("01-again", "asks_again"), ["01-gues"], "no questions row has the id “{}”. To mend it: use an id of"),
    *((row(id, "notebook"), ["01_the_artcle"], NO_NOTEBOOK) for id in ("01-date", "01-check", "01-who", "01-pandas")),
    *((row(id, "notebook"), ["3", "03"], NO_NOTEBOOK) for id in ("03-chain", "03-table")),
    *((row(id, "notebook"), ["04_the_expert_views.ipynb"], NO_NOTEBOOK) for id in ("04-words", "04-hypotheses")),
    *((option(id, 2, "text"), [""], NO_TEXT) for id in ("00-hedge", "01-check", "01-who", "03-chain", "02-map")),
    *((option(id, 2, "text"), [""], NO_TEXT) for id in ("04-words", "04-hypotheses", "07-briefing")),
    *((option(id, 1, "feedback"), [""], NO_REASON) for id in ("00-hedge", "01-check", "01-who", "03-chain")),
    *((option(id, 1, "feedback"), [""], NO_REASON) for id in ("01-pandas", "02-map", "04-words")),
    # choice and choices
    (option("00-hedge", 2), ["rigth", "Right", "RIGHT", "right."], VERDICT_OF_ONE + " (did you mean “right”?)."),
    (option("01-check", 2), ["worng", "Wrong", "rong"], VERDICT + " (did you mean “wrong”?)."),
    (option("01-check", 2), ["", "yes", "x", "1", "true", "richtig"], VERDICT),
    (option("01-guess", 2), ["right", "wrong"], "“{}” cannot stand here. To mend it: leave it blank: this is a guess."),
    # match
    (option("01-who", 6), [""], "it belongs to no group. To mend it: write the group that it belongs to."),
    (option("01-who", 6), ["A researcher", "a  researcher", "a researcher."], "“{}” is written “a researcher” before."),
    # order
    (
        option("03-chain", 2),
        ["", "0", "5", "1st", "1.", "1.0", "first", "01"],
        "“{}” is no place. To mend it: write its",
    ),
    (option("03-chain", 2), ["3"], "two steps have one place: "),
    # number, percents and map
    (option("01-pandas", 1), ["", "about 2", "2,5", "two", "-3", "50 %"], NO_NUMBER),
    (option("01-pandas", 1), ["2 to 3", "2–3", "40-20", "20 - 40", "20-May", "20. Mai"], NO_NUMBER),
    (option("04-words", 6), ["80-55", "55–80", "55 – 80", "55 - 80", "55 to 80", "55-80 %"], NO_RANGE),
    (option("04-words", 6), ["80-101", "20-May", "55,5-80", "likely"], NO_RANGE),
    (option("02-map", 3), ["", "4", "4,2", "4.2", "4, 2", "0 3", "6 1", "4  2", "high low", "4 2 1"], OFF_MAP),
    # hypotheses and briefing
    (option("04-hypotheses", 2), ["Hypothesis", "hypotheses", "hypothsis"], NO_PART),
    (option("04-hypotheses", 12), ["Evidence", "evidense"], NOT_EVIDENCE),
    (
        option("04-hypotheses", 12, "claims"),
        [""],
        "it stands on no claim. To mend it: name the claims that it tells of.",
    ),
    (option("04-hypotheses", 12, "claims"), ["p12-99"], "no claims row has the id “{}”. To mend it: use an id of"),
    (option("04-hypotheses", 12, "claims"), ["p12-1, p12-2", "¶12", "P12-1", "p12-1;p12-2"], IDS),
    (option("07-briefing", 12), ["Chart:timeline", "chart: timeline", "words"], "“{}” is no part of a briefing."),
    # weights
    (
        exchange("russia_limit"),
        ["ru-ammunition"],
        "“{}” is a motive of russia of the kind need. To mend it: name one of",
    ),
    (
        exchange("russia_wants"),
        ["ru-un"],
        "“{}” is a motive of russia of the kind limit. To mend it: name one of russia",
    ),
    (
        exchange("russia_wants"),
        ["nk-food"],
        "“{}” is a motive of north_korea of the kind need. To mend it: name one of",
    ),
    (
        exchange("russia_wants"),
        ["ru-amunition"],
        "no motives row has the id “{}”. To mend it: use an id of data/motives",
    ),
]
EACH = [
    pytest.param(place, value, why.format(value), id="-".join([*place[1].values(), place[2], value]))
    for place, values, why in WRONG
    for value in values
]
# A cell, and how it could look with blanks round it.
SPACED: list[tuple[Place, list[str]]] = [
    (option("00-hedge", 2), [" right ", "right\u00a0"]),
    (option("01-who", 6), ["a researcher ", " a researcher"]),
    (option("03-chain", 2), ["1 ", " 1"]),
    (option("01-pandas", 1), [" 2", "2 "]),
    (option("04-words", 6), ["55-80 ", " 55-80"]),
    (option("02-map", 3), [" 4 4", "4 4 "]),
    (option("04-hypotheses", 12), ["evidence ", " evidence"]),
    (option("07-briefing", 12), ["chart:timeline ", " chart:timeline"]),
    (row("01-again", "asks_again"), [" 01-guess", "01-guess "]),
    (row("01-again", "moment"), ["check ", " check"]),
]


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Place, str], int]]:
    """A function: change a cell in a copy of data/, which lesson then reads; it returns the number of the row."""

    def changed(place: Place, value: str) -> int:
        file, key, column = place
        folder = shutil.copytree(DATA, tmp_path / "data", dirs_exist_ok=True)
        with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as read:
            rows = list(csv.DictReader(read))
        at = next(at for at, one in enumerate(rows) if key.items() <= one.items())
        rows[at][column] = value
        with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as written:
            writer = csv.DictWriter(written, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        package = Package(folder)
        monkeypatch.setattr(lesson, "_package", lambda: package)
        forget()
        return at + 2  # the header is row 1

    yield changed
    monkeypatch.undo()
    forget()


def forget() -> None:
    """What was read is read anew."""
    questions.every.cache_clear()
    weights.named.cache_clear()


def id_of(place: Place) -> str:
    """The id of the question that a cell belongs to."""
    file, key, _ = place
    return "03-table" if file == "exchanges" else key.get("question") or key["id"]


def read(id: str) -> questions.Question:
    """A question as a notebook asks it. Raises lesson.DataError."""
    question = questions.get(id)
    questions.kind(question).fits(question)
    return question


@pytest.mark.parametrize(("place", "value", "why"), EACH)
def test_a_wrong_row_is_told_in_one_sentence(change, place, value, why):
    number = change(place, value)
    with pytest.raises(lesson.DataError) as told:
        read(id_of(place))
    where = f"data/{place[0]}.csv, row {number}, column {place[2]}: "
    assert str(told.value).startswith(where)
    assert str(told.value).removeprefix(where).removeprefix(f"{id_of(place)}: ").startswith(why)
    assert "\n" not in str(told.value)
    assert " To mend it: " in str(told.value)


@pytest.mark.parametrize(("place", "spaced"), SPACED, ids=lambda one: one[2] if isinstance(one, tuple) else "")
def test_blanks_round_a_cell_change_nothing(change, place, spaced):
    right = questions.get(id_of(place))
    for value in spaced:
        change(place, value)
        assert read(id_of(place)) == right
