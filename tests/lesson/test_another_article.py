"""The second article: made up, coded with nothing from outside, read in place of the first or beside it."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from helpers import lesson, work
from helpers.lesson.package import FIRST, Package
from tests.conftest import ROOT

from . import ANOTHER

PARAGRAPHS = lesson.another.paragraphs.set_index("id")["text"]
NAMES = {word for name in lesson.another.actors["name"] for word in name.split() if word[0].isupper()}
OPENINGS = {"The", "It", "In", "If", "Without", "Only", "There", "An", "A", "Since", "About", "Most", "Both", "Fewer"}


def test_it_is_said_to_be_made_up_where_it_begins_and_where_it_is_described():
    assert PARAGRAPHS["p01"].startswith("(Made up: no such island, firm or person exists.)")
    assert json.loads((ANOTHER.folder / "datapackage.json").read_text(encoding="utf-8"))["title"].startswith(
        "A made-up"
    )
    assert "made up" in (ANOTHER.folder / "README.md").read_text(encoding="utf-8").splitlines()[2]


def test_it_is_as_long_as_a_short_news_report():
    lengths = [len(text.split()) for text in PARAGRAPHS.drop("p01")]
    assert len(lengths) == 12
    assert all(35 <= length <= 70 for length in lengths)


def test_it_shares_no_name_with_the_first_article():
    assert not NAMES & {word for name in lesson.actors["name"] for word in name.split() if word[0].isupper()} - {"The"}


def test_a_claim_has_no_name_and_no_number_that_its_paragraph_has_not():
    for row in lesson.another.claims.itertuples():
        told = set(re.findall(r"[A-Z][\w-]+|\d[\d,.]*\d|\d", row.claim.removesuffix("."))) - OPENINGS
        known = PARAGRAPHS[row.paragraph] + lesson.another.voices.set_index("id")["name"][row.speaker]
        assert not {word for word in told if word not in known}, row.id


def test_it_has_the_faults_and_the_virtues_of_a_news_report():
    claims = lesson.another.claims
    assert {"own voice", "indirect", "quote", "unnamed"} == set(claims["attribution"])
    assert set(claims["kind"]) == set(claims["kind"].cat.categories)
    assert {"researcher", "government official", "nobody named"} <= set(claims["voice_kind"])
    asked = {row.position for row in lesson.another.positions.itertuples() if row.dispute == "wells"}
    assert {"yes", "no", "depends"} <= asked
    heard = set(lesson.another.voices["speaks_for"])
    sides = lesson.another.actors.dropna(subset=["state_order"])
    assert set(sides["id"]) - heard == {"low_harken", "workers"}
    assert (sides["name"] == sides["side"]).all()  # the chart of who speaks counts by this word


def test_its_tables_are_those_of_the_first_article_and_one_column_more():
    for name in ANOTHER.tables:
        more = set(ANOTHER.text(name)) ^ set(Package(FIRST).text(name))
        assert more == ({"text"} if name == "paragraphs" else set())


# Read in place of the first, or beside it


def test_beside_the_first_a_table_that_it_has_not_has_no_rows_and_the_same_columns():
    motives = lesson.another.motives
    assert list(motives) == list(lesson.motives)
    assert len(motives) == 0
    assert motives[motives["kind"] == "limit"].attrs == {"absent": "motives"}
    assert lesson.another.land["features"] == []
    assert set(dir(lesson.another)) == {*ANOTHER.tables, "land"}
    with pytest.raises(lesson.UnknownTable, match="no table “clams”"):
        _ = lesson.another.clams


def told(code: str, folder: object) -> subprocess.CompletedProcess[str]:
    """What Python says to a line of code with READING_DATA set."""
    own = os.environ | {"READING_DATA": str(folder), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, "-c", code], env=own, cwd=ROOT / "notebooks", capture_output=True, text=True)


@pytest.mark.parametrize(
    "folder", ["data/another_article", FIRST / "another_article"], ids=["in project", "whole path"]
)
def test_the_setting_names_a_folder_as_seen_from_the_project(folder):
    said = told("from helpers import lesson; print(lesson.name(), lesson.is_first(), len(lesson.claims))", folder)
    assert said.stdout.split() == ["another-article", "False", "52"]


@pytest.mark.parametrize("folder", ["data", ""])
def test_the_setting_may_name_the_first_article_or_nothing(folder):
    said = told("from helpers import lesson; print(lesson.name(), lesson.is_first(), hasattr(lesson, 'clams'))", folder)
    assert said.stdout.split() == ["reading-one-article", "True", "False"]


@pytest.mark.parametrize("code", ["activities.progress('01_the_article')", "lesson.claims", "work.folder()"])
def test_a_folder_that_holds_no_package_is_told_in_one_sentence(tmp_path, code):
    said = told(f"from helpers import activities, lesson, work; {code}", tmp_path / "nothing")
    last = said.stderr.splitlines()[-1]
    assert last.startswith(
        f"helpers.lesson.NoPackage: READING_DATA names {tmp_path / 'nothing'}, where there is no data"
    )
    assert "take READING_DATA away" in last


def test_a_table_that_is_pointed_to_and_is_not_there_is_told(tmp_path):
    folder = shutil.copytree(ANOTHER.folder, tmp_path / "another_article")
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["resources"] = [one for one in described["resources"] if one["name"] != "disputes"]
    path.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(lesson.DataError, match=r"^another_article/datapackage.json: it has no table “disputes”, which"):
        Package(folder).table("positions")


def test_a_fault_of_another_article_is_told_with_its_folder(tmp_path):
    said = told(
        "from helpers import lesson; print(lesson.fault('claims', 'P.', 'M.', id='p01-1'))", "data/another_article"
    )
    assert said.stdout == "data/another_article/claims.csv, row 2: P. To mend it: M.\n"


def test_work_on_another_article_is_kept_in_a_folder_of_its_own():
    said = told("from helpers import work; print(work.folder())", "data/another_article")
    assert said.stdout.strip() == os.environ["READING_WORK"] + "_another-article"


HAND_IN = """
from pathlib import Path
from helpers import work
folder = Path({folder!r})
work.save("01-own", {{"answer": "Of wells.", "first": None, "tries": 0}}, 0, folder)
made = work.hand_in("Fox", folder)
assert list(work.read_hand_in(made).answers) == ["01-own"]
print(made.decode())
"""


def test_a_hand_in_of_another_article_is_never_taken_for_one_of_the_first(tmp_path):
    of_another = told(HAND_IN.format(folder=str(tmp_path / "another")), "data/another_article").stdout
    of_the_first = told(HAND_IN.format(folder=str(tmp_path / "first")), "").stdout
    assert work.read_hand_in(of_the_first.encode()).alias == "Fox"
    with pytest.raises(work.BadFile, match="does not say that its kind is “hand-in”"):
        work.read_hand_in(of_another.encode())
    code = f"from helpers import work; work.read_hand_in({of_the_first!r}.encode())"
    assert "its kind is “hand-in, another-article”" in told(code, "data/another_article").stderr
