"""The lesson plan keeps what it promises: questions that there are, lessons that fill their time, and two sides."""

import re

import nbformat

from helpers import lesson
from tests.conftest import ROOT

PLAN = ROOT / "notebooks" / "teacher" / "lesson_plan.ipynb"


def plan(kind="markdown"):
    return [cell.source for cell in nbformat.read(PLAN, as_version=4).cells if cell.cell_type == kind]


def test_the_plan_names_only_questions_that_there_are():
    named = set(re.findall(r"\b0\d-[a-z]+\b", "\n".join(plan())))
    assert named <= set(lesson.questions["id"])
    assert len(named) > 30


def test_the_plan_gives_the_answers_of_every_notebook():
    called = re.findall(r'classroom\.answers\("([^"]+)"\)', "\n".join(plan("code")))
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
