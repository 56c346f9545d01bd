"""A class at work: what is read of the learners' folders, and what the teacher sees of it."""

import asyncio
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from helpers import classroom, lesson, lite, questions, work
from helpers.classroom import ClassroomError, files, folders, grid
from helpers.classroom.folders import BEGUN, DONE, NOT_STARTED, STUCK, TRIED, UNKNOWN, Look, look
from tests.conftest import ROOT
from tests.make_class import make_folders, make_state
from tests.work.parts import state


def run(awaited: Coroutine[Any, Any, Any]) -> None:
    """Run in a loop in a thread of its own: where a browser was tested before, one runs in this thread."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, awaited).result()


ASKED = ("01-guess", "01-date", "01-own")
RIGHT = next(o.number for o in questions.get("01-date").options if o.answer == "right")
WRONG = next(o.number for o in questions.get("01-date").options if o.answer == "wrong")


def save(place: Path, id: str = "01-date", answer: Any = WRONG, tries: int = 0) -> None:
    """Keep an answer as a learner's kernel does, over what is there."""
    record, _ = work.load(id, place)
    work.save(id, state(answer, answer if tries else None, tries), record.revision if record else 0, place)


def states(seen: Look) -> dict[str, list[str]]:
    """Each name to its states."""
    return {learner.name: [learner.state(id) for id in ASKED] for learner in seen.learners}


@pytest.mark.parametrize(
    ("id", "answer", "tries", "expected"),
    [
        ("01-date", WRONG, 0, BEGUN),
        ("01-date", RIGHT, 0, BEGUN),
        ("01-date", RIGHT, 1, DONE),
        ("01-date", RIGHT, 5, DONE),
        ("01-date", WRONG, 1, TRIED),
        ("01-date", WRONG, 2, TRIED),
        ("01-date", WRONG, 3, STUCK),
        ("01-date", None, 0, NOT_STARTED),
        ("01-date", None, 1, TRIED),
        ("01-guess", 1, 0, BEGUN),
        ("01-guess", 1, 1, DONE),
        ("01-guess", 1, 4, DONE),
        ("01-own", "words", 0, BEGUN),
        ("01-own", " \n", 0, NOT_STARTED),
        ("01-own", "words", 1, DONE),
        ("01-who", {"1": "x"}, 1, UNKNOWN),
    ],
)
def test_a_question_is_done_tried_stuck_begun_or_not_started(tmp_path, id, answer, tries, expected):
    save(tmp_path / "anna", id, answer, tries)
    (learner,) = look(tmp_path, [id]).learners
    assert learner.state(id) == expected


def test_every_question_can_be_looked_at(tmp_path):
    every = list(questions.every())
    chance = random.Random(7)
    for id in every:
        work.save(id, make_state(questions.get(id), chance), 0, tmp_path / "anna")
    (learner,) = look(tmp_path, every).learners
    assert {learner.state(id) for id in every} == {DONE, TRIED, STUCK, BEGUN}


def test_folders_of_work_are_found_below_the_chosen_one_and_called_after_the_learner(tmp_path):
    save(tmp_path / "anna" / "reading" / "my_work")
    save(tmp_path / "bo" / work.place.AT_HOME)
    save(tmp_path / "chidi")
    save(tmp_path / "dewi" / "a" / "b" / "c")  # too deep
    save(tmp_path / ".hidden")
    (tmp_path / "emre").mkdir()
    assert sorted(states(look(tmp_path, ASKED))) == ["anna", "bo", "chidi"]


def test_a_folder_of_work_may_be_chosen_itself(tmp_path):
    save(tmp_path / "anna")
    assert states(look(tmp_path / "anna", ASKED)) == {"anna": [NOT_STARTED, BEGUN, NOT_STARTED]}


def test_work_that_was_put_aside_for_another_learner_is_left_out(tmp_path):
    save(tmp_path / "anna" / "my_work", tries=1)
    work.archive(tmp_path / "anna" / "my_work")
    save(tmp_path / "anna" / "my_work", answer=RIGHT, tries=1)
    assert states(look(tmp_path, ASKED)) == {"anna": [NOT_STARTED, DONE, NOT_STARTED]}


def test_ones_own_folder_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setenv("READING_WORK", str(tmp_path / "teacher"))
    save(tmp_path / "teacher")
    save(tmp_path / "anna")
    assert list(states(look(tmp_path, ASKED))) == ["anna"]


def test_work_on_another_article_is_none_on_this_one(tmp_path):
    save(tmp_path / "anna")
    save(tmp_path / f"anna_{json.loads((ROOT / 'data/another_article/datapackage.json').read_text())['name']}")
    assert list(states(look(tmp_path, ASKED))) == ["anna"]


def test_an_alias_is_shown_and_two_of_one_name_are_told_apart_by_their_folders(tmp_path):
    for name, alias in [("pc-1", "Max"), ("pc-2", "max"), ("pc-3", "Kim"), ("pc-4", "\u202eKim"), ("pc-5", ["Kim"])]:
        save(tmp_path / name)
        (tmp_path / name / "folder.json").write_text(json.dumps({"alias": alias}), encoding="utf-8")
    assert sorted(states(look(tmp_path, ASKED))) == ["Kim", "Max (pc-1)", "max (pc-2)", "pc-4", "pc-5"]


def test_two_folders_of_one_learner_are_two_rows(tmp_path):
    save(tmp_path / "anna" / "my_work")
    save(tmp_path / "anna" / "old" / "my_work")
    assert sorted(states(look(tmp_path, ASKED))) == ["anna (anna/my_work)", "anna (anna/old/my_work)"]


def test_what_changed_shows_and_only_that_is_read_again(tmp_path, monkeypatch):
    for name in ("anna", "bo"):
        save(tmp_path / name)
        save(tmp_path / name, "01-own", "words", 1)
    before = look(tmp_path, ASKED)
    read = []
    monkeypatch.setattr(folders, "_bytes", lambda path, most: read.append(path) or path.read_bytes())
    assert states(look(tmp_path, ASKED, before)) == states(before)
    assert read == []
    save(tmp_path / "bo", answer=RIGHT, tries=1)
    after = look(tmp_path, ASKED, before)
    assert states(after) == {"anna": [NOT_STARTED, BEGUN, DONE], "bo": [NOT_STARTED, DONE, DONE]}
    assert read == [tmp_path / "bo" / "01-date.json"]


def test_the_newest_change_is_known_and_who_has_been_silent(tmp_path):
    for name in ("anna", "bo"):
        save(tmp_path / name)
    for path in (tmp_path / "anna" / "01-date.json", tmp_path / "anna"):
        os.utime(path, (1e9, 1e9))
    before = look(tmp_path, ASKED)
    told = {learner.name: learner for learner in before.learners}
    assert (told["anna"].changed, told["anna"].newest) == (1e9, (1e9, "01-date"))
    save(tmp_path / "anna", "01-own", "words")
    told = {learner.name: learner for learner in look(tmp_path, ASKED, before).learners}
    assert told["anna"].newest[1] == "01-own"
    assert told["anna"].changed >= told["bo"].changed


def test_work_on_questions_that_are_not_followed_is_no_silence(tmp_path):
    save(tmp_path / "anna")
    for path in (tmp_path / "anna" / "01-date.json", tmp_path / "anna"):
        os.utime(path, (1e9, 1e9))
    before = look(tmp_path, ASKED)
    save(tmp_path / "anna", "04-own", "words")
    (learner,) = look(tmp_path, ASKED, before).learners
    assert learner.changed > 1e9
    assert learner.newest == (1e9, "01-date")


def test_numbers_stay_when_learners_come_and_go(tmp_path):
    for name in ("b", "d", "f"):
        save(tmp_path / name)
    before = look(tmp_path, ASKED)
    shutil.rmtree(tmp_path / "d")
    for name in ("a", "c", "e"):
        save(tmp_path / name)
    after = look(tmp_path, ASKED, before)
    numbers = {learner.name: learner.number for learner in after.learners}
    assert all(numbers[learner.name] == learner.number for learner in before.learners)
    assert sorted(numbers.values()) == [1, 2, 3, 4, 5, 6]
    assert [learner.name for learner in after.learners if not learner.is_there] == ["d"]
    assert states(after)["d"] == states(before)["d"]


def test_another_lesson_is_read_when_it_is_chosen_also_of_who_is_gone(tmp_path):
    for name in ("anna", "bo"):
        save(tmp_path / name)
    before = look(tmp_path, ("01-own",))
    assert before.learners[0].newest is None
    shutil.rmtree(tmp_path / "bo")
    after = look(tmp_path, ASKED, before)
    assert states(after) == {"anna": [NOT_STARTED, BEGUN, NOT_STARTED], "bo": [UNKNOWN, UNKNOWN, NOT_STARTED]}


def strangers(place: Path) -> None:
    """What must not harm in place of 01-date.json: each in a folder of work of its own."""
    contents = {
        "empty": b"",
        "half": b'{"format": 1, "activity": "01-da',
        "deep": b"[" * 100_000,
        "number": b"9" * 300_000,
        "latin": "é".encode("latin-1"),
        "other": b'{"format": 1, "activity": "01-own"}',
        "newer": b'{"format": 99, "activity": "01-date"}',
        "list": b"[1, 2]",
        "null": b"null",
    }
    for name, content in contents.items():
        (place / name).mkdir()
        (place / name / "01-date.json").write_bytes(content)
        (place / name / "folder.json").write_bytes(content)
    (place / "folder" / "01-date.json").mkdir(parents=True)
    (place / "folder" / "folder.json").write_text('{"alias": 7}')


def test_damaged_and_half_written_files_are_not_known_yet(tmp_path):
    strangers(tmp_path)
    names = {path.name for path in tmp_path.iterdir()} - {"folder"}
    expected = {name: [NOT_STARTED, UNKNOWN, NOT_STARTED] for name in names}
    assert states(look(tmp_path, ASKED)) == expected | {"folder": [NOT_STARTED] * 3}


def test_what_was_known_stays_while_a_file_is_half_written(tmp_path):
    save(tmp_path / "anna", answer=RIGHT, tries=1)
    before = look(tmp_path, ASKED)
    path = tmp_path / "anna" / "01-date.json"
    whole = path.read_bytes()
    path.write_bytes(whole[:30])
    between = look(tmp_path, ASKED, before)
    assert states(between) == states(before)
    path.write_bytes(whole.replace(b'"tries": 1', b'"tries": 0'))
    assert states(look(tmp_path, ASKED, between))["anna"] == [NOT_STARTED, BEGUN, NOT_STARTED]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are of POSIX")
def test_links_pipes_and_sockets_are_not_followed_and_hold_nobody_up(tmp_path):
    save(tmp_path / "class" / "anna", answer=RIGHT, tries=1)
    (tmp_path / "class" / "linked").symlink_to(tmp_path / "class" / "anna")
    (tmp_path / "class" / "circle").symlink_to(tmp_path / "class")
    strange = tmp_path / "class" / "bo"
    save(strange, "01-own", "words")
    (strange / "01-date.json").symlink_to(tmp_path / "class" / "anna" / "01-date.json")
    os.mkfifo(strange / "01-guess.json")
    (strange / "folder.json").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(strange / "socket.json"))
    assert states(look(tmp_path / "class", ASKED)) == {
        "anna": [NOT_STARTED, DONE, NOT_STARTED],
        "bo": [UNKNOWN, UNKNOWN, BEGUN],
    }


@pytest.mark.parametrize("what", ["scandir", "lstat", "open"])
def test_folders_and_files_that_vanish_during_a_look_do_no_harm(tmp_path, monkeypatch, what):
    for name in ("anna", "bo"):
        save(tmp_path / name)
    before = look(tmp_path, ASKED)
    save(tmp_path / "anna", answer=RIGHT, tries=1)
    real = getattr(os, what)

    def vanished(path, *more, **named):
        if "anna" in os.fspath(path):
            raise FileNotFoundError(2, "gone", path)
        return real(path, *more, **named)

    monkeypatch.setattr(os, what, vanished)
    assert states(look(tmp_path, ASKED, before)) == states(before)


def test_what_cannot_be_opened_is_counted(tmp_path, monkeypatch):
    for name in ("anna", "bo"):
        save(tmp_path / name)
    real = os.scandir

    def refused(path):
        if os.fspath(path).endswith("bo"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)
    seen = look(tmp_path, ASKED)
    assert (list(states(seen)), seen.shut) == (["anna"], 1)
    assert "1 folder cannot be opened." in grid.summary(seen, ASKED, True, time.time())


def test_there_is_an_end_to_what_is_looked_at(tmp_path, monkeypatch):
    for number in range(6):
        save(tmp_path / str(number))
    monkeypatch.setattr(folders, "MOST", 4)
    seen = look(tmp_path, ASKED)
    assert (len(seen.learners), seen.is_cut) == (4, True)
    monkeypatch.setattr(folders, "MOST_OPENED", 3)
    seen = look(tmp_path, ASKED)
    assert (len(seen.learners), seen.is_cut) == (2, True)
    assert "choose one further down" in grid.summary(seen, ASKED, True, time.time())


@pytest.mark.parametrize("wrong", ["none", "file", "a\0b"])
def test_a_bad_path_is_one_sentence(tmp_path, wrong):
    (tmp_path / "file").write_text("")
    with pytest.raises(ClassroomError, match=r"cannot be opened as a folder: .*\. Choose another one\.$"):
        look(tmp_path / wrong, ASKED)


def test_nothing_of_a_learner_is_changed_by_looking(tmp_path):
    make_folders(5, tmp_path, ASKED)
    strangers(tmp_path)
    (tmp_path / "half" / ".01-date.lock").write_text("0123456789abcdef")

    def all_of_it():
        return {
            path: (found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode)
            for path in tmp_path.rglob("*")
            for found in [path.lstat()]
        }

    before = all_of_it()
    seen = look(tmp_path, ASKED)
    look(tmp_path, ASKED, seen)
    assert all_of_it() == before


def test_names_are_hidden_until_they_are_asked_for_and_then_escaped(tmp_path):
    save(tmp_path / "pc-1")
    (tmp_path / "pc-1" / "folder.json").write_text('{"alias": "<img src=x onerror=alert(1)>"}')
    save(tmp_path / '"><b>bo', answer=WRONG, tries=3)
    seen = look(tmp_path, ASKED)
    for hidden in (True, False):
        shown = grid.grid(seen, ASKED, hidden, time.time()).data
        told = grid.summary(seen, ASKED, hidden, time.time())
        assert "<img" not in shown
        assert "<b>bo" not in shown
        assert ("&lt;img" in shown, "&lt;b&gt;bo" in shown) == (not hidden, not hidden)
        assert ("img" in told or "bo" in told) == (not hidden)


def test_the_grid_tells_each_state_by_sign_word_and_look_and_adds_up_what_is_done_and_what_is_not_right(tmp_path):
    save(tmp_path / "anna", answer=RIGHT, tries=1)
    save(tmp_path / "anna", "01-own", "words", 1)
    save(tmp_path / "bo", answer=RIGHT, tries=2)
    save(tmp_path / "chidi", answer=WRONG, tries=3)
    save(tmp_path / "dewi", answer=WRONG, tries=1)
    save(tmp_path / "emre", answer=RIGHT)
    seen = look(tmp_path, ASKED)
    shown = grid.grid(seen, ASKED, False, time.time()).data
    assert (
        '<td class="is-done" title="done"><span aria-hidden="true">✓</span><span class="word">done</span></td>' in shown
    )
    assert '<td class="is-stuck" title="stuck"><span aria-hidden="true">!</span>' in shown
    assert '<td class="is-tried" title="tried"><span aria-hidden="true">✗</span>' in shown
    assert '<td class="is-begun" title="begun"><span aria-hidden="true">◔</span>' in shown
    assert '<tfoot><tr><th scope="row">done</th><td>0</td><td>2</td><td>1</td><td></td></tr>' in shown
    assert '<th scope="row">tried<br>or stuck</th><td>0</td><td>2</td><td>0</td><td></td></tr></tfoot>' in shown
    (stuck,) = (learner for learner in seen.learners if learner.name == "chidi")
    assert grid.summary(seen, ASKED, False, time.time()).startswith(
        f"5 learners, 1 stuck, 0 silent. Stuck: {stuck.number} · chidi (01-date). Newest: "
    )


def test_names_stand_beside_the_numbers_and_no_row_moves(tmp_path):
    make_folders(12, tmp_path, ASKED[:1])
    seen = look(tmp_path, ASKED)
    names = [f'title="{learner.number} · {learner.name}"' for learner in seen.learners]
    numbers = [f'title="{number}"' for number in range(1, 13)]
    for hidden, expected in ((True, numbers), (False, names)):
        shown = grid.grid(seen, ASKED, hidden, time.time()).data
        assert re.findall(r'title="[0-9][^"]*"', shown) == expected


def test_the_summary_names_who_is_stuck_and_where_but_at_most_eight(tmp_path):
    for number in range(8):
        save(tmp_path / f"pc-{number}", tries=3)
    seen = look(tmp_path, ASKED)
    stuck = ", ".join(f"{number} (01-date)" for number in range(1, 9))
    assert f" Stuck: {stuck}. " in grid.summary(seen, ASKED, True, time.time())
    for number in (8, 9):
        save(tmp_path / f"pc-{number}", tries=3)
    seen = look(tmp_path, ASKED, seen)
    assert f" Stuck: {stuck} and 2 more. " in grid.summary(seen, ASKED, True, time.time())


def test_silence_shows_from_five_minutes_on_and_after_an_hour_a_learner_is_away(tmp_path):
    save(tmp_path / "anna")
    seen = look(tmp_path, ASKED)
    (learner,) = seen.learners
    shown = {
        minutes: "silent." in grid.summary(seen, ASKED, True, learner.changed + 60 * minutes).replace("0 silent.", "")
        for minutes in (0, 4.9, 5.1, 59.9, 60.1)
    }
    assert shown == {0: False, 4.9: False, 5.1: True, 59.9: True, 60.1: False}
    later = {minutes: grid.grid(seen, ASKED, True, learner.changed + 60 * minutes).data for minutes in (59.9, 60.1)}
    assert "<td>59</td>" in later[59.9]
    assert "<td>away</td>" in later[60.1]


def test_whoever_is_done_with_the_lesson_is_not_silent(tmp_path):
    save(tmp_path / "anna", answer=RIGHT, tries=1)
    seen = look(tmp_path, ASKED)
    later = time.time() + 600
    assert "1 silent." in grid.summary(seen, ASKED, True, later)
    assert "0 silent." in grid.summary(seen, ["01-date"], True, later)
    assert "<td>10</td>" not in grid.grid(seen, ["01-date"], True, later).data


@pytest.mark.parametrize(("n", "tables"), [(15, 1), (16, 2), (31, 2), (40, 2), (41, 3)])
def test_a_class_of_up_to_forty_stands_in_two_tables_with_one_row_of_each_sum(tmp_path, n, tables):
    make_folders(n, tmp_path, ASKED[:1])
    shown = grid.grid(look(tmp_path, ASKED), ASKED, True, time.time()).data
    assert (shown.count("<table>"), shown.count("<tfoot>"), shown.count("<tr>")) == (tables, 1, n + tables + 2)


def test_every_route_and_notebook_can_be_followed():
    choices = dict(grid.lessons())
    assert len(choices) == len(lesson.routes) + lesson.questions["notebook"].nunique()
    assert all(one.asked and set(one.asked) <= set(questions.every()) for one in choices.values())
    assert [one.route for one in choices.values() if one.route] == list(lesson.routes["id"])


def test_the_folder_of_the_class_is_offered_where_work_is_shared(tmp_path, monkeypatch):
    monkeypatch.setattr(grid, "USUAL", (str(tmp_path / "none"), str(tmp_path)))
    assert grid.usual_places() == [str(tmp_path)]
    (tmp_path / "class").mkdir()
    monkeypatch.setenv("READING_WORK", str(tmp_path / "class" / "teacher"))
    monkeypatch.setenv("READING_SHARED", "1")
    assert grid.usual_places() == [str(tmp_path / "class"), str(tmp_path)]


def test_where_nobody_works_it_says_that_files_may_come_in(tmp_path):
    assert "only files come in" in grid.grid(look(tmp_path, ASKED), ASKED, True, time.time()).data


def test_run_all_cells_leads_to_the_grid():
    cells = json.loads((ROOT / "notebooks" / "teacher" / "live.ipynb").read_text(encoding="utf-8"))["cells"]
    assert "".join(cells[-1]["source"]) == "classroom.live()"


def test_in_a_browser_it_says_that_only_files_come_in(monkeypatch):
    monkeypatch.setattr(lite, "here", lambda: True)
    assert "only files come in" in classroom.live().data


def followed(place: Path | str) -> grid.Grid:
    """A grid of some folder, which looked once."""
    made = grid.Grid()
    made.place.value = str(place)
    made.lesson.value = dict(grid.lessons())["Notebook: 01 the article"]
    run(made.look())
    return made


def test_it_says_how_many_have_not_typed_the_word_of_the_lesson(tmp_path):
    route = lesson.routes["id"].iloc[0]
    for name in ("anna", "bo", "chidi", "dewi"):
        save(tmp_path / name)
    work.place.note(tmp_path / "anna", alias="Maple 7", route=route)
    work.place.note(tmp_path / "bo", route="another")
    (tmp_path / "dewi" / "folder.json").write_text('{"alias": "Oak", "route": "<b>"}')
    made = followed(tmp_path)
    assert "not typed" not in made.told.value
    made.lesson.value = next(one for _, one in grid.lessons() if one.route == route)
    run(made.look())
    assert "3 have not typed the word of this lesson." in made.told.value
    assert {learner.name: learner.route for learner in made.seen.learners} == {
        "Maple 7": route,
        "bo": "another",
        "chidi": "",
        "Oak": "",
    }
    for name, told in (("bo", "3"), ("chidi", "2"), ("dewi", "1")):
        assert f"{told} ha" in made.told.value
        work.place.note(tmp_path / name, route=route)
        run(made.look())
    assert "not typed" not in made.told.value


def test_the_controls_hide_names_choose_a_lesson_and_freeze(tmp_path):
    save(tmp_path / "anna")
    made = followed(tmp_path)
    assert "anna" not in made.table.value + made.told.value
    made.names.value = True
    assert "anna" in made.table.value
    assert "01<br>date" in made.table.value
    save(tmp_path / "anna", "04-own", "words")
    made.lesson.value = dict(grid.lessons())["Notebook: 04 the expert views"]
    run(made.look())
    assert "04<br>own" in made.table.value
    made.frozen.value = True
    assert "Frozen: as it was at" in made.told.value
    assert "anna" in made.told.value
    made.names.value = False
    assert "anna" not in made.table.value + made.told.value


def test_the_clock_of_the_last_look_shows_and_stands_still_while_the_folder_is_away(tmp_path, monkeypatch):
    save(tmp_path / "class" / "anna")
    made = followed(tmp_path / "class")
    for clock, told in ((1e9, 1e9), (1e9 + 2, 1e9 + 2), (1e9 + 4, 1e9 + 2)):
        monkeypatch.setattr(time, "time", lambda clock=clock: clock)
        run(made.look())
        assert time.strftime("Seen at %H:%M:%S.", time.localtime(told)) in made.told.value
        if clock == 1e9 + 2:
            (tmp_path / "class").rename(tmp_path / "away")


def test_a_path_may_stand_in_quotes_or_begin_at_the_folder_of_the_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save(tmp_path / "class" / "anna")
    save(tmp_path / "project" / "class" / "bo")
    monkeypatch.setattr(files, "ROOT", tmp_path / "project")
    for typed, name in ((f'"{tmp_path / "class"}" ', "anna"), ("class", "bo"), ("'class'", "bo")):
        made = followed(typed)
        made.names.value = True
        assert f"1 · {name}" in made.table.value


def test_a_wrong_folder_is_told_in_the_grid_and_takes_away_what_was_seen_of_another(tmp_path):
    save(tmp_path / "anna")
    made = followed(tmp_path)
    assert made.table.value
    made.place.value = str(tmp_path / "none")
    run(made.look())
    assert "cannot be opened as a folder" in made.told.value
    assert made.table.value == ""
    made.place.value = " "
    run(made.look())
    assert "Name the folder" in made.told.value


def test_what_was_seen_stays_while_the_drive_is_away(tmp_path):
    save(tmp_path / "class" / "anna")
    made = followed(tmp_path / "class")
    shown = made.table.value
    (tmp_path / "class").rename(tmp_path / "away")
    run(made.look())
    assert "cannot be opened as a folder" in made.told.value
    assert made.table.value == shown


def test_it_follows_in_a_loop_until_it_is_frozen_or_closed_and_a_second_one_takes_over(tmp_path, monkeypatch):
    monkeypatch.setattr(grid, "EVERY", 0.01)
    monkeypatch.setattr(grid, "USUAL", (str(tmp_path),))
    monkeypatch.delenv("READING_SHARED", raising=False)
    save(tmp_path / "anna")

    async def until(holds):
        while not holds():
            await asyncio.sleep(0.01)

    async def lesson_of_one():
        first = classroom.live()
        made = grid._latest
        made.lesson.value = ASKED_IN_01
        await until(lambda: "stuck:" in made.table.value)
        save(tmp_path / "anna", answer=WRONG, tries=3)
        await until(lambda: "1 stuck" in made.told.value)
        made.frozen.value = True
        assert made._task is None
        made.frozen.value = False
        save(tmp_path / "anna", answer=RIGHT, tries=4)
        await until(lambda: "0 stuck" in made.told.value)
        task = made._task
        made.place.value, made.names.value = str(tmp_path / "anna"), True
        classroom.live()
        await until(task.done)
        assert first.comm is None
        last = grid._latest
        assert (last.place.value, last.lesson.value, last.names.value) == (str(tmp_path / "anna"), ASKED_IN_01, False)
        monkeypatch.setattr(grid, "HOURS", 0)
        last.follow()
        await until(lambda: last.frozen.value)
        monkeypatch.setattr(grid, "HOURS", 1)
        monkeypatch.setattr(grid, "look", lambda *given: 1 / 0)
        last.frozen.value = False
        task = last._task
        await until(lambda: last.frozen.value)
        assert isinstance(task.exception(), ZeroDivisionError)
        last.close()

    ASKED_IN_01 = dict(grid.lessons())["Notebook: 01 the article"]
    run(asyncio.wait_for(lesson_of_one(), 60))


WRITER = """
import random, sys
from pathlib import Path
from helpers import questions, work
from tests.make_class import make_state
from tests.classroom.test_live import ASKED
chance = random.Random(int(sys.argv[2]))
revisions = {}
for _ in range(40):
    place, id = Path(sys.argv[1]) / f"learner-{chance.randrange(10):03}-{sys.argv[2]}", chance.choice(ASKED)
    state = make_state(questions.get(id), chance)
    revisions[place, id] = work.save(id, state, revisions.get((place, id), 0), place).revision
"""


def test_writers_and_the_grid_do_not_disturb_each_other(tmp_path):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(seed)], cwd=ROOT, stderr=subprocess.PIPE)
        for seed in range(3)
    ]
    seen = None
    while any(writer.poll() is None for writer in writers):
        seen = look(tmp_path, ASKED, seen)
        told = [learner.state(id) for learner in seen.learners for id in ASKED]
        assert UNKNOWN not in told  # every save is whole or not there
        assert all(learner.is_there for learner in seen.learners)
    assert [writer.communicate()[1] for writer in writers] == [b""] * 3
    seen = look(tmp_path, ASKED, seen)
    assert len(seen.learners) > 20
    for learner in seen.learners:
        kept, problems = work.load_all(learner.path)
        assert problems == []
        expected = {id: folders.state_of(kept[id]) if id in kept else NOT_STARTED for id in ASKED}
        assert {id: learner.state(id) for id in ASKED} == expected
