"""Who is who: learners of one name are kept apart, and of each learner the newest hand-in counts."""

import random
from itertools import permutations

import pytest

from helpers.classroom import pictures, tables
from helpers.classroom.hand_ins import Class, load_class
from tests.work.parts import hand_in

from .parts import write

A, B, C = "3f2a" + "a" * 12, "77b1" + "b" * 12, "c0de" + "c" * 12
EARLY, LATE = "2026-11-25T10:00:00+00:00", "2026-11-25T12:00:00+00:00"


def given(number=0, folders=(), alias="Kim", made=EARLY, words="words"):
    """A hand-in; an old one if it has no folders."""
    old = hand_in(alias, made, q01_own=words)
    return old | {"format": 2, "number": number, "folders": list(folders)} if folders else old


def read(folder, **files) -> Class:
    for name, value in files.items():
        write(folder, f"{name}.json", value)
    return load_class(folder)


def answers(found: Class) -> dict[str, str]:
    return dict(zip(found.work["alias"], found.work["answer"], strict=True))


def reasons(found: Class) -> dict[str, str]:
    return dict(zip(found.replaced["file"], found.replaced["why"], strict=True))


def test_two_learners_of_one_name_are_both_kept_and_told_apart(folder):
    found = read(folder, a=given(1, [A], words="one"), b=given(1, [B], "KIM", LATE, "other"), c=given(1, [C], "Lee"))
    assert answers(found) == {"Kim (3f2a)": "one", "KIM (77b1)": "other", "Lee": "words"}
    assert set(tables.numbers(found)) == set(answers(found))
    assert found.replaced.empty
    assert sorted(found.same_name) == ["KIM (77b1)", "Kim (3f2a)"]


def test_one_folder_with_two_names_is_two_learners(folder):
    assert answers(read(folder, a=given(1, [A]), b=given(2, [A], "Lee"))).keys() == {"Kim", "Lee"}


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_a_learner_is_known_by_way_of_a_third_file_in_any_order(folder, order):
    files = [given(1, [A], words="1"), given(3, [B, A], words="3"), given(2, [B], made=LATE, words="2")]
    found = read(folder, **dict(zip(order, files, strict=True)))
    assert answers(found) == {"Kim": "3"}
    assert len(found.replaced) == 2


def test_the_higher_number_is_newer_whatever_the_clock_says(folder):
    found = read(
        folder, a=given(2, [A], words="newer"), b=given(1, [A], made=LATE), c=given(2, [A], made="2026-11-24T10:00Z")
    )
    assert answers(found) == {"Kim": "newer"}
    assert reasons(found) == {
        "b.json": "There is a newer hand-in of this learner: a.json, number 2; this one is number 1.",
        "c.json": "There is a newer hand-in of this learner: a.json, made 2026-11-25 10:00 UTC.",
    }


def test_the_same_file_twice_is_not_called_newer(folder):
    same = "There is another hand-in of this learner, of the same number and date: a.json."
    assert reasons(read(folder, b=given(1, [A]), a=given(1, [A]))) == {"b.json": same}


def test_old_files_belong_to_the_only_learner_of_their_name(folder):
    found = read(folder, a=given(made=LATE), b=given(1, [A], words="newer"), c=given(made=EARLY))
    assert answers(found) == {"Kim": "newer"}
    why = "There is a newer hand-in of this learner: b.json, number 1; this one has none."
    assert reasons(found) == {"a.json": why, "c.json": why}


def test_old_files_beside_two_learners_are_a_third(folder):
    found = read(folder, a=given(words="old", made=LATE), b=given(1, [A]), c=given(1, [B]), d=given(words="older"))
    assert answers(found) == {"Kim (no id)": "old", "Kim (3f2a)": "words", "Kim (77b1)": "words"}
    why = "There is a newer hand-in of this learner: a.json, made 2026-11-25 12:00 UTC."
    assert found.replaced.to_numpy().tolist() == [["d.json", "Kim (no id)", why]]


def test_ids_that_begin_alike_are_shown_further(folder):
    found = read(folder, a=given(1, ["3f2a0" + A[5:]]), b=given(1, ["3f2a1" + A[5:]]))
    assert answers(found).keys() == {"Kim (3f2a0)", "Kim (3f2a1)"}


def test_nobody_can_call_itself_as_another_is_shown(folder):
    found = read(
        folder,
        a=given(1, [A], words="a"),
        b=given(1, [B], words="b"),
        c=given(1, [C], "kim (3f2a)", words="c"),
        d=given(alias="Kim (3f2a) (C0DE)", words="d"),
    )
    assert answers(found) == {
        "Kim (3f2a)": "a",
        "Kim (77b1)": "b",
        "kim (3f2a) (c0de)": "c",
        "Kim (3f2a) (C0DE) (no id)": "d",
    }


@pytest.mark.parametrize("seed", range(30))
def test_the_order_of_reading_changes_nothing(folder, seed):
    chance = random.Random(seed)
    ids = [f"{number:016x}" for number in range(8)]
    numbers = chance.sample(range(1, 13), 12)
    files = [
        given(number, chance.sample(ids, chance.randint(0, 2)), made=f"2026-11-25T{9 + n:02}:00Z", words=str(n))
        for n, number in enumerate(numbers, start=1)
    ]
    found = []
    for order in (files, chance.sample(files, len(files))):
        found.append(answers(read(folder, **{f"f{n:02}": file for n, file in enumerate(order)})))
    assert found[0] == found[1]


def test_the_board_says_how_many_have_the_same_name_and_when_opened_who(folder):
    found = read(folder, a=given(1, [A], "<b>Kim"), b=given(1, [B], "<b>Kim"), c=given(1, [C], "Lee"))
    page = str(pictures.summary(found))
    assert "<b>3 learners.</b>" in page
    told = "2 learners have the name of somebody else and are told apart by the start of the id of their work"
    assert f"<details><summary>{told}, in brackets</summary>" in page
    assert "<li>&lt;b&gt;Kim (3f2a)</li><li>&lt;b&gt;Kim (77b1)</li>" in page
