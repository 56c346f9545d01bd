"""What learning platforms give a teacher, unpacked or not, dropped into the folder of hand-ins as it is."""

import codecs
import io
import json
import os
import random
import struct
import tracemalloc
import zipfile
import zlib
from functools import partialmethod

import pytest

from helpers.classroom import collect
from helpers.classroom.hand_ins import ClassroomError, load_class
from helpers.work import LIMIT
from tests.work.parts import hand_in

from .parts import refused, write

MOODLE = "Anna Kim_12345_assignsubmission_"
LAYOUTS = {
    "Moodle, with folders": {
        f"{MOODLE}file_/hand-in-Anna.json": "Anna",
        f"{MOODLE}onlinetext_/onlinetext.html": None,
        "Zoë Ö_12346_assignsubmission_file_/hand-in-Zoë.json": "Zoë",
    },
    "Moodle, flat": {
        f"{MOODLE}file_hand-in-Anna.json": "Anna",
        f"{MOODLE}onlinetext_onlinetext.html": None,
        "Zoë Ö_12346_assignsubmission_file_hand-in-Zoë.json": "Zoë",
    },
    "Teams": {
        "Submitted files/Anna Kim/Assignment 1/Version 1/hand-in.json": "Anna",
        "Submitted files/Anna Kim/Assignment 1/Version 2/hand-in.json": "Anna",
        "Submitted files/Zoë Ö/Assignment 1/Version 1/hand-in.json.txt": "Zoë",
    },
    "Google Classroom": {
        "Assignment 1 – Motives/Anna Kim - hand-in.json": "Anna",
        "Assignment 1 – Motives/Zoë Ö - hand-in (1).JSON": "Zoë",
    },
    "Canvas": {
        "kimanna_12345_67890_hand-in.json": "Anna",
        "özoë_LATE_12346_67891_hand-in-1.json": "Zoë",
    },
    "OneDrive": {
        "OneDrive_2026-11-25/Class 7b/Anna Kim/hand-in.json": "Anna",
        "OneDrive_2026-11-25/Class 7b/Zoë.json": "Zoë",
        "OneDrive_2026-11-25/desktop.ini": None,
        "OneDrive_2026-11-25/Class 7b/Thumbs.db": None,
    },
    "packed on a Mac": {
        "class/Anna/hand-in.json": "Anna",
        "class/Zoë/hand-in.json": "Zoë",
        "class/.DS_Store": None,
        "__MACOSX/class/Anna/._hand-in.json": None,
        "__MACOSX/class/readme.json": None,
        "class/.hidden/hand-in.json": None,
    },
}


def files_of(layout):
    """Each path of a layout to the bytes of its file: the hand-in of a learner, or something else."""
    return {
        path: json.dumps(hand_in(alias)).encode() if alias else b"something else"
        for path, alias in LAYOUTS[layout].items()
    }


def packed(files, how=zipfile.ZIP_DEFLATED):
    """The bytes of an archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def laid_out(folder, files):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def good(alias):
    return json.dumps(hand_in(alias)).encode()


def read_once(folder):
    """The names and the reasons in a folder, after a check that `files` counts what `contents` gives."""
    entries = collect.entries(folder)
    given = list(collect.contents(entries))
    assert sum(entry.files for entry in entries) == len(given)
    return [name for _, name, _ in given]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("way", ["unpacked", "an archive", "an archive in a folder", "an archive in an archive"])
def test_a_download_is_read_as_it_is(folder, layout, way):
    files = files_of(layout)
    if way == "unpacked":
        laid_out(folder, files)
    elif way == "an archive":
        (folder / "class.zip").write_bytes(packed(files))
    elif way == "an archive in a folder":
        laid_out(folder, {"class 7b/download.ZIP": packed(files)})
    else:
        laid_out(folder, {"class.zip": packed({"download.zip": packed(files)})})
    found = load_class(folder)
    assert set(found.work["alias"]) == {"Anna", "Zoë"}
    assert refused(found) == {}
    assert len(read_once(folder)) == sum(alias is not None for alias in LAYOUTS[layout].values())


def test_of_several_versions_of_a_pupil_the_newest_counts(folder):
    made = {"Version 1": "2026-11-25T10:00:00+00:00", "Version 2": "2026-11-25T12:00:00+00:00"}
    laid_out(
        folder,
        {
            f"Submitted files/Anna Kim/Assignment 1/{version}/hand-in.json": json.dumps(
                hand_in("Anna", made=moment, q01_own=version)
            ).encode()
            for version, moment in made.items()
        },
    )
    found = load_class(folder)
    assert list(found.work["answer"]) == ["Version 2"]
    assert list(found.replaced["file"]) == ["Submitted files/Anna Kim/Assignment 1/Version 1/hand-in.json"]


def test_names_keep_the_path(folder):
    files = {"Anna/hand-in.json": good("Anna")}
    laid_out(folder, files | {"class.zip": packed(files | {"inner.zip": packed({"a.json": b"", "b/": b""})})})
    assert read_once(folder) == [
        "Anna/hand-in.json",
        "class.zip: Anna/hand-in.json",
        "class.zip: inner.zip: a.json",
    ]


def test_names_in_folders_and_archives_are_fit_to_be_shown(folder):
    bad = "line\nbreak\x1b[31m\u202e\u2028"
    (folder / bad).mkdir()
    write(folder / bad, f"{bad}.json", hand_in())
    write(folder / bad, "n" * 200 + ".json", hand_in())
    (folder / f"{bad}.zip").write_bytes(packed({f"{bad}/{bad}.zip": packed({f"{bad}.json": b"", "n" * 60_000: b""})}))
    names = read_once(folder)
    assert len(names) == 4
    assert all(name.isprintable() and len(name) < 400 for name in names)


@pytest.mark.parametrize(
    "encoded",
    [
        codecs.BOM_UTF8 + good("Zoë 🦊"),
        json.dumps(hand_in("Zoë 🦊"), ensure_ascii=False).encode("utf-8-sig"),
        json.dumps(hand_in("Zoë 🦊"), ensure_ascii=False).encode("utf-16"),
        codecs.BOM_UTF16_BE + json.dumps(hand_in("Zoë 🦊"), ensure_ascii=False).encode("utf-16-be"),
        json.dumps(hand_in("Zoë 🦊"), ensure_ascii=False).encode("utf-16-le"),
        json.dumps(hand_in("Zoë 🦊"), ensure_ascii=False).encode("utf-16-be"),
    ],
    ids=["UTF-8 with BOM", "UTF-8-sig", "UTF-16", "UTF-16 BE with BOM", "UTF-16 LE", "UTF-16 BE"],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_other_encodings_are_handed_on_as_utf_8(folder, encoded, zipped):
    laid_out(folder, {"class.zip": packed({"a.json": encoded})} if zipped else {"a.json": encoded})
    found = load_class(folder)
    assert list(found.work["alias"]) == ["Zoë 🦊"]
    [data] = [content() for _, _, content in collect.contents(collect.entries(folder))]
    assert data.startswith(b"{")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_file_too_large_is_seen_as_such_in_every_encoding(folder, encoding):
    (folder / "exact.json").write_bytes(("{" + " " * (LIMIT - 1)).encode(encoding))
    (folder / "more.json").write_bytes(("{" + " " * LIMIT).encode(encoding))
    (folder / "much.json").write_bytes(("{" + "🦊" * LIMIT).encode(encoding))
    lengths = {name: len(content()) for _, name, content in collect.contents(collect.entries(folder))}
    assert lengths == {"exact.json": LIMIT, "more.json": LIMIT + 1, "much.json": LIMIT + 1}
    assert refused(load_class(folder))["much.json"] == "It is larger than 256 KB."


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"\xff\xfe\0", b"\xff\xfe\0\xd8", b"\xfe\xff\xdc\0a", b"{\0a", b"\0{\xd8"]
)
def test_broken_utf_16_is_refused(folder, data):
    (folder / "a.json").write_bytes(data)
    assert list(refused(load_class(folder))) == ["a.json"]


def test_other_files_are_refused_with_the_reason(folder):
    files = {
        "Anna/hand-in.pdf": b"%PDF",
        "Anna/IMG_1234.HEIC": b"",
        "Anna/notes.txt": b"",
        "Anna/hand-in.json.html": b"",
        "Anna/report-Anna.html": b"",
        f"{MOODLE}file_report-Anna.html": b"",
        "kimanna_12345_67890_Report-Anna-1.HTM": b"",
    }
    laid_out(folder, files | {"class.zip": packed(files)})
    report = "It is the report to read: the file to hand in ends in .json."
    other = "It is not a hand-in: those end in .json."
    expected = {name: report if "eport" in name else other for name in files}
    assert refused(load_class(folder)) == expected | {f"class.zip: {name}": why for name, why in expected.items()}


def test_files_of_a_platform_alone_are_nothing(folder):
    laid_out(folder, {".DS_Store": b"", "Anna/Thumbs.db": b"", "__MACOSX/a.json": b"", f"{MOODLE}onlinetext.html": b""})
    with pytest.raises(ClassroomError, match="There is nothing in"):
        load_class(folder)


def test_links_and_pipes_in_folders_are_not_followed(folder, tmp_path):
    write(tmp_path, "outside.json", hand_in("Outside"))
    (folder / "Anna").mkdir()
    write(folder / "Anna", "good.json", hand_in("Anna"))
    (folder / "Anna" / "link.json").symlink_to(tmp_path / "outside.json")
    (folder / "Anna" / "up").symlink_to(tmp_path)
    (folder / "Anna" / "round").symlink_to(folder / "Anna")
    os.mkfifo(folder / "Anna" / "pipe.json")
    os.mkfifo(folder / "Anna" / "pipe.zip")
    found = load_class(folder)
    assert set(found.work["alias"]) == {"Anna"}
    why = "It is a link or a device: only plain files are read."
    assert refused(found) == dict.fromkeys(
        ["Anna/link.json", "Anna/up", "Anna/round", "Anna/pipe.json", "Anna/pipe.zip"], why
    )


def test_a_folder_that_cannot_be_opened_is_named(folder, monkeypatch):
    laid_out(folder, {"Anna/hand-in.json": good("Anna"), "Ben/hand-in.json": good("Ben"), "c.json": good("Cem")})
    scandir = os.scandir

    def locked(path):
        if os.path.basename(path) == "Ben":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", locked)
    found = load_class(folder)
    assert set(found.work["alias"]) == {"Anna", "Cem"}
    assert refused(found) == {"Ben": "It cannot be opened: Permission denied."}


@pytest.mark.parametrize("archives", range(6))
def test_folders_and_archives_together_have_a_depth(folder, archives):
    for levels in (6, 7):
        data, name = good(f"{levels} levels"), "hand-in.json"
        for _ in range(archives):
            data, name = packed({name: data}), "class.zip"
        laid_out(folder, {f"{levels}/" + "x/" * (levels - archives - 1) + name: data})
    found = load_class(folder)
    assert set(found.work["alias"]) == {"6 levels"}
    [(name, why)] = refused(found).items()
    assert name.startswith("7/")
    assert why == "It lies too deep: of folders and archives in one another, 6 are opened."


def test_the_files_of_a_folder_have_a_cap(folder, monkeypatch):
    monkeypatch.setattr(collect, "MEMBERS", 5)
    laid_out(folder, {f"{pupil}/{number}.json": good(f"{pupil}{number}") for pupil in "ab" for number in range(4)})
    found = load_class(folder)
    assert set(found.work["alias"]) == {"a0", "a1", "a2", "a3", "b0"}
    assert refused(found) == {"hand-ins": "There are more than 5 files in it: the rest is not read."}


def test_files_in_archives_in_archives_count_with_all_others(folder, monkeypatch):
    monkeypatch.setattr(collect, "MEMBERS", 8)
    inner = {"a.zip": packed({"1.json": good("1"), "2.json": good("2")}), "b.zip": packed(dict.fromkeys("123", b""))}
    laid_out(folder, {"0.json": good("0"), "class.zip": packed(inner), "e.zip": packed({"4.json": good("4")})})
    found = load_class(folder)
    assert set(found.work["alias"]) == {"0", "1", "2", "4"}
    assert refused(found) == {"class.zip: b.zip": "With its files (3) there are more than 8: they are not read."}
    assert len(read_once(folder)) == 5


def test_archives_in_archives_have_caps(folder, monkeypatch):
    small, large = (
        packed({"a.json": good("small")}),
        packed({"a.json": good("large"), "b": b"0" * 2000}, zipfile.ZIP_STORED),
    )
    monkeypatch.setattr(collect, "INNER", 2000)
    laid_out(folder, {"class.zip": packed({"0.zip": small, "1.zip": large, "2.zip": packed({"3.zip": small})})})
    found = load_class(folder)
    assert set(found.work["alias"]) == {"small"}
    assert refused(found) == {"class.zip: 1.zip": "It is larger than 0 MB, with the archives around it."}
    monkeypatch.setattr(collect, "INNER", len(packed({"3.zip": small})) + len(small) - 1)
    assert "class.zip: 2.zip: 3.zip" in refused(load_class(folder))


def test_all_archives_in_archives_together_have_a_cap(folder, monkeypatch):
    inner = {f"{number}.zip": packed({"a.json": good(f"{number}")}) for number in range(3)}
    laid_out(folder, {"class.zip": packed(inner), "z.zip": packed({"a.json": good("on the disk")})})
    room = 2 * len(inner["0.zip"]) + 5 * collect.LISTED
    monkeypatch.setattr(collect._Room, "__init__", partialmethod(collect._Room.__init__, inner=room))
    found = load_class(folder)
    assert set(found.work["alias"]) == {"0", "1", "on the disk"}
    assert refused(found) == {"class.zip: 2.zip": "The archives before it are as much as can be read at once."}


def most_memory(folder):
    """What a folder gives, and how many bytes it took at the most."""
    tracemalloc.start()
    try:
        return load_class(folder), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_nested_bombs_are_not_let_off(folder):
    bomb = packed({"bomb.json": b" " * 50_000_000})
    laid_out(
        folder,
        {
            "class.zip": packed(
                {
                    "0.zip": packed({"huge.zip": b" " * 50_000_000}),
                    "1.zip": packed({f"{number}.zip": bomb for number in range(9)}),
                    "2.zip": packed({"good.json": good("Anna")}),
                }
            )
        },
    )
    found, most = most_memory(folder)
    assert set(found.work["alias"]) == {"Anna"}
    reasons = refused(found)
    assert reasons.pop("class.zip: 0.zip: huge.zip") == "It is larger than 20 MB, with the archives around it."
    assert reasons == {f"class.zip: 1.zip: {number}.zip: bomb.json": "It is larger than 256 KB." for number in range(9)}
    assert most < 10_000_000


def test_an_archive_in_archives_without_end_is_read_to_a_depth(folder):
    """Three of each in each, forty deep: as one that holds itself."""
    data = packed({"good.json": good("Anna")})
    for _ in range(40):
        data = packed({"good.json": good("Anna"), **{f"{number}.zip": data for number in range(3)}})
        data = data if len(data) < 50_000 else packed({"all.zip": data})
    (folder / "class.zip").write_bytes(data)
    found, most = most_memory(folder)
    assert set(found.work["alias"]) <= {"Anna"}
    assert any("too deep" in why for why in found.refused["why"])
    assert most < 10_000_000


@pytest.mark.parametrize("inside", [False, True])
def test_a_list_of_files_that_is_too_long_takes_no_memory(folder, inside):
    """A hundred thousand files that are one and the same."""
    data = packed({"a": b""})
    start = data.index(b"PK\1\2")
    listed = data[start : data.index(b"PK\5\6")] * 100_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(listed), start, 0)
    data = data[:start] + listed + end
    (folder / "class.zip").write_bytes(packed({"inner.zip": data}) if inside else data)
    write(folder, "good.json", hand_in("Anna"))
    found, most = most_memory(folder)
    assert set(found.work["alias"]) == {"Anna"}
    assert set(found.refused["why"]) == {"Its list of files is too long."}
    assert most < 12_000_000


def padded(name, content):
    """An archive of one file, packed with 600 KB that are unpacked to nothing before it."""
    stream = b"\0\0\0\xff\xff" * 120_000 + zlib.compress(content, wbits=-15)
    data = bytearray(packed({name: stream}, zipfile.ZIP_STORED))
    for method in (8, data.index(b"PK\1\2") + 10):
        struct.pack_into("<H", data, method, zipfile.ZIP_DEFLATED)
        struct.pack_into("<L", data, method + 6, zlib.crc32(content))
        struct.pack_into("<L", data, method + 14, len(content))
    return bytes(data)


def test_what_is_long_when_packed_is_not_unpacked_to_something_short(folder, monkeypatch):
    laid_out(folder, {"a.zip": padded("a.json", good("A")), "b.zip": padded("c.zip", packed({"b.json": good("B")}))})
    found = load_class(folder)
    assert set(found.work["alias"]) == {"B"}
    assert refused(found) == {"a.zip: a.json": "It is larger than 256 KB."}
    monkeypatch.setattr(collect, "INNER", 500_000)
    assert refused(load_class(folder))["b.zip: c.zip"] == "It is larger than 0 MB, with the archives around it."


@pytest.mark.parametrize("inside", [False, True])
def test_ten_thousand_tiny_files_are_each_named(folder, inside):
    data = packed({f"{number:05}.json": b"{}" for number in range(10_000)})
    (folder / "class.zip").write_bytes(packed({"inner.zip": data}) if inside else data)
    names = read_once(folder)
    assert len(set(names)) == 10_000


def test_half_an_archive_is_refused(folder):
    whole = packed({"Anna/hand-in.json": good("Anna"), "inner.zip": packed({"a.json": good("Ben")})})
    for length in range(0, len(whole), 7):
        (folder / f"{length:04}.zip").write_bytes(whole[:length])
        (folder / f"{length:04}-in.zip").write_bytes(packed({"half.zip": whole[:length]}))
    found = load_class(folder)
    assert found.work.empty
    assert len(found.refused) == 2 * len(range(0, len(whole), 7))
    assert set(found.refused["why"]) == {"It is no zip archive, or a broken one."}


def test_a_broken_or_locked_archive_in_an_archive_is_named(folder):
    inner = packed({"a.json": good("Anna")}, zipfile.ZIP_STORED)
    data = packed({"broken.zip": inner, "locked.zip": inner, "good.zip": inner}, zipfile.ZIP_STORED)
    data = data.replace(b'"Anna"', b'"ANNA"', 1)
    directory = data.index(b"locked.zip", data.index(b"locked.zip") + 1) - 46
    assert data[directory : directory + 4] == b"PK\1\2"
    data = data[: directory + 8] + b"\1" + data[directory + 9 :]
    (folder / "class.zip").write_bytes(data)
    found = load_class(folder)
    assert set(found.work["alias"]) == {"Anna"}
    why = "It cannot be unpacked: it is broken or needs a password."
    assert refused(found) == {"class.zip: broken.zip": why, "class.zip: locked.zip": why}


def changed(data, chance):
    """Some bytes of a file changed, left out, or doubled."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data))
        if chance.random() < 0.7:
            data[place] = chance.choice([0, 1, 255, chance.randrange(256)])
        elif chance.random() < 0.5:
            del data[place : place + chance.randint(1, 40)]
        else:
            data[place:place] = data[place : place + chance.randint(1, 40)]
    return bytes(data)


@pytest.mark.parametrize("seed", range(300))
def test_changed_archives_in_archives_leave_the_board_standing(folder, seed):
    chance = random.Random(seed)
    how = chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    data = packed({"Anna/one.json": good("One"), "two.json": json.dumps(hand_in("Two")).encode("utf-16")}, how)
    for level in range(chance.randint(1, 4)):
        data = changed(data, chance) if chance.random() < 0.5 else data
        data = packed({f"x/{level}.zip": data, "more.zip": data, "three.json": good("Three")}, how)
    (folder / "class.zip").write_bytes(changed(data, chance) if chance.random() < 0.7 else data)
    write(folder, "good.json", hand_in("Kim"))
    before = sorted(folder.parent.rglob("*"))
    assert "Kim" in set(load_class(folder).work["alias"])
    assert len(read_once(folder)) >= 2
    assert sorted(folder.parent.rglob("*")) == before
