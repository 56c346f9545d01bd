"""The lesson on paper: all of it is there, nothing is folded, and no page runs or asks for anything."""

import re
import subprocess
import sys
from html import unescape

import pytest

from helpers import lesson, questions
from helpers.classroom import judging, paper
from tests.conftest import ROOT
from tests.test_words import HIGHEST
from tests.words import grade, together

TEXTS = ["stem", "hint", "explanation"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Every page, written by the command, as it stands in its file."""
    folder = tmp_path_factory.mktemp("paper") / "new"
    command = [sys.executable, "-m", "helpers.classroom.paper", str(folder)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.startswith(f"Written: {folder}/index.html. Open a page and choose Print")
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def shown(html):
    """What one reads on a page."""
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", html.partition("<body>")[2])))


def flat(text):
    return re.sub(r"\s+", " ", text)


def test_the_first_page_leads_to_every_other(printed):
    assert set(re.findall('href="([^"]+)"', printed["index"])) == {f"{name}.html" for name in {*printed} - {"index"}}


def test_no_page_runs_or_fetches_or_hides_anything(printed):
    for name, html in printed.items():
        assert not re.search(r"<(script|iframe|link|img|details|object)|https?:|@import|url\(| on\w+=", html), name
        assert "default-src &#39;none&#39;" in html, name


def test_nothing_of_a_learner_and_of_this_machine_is_in_it(printed):
    assert not [name for name, html in printed.items() if re.search(r"/tmp/|/home/|my_work/\w", html)]


@pytest.mark.parametrize("route", lesson.routes["id"])
def test_the_plan_of_a_lesson_has_its_word_its_steps_and_the_text_of_its_questions(printed, route):
    told = shown(printed[f"plan-{route}"])
    steps = lesson.steps[lesson.steps["route"] == route]
    asked = [questions.get(id) for step in steps["questions"] for id in step.split()]
    for text in [route, *steps["learners"], *steps["teacher"], *(question.stem for question in asked)]:
        assert flat(text) in told
    assert asked


@pytest.mark.parametrize("question", questions.every().values(), ids=lambda question: question.id)
def test_the_key_has_every_question_with_its_reasons(printed, question):
    told = shown(printed[f"key-{question.notebook}"])
    reasons = [text for option in question.options for text in (option.text, option.feedback)]
    for text in [question.id, *(getattr(question, name) for name in TEXTS), *reasons]:
        assert flat(text) in told


def test_the_sheets_have_all_paragraphs_and_claims_and_what_is_asked(printed):
    told = shown(printed["01-sheets"])
    for text in [*lesson.paragraphs["gist"], *lesson.claims["claim"]]:
        assert flat(text) in told
    asked = [questions.get(id) for ids in judging.guidance.paper["questions"] for id in ids.split()]
    assert {question.notebook for question in asked} == {"01_the_article"}
    assert all(flat(question.stem) in told for question in asked)
    assert told.count("●") + told.count("○") == len(lesson.claims) + 2  # what the two mean


def test_the_sheets_give_no_answer_away_and_the_solutions_give_all(printed):
    told, solved = shown(printed["01-sheets"]), shown(printed["01-solutions"])
    for ids in judging.guidance.paper["questions"]:
        for question in map(questions.get, ids.split()):
            assert flat(question.explanation) not in told
            assert flat(question.explanation) in solved
            for option in question.options:
                assert flat(option.feedback or "feedback") not in told


def test_what_is_to_be_found_stands_on_a_page_before_the_paragraphs_that_tell_it():
    parts = judging.guidance.paper.set_index("number")
    find = parts.index[parts["questions"] == "01-find"][0]
    paragraphs = {int(claim[1:3]) for claim in questions.get("01-find").claims.split()}
    assert parts.loc[find + 1, "first"] <= min(paragraphs)
    assert max(paragraphs) <= parts.loc[find + 1, "last"]
    assert parts.loc[find + 1, "new_page"] == "yes"


def test_a_learner_can_read_what_the_sheets_say():
    parts = together(judging.guidance.paper["words"])
    assert {part: round(grade(part), 1) for part in parts if grade(part) > HIGHEST} == {}


def test_levels_samples_checklist_words_and_privacy_are_there(printed):
    for text in judging.guidance.rubrics["what"]:
        assert flat(text) in shown(printed["judging"])
    for name in ("judging", "01-sheets"):
        assert all(flat(text) in shown(printed[name]) for text in judging.guidance.checklist["ask"])
    for column in ("text", "why"):
        assert all(flat(text) in shown(printed["samples"]) for text in judging.guidance.samples[column])
    assert all(flat(text) in shown(printed["words"]) for text in lesson.glossary["meaning"])
    for line in re.findall(r"^#+ (.+)$", paper.PRIVACY.read_text(encoding="utf-8"), re.M):
        assert line in shown(printed["privacy"])


def test_what_comes_from_the_data_stays_words():
    hostile = "<script>alert(1)</script><details>"
    made = questions.Question("01-own", "01_the_article", "text", "check", hostile, hostile, hostile, "", "")
    assert "<script" not in paper.task(made)
    assert "<script" not in paper.rendered(f"# Title\n\n{hostile}")


def test_of_another_article_there_is_nothing_on_paper(monkeypatch, tmp_path):
    monkeypatch.setattr(lesson, "is_first", lambda: False)
    with pytest.raises(paper.NotPrinted, match="take READING_DATA away"):
        paper.main(tmp_path)


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(paper.NotPrinted, match=r"file/paper cannot be written to: .+\. Name another folder\.$"):
        paper.main(tmp_path / "file" / "paper")
