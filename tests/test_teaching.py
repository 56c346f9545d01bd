"""The teacher's side: answers that say all that the data knows, and plans that keep what they promise."""

import re
from html import escape, unescape

import nbformat
import pytest

from helpers import lesson, teaching

from .conftest import ROOT

PLAN = ROOT / "notebooks" / "teacher" / "lesson_plan.ipynb"
QUESTIONS = list(lesson.questions.itertuples())
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>&\"'"


def card(question):
    """The part of the answers that is about one question, as text with its tags."""
    html = teaching.answers(question.notebook).data
    return next(part for part in html.split("<details>") if f"<b>{question.id}</b>" in part)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_question_shows_its_options_its_reasons_and_its_paragraphs(question):
    shown = unescape(card(question))
    options = lesson.options[lesson.options["question"] == question.id]
    for text in [question.stem, question.hint, question.explanation, *options["text"], *options["feedback"]]:
        assert text in shown
    assert lesson.paragraphs_of(question.claims) in shown


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_right_options_come_first_and_are_told_from_wrong_ones_with_their_misreading(kind):
    for question in [q for q in QUESTIONS if q.kind == kind and q.moment == "check"]:
        options = lesson.options[lesson.options["question"] == question.id]
        shown = re.findall("<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", card(question))
        told = {"right": "right", "wrong": "not right"}
        assert sorted(shown) == sorted(
            (escape(o.text), told[o.answer], escape(o.feedback)) for o in options.itertuples()
        )
        fits = [verdict for _, verdict, _ in shown]
        assert fits == sorted(fits, key=["right", "not right"].index)


def test_steps_stand_in_their_order_and_ranges_are_written_out():
    asked = {question.id: question for question in QUESTIONS}
    assert re.findall(r"<tr><td>(\d)</td>", card(asked["03-chain"])) == ["1", "2", "3", "4"]
    assert "<td>55 to 80</td>" in card(asked["04-range"])
    assert "<td>4</td><td>4</td>" in card(asked["02-map"])


def test_what_has_no_right_and_wrong_says_so():
    for question in QUESTIONS:
        is_open = question.moment == "guess" or question.kind in teaching.OPEN
        assert ("There is no right and wrong here." in card(question)) == is_open


def test_a_question_of_a_kind_to_come_is_shown_too(monkeypatch):
    monkeypatch.setitem(vars(lesson), "questions", lesson.questions.astype({"kind": "str"}).replace("match", "judge"))
    question = next(q for q in lesson.questions.itertuples() if q.kind == "judge")
    for option in lesson.options[lesson.options["question"] == question.id].itertuples():
        assert f"<td>{escape(option.text)}</td><td>{escape(option.answer)}</td>" in card(question)


def test_nothing_from_the_data_becomes_markup(monkeypatch):
    for name, columns in (("questions", ["stem", "hint", "explanation"]), ("options", ["text", "feedback"])):
        table = getattr(lesson, name).copy()
        table[columns] = HOSTILE
        monkeypatch.setitem(vars(lesson), name, table)
    for notebook in lesson.questions["notebook"].unique():
        html = teaching.answers(notebook).data
        assert escape(HOSTILE) in html
        assert "<script" not in html
        assert "<img" not in html


@pytest.mark.parametrize("name", ["01_The_Article", "lesson_plan", "", "../01_the_article", None, HOSTILE])
def test_an_unknown_notebook_is_told_in_one_sentence(name):
    with pytest.raises(ValueError, match="There are no questions for a notebook") as caught:
        teaching.answers(name)
    assert f"“{name}”: choose one of 00_start_here, 01_the_article" in str(caught.value)
    assert "\n" not in str(caught.value)


# The lesson plan


def plan(kind="markdown"):
    return [cell.source for cell in nbformat.read(PLAN, as_version=4).cells if cell.cell_type == kind]


def test_the_plan_names_only_questions_that_there_are():
    named = set(re.findall(r"\b0\d-[a-z]+\b", "\n".join(plan())))
    assert named <= set(lesson.questions["id"])
    assert len(named) > 30


def test_the_plan_gives_the_answers_of_every_notebook():
    called = re.findall(r'teaching\.answers\("([^"]+)"\)', "\n".join(plan("code")))
    assert sorted(called) == sorted(lesson.questions["notebook"].unique())


def lessons():
    """For each heading with a table of minutes: (start, end, what happens, check) of each row."""
    rows = {}
    for line in "\n".join(plan()).splitlines():
        if line.startswith("#"):
            heading = line
        elif row := re.fullmatch(r"\| (\d+)–(\d+) \| (.+?) \| (.+?) \|", line):
            rows.setdefault(heading, []).append((int(row[1]), int(row[2]), row[3], row[4]))
    return rows


def test_each_lesson_fills_its_time_recalls_first_checks_often_and_ends_with_an_exit_ticket():
    assert sorted(rows[-1][1] for rows in lessons().values()) == [45, 45, 45, 45, 90]
    for heading, rows in lessons().items():
        assert [row[0] for row in rows] == [0, *(row[1] for row in rows[:-1])], heading
        assert all(0 < end - start <= 10 for start, end, *_ in rows), heading
        assert rows[0][1] == 5, heading
        assert rows[0][2].startswith("Recall"), heading
        assert rows[-1][1] - rows[-1][0] == 5, heading
        assert rows[-1][2].startswith("Exit ticket"), heading


def test_at_least_eight_prompts_for_discussion_hold_two_sides_and_name_paragraphs():
    prompts = re.findall(
        r"^\d+\. \*\*(.+?)\?\*\* \((¶[^)]+)\)\n\s+- \*Some:\* .+\n\s+- \*Others:\* .+", "\n".join(plan()), re.M
    )
    assert len(prompts) >= 8
    numbers = {f"¶{number}" for number in lesson.paragraphs["number"]}
    for _, where in prompts:
        assert set(where.split(", ")) <= numbers
