"""Which folder work is kept in, and whose it is."""

import errno
import json
import os
import re
import subprocess
import sys

import pytest

from helpers import work
from helpers.work import place, safe_file
from helpers.work.place import chosen, lineage, loaded, next_hand_in
from tests.conftest import ROOT

from .parts import names, state


@pytest.fixture
def banned(monkeypatch):
    """A list of folders that cannot be written."""
    folders, write = [], safe_file.write

    def ask(path, *rest):
        if path.parent in folders:
            raise PermissionError(13, "Permission denied")
        write(path, *rest)

    monkeypatch.setattr(safe_file, "write", ask)
    return folders


def test_the_usual_folder_is_taken_where_it_can_be_written(tmp_path):
    assert chosen(tmp_path / "my_work", tmp_path / "home") == tmp_path / "my_work"
    assert names(tmp_path / "my_work") == []
    assert not (tmp_path / "home").exists()


def test_a_folder_that_cannot_be_written_gives_way_to_one_at_home(tmp_path, banned):
    banned.append(tmp_path / "my_work")
    assert chosen(tmp_path / "my_work", tmp_path / "home") == tmp_path / "home"
    banned.append(tmp_path / "home")
    assert chosen(tmp_path / "my_work", tmp_path / "home") == tmp_path / "my_work"


def test_work_at_home_is_found_again_when_the_usual_folder_can_be_written_later(tmp_path):
    work.save("08-own", state("at home"), 0, tmp_path / "home")
    assert chosen(tmp_path / "my_work", tmp_path / "home") == tmp_path / "home"
    work.save("08-own", state("here"), 0, tmp_path / "my_work")
    assert chosen(tmp_path / "my_work", tmp_path / "home") == tmp_path / "my_work"


def test_trouble_that_is_no_ban_is_told_where_it_is(tmp_path):
    (tmp_path / "my_work").write_text("a file where the folder should be")
    assert chosen(tmp_path / "my_work", tmp_path / "home") == tmp_path / "my_work"


READ_ONLY = """
import errno, os, sys
from pathlib import Path
from helpers.work import place, safe_file
place.USUAL, write = Path(sys.argv[1]), safe_file.write
def read_only(path, *rest):
    if place.USUAL in path.parents:
        raise OSError(errno.EROFS, "Read-only file system")
    write(path, *rest)
safe_file.write = read_only
from helpers import activities, work
print(work.folder(), work.is_elsewhere(), work.save("08-own", {"answer": 1, "first": None, "tries": 0}, 0).revision)
print(activities.progress("01_the_article").data.count("in your home"))
"""


def test_in_a_clone_that_cannot_be_written_work_is_kept_at_home_and_that_is_told(tmp_path):
    own = {name: value for name, value in os.environ.items() if name != "READING_WORK"}
    own |= {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PYTHONPATH": "."}
    command = [sys.executable, "-c", READ_ONLY, str(tmp_path / "clone" / "my_work")]
    said = subprocess.run(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, check=True)
    assert said.stdout.decode().split() == [str(tmp_path / place.AT_HOME), "True", "1", "1"]


def test_a_folder_gets_a_random_id_and_counts_its_hand_ins(tmp_path):
    first = next_hand_in(tmp_path)
    assert len(first.folders) == 1
    assert (len(first.folders[0]), first.number) == (16, 1)
    assert next_hand_in(tmp_path) == place.Lineage(first.folders, 2)
    assert lineage(tmp_path) == place.Lineage(first.folders, 2)
    (tmp_path / "other").mkdir()
    assert next_hand_in(tmp_path / "other").folders != first.folders
    assert next_hand_in(tmp_path / "not there") is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"folders": "x"}', '{"folders": ["../x"], "number": 1}', '{"folders": []}']
)
def test_a_damaged_note_of_the_folder_is_made_anew(tmp_path, text):
    (tmp_path / place.LINEAGE).write_text(text)
    assert next_hand_in(tmp_path).number == 1


def test_what_was_loaded_is_of_the_same_work_from_then_on(tmp_path):
    own = next_hand_in(tmp_path).folders[0]
    for number in range(30):
        loaded(tmp_path, (f"{number:016x}",), 7)
    known = lineage(tmp_path)
    assert (known.folders[0], known.folders[1], known.number) == (own, f"{29:016x}", 7)
    assert len(known.folders) == place.MOST_FOLDERS
    work.save("08-own", state(1), 0, tmp_path)
    told = work.read_hand_in(work.hand_in("Kim", tmp_path))
    assert (told.folders, told.number) == (known.folders, 8)
    assert json.loads((tmp_path / place.LINEAGE).read_text())["number"] == 8


HOSTILE = ['{"number": Infinity}', '{"number": 1e999, "folders": 7}', "[" * 9999, '{"a":' * 2000, '"x"', "null"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_note_of_the_folder_stops_no_hand_in(tmp_path, text):
    work.save("08-own", state(1), 0, tmp_path)
    (tmp_path / place.LINEAGE).write_text(text)
    told = work.read_hand_in(work.hand_in("Kim", tmp_path))
    assert (len(told.folders), told.number) == (1, 1)


def test_the_id_of_a_folder_outlives_a_number_that_is_odd_and_a_crash_in_place(tmp_path):
    own = next_hand_in(tmp_path).folders
    (tmp_path / place.LINEAGE).write_text(json.dumps({"folders": [*own, "odd", 7], "number": "x"}))
    assert lineage(tmp_path) == place.Lineage(own, 0)
    (tmp_path / place.LINEAGE).rename(safe_file.backup(tmp_path / place.LINEAGE))
    (tmp_path / place.LINEAGE).write_text('{"fold')
    assert next_hand_in(tmp_path) == place.Lineage(own, 1)


def test_a_note_that_cannot_be_read_now_is_not_made_anew(tmp_path, monkeypatch):
    work.save("08-own", state(1), 0, tmp_path)
    own = next_hand_in(tmp_path)
    read = safe_file.read

    def fail(path, *rest):
        if path.name == place.LINEAGE:
            raise OSError(5, "Input/output error")
        return read(path, *rest)

    monkeypatch.setattr(safe_file, "read", fail)
    assert work.read_hand_in(work.hand_in("Kim", tmp_path)).folders == ()
    monkeypatch.undo()
    assert lineage(tmp_path) == own


def test_a_note_keeps_alias_and_route_beside_the_ids_and_what_is_odd_counts_as_none(tmp_path):
    own = next_hand_in(tmp_path)
    work.note(tmp_path, alias=" Maple 47 ")
    work.note(tmp_path, route="says")
    assert lineage(tmp_path) == place.Lineage(own.folders, 1, "Maple 47", "says")
    loaded(tmp_path, ("0" * 16,), 5)
    assert next_hand_in(tmp_path) == place.Lineage((*own.folders, "0" * 16), 6, "Maple 47", "says")
    work.note(tmp_path, route="../x")
    assert lineage(tmp_path).route == "says"
    told = {"folders": own.folders, "alias": "\u202e", "route": "../x"}
    (tmp_path / place.LINEAGE).write_text(json.dumps(told))
    assert lineage(tmp_path) == place.Lineage(own.folders)


def test_work_that_is_put_aside_stays_whole_beside_the_new(tmp_path):
    folder = tmp_path / "my_work"
    work.save("08-own", state(1), 0, folder)
    aside = work.archive(folder)
    assert re.fullmatch(r"my_work_until_\d{4}-\d\d-\d\d_\d{6}", aside.name)
    assert work.load("08-own", aside)[0].state == state(1)
    assert not folder.exists()
    assert work.archive(folder) is None


def test_where_nothing_can_be_made_beside_it_work_is_put_aside_within(tmp_path, monkeypatch):
    folder = tmp_path / "my_work"
    work.save("08-own", state(1), 0, folder)
    rename = type(folder).rename

    def refuse(self, target):
        if self == folder:
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(type(folder), "rename", refuse)
    aside = work.archive(folder)
    assert (aside.parent, work.load("08-own", folder)[0]) == (folder, None)
    assert work.load("08-own", aside)[0].state == state(1)
