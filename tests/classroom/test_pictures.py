"""The pictures of the board say what was counted, mark what is right by sign and word, and show no small group."""

import pytest

from helpers import questions
from helpers.classroom import pictures

from .parts import asked, class_with, question_of

FEW = "Fewer than 5 learners have answered, so nothing is shown. Talk from the texts instead: choose Texts."
ABC = [("A", "right"), ("B", "wrong"), ("C", "wrong")]


def picture(values, told=False, firsts=None, id="q"):
    return str(pictures.question(class_with(id, values, firsts), questions.get(id), told))


def test_a_choice_has_a_bar_for_each_option_and_what_is_right_on_demand(monkeypatch):
    asked(monkeypatch, question_of("choice", *ABC, explanation="Since A."))
    page = picture([1, 1, 1, 1, 2], firsts=[1, 1, 2, 2, 2])
    assert "The first check of 5 learners. Right at once: 2. Right by now: 4." in page
    assert 'style="width:60%" class="bar" aria-hidden="true"></span></div>3 (60 %)' in page
    assert 'style="width:0%" class="bar" aria-hidden="true"></span></div>0 (0 %)' in page
    assert "right" not in page.split("by now")[1]
    page = picture([1, 1, 1, 1, 2], told=True)
    assert page.count("✓ right") == 1
    assert page.count("✗ not right") == 2
    assert "On A." in page
    assert "<b>Why: </b>Since A." in page


def test_a_guess_has_no_right_and_no_mark(monkeypatch):
    asked(monkeypatch, question_of("choice", ("A", ""), ("B", ""), moment="guess", explanation="Your guess is noted."))
    page = picture([1, 1, 1, 1, 2], told=True)
    assert "5 learners answered." in page
    assert "Your guess" not in page
    assert "✓" not in page
    assert "✗" not in page


def test_matching_says_of_each_item_how_many_put_it_right_and_where_the_others_put_it(monkeypatch):
    asked(monkeypatch, question_of("match", ("A", "left"), ("B", "up")))
    values = [{"1": "left", "2": "up"}] * 3 + [{"1": "up", "2": "up"}] * 2
    assert "<b>3</b> × left</li><li><b>2</b> × up</li>" in picture(values)
    page = picture(values, told=True)
    assert "3 (60 %)" in page
    assert "5 (100 %)" in page
    assert "<b>3</b> × left <b>✓</b></li><li><b>2</b> × up</li>" in page


def test_of_a_guess_nothing_is_put_right(monkeypatch):
    asked(monkeypatch, question_of("match", ("A", "left"), ("B", "up"), moment="guess"))
    page = picture([{"1": "left"}] * 5, told=True)
    assert "<b>5</b> × left" in page
    assert "ight" not in page


def test_an_order_says_who_put_which_step_where(monkeypatch):
    asked(monkeypatch, question_of("order", ("A", "1"), ("B", "2")))
    page = picture([[1, 2]] * 4 + [[2, 1]], told=True)
    assert "<b>4</b> × 1 <b>✓</b></li><li><b>1</b> × 2</li>" in page


def test_only_the_most_common_numbers_stand_there(monkeypatch):
    asked(monkeypatch, question_of("number", ("x", "7")))
    page = picture([str(number) for number in range(20)] + ["7.0", "7,5"], told=True)
    assert "<b>2</b> × 7 <b>✓</b>" in page
    assert "and 9 others" in page


def test_codes_say_how_many_are_as_ours_and_how_far_the_class_agrees():
    codes = [{"1": {"how surely": surely}} for surely in ("stated", "stated", "stated", "likely", "likely")]
    page = picture(codes, told=True, id="08-test")
    assert "<b>3</b> × stated <b>✓</b></li><li><b>2</b> × likely</li></ul><div>✓ as ours: 60 %</div>" in page
    assert "Two learners at random chose the same in 40 % of cells." in page
    assert "as ours" not in picture(codes, id="08-test")


def test_hypotheses_stand_with_what_fits_and_what_speaks_against():
    marks = [{"cells": {"11": {"1": mark}}} for mark in "IICNN"]
    page = picture(marks, id="04-hypotheses")
    assert "<li><b>1</b> × fits</li><li><b>2</b> × against</li><li><b>2</b> × says nothing</li>" in page
    assert "✓" not in page


def test_percentages_stand_as_lowest_middle_highest_and_columns():
    page = picture([{"6": chance} for chance in (0, 50, 60, 99, 100)], id="04-words")
    row = page.split("likely (not in the article: to compare with)")[1]
    assert row.startswith("</td><td>5</td><td>0</td><td>60</td><td>100</td>")
    heights = [part.split("%")[0] for part in row.split("height:")[1:]]
    assert heights == ["50", "0", "0", "0", "0", "50", "50", "0", "0", "100"]


def test_weights_are_named_and_have_a_column_for_each_step():
    page = picture([{"nk-food": weight} for weight in (0, 1, 4, 4, 4)], id="03-table")
    assert "<td>Food</td><td>5</td><td>0</td><td>4</td><td>4</td>" in page
    assert [part.split("%")[0] for part in page.split("height:")[1:]] == ["33", "33", "0", "0", "100"]


def test_a_forecast_tells_what_came_only_on_demand():
    values = [{"chance": chance, "committed": True} for chance in (10, 20, 30, 40, 100)]
    assert "It came out" not in picture(values, id="06-q01")
    page = picture(values, told=True, id="06-q01")
    assert "It came out: yes. The mean chance was 40 %: a penalty (Brier score) of 0.36" in page


@pytest.mark.parametrize("id", ["01-kremlin", "01-who", "02-map", "03-chain", "04-hypotheses", "06-q01", "08-test"])
def test_fewer_than_five_are_not_shown(id):
    answer = {"01-kremlin": 1, "01-who": {"1": "nobody named"}, "02-map": {"1": [1, 1]}, "03-chain": [1, 2, 3, 4]}
    others = {"04-hypotheses": {"cells": {"11": {"1": "C"}}}, "06-q01": {"chance": 5, "committed": True}}
    given = (answer | others).get(id, {"1": {"how surely": "stated"}})
    page = picture([given] * 4, told=True, id=id)
    assert page.endswith(f"<p>{FEW}</p>")
    assert "<table>" not in page
    assert FEW not in picture([given] * 5, id=id)


def test_who_needs_help_is_told_by_number_with_the_reason(monkeypatch):
    asked(monkeypatch, *(question_of("choice", *ABC, id=id) for id in "abcd"))
    found = class_with("a", [1, 1, 1, 1, 2])
    found.work.loc[4, "tries"] = 4
    page = str(pictures.learners(found, list(questions.every().values()), names=False))
    assert page.count("checked 3 times or more, and not right: a") == 1
    assert "learner 4" not in page
    nobody = class_with("b", [1])
    assert "nothing done" in str(pictures.learners(nobody, [questions.get("a")], names=True))
    assert "learner 0" in str(pictures.learners(nobody, [questions.get("a")], names=True))
