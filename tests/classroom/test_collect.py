"""Files of a folder and of archives that others filled: read in place, capped, and named."""

import json
import os
import random
import tracemalloc
import zipfile

import pytest

from helpers.classroom import collect
from helpers.classroom.hand_ins import load_class
from tests.work.parts import GOOD, hand_in

from .parts import refused, write


def test_names_of_files_are_fit_to_be_shown(folder):
    for name in ("line\nbreak.txt", "\x1b[31mred.txt", "a" * 240 + ".txt", os.fsdecode(b"latin-\xe9.txt")):
        (folder / name).write_text("")
    shown = set(refused(load_class(folder)))
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
    found = load_class(folder)
    assert set(found.work["alias"]) == {"Zip", "Outside", "Absolute", "Windows", "Long name"}
    assert {name.removeprefix("class.zip: "): why.split(":")[0] for name, why in refused(found).items()} == {
        "bomb.json": "It is larger than 256 KB.",
        "bad.json": "It is no JSON",
        "inner.zip": "There are no files in it.",
        "lzma.json": "It is packed in a way that is not read here.",
    }
    assert sorted(tmp_path.rglob("*")) == sorted([*before, folder / "class.zip"])


def test_a_bomb_in_an_archive_is_not_let_off(folder):
    with zipfile.ZipFile(folder / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.json", b" " * 50_000_000)
    (folder / "bomb.json").write_bytes(b" " * 50_000_000)
    tracemalloc.start()
    found = load_class(folder)
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
    found = load_class(folder)
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
    assert "Kim" in set(load_class(folder).work["alias"])


def test_archives_have_caps(folder, monkeypatch):
    monkeypatch.setattr(collect, "MEMBERS", 8)
    monkeypatch.setattr(collect, "ARCHIVE", 3000)
    write(folder, "good.json", GOOD)
    for name, members in {"a-empty.zip": 0, "b-three.zip": 3, "c-four.zip": 4}.items():
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(members):
                archive.writestr(f"{number}.json", json.dumps(hand_in(f"{number} of {name}")))
    (folder / "large.zip").write_bytes(b"\0" * 3001)
    found = load_class(folder)
    assert set(found.work["alias"]) == {"Kim", "0 of b-three.zip", "1 of b-three.zip", "2 of b-three.zip"}
    assert refused(found) == {
        "a-empty.zip": "There are no files in it.",
        "c-four.zip": "With its files (4) there are more than 8: they are not read.",
        "large.zip": "It is larger than 0 MB.",
    }
