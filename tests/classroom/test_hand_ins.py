"""A folder of hand-ins from strangers: the board stands, each bad file is named, the newest of each learner counts."""

import json
import os
import pickle
import tracemalloc
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from helpers import questions
from helpers.classroom import hand_ins, tables
from helpers.classroom.hand_ins import ClassroomError, load_class
from helpers.classroom.learners import Learners
from helpers.work import read_hand_in
from tests.conftest import ROOT
from tests.make_class import make_class
from tests.work.parts import GOOD, SAVED, answer, hand_in
from tests.work.test_untrusted import HOSTILE

from .parts import FEW, refused, write


def test_the_board_stands_and_names_each_bad_file(folder, tmp_path):
    expected = {}
    hostile = [value for name, value in HOSTILE.items() if name != "UTF-16"]  # which is read here
    for number, (data, why) in enumerate(hostile):
        (folder / f"bad-{number:02}.json").write_bytes(data)
        expected[f"bad-{number:02}.json"] = why
    write(folder, "good.json", GOOD)
    write(folder, "CON.json", hand_in("Con"))
    write(folder, "..json", hand_in("hidden"))
    write(folder, ".hidden.json", hand_in("hidden"))
    write(folder, "a" * 250 + ".json", hand_in("Long name"))
    write(folder, "UPPER.JSON", hand_in("Upper"))
    write(tmp_path, "outside.json", hand_in("Outside"))
    (folder / "link.json").symlink_to(tmp_path / "outside.json")
    (folder / "link.zip").symlink_to(tmp_path / "outside.json")
    (folder / "nowhere.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe.json")
    (folder / "below.json").mkdir()
    write(folder / "below.json", "inside.json", hand_in("Below"))
    (folder / "lesson.ipynb").write_text('{"cells": []}')
    (folder / "work.pickle").write_bytes(pickle.dumps(1))
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 no archive")
    expected |= dict.fromkeys(["link.json", "link.zip", "nowhere.json", "pipe.json"], "a link or a device")
    expected |= dict.fromkeys(["lesson.ipynb", "work.pickle"], "not a hand-in")
    expected |= {"broken.zip": "no zip archive"}
    found = load_class(folder)
    assert set(found.work["alias"]) == {"Kim", "Con", "Long name", "Upper", "Below"}
    assert refused(found).keys() == expected.keys()
    assert {name: why for name, why in refused(found).items() if expected[name] not in why} == {}


def test_more_than_can_be_read_at_once_is_refused_before_anything_is_read(folder, monkeypatch):
    write(folder, "z.json", hand_in("single"))
    (folder / "much too large.json").write_bytes(b" " * 300_000)
    (folder / "broken.zip").write_bytes(b"PK")
    os.mkfifo(folder / "pipe.zip")
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number in range(9):
            archive.writestr(f"{number}.json", json.dumps(hand_in(f"in the archive {number}")))
    assert len(set(load_class(folder).work["alias"])) == 10
    monkeypatch.setattr(hand_ins, "MEMORY", 15_000)
    monkeypatch.setattr(hand_ins, "read_hand_in", None)
    why = (
        r"would take 0.0 GB of memory, of which 0.0 GB may be taken: spread them over 3 folders and read one after the "
    )
    with pytest.raises(ClassroomError, match=why + r"other .the largest is a.zip, with 0.0 GB.\.$"):
        load_class(folder)


def test_fifty_thousand_full_hand_ins_are_not_refused(tmp_path):
    make_class(20, tmp_path)
    entries = hand_ins.collect.entries(tmp_path)
    assert 50_000 * sum(map(hand_ins._needed, entries)) / 20 < hand_ins.MEMORY


def test_what_takes_more_memory_than_its_length_tells_has_a_cap_and_archives_come_last(folder, monkeypatch):
    write(folder, "z.json", hand_in("single"))
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number in range(9):
            many = [[number, place] for place in range(300, 3000)]
            archive.writestr(f"{number}.json", json.dumps(hand_in(f"in the archive {number}", q99_new=answer(many))))
    monkeypatch.setattr(hand_ins, "MEMORY", 1_200_000)
    found = load_class(folder)
    assert {"single", "in the archive 0"} <= set(found.work["alias"])
    assert len(found.refused) > 3
    assert set(found.refused["why"]) == {"The files before it are as much as can be read at once."}


def taken(files):
    """What a class of these files takes at most, as it is measured and as it is estimated: bytes."""
    hand_ins.class_of(Learners([("what is kept for all classes", read_hand_in(files[0]))]), [])
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        learners = Learners((str(number), read_hand_in(data)) for number, data in enumerate(files))
        kept = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.reset_peak()
        hand_ins.class_of(learners, [])
        return max(kept, tracemalloc.get_traced_memory()[1] - before), learners.memory
    finally:
        tracemalloc.stop()


def test_the_estimate_of_memory_is_near_what_is_measured(tmp_path):
    make_class(100, tmp_path)
    measured, estimate = taken([path.read_bytes() for path in sorted(tmp_path.iterdir())])
    print(estimate / measured)
    assert measured / 100 < 40_000
    assert 1 <= estimate / measured <= 1.2
    needed = sum(map(hand_ins._needed, hand_ins.collect.entries(tmp_path)))
    assert 1 <= needed / estimate <= 1.2  # what is told before anything is read


def test_values_that_python_calls_equal_are_kept_apart(folder):
    values = [1, True, 1.0, "1", [1], [True], "[1]", {"1": 1}, {"1": True}, 0, False, "", [], {}]
    for number, value in enumerate(values):
        write(folder, f"{number:02}.json", hand_in(f"Kim {number}", q99_new=answer(value, first=value)))
    found = load_class(folder)
    for column in ("answer", "first"):
        assert list(map(repr, found.work[column])) == list(map(repr, values))


MANY = {
    "numbers": lambda file: list(range(1000 * file + 1000, 1000 * file + 20_000)),
    "fractions": lambda file: [number / 7 for number in range(file, 9000)],
    "lists": lambda file: [[file, number] for number in range(300, 9000)],
    "equal lists": lambda _: [[]] * 20_000,
    "objects": lambda file: [{f"{file} {number}": number} for number in range(300, 5000)],
    "texts": lambda file: [f"{file} {number}" for number in range(15_000)],
    "deep lists": lambda file: [[[[[[[file * 9000 + n]]]]]] for n in range(2000)],
    "answers": None,
}


@pytest.mark.parametrize("many", MANY)
def test_hostile_files_with_very_many_small_things_are_not_estimated_too_low(many):
    make = MANY[many]
    files = [
        hand_in(f"Kim {file}", q99_new=answer(make(file)))
        if make
        else hand_in(f"Kim {file}", **{f"q99_{n}": answer(str(n)) for n in range(200)})
        for file in range(3)
    ]
    measured, estimate = taken([json.dumps(file).encode() for file in files])
    assert estimate > 0.9 * measured


def test_older_hand_ins_of_a_learner_take_no_room(tmp_path):
    make_class(1, tmp_path)
    value = read_hand_in(next(tmp_path.iterdir()).read_bytes())
    once = Learners([("a", value)]).memory
    again = Learners((f"{number}", replace(value, number=number, folders=("a" * 16,))) for number in range(11))
    assert again.memory - once < 25_000


@pytest.mark.parametrize("name", ["not-there", "file", "hand-ins"])
def test_no_folder_or_nothing_in_it(folder, name):
    (folder.parent / "file").write_text("")
    with pytest.raises(ClassroomError) as caught:
        load_class(folder.parent / name)
    assert name in str(caught.value)
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_the_newest_hand_in_of_a_name_counts_and_the_others_are_named(folder):
    write(folder, "a.json", hand_in("Zoë  K", made="2026-11-25T10:00:00+00:00", q01_own="old"))
    write(folder, "b.json", hand_in(" ZOE\u0308 k", made="2026-11-25T12:00:00+00:00", q01_own="newest"))
    write(folder, "c.json", hand_in("Ｚoë K", made="2026-11-25T12:30:00+01:00", q01_own="between"))
    write(folder, "d.json", hand_in("Zoe K", q01_own="somebody else"))
    found = load_class(folder)
    assert dict(zip(found.work["alias"], found.work["answer"], strict=True)) == {
        "ZOE\u0308 k": "newest",
        "Zoe K": "somebody else",
    }
    assert list(found.replaced["file"]) == ["a.json", "c.json"]
    assert list(found.replaced["alias"]) == ["Zoë  K", "Ｚoë K"]
    assert set(found.replaced["why"]) == {
        "There is a newer hand-in of this learner: b.json, made 2026-11-25 12:00 UTC."
    }


def test_a_row_is_what_the_learner_saved(folder):
    write(folder, "a.json", hand_in(q01_date=answer(2, first=1, tries=3), q01_own=answer(None)))
    rows = load_class(folder).work.to_dict("records")
    assert rows[0] == {
        "alias": "Kim",
        "activity": "01-date",
        "answer": 2,
        "first": 1,
        "tries": 3,
        "saved": pd.Timestamp(SAVED),
    }
    assert type(rows[0]["answer"]) is int
    assert rows[1]["answer"] is None


@pytest.mark.parametrize(("files", "most"), [(1, 1), (250, 100)])
def test_progress_is_told_at_most_a_hundred_times(folder, files, most):
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for number in range(files - 1):
            archive.writestr(f"{number}.json", b"{}")
    write(folder, "good.json", GOOD)
    (folder / "class.zip").unlink() if files == 1 else None
    told = []
    load_class(folder, lambda *figures: told.append(figures))
    assert told[-1] == (files, files)
    assert len(told) <= most
    assert told == sorted(set(told))


def test_a_folder_with_nothing_but_bad_files_gives_empty_tables(folder):
    (folder / "notes.txt").write_text("")
    found = load_class(folder)
    every = list(questions.every().values())
    assert tables.learners(found, every).empty
    assert tables.counts(found, questions.get("01-date")).attrs["why"] == FEW
    assert tables.wrong_options(found, every).attrs["why"] == FEW
    assert tables.before_after(found, questions.get("02-again")).attrs["why"] == FEW
    assert tables.forecasts(found).attrs["why"] == tables.calibration(found).attrs["why"] == FEW
    assert tables.texts(found, questions.get("01-own")) == {}
    assert tables.export(found).empty


def test_a_folder_of_nearly_that_name_is_named(folder):
    (folder.parent / ".hand-im").mkdir()
    with pytest.raises(ClassroomError, match=r"cannot be opened as a folder: .+ .did you mean “hand-ins”") as caught:
        load_class(folder.parent / "Hand-inns")
    assert "\n" not in str(caught.value)


def test_the_learners_of_a_class_are_let_in_by_the_door(folder):
    """What the learner's own side does not take as an answer is no answer here."""
    given = {"q06_q01": answer({"committed": True}), "q02_map": answer({"1": [9, 1]}, first={"1": [2, 1]}, tries=3)}
    write(folder, "a.json", hand_in(**given, q01_date=answer(2, first="two", tries=2)))
    found = load_class(folder)
    rows = found.work.set_index("activity")[["answer", "first", "tries"]]
    assert rows.loc[["06-q01", "02-map", "01-date"]].to_numpy().tolist() == [
        [None, None, 0],
        [None, None, 0],
        [2, None, 2],
    ]
    assert found.left_out.to_numpy().tolist() == [
        ["Kim", "06-q01", "The answer has not the form of its question."],
        ["Kim", "02-map", "The answer has not the form of its question."],
    ]


def test_a_hand_in_made_before_is_read(folder):
    made = ROOT / "tests" / "work" / "made_today" / "hand-in-Blue-Fox.json"
    (folder / "fox.json").write_bytes(made.read_bytes())
    found = load_class(folder)
    assert (len(found.work), len(found.refused), len(found.left_out)) == (17, 0, 0)
    assert list(tables.learners(found, list(questions.every().values()))["done"]) == [14]


def test_of_a_forecast_the_first_commitment_counts(folder):
    first, later = ({"chance": chance, "committed": True} for chance in (20, 90))
    given = {"q06_q01": answer(later, first=first, tries=2), "q06_q02": answer({"chance": 5}, tries=0)}
    for number in range(5):
        write(folder, f"{number}.json", hand_in(f"Kim {number}", **given, q01_date=answer(2, first=1, tries=2)))
    found = load_class(folder)
    rows = found.work[found.work["alias"] == "Kim 0"].set_index("activity")
    assert rows.loc[["06-q01", "06-q02", "01-date"], "answer"].to_list() == [first, {"chance": 5}, 2]
    assert rows.loc["06-q01", "first"] == first
    counts = tables.counts(found, questions.get("06-q01"))
    assert counts.to_numpy().tolist() == [["did not know", 20, 5, None]]
    assert found.tried_again == 5
