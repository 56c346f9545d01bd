"""The whole lesson with another article's data: the notebooks run, show its data, and tell what it has not."""

import json
import os
import re
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from helpers import lesson
from helpers.charts.look import VEGA_LITE

from .conftest import NOTEBOOKS, ROOT

FOLDER = "data/another_article"
ARTICLE = lesson.another
SERIES = [path for path in NOTEBOOKS if path.parent.name == "notebooks"]


@pytest.fixture(scope="module", params=SERIES, ids=lambda path: path.stem)
def notebook(request):
    """A notebook that was run from the top with the data of the second article: its path, and its outputs."""
    read = nbformat.read(request.param, as_version=4)
    client = NotebookClient(read, timeout=120, resources={"metadata": {"path": str(request.param.parent)}})
    client.execute(env=os.environ | {"READING_DATA": FOLDER})
    return request.param, [output for cell in read.cells if cell.cell_type == "code" for output in cell.outputs]


def drawn(outputs):
    """The rows of every chart, in order: of each a list of dicts."""
    specs = [output["data"][VEGA_LITE] for output in outputs if VEGA_LITE in output.get("data", {})]
    return [[row for rows in spec["datasets"].values() for row in rows] for spec in specs]


def column(rows, name):
    return [row[name] for row in rows if name in row]


def asked(outputs):
    return re.findall(r'data-question=\\?"([^"\\]+)', json.dumps(outputs))


def test_runs_with_no_error_and_asks_what_this_article_has_a_question_for(notebook):
    path, outputs = notebook
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    questions = ARTICLE.questions
    assert sorted(asked(outputs)) == sorted(questions.loc[questions["notebook"] == path.stem, "id"])
    others = set(re.findall(r"questions\.csv has no row “([^”]+)”", json.dumps(outputs, ensure_ascii=False)))
    code = path.read_text(encoding="utf-8")
    assert others == set(re.findall(r'"activities\.ask\(\\"([^"\\]+)', code)) - set(questions["id"])


def test_names_nobody_of_the_first_article(notebook):
    path, outputs = notebook
    if path.stem < "05":
        shown = json.dumps(outputs, ensure_ascii=False)
        assert not [name for name in ("Kim", "Putin", "Korea", "Kremlin", "Kofman") if name in shown]


def test_its_charts_hold_the_data_of_this_article(notebook):
    path, outputs = notebook
    charts = drawn(outputs)
    if path.stem == "01_the_article":
        timeline, kinds = charts
        assert set(column(timeline, "what")) == set(ARTICLE.events["title"])
        assert sorted(column(kinds, "claim")) == sorted(ARTICLE.claims["claim"])
    elif path.stem == "02_the_actors":
        ties, speaking = charts
        assert set(column(ties, "tie")) < set(ARTICLE.relations["sentence"])  # those of actors that are on the map
        told = {row["side"]: (row["spoken about"], row["speaking"]) for row in speaking if "speaking" in row}
        assert told["People of Low Harken"] == (2, 0)
        assert told["Clarrow Water"][1] == 3
        assert told["the article itself"][1] == sum(ARTICLE.claims["speaker"] == "article")
    elif path.stem == "04_the_expert_views":
        positions, likelihood = charts
        assert sorted(column(positions, "in our words")) == sorted(ARTICLE.positions["summary"])
        assert column(likelihood, "word") == list(ARTICLE.likelihood["term"])
    elif path.stem < "06":
        assert not charts


def test_what_becomes_of_a_notebook_without_a_table_is_as_the_readme_says(tmp_path):
    command = [sys.executable, "-m", "tests.without_a_table", str(tmp_path)]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    found = {table: list(told.values()) for table, told in json.loads(said.stdout).items() if any(told.values())}
    readme = (ROOT / FOLDER / "README.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in re.findall(r"^\|.*\|$", readme, re.M)[2:]]
    assert found == {row[0].split()[0].strip(","): row[1:] for row in rows}
