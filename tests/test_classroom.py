"""The teacher's board: hand-ins from strangers leave it standing, and the tables tell what the class did."""

import copy
import csv
import json
import os
import pickle
import random
import re
import time
import tracemalloc
import zipfile

import pandas as pd
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from helpers import answers, classroom, collect, lesson
from helpers.untrusted import BadFile, HandIn, read_hand_in
from tests.make_class import make_class

SAVED = "2026-11-25T10:42:07.123+00:00"


def answer(value, first=None, tries=1):
    return {"revision": 1, "saved": SAVED, "state": {"answer": value, "first": first, "tries": tries}}


def hand_in(alias="Kim", made=SAVED, **given):
    """A hand-in as a dict; an activity such as 01-date is written q01_date."""
    told = {key[1:].replace("_", "-"): item if isinstance(item, dict) else answer(item) for key, item in given.items()}
    return {
        "format": 1,
        "kind": "hand-in",
        "alias": alias,
        "made": made,
        "answers": told or {"01-own": answer("words")},
    }


def write(folder, name, value):
    (folder / name).write_text(json.dumps(value), encoding="utf-8")


def refused(found):
    return dict(zip(found.refused["file"], found.refused["why"], strict=True))


def work_of(activity, values, firsts=None):
    """A table `work` with one learner for each value."""
    firsts = firsts or values
    rows = [
        (f"learner {n}", activity, v, f, 1, pd.Timestamp(SAVED))
        for n, (v, f) in enumerate(zip(values, firsts, strict=True))
    ]
    return pd.DataFrame(rows, columns=["alias", "activity", "answer", "first", "tries", "saved"], dtype="object")


def options_of(activity, *rows):
    """A table like lesson.options. rows : text and answer."""
    told = [(activity, number, text, right, f"On {text}.") for number, (text, right) in enumerate(rows, start=1)]
    return pd.DataFrame(told, columns=["question", "number", "text", "answer", "feedback"])


# One hostile file

GOOD = hand_in(
    q01_date=answer(2, first=1),
    q01_who={"revision": 3, "saved": SAVED, "state": answer({"1": "x"})["state"]},
    q01_own='да 🦊 \\ " \n',
)
PLACES = [
    (),
    ("alias",),
    ("made",),
    ("format",),
    ("kind",),
    ("answers",),
    ("answers", "01-who"),
    ("answers", "01-who", "saved"),
    ("answers", "01-who", "revision"),
    ("answers", "01-who", "state"),
    ("answers", "01-who", "state", "answer"),
    ("answers", "01-who", "state", "tries"),
    ("answers", "01-who", "state", "answer", "1"),
]
RAW = [
    "NaN",
    "-Infinity",
    "1e999",
    "9" * 5000,
    "-0",
    "1.0",
    "true",
    "[" * 500,
    '{"a":1,"a":2}',
    '"\\ud800"',
    '"\\u0000"',
    '"' + "x" * 20_001 + '"',
    "\x00",
]
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=60)
    | st.sampled_from(["../x", "<script>"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def changed_values(draw):
    """A good hand-in with one value replaced, or one name."""
    value = copy.deepcopy(GOOD)
    place = draw(st.sampled_from(PLACES))
    if place and draw(st.booleans()):
        inside = value
        for key in place[:-1]:
            inside = inside[key]
        inside[draw(st.text(max_size=70))] = inside.pop(place[-1])
        return json.dumps(value).encode()
    raw = draw(st.sampled_from(RAW) | VALUES.map(json.dumps))
    if not place:
        return raw.encode()
    inside = value
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = "PUT IT HERE"
    return json.dumps(value).replace('"PUT IT HERE"', raw).encode()


PIECES = (
    st.binary(min_size=1, max_size=4)
    | st.sampled_from([bytes([letter]) for letter in b'"[]{},:\\ -.019eu'])
    | st.just(b"")
)
CHANGES = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 3), PIECES), min_size=1, max_size=3)


@st.composite
def changed_bytes(draw):
    """A good hand-in with bytes flipped, put in or taken out here and there, and perhaps cut off."""
    data = json.dumps(GOOD, ensure_ascii=draw(st.booleans())).encode()
    for place, out, into in draw(CHANGES):
        place %= len(data) + 1
        data = data[:place] + into + data[place + out :]
    return data[: draw(st.integers(0, 2000))] if draw(st.integers(0, 9)) == 0 else data


@settings(max_examples=10_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(changed_values() | changed_values() | changed_bytes())
def test_ten_thousand_changed_hand_ins_are_read_or_refused_in_one_line(data):
    try:
        found = read_hand_in(data)
    except BadFile as bad:
        why = str(bad)
        assert 0 < len(why) <= 200
        assert why.isprintable()
        event(why.split(":")[0])
    else:
        event("read")
        assert isinstance(found, HandIn)
        assert 1 <= len(found.alias) <= 40
        assert all(answers.ACTIVITY.fullmatch(activity) for activity in found.answers)
        json.dumps([record.state for record in found.answers.values()], ensure_ascii=False, allow_nan=False).encode()


def test_the_good_hand_in_is_good():
    assert read_hand_in(json.dumps(GOOD).encode()).answers["01-who"].revision == 3
    assert read_hand_in(b"\xef\xbb\xbf" + json.dumps(GOOD).encode()).alias == "Kim"


def good_with(old, new):
    text = json.dumps(GOOD)
    assert old in text
    return text.replace(old, new, 1).encode()


HOSTILE = {
    "number of 400 digits": (good_with('"tries": 1', '"tries": 1' + "0" * 400), "too large"),
    "number of 100,000 digits": (good_with('"tries": 1', '"tries": ' + "9" * 100_000), "too large"),
    "exponent": (good_with('"tries": 1', '"tries": 1e400'), "too large"),
    "fraction of 100,000 digits": (good_with('"tries": 1', '"tries": 1.' + "5" * 100_000), "wrong kind"),
    "number beyond a billion": (good_with('"tries": 1', '"tries": 1000000001'), "too large"),
    "not a number": (good_with('"tries": 1', '"tries": NaN'), "no number"),
    "infinity": (good_with('"tries": 1', '"tries": -Infinity'), "no number"),
    "60,000 deep in objects": (b'{"":' * 60_000, "nested more than 12 deep"),
    "100,000 deep": (b"[" * 100_000 + b"]" * 100_000, "nested more than 12 deep"),
    "13 deep": (good_with('"x"', "[" * 8 + "]" * 8), "nested more than 12 deep"),
    "a quotation mark that never ends": (b'"' + b'\\"' * 120_000, "no JSON"),
    "UTF-16": (json.dumps(GOOD).encode("utf-16"), "not UTF-8"),
    "Latin-1": (json.dumps(GOOD).replace("Kim", "Zoë").encode("latin-1"), "not UTF-8"),
    "duplicate name": (good_with('"alias"', '"alias": "Lee", "alias"'), "twice"),
    "duplicate activity": (good_with('"01-who"', '"01-date": {}, "01-who"'), "twice"),
    "zero bytes": (b"", "empty"),
    "nothing but NUL": (b"\0" * 4096, "empty"),
    "NUL inside": (good_with('"Kim"', '"K\0m"'), "no JSON"),
    "NUL in the alias": (good_with('"Kim"', '"K\\u0000m"'), "cannot be seen"),
    "line break in the alias": (good_with('"Kim"', '"K\\nm"'), "cannot be seen"),
    "alias backwards": (good_with('"Kim"', '"\\u202eKim"'), "cannot be seen"),
    "alias of 41": (good_with('"Kim"', f'"{"K" * 41}"'), "1 to 40 characters"),
    "alias blank": (good_with('"Kim"', '"  "'), "1 to 40 characters"),
    "alias no text": (good_with('"Kim"', '["Kim"]'), "wrong kind"),
    "half a character": (good_with('"x"', '"\\udfff"'), "half a character"),
    "half a character in a name": (good_with('{"1"', '{"\\ud800"'), "half a character"),
    "huge": (b'{"format":1' + b" " * 300_000 + b"}", "larger than 256 KB"),
    "text of 20,001": (good_with('"x"', f'"{"x" * 20_001}"'), "longer than 20,000"),
    "201 activities": (json.dumps(GOOD | {"answers": {f"a{n}": answer(n) for n in range(201)}}).encode(), "too much"),
    "no activity": (json.dumps(GOOD | {"answers": {}}).encode(), "nothing"),
    "activity ..": (good_with('"01-who"', '"../../01-who"'), "a name is not as it should be"),
    "activity CON": (good_with('"01-who"', '"con"'), "a name is not as it should be"),
    "activity with a line break": (good_with('"01-who"', '"01-who\\n"'), "a name is not as it should be"),
    "activity of 300": (good_with('"01-who"', f'"{"a" * 300}"'), "a name is not as it should be"),
    "more about the person": (good_with('"alias"', '"mail": "kim@example.org", "alias"'), "does not belong"),
    "missing": (good_with('"revision": 3, ', ""), "something is missing in “answers › 01-who”"),
    "revision 0": (good_with('"revision": 3', '"revision": 0'), "too small"),
    "format true": (good_with('"format": 1', '"format": true'), "something else is expected"),
    "newer format": (good_with('"format": 1', '"format": 2'), "newer version"),
    "another kind": (good_with('"hand-in"', '"exam"'), "does not say that its kind"),
    "no date": (good_with(SAVED, "yesterday"), "no date"),
    "no time zone": (good_with(SAVED, "2026-11-25T10:42:07"), "no time zone"),
    "year 1": (good_with(SAVED, "0001-01-01T00:00:00+23:59"), "not of this century"),
    "year 9999": (good_with(SAVED, "9999-12-31T23:59:59-23:59"), "not of this century"),
    "a notebook": (b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', "does not say that its kind"),
    "a list": (b"[1, 2]", "does not say that its kind"),
    "a pickle": (pickle.dumps({"format": 1}), "not UTF-8"),
    "HTML": (b"<html><script>alert(1)</script>", "no JSON"),
    "YAML": (b"!!python/object/apply:os.system ['false']", "no JSON"),
    "comma at the end": (json.dumps(GOOD).encode()[:-1] + b",}", "no JSON"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_at_once(kind):
    data, why = HOSTILE[kind]
    start = time.process_time()
    with pytest.raises(BadFile, match=re.escape(why)) as caught:
        read_hand_in(data)
    assert time.process_time() - start < 1
    assert len(str(caught.value)) <= 200
    assert str(caught.value).isprintable()


def test_scripts_and_paths_in_texts_are_only_texts():
    nasty = "<img src=x onerror=alert(1)>"
    found = read_hand_in(json.dumps(hand_in(nasty, q01_own="../../etc/passwd")).encode())
    assert (found.alias, found.answers["01-own"].state["answer"]) == (nasty, "../../etc/passwd")


# A folder


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "hand-ins"
    made.mkdir()
    return made


def test_the_board_stands_and_names_each_bad_file(folder, tmp_path):
    expected = {}
    for number, (data, why) in enumerate(HOSTILE.values()):
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
    expected |= dict.fromkeys(
        ["link.json", "link.zip", "nowhere.json", "pipe.json", "below.json"], "a folder or a link"
    )
    expected |= dict.fromkeys(["lesson.ipynb", "work.pickle"], "not a hand-in")
    expected |= {"broken.zip": "no zip archive"}
    found = classroom.read(folder)
    assert set(found.work["alias"]) == {"Kim", "Con", "Long name", "Upper"}
    assert refused(found).keys() == expected.keys()
    assert {name: why for name, why in refused(found).items() if expected[name] not in why} == {}


def test_names_of_files_are_fit_to_be_shown(folder):
    for name in ("line\nbreak.txt", "\x1b[31mred.txt", "a" * 240 + ".txt", os.fsdecode(b"latin-\xe9.txt")):
        (folder / name).write_text("")
    shown = set(refused(classroom.read(folder)))
    assert shown == {"line�break.txt", "�[31mred.txt", "a" * 60 + " … " + "a" * 53 + ".txt", "latin-�.txt"}


def test_archives_are_read_by_member_and_never_unpacked(folder, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    good = json.dumps(hand_in("Zip")).encode()
    with zipfile.ZipFile(folder / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Kim_123_assignment/hand-in.json", good)
        archive.writestr("../../outside.json", json.dumps(hand_in("Outside")))
        archive.writestr("/absolute.json", json.dumps(hand_in("Absolute")))
        archive.writestr("C:\\windows.json", json.dumps(hand_in("Windows")))
        archive.writestr("__MACOSX/._hand-in.json", b"\0\5\x16\7")
        archive.writestr("folder/", b"")
        archive.writestr("bomb.json", b" " * 50_000_000)
        archive.writestr("bad.json", b"no JSON")
        archive.writestr("inner.zip", b"PK\5\6" + b"\0" * 18)
        archive.writestr("n" * 300 + ".json", json.dumps(hand_in("Long name")))
        archive.writestr(zipfile.ZipInfo("lzma.json"), good, zipfile.ZIP_LZMA)
    found = classroom.read(folder)
    assert set(found.work["alias"]) == {"Zip", "Outside", "Absolute", "Windows", "Long name"}
    assert {name.removeprefix("class.zip: "): why.split(":")[0] for name, why in refused(found).items()} == {
        "bomb.json": "It is larger than 256 KB.",
        "bad.json": "It is no JSON",
        "inner.zip": "It is not a hand-in",
        "lzma.json": "It is packed in a way that is not read here.",
    }
    assert sorted(tmp_path.rglob("*")) == sorted([*before, folder / "class.zip"])


def test_a_bomb_in_an_archive_is_not_let_off(folder):
    with zipfile.ZipFile(folder / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.json", b" " * 50_000_000)
    (folder / "bomb.json").write_bytes(b" " * 50_000_000)
    tracemalloc.start()
    found = classroom.read(folder)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert set(found.refused["why"]) == {"It is larger than 256 KB."}
    assert most < 10_000_000


def test_a_broken_or_locked_member_is_named(folder):
    path = folder / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("broken.json", json.dumps(hand_in("Broken")))
        archive.writestr("locked.json", json.dumps(hand_in("Locked")))
        archive.writestr("good.json", json.dumps(hand_in("Good")))
    data = path.read_bytes().replace(b'"Broken"', b'"BROKEN"')
    directory = data.index(b"PK\1\2", data.index(b"PK\1\2") + 1)
    path.write_bytes(data[: directory + 8] + b"\1" + data[directory + 9 :])
    found = classroom.read(folder)
    assert set(found.work["alias"]) == {"Good"}
    assert refused(found).keys() == {"class.zip: broken.json", "class.zip: locked.json"}
    assert all("broken or needs a password" in why for why in refused(found).values())


@pytest.mark.parametrize("seed", range(200))
def test_changed_archives_leave_the_board_standing(folder, seed):
    chance = random.Random(seed)
    with zipfile.ZipFile(folder / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.json", json.dumps(hand_in("One")))
        archive.writestr("two.json", json.dumps(hand_in("Two")))
    data = bytearray((folder / "class.zip").read_bytes())
    for _ in range(chance.randint(1, 5)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    (folder / "class.zip").write_bytes(data)
    write(folder, "good.json", GOOD)
    assert "Kim" in set(classroom.read(folder).work["alias"])


def test_archives_have_caps(folder, monkeypatch):
    monkeypatch.setattr(collect, "MEMBERS", 3)
    monkeypatch.setattr(collect, "ARCHIVE", 3000)
    write(folder, "good.json", GOOD)
    for name, members in {"empty.zip": 0, "three.zip": 3, "four.zip": 4}.items():
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(members):
                archive.writestr(f"{number}.json", json.dumps(hand_in(f"{number} of {name}")))
    (folder / "large.zip").write_bytes(b"\0" * 3001)
    found = classroom.read(folder)
    assert set(found.work["alias"]) == {"Kim", "0 of three.zip", "1 of three.zip", "2 of three.zip"}
    assert {name: why.split(":")[0] for name, why in refused(found).items()} == {
        "empty.zip": "It holds 0 files",
        "four.zip": "It holds 4 files",
        "large.zip": "It is larger than 0 MB.",
    }


def test_all_together_has_a_cap_and_archives_come_last(folder, monkeypatch):
    write(folder, "z.json", hand_in("single"))
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number in range(9):
            archive.writestr(f"{number}.json", json.dumps(hand_in(f"in the archive {number}")))
    monkeypatch.setattr(classroom, "MEMORY", 5000)
    found = classroom.read(folder)
    assert {"single", "in the archive 0"} <= set(found.work["alias"])
    assert len(found.refused) > 3
    assert set(found.refused["why"]) == {"The files before it are as much as can be read at once."}


@pytest.mark.parametrize("name", ["not-there", "file", "hand-ins"])
def test_no_folder_or_nothing_in_it(folder, name):
    (folder.parent / "file").write_text("")
    with pytest.raises(classroom.ClassroomError) as caught:
        classroom.read(folder.parent / name)
    assert name in str(caught.value)
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_a_folder_with_nothing_but_bad_files_gives_empty_tables(folder):
    (folder / "notes.txt").write_text("")
    work = classroom.read(folder).work
    assert classroom.who_did_what(work, lesson.questions).empty
    assert "Fewer than 5" in classroom.spread(work, "01-date", "choice", lesson.options).attrs["why"]
    assert "Fewer than 5" in classroom.wrong_options(work, lesson.questions, lesson.options).attrs["why"]
    assert "Fewer than 5" in classroom.hypotheses(work, "04-hypotheses", lesson.options).attrs["why"]
    assert "Fewer than 5" in classroom.before_after(work, "02-guess", "02-again", lesson.options).attrs["why"]
    assert classroom.texts(work, "01-own").empty


def test_the_newest_hand_in_of_a_name_counts_and_the_others_are_named(folder):
    write(folder, "a.json", hand_in("Zoë  K", made="2026-11-25T10:00:00+00:00", q01_own="old"))
    write(folder, "b.json", hand_in(" ZOE\u0308 k", made="2026-11-25T12:00:00+00:00", q01_own="newest"))
    write(folder, "c.json", hand_in("Ｚoë K", made="2026-11-25T12:30:00+01:00", q01_own="between"))
    write(folder, "d.json", hand_in("Zoe K", q01_own="somebody else"))
    found = classroom.read(folder)
    assert dict(zip(found.work["alias"], found.work["answer"], strict=True)) == {
        "ZOE\u0308 k": "newest",
        "Zoe K": "somebody else",
    }
    assert list(found.replaced["file"]) == ["a.json", "c.json"]
    assert list(found.replaced["alias"]) == ["Zoë  K", "Ｚoë K"]
    assert set(found.replaced["why"]) == {"There is a newer hand-in of this name: b.json, made 2026-11-25 12:00 UTC."}


def test_a_row_is_what_the_learner_saved(folder):
    write(folder, "a.json", hand_in(q01_date=answer(2, first=1, tries=3), q01_own=answer(None)))
    rows = classroom.read(folder).work.to_dict("records")
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
    classroom.read(folder, lambda *figures: told.append(figures))
    assert told[-1] == (files, files)
    assert len(told) <= most
    assert told == sorted(set(told))


# Tables


def test_a_made_class_fills_every_table(folder):
    make_class(30, folder)
    found = classroom.read(folder)
    assert found.work["alias"].nunique() == 30
    assert found.refused.empty
    for question in lesson.questions.itertuples():
        if question.kind == "hypotheses":
            table = classroom.hypotheses(found.work, question.id, lesson.options)
        elif question.kind == "briefing":
            table = classroom.texts(found.work, question.id, 1)
        else:
            table = classroom.spread(found.work, question.id, question.kind, lesson.options)
        assert len(table), question.id
    assert len(classroom.wrong_options(found.work, lesson.questions, lesson.options)) > 5
    assert len(classroom.texts(found.work, "01-own")) > 20
    assert classroom.before_after(found.work, "02-guess", "02-again", lesson.options).to_numpy().sum() > 20


def test_a_made_class_is_the_same_for_the_same_seed(tmp_path):
    for name, seed in {"a": 7, "b": 7, "c": 8}.items():
        (tmp_path / name).mkdir()
        make_class(2, tmp_path / name, seed)
    texts = {name: [path.read_bytes() for path in sorted((tmp_path / name).iterdir())] for name in "abc"}
    assert texts["a"] == texts["b"] != texts["c"]


def test_who_did_what_counts_what_was_checked():
    questions = pd.DataFrame({"id": ["a", "b", "c"], "notebook": ["one", "one", "two"]})
    rows = [("zoe", "a", 1), ("zoe", "b", 0), ("zoe", "unknown", 1), ("Kim", "a", 3), ("Kim", "b", 1), ("Lee", "c", 0)]
    table = classroom.who_did_what(pd.DataFrame(rows, columns=["alias", "activity", "tries"]), questions)
    assert table.to_dict("index") == {
        "Kim": {"one": 2, "two": 0},
        "Lee": {"one": 0, "two": 0},
        "zoe": {"one": 1, "two": 0},
    }
    assert list(table.index) == ["Kim", "Lee", "zoe"]
    assert table.index.name == "alias"
    assert set(map(str, table.dtypes)) == {"int64"}
    assert table.attrs["of"] == {"one": 2, "two": 1}


ABC = options_of("q", ("A", "right"), ("B", "wrong"), ("C", "right"))
JUNK = [
    None,
    True,
    1.5,
    "",
    "<b>",
    [],
    {},
    [[1]],
    {"1": {}},
    {"1": []},
    {"x": 1},
    {"1": None},
    [1, 1, 1, 9],
    7,
    -1,
    {"chance": 50},
    {"cells": 3},
]
SPREADS = {
    "choice": ([1, 1, 2, 2, 2], [("A", "chosen", 2), ("B", "chosen", 3), ("C", "chosen", 0)]),
    "choices": ([[1, 2], [1], [2, 2], [1], [1]], [("A", "chosen", 4), ("B", "chosen", 2), ("C", "chosen", 0)]),
    "match": (
        [{"1": "right", "2": "left"}] * 4 + [{"1": "wrong", "9": "right"}],
        [("A", "right", 4), ("A", "wrong", 1)],
    ),
    "order": (
        [[3, 1, 2]] * 4 + [[1, 2, 3]],
        [("A", 1, 1), ("A", 2, 4), ("B", 2, 1), ("B", 3, 4), ("C", 1, 4), ("C", 3, 1)],
    ),
    "percents": ([{"1": 60, "2": 101, "3": -1}] * 4 + [{"1": 9, "2": True, "3": 9.5}], [("A", 9, 1), ("A", 60, 4)]),
    "map": ([{"1": [5, 4], "2": [1, None], "3": [0, 6]}] * 5, [("A", "5 4", 5)]),
    "weights": ([{"ru-food": 3, "nk-oil": 5, "../x": 1}] * 5, [("ru-food", 3, 5)]),
    "forecast": (
        [{"chance": 60, "committed": True, "knew": False}] * 5
        + [{"chance": 60, "committed": True, "knew": True}] * 4
        + [{"chance": 60}, {"chance": 60, "committed": False}],
        [("did not know", 60, 5)],
    ),
    "number": (["2", "2.0", "2,0", "10%", "10", "nan", "much"], [("answer", 2.0, 3), ("answer", 10.0, 2)]),
    "text": (["b", " a", "a ", "c", "c"], [("answer", "a", 2), ("answer", "b", 1), ("answer", "c", 2)]),
}


@pytest.mark.parametrize("kind", SPREADS)
def test_spread_counts_and_leaves_malformed_answers_out(kind):
    values, rows = SPREADS[kind]
    junk = [] if kind in ("number", "text") else JUNK
    table = classroom.spread(work_of("q", [*junk, *values]), "q", kind, ABC)
    assert list(table.itertuples(index=False, name=None)) == rows


@pytest.mark.parametrize("kind", SPREADS)
def test_spread_hides_fewer_than_five(kind):
    table = classroom.spread(work_of("q", SPREADS[kind][0][:4]), "q", kind, ABC)
    assert list(table.columns) == ["item", "value", "learners"]
    assert table.empty
    assert table.attrs["why"] == "Fewer than 5 learners have answered, so nothing is shown."
    assert len(classroom.spread(work_of("q", SPREADS[kind][0][:4]), "q", kind, ABC, least=2))


def test_spread_of_a_kind_that_is_not_counted():
    table = classroom.spread(work_of("q", [{"1": "words"}] * 5), "q", "briefing", ABC)
    assert table.empty
    assert table.attrs["why"] == "Answers of the kind briefing are not counted."


def any_json():
    return st.recursive(
        LEAVES | st.sampled_from([1, 2, 3, "1", "C", "right"]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["1", "11", "cells", "chance", "knew", "committed", ""]), inner, max_size=4
            )
        ),
        max_leaves=8,
    )


@settings(max_examples=300, deadline=None, database=None)
@given(st.lists(any_json(), min_size=5, max_size=8))
def test_no_answer_makes_a_table_fail(values):
    work = work_of("q", values)
    for kind in SPREADS:
        classroom.spread(work, "q", kind, ABC, least=1)
    questions = pd.DataFrame(
        {"id": ["q"], "notebook": ["one"], "kind": ["choices"], "moment": ["check"], "stem": ["Which?"]}
    )
    classroom.who_did_what(work, questions)
    classroom.wrong_options(work, questions, ABC, least=1)
    classroom.hypotheses(work, "q", options_of("q", ("H", "hypothesis"), ("E", "evidence")), least=1)
    classroom.before_after(work, "q", "q", ABC, least=1)
    classroom.texts(work, "q")
    classroom.texts(work, "q", "1")


def test_wrong_options_by_the_first_check_most_common_first():
    questions = pd.DataFrame(
        {"id": ["q", "r", "s"], "kind": ["choice", "choices", "choice"], "stem": ["Q?", "R?", "S?"]}
    )
    options = pd.concat([options_of(activity, ("A", "right"), ("B", "wrong"), ("C", "wrong")) for activity in "qrs"])
    work = pd.concat(
        [
            work_of("q", [1] * 8, firsts=[2, 2, 1, 3, 1, 1, None, "junk"]),
            work_of("r", [[1]] * 5, firsts=[[2, 3], [2], [2], [1], [1]]),
            work_of("s", [2] * 4),
        ]
    )
    table = classroom.wrong_options(work, questions, options)
    assert list(table.itertuples(index=False, name=None)) == [
        ("r", "R?", "B", 3, 0.6, "On B."),
        ("q", "Q?", "B", 2, 2 / 6, "On B."),
        ("r", "R?", "C", 1, 0.2, "On C."),
        ("q", "Q?", "C", 1, 1 / 6, "On C."),
    ]
    nobody = classroom.wrong_options(work_of("q", [1] * 5), questions, options)
    assert nobody.attrs["why"] == "Nobody chose a wrong option at the first check."
    assert "Fewer than 5" in classroom.wrong_options(work_of("q", [2] * 4), questions, options).attrs["why"]


def test_hypotheses_of_the_class():
    options = options_of("q", ("H1", "hypothesis"), ("H2", "hypothesis"), ("E3", "evidence"), ("E4", "evidence"))
    values = [{"cells": {"3": {"1": "C", "2": "N", "0": "I"}}, "own": "mine", "mind": ""}] * 2
    values += [{"cells": {"3": {"1": "I", "2": "N"}, "4": {"1": "X", "2": ["C"]}}}] * 2
    values += [{"cells": {"4": {"2": "C"}}}]
    table = classroom.hypotheses(work_of("q", [*JUNK, *values]), "q", options)
    assert list(table.drop(columns="spread").itertuples(index=False, name=None)) == [
        ("H1", "E3", 2, 2, 0, 1),
        ("H1", "E4", 0, 0, 0, 5),
        ("H2", "E3", 0, 0, 4, 1),
        ("H2", "E4", 1, 0, 0, 4),
    ]
    assert list(table["spread"].fillna(-1)) == [1, -1, 0, 0]
    assert "Fewer than 5" in classroom.hypotheses(work_of("q", values[:4]), "q", options).attrs["why"]


def test_before_and_after():
    options = pd.concat(
        [options_of("guess", ("few", ""), ("many", "")), options_of("again", ("few", "right"), ("many", "wrong"))]
    )
    guesses = work_of("guess", [2, 2, 2, 1, 1, 1, "junk"], firsts=[None, 2, 2, 1, 1, 1, None])
    later = work_of("again", [1, 1, 1, 1, 1], firsts=[1, 2, 1, 1, None])
    table = classroom.before_after(pd.concat([guesses, later]), "guess", "again", options)
    assert table.to_dict("index") == {"few": {"few": 2, "many": 0}, "many": {"few": 2, "many": 1}}
    few = classroom.before_after(pd.concat([guesses, later[:4]]), "guess", "again", options)
    assert few.empty
    assert "Fewer than 5" in few.attrs["why"]


def test_texts_come_as_they_were_written():
    table = classroom.texts(work_of("q", ["<b>да</b>\n", "", "  ", None, ["x"], "=1"]), "q")
    assert list(table.itertuples(index=False, name=None)) == [("learner 0", "<b>да</b>\n"), ("learner 5", "=1")]


def test_one_of_several_texts():
    work = work_of("q", [{"1": "first", "2": True, "mind": "x"}, {"1": " "}, ["1"], "1", {"1": ["x"]}, {"1": "last"}])
    assert list(classroom.texts(work, "q", 1).itertuples(index=False, name=None)) == [
        ("learner 0", "first"),
        ("learner 5", "last"),
    ]
    assert list(classroom.texts(work, "q", "mind")["text"]) == ["x"]


# Export

FORMULAS = {
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-1": "'-1",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t'=1",
    "\tx": "'\tx",
    "\rx": "'\rx",
    "\nx": "'\nx",
    "  \nx": "'  \nx",
    "  =1": "'  =1",
    "\ufeff=1": "'\ufeff=1",
    "\u200b\u2060\xa0=1": "'\u200b\u2060\xa0=1",
    "\0=1": "'\0=1",
    "＝1": "'＝1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠x": "'＠x",
    "a;=1": "a;'=1",
    "a\n=1": "a\n'=1",
    "a": "a",
    "": "",
    "a=1": "a=1",
    "3-4; 5": "3-4; 5",
    'say "no", twice': 'say "no", twice',
}


def test_csv_takes_no_cell_for_a_formula(tmp_path):
    frame = pd.DataFrame({"=head": list(FORMULAS), "number": range(-3, len(FORMULAS) - 3)})
    classroom.to_csv(frame, tmp_path / "table.csv")
    with open(tmp_path / "table.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["'=head", "number"]
    assert [row[0] for row in rows[1:]] == list(FORMULAS.values())
    assert [row[1] for row in rows[1:4]] == ["-3", "-2", "-1"]


def test_csv_is_marked_as_utf8_and_text_is_quoted(tmp_path):
    frame = pd.DataFrame({"alias": ["Zoë", None], "share": [0.5, None], "answer": [{"1": "=да"}, [1]]}).set_index(
        "alias"
    )
    classroom.to_csv(frame, tmp_path / "table.csv")
    data = (tmp_path / "table.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines() == [
        '"alias","share","answer"',
        '"Zoë",0.5,"{""1"": ""=да""}"',
        '"","","[1]"',
    ]


def test_csv_of_long_texts_takes_no_time(tmp_path):
    frame = pd.DataFrame({"text": ["\n" * 20_000, " " * 20_000, "; " * 10_000]})
    start = time.process_time()
    classroom.to_csv(frame, tmp_path / "table.csv")
    assert time.process_time() - start < 1
