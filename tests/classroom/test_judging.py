"""How texts are judged: whole, easy to read, of this lesson's questions, and out of the learner's sight."""

import re
from html import unescape

import pandas as pd
import pytest
from frictionless import Package

from helpers import classroom, lesson, questions
from helpers.classroom import judging
from helpers.lesson.package import FIRST
from tests.conftest import ROOT
from tests.test_words import HIGHEST
from tests.words import grade, together

SAMPLES = judging.guidance.samples
CRITERIA = ["claim", "source", "sureness", "revision"]
WRITTEN = lesson.questions[lesson.questions["kind"].isin(["text", "briefing"])]["id"]
READ = [("criteria", "asks"), ("rubrics", "what"), ("checklist", "tick"), ("checklist", "ask")]


def test_frictionless_finds_the_package_valid():
    report = Package(str(FIRST / "teacher" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


def test_each_criterion_has_four_levels_and_two_rows_of_the_checklist():
    levels = judging.guidance.rubrics.groupby("criterion")["level"].agg(list)
    assert levels.to_dict() == {criterion: [1, 2, 3, 4] for criterion in CRITERIA}
    assert list(judging.guidance.checklist["criterion"]) == [each for each in CRITERIA for _ in range(2)]


@pytest.mark.parametrize("question", WRITTEN)
def test_every_question_that_asks_for_a_text_has_a_weak_a_middle_and_a_strong_one(question):
    rows = SAMPLES[SAMPLES["question"] == question].set_index("strength")
    assert set(rows.index) == {"weak", "middle", "strong"}
    levels = rows[CRITERIA].dropna(axis="columns")
    assert levels.columns.tolist() == rows[CRITERIA].dropna(axis="columns", how="all").columns.tolist()
    assert len(levels.columns) >= 2
    assert (levels.loc["weak"] <= levels.loc["middle"]).all()
    assert (levels.loc["middle"] <= levels.loc["strong"]).all()
    sums = levels.sum(axis="columns")
    assert sums["weak"] < sums["middle"] < sums["strong"]


def test_samples_answer_only_such_questions_and_the_first_shown_is_not_always_the_same():
    assert set(SAMPLES["question"]) == set(WRITTEN)
    assert set(SAMPLES.groupby("question")["strength"].first()) == {"weak", "middle", "strong"}


@pytest.mark.parametrize("row", list(SAMPLES.itertuples()), ids=lambda row: f"{row.question}-{row.strength}")
def test_each_level_of_a_sample_has_its_reason_and_its_paragraphs_are_there(row):
    judged = [criterion for criterion in CRITERIA if pd.notna(getattr(row, criterion))]
    assert [word.lower() for word in re.findall(r"\b([A-Z]\w+): ", row.why) if word.lower() in CRITERIA] == judged
    article = lesson.another if row.question.startswith("08") else lesson
    assert {int(number) for number in re.findall(r"¶(\d+)", row.text + row.why)} <= set(article.paragraphs["number"])


@pytest.mark.parametrize(("table", "column"), READ)
def test_a_pupil_can_read_the_levels_and_the_checklist(table, column):
    parts = together(getattr(judging.guidance, table)[column])
    assert {part: round(grade(part), 1) for part in parts if grade(part) > HIGHEST} == {}


@pytest.mark.parametrize("column", ["text", "why"])
def test_a_pupil_can_read_the_samples(column):
    assert {text: round(grade(text), 1) for text in SAMPLES[column] if grade(text) > HIGHEST} == {}


def test_all_that_is_in_the_tables_is_shown_and_no_level_is_called_a_grade():
    cards = [classroom.rubrics(), classroom.checklist(), *(classroom.samples(question) for question in WRITTEN)]
    shown = unescape(" ".join(card.data for card in cards))
    for table, columns in (*READ, ("samples", "text"), ("samples", "why")):
        assert not [text for text in getattr(judging.guidance, table)[columns] if text not in shown]
    assert not [question for question in WRITTEN if questions.get(question).stem not in shown]
    assert all(judging.NO_GRADE in card.data for card in cards)


def test_the_levels_of_a_sample_stay_shut_until_somebody_opens_them():
    shown = classroom.samples("01-own").data
    assert shown.count("<details>") == 3
    assert not re.search("weak|strong", re.sub("<details>.*?</details>", "", shown), re.I)
    assert "Levels: claim 2, source 1, sureness 1." in shown


def test_a_question_with_no_samples_is_told_in_one_sentence():
    with pytest.raises(questions.UnknownQuestion, match=r"No samples answer “01-oan” .did you mean “01-own”.+06-own"):
        classroom.samples("01-oan")


def test_of_another_article_it_is_said_whose_samples_these_are(monkeypatch):
    monkeypatch.setattr(lesson, "is_first", lambda: False)
    assert "about the first article" in classroom.samples("01-own").data


def test_nothing_on_the_side_of_the_learner_reads_this_folder():
    sides = [path for name in ("helpers", "notebooks", ".site") for path in (ROOT / name).rglob("*")]
    files = [path for path in sides if path.suffix in (".py", ".js", ".ipynb", ".j2") and "teacher" not in path.parts]
    reading = [path for path in files if re.search(r"data/teacher|\"teacher\"\)", path.read_text("utf-8"))]
    assert {path.relative_to(ROOT).parts[:2] for path in reading} == {("helpers", "classroom")}
