"""What the class did, as tables, counted by hand; and a file for a spreadsheet in which nothing is a formula."""

import csv
import math
import time
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import lesson, questions
from helpers.classroom import pictures, tables
from helpers.classroom.hand_ins import Class, load_class
from helpers.work import HandIn
from tests.make_class import answer_to, make_class
from tests.work.test_untrusted import LEAVES

from .parts import FEW, asked, class_with, learners, let_in, question_of

ABC = [("A", "right"), ("B", "wrong"), ("C", "right")]


def rows_of(table: pd.DataFrame) -> list[tuple]:
    return list(table.itertuples(index=False, name=None))


def both(*classes: Class) -> Class:
    """Several classes as one."""
    work = pd.concat([found.work for found in classes])
    return Class(work, classes[0].refused, classes[0].replaced, classes[0].left_out)


def test_a_made_class_fills_every_table(tmp_path):
    make_class(30, tmp_path)
    found = load_class(tmp_path)
    assert found.work["alias"].nunique() == 30
    assert found.refused.empty
    assert found.left_out.empty
    for question in questions.every().values():
        assert len(tables.counts(found, question)), question
    assert len(tables.wrong_options(found, questions.every().values())) > 5
    assert len(tables.texts(found, questions.get("01-own"))) > 15
    assert tables.before_after(found, questions.get("02-again"))["after"].sum() > 15
    assert tables.learners(found, list(questions.every().values()))["done"].sum() > 1000
    assert len(tables.forecasts(found)) == 16
    assert tables.calibration(found)["number"].sum() > 200
    assert len(tables.export(found)) == len(found.work)


def test_a_made_class_is_the_same_for_the_same_seed(tmp_path):
    for name, seed in {"a": 7, "b": 7, "c": 8}.items():
        (tmp_path / name).mkdir()
        make_class(2, tmp_path / name, seed)
    texts = {name: [path.read_bytes() for path in sorted((tmp_path / name).iterdir())] for name in "abc"}
    assert texts["a"] == texts["b"] != texts["c"]


def test_odd_answers_are_left_out_and_told(tmp_path):
    make_class(30, tmp_path, strange=True)
    found = load_class(tmp_path)
    assert found.refused.empty
    assert len(found.left_out) > 10
    assert found.work["answer"].notna().sum() > 1500
    for row in found.left_out.itertuples():
        kept = found.work[(found.work["alias"] == row.alias) & (found.work["activity"] == row.activity)]
        [(answer, first, tries)] = kept[["answer", "first", "tries"]].to_numpy().tolist()
        is_bound = questions.get(row.activity).kind == "forecast" and answer == first  # what was committed first stays
        assert (answer, first, tries) == (None, None, 0) or is_bound
    for row in found.work.itertuples():
        assert questions.has_form(row.activity, row.answer)
        assert questions.has_form(row.activity, row.first)


def both_of(monkeypatch, rows):
    """A class of rows of alias, activity, answer and tries, to questions a, b and c of the kind choice."""
    asked(monkeypatch, *(question_of("choice", *ABC[:2], id=id) for id in "abc"))
    work = pd.DataFrame(rows, columns=["alias", "activity", "answer", "tries"], dtype="object")
    return replace(class_with("a", []), work=work), list(questions.every().values())


def test_learners_are_counted_by_what_they_checked_and_are_stuck_after_three_tries(monkeypatch):
    rows = [("zoe", "a", 1, 1), ("zoe", "b", 2, 0), ("zoe", "x", 1, 1), ("Kim", "a", 2, 3), ("Kim", "b", 1, 9)]
    found, questions_asked = both_of(monkeypatch, [*rows, ("Lee", "c", 2, 2), ("Ann", "b", None, 0)])
    table = tables.learners(found, questions_asked).set_index("alias")
    assert table["done"].to_dict() == {"zoe": 1, "Kim": 2, "Lee": 1, "Ann": 0}
    assert table["stuck"].to_dict() == {"zoe": [], "Kim": ["a"], "Lee": [], "Ann": []}
    assert sorted(table["number"]) == [1, 2, 3, 4]
    assert table["number"].to_dict() == tables.numbers(found)


def test_numbers_are_the_same_for_the_same_class_in_any_order_of_files(tmp_path):
    make_class(9, tmp_path)
    found = load_class(tmp_path)
    turned = replace(found, work=found.work.iloc[::-1])
    assert tables.numbers(found) == tables.numbers(turned)
    assert sorted(tables.numbers(found).values()) == list(range(1, 10))


# None of these has the form of any kind but number, text and briefing.
JUNK = [
    None,
    True,
    1.5,
    [[1]],
    {"1": {}},
    {"1": []},
    {"x": 1},
    {"1": None},
    [1, 1, 1, 9],
    7,
    -1,
    {"cells": 3},
    {"chance": 50.5},
]
COUNTS = {
    "choice": ([1, 1, 2, 2, 2], [("A", "chosen", 2), ("B", "chosen", 3), ("C", "chosen", 0)]),
    "choices": ([[1, 2], [1], [2], [1], [1], [2, 2]], [("A", "chosen", 4), ("B", "chosen", 2), ("C", "chosen", 0)]),
    "match": (
        [{"1": "right", "2": "wrong"}] * 4 + [{"1": "wrong"}, {"1": "left"}, {"1": "wrong", "9": "right"}],
        [("A", "right", 4), ("A", "wrong", 1)],
    ),
    "order": (
        [[3, 1, 2]] * 4 + [[1, 2, 3], [1, 2], [1, 2, 3, 3]],
        [("A", 1, 1), ("A", 2, 4), ("B", 2, 1), ("B", 3, 4), ("C", 1, 4), ("C", 3, 1)],
    ),
    "percents": (
        [{"1": 60, "2": 100}] * 4 + [{"1": 9}, {"1": 9, "2": 101}, {"1": 9, "3": -1}, {"1": True}],
        [("A", 9, 1), ("A", 60, 4)],
    ),
    "map": ([{"1": [5, 4], "2": [1, None]}] * 5 + [{"1": [5, 4], "3": [0, 6]}], [("A", "5 4", 5)]),
    "weights": ([{"nk-food": 3}] * 5 + [{"nk-food": 3, "nk-money": 5}, {"../x": 1}], [("nk-food", 3, 5)]),
    "forecast": (
        [{"chance": 60, "committed": True, "knew": False}] * 5
        + [{"chance": 60, "committed": True, "knew": True}] * 4
        + [{"chance": 60}, {"chance": 60, "committed": False}, {"committed": True}],
        [("did not know", 60, 5)],
    ),
    "number": (["2", "2.0", "2,0", "10%", "10", "nan", "much"], [("answer", 2.0, 3), ("answer", 10.0, 2)]),
    "text": (["b", " a", "a ", "c", "c", "  "], [("answer", "a", 2), ("answer", "b", 1), ("answer", "c", 2)]),
}


@pytest.mark.parametrize("kind", COUNTS)
def test_answers_are_counted_and_what_has_not_the_form_is_left_out(kind, monkeypatch):
    asked(monkeypatch, question_of(kind, *ABC))
    values, rows = COUNTS[kind]
    question = questions.get("q")
    table = tables.counts(class_with("q", [*JUNK, *values]), question)
    assert rows_of(table.drop(columns="right")) == rows
    right = questions.kind(question).right
    assert list(table["right"]) == [right(question, item, value) for item, value, _ in rows]


@pytest.mark.parametrize("kind", COUNTS)
def test_fewer_than_five_are_not_shown(kind, monkeypatch):
    asked(monkeypatch, question_of(kind, *ABC))
    few = class_with("q", COUNTS[kind][0][:4])
    question = questions.get("q")
    table = tables.counts(few, question)
    assert list(table.columns) == ["item", "value", "learners", "right"]
    assert table.empty
    assert table.attrs["why"] == FEW
    assert len(tables.counts(few, question, least=2))


def test_charts_and_texts_of_a_briefing_are_counted(monkeypatch):
    asked(monkeypatch, question_of("briefing", ("Claim", "text"), ("Ties", "chart:ties")))
    table = tables.counts(class_with("q", [{"1": "words", "2": True}] * 5 + [{"1": " "}]), questions.get("q"))
    assert rows_of(table) == [("Claim", "words", 5, None), ("Ties", "chosen", 5, None)]


def any_json():
    return st.recursive(
        LEAVES | st.sampled_from([1, 2, 3, "1", "C", "right"]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["1", "11", "cells", "chance", "knew", "committed", "mind", ""]), inner, max_size=4
            )
        ),
        max_leaves=8,
    )


ONE_OF_EACH = {question.kind: question.id for question in reversed(questions.every().values())}


@settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(any_json(), min_size=5, max_size=8), st.sampled_from(sorted(ONE_OF_EACH.values())))
def test_no_answer_makes_a_table_fail(values, question):
    values = [*values, answer_to(questions.get(question))]
    found = class_with(question, values)
    of, every = questions.get(question), list(questions.every().values())
    tables.counts(found, of, least=1)
    tables.learners(found, every)
    tables.wrong_options(found, every, least=1)
    tables.before_after(found, questions.get("01-again"), least=1)
    tables.before_after(found, questions.get("08-test"), least=1)
    tables.alike(found, of)
    tables.forecasts(found, least=1)
    tables.calibration(found, least=1)
    tables.export(found)
    pictures.question(found, of, told=True)


def test_wrong_options_by_the_first_check_most_common_first(monkeypatch):
    options = [("A", "right"), ("B", "wrong"), ("C", "wrong")]
    kinds = {"q": "choice", "r": "choices", "s": "choice"}
    asked(
        monkeypatch,
        *(question_of(kind, *options, id=id) for id, kind in kinds.items()),
        question_of("match", ("A", "left"), ("B", "right"), id="t"),
    )
    found = both(
        class_with("q", [1] * 8, firsts=[2, 2, 1, 3, 1, 1, None, "junk"]),
        class_with("r", [[1]] * 5, firsts=[[2, 3], [2], [2], [1], [1]]),
        class_with("s", [2] * 4),
        class_with("t", [{"1": "left"}] * 5),
    )
    assert rows_of(tables.wrong_options(found, questions.every().values())) == [
        ("r", "R?", "B", 3, 0.6, "On B."),
        ("q", "Q?", "B", 2, 2 / 6, "On B."),
        ("r", "R?", "C", 1, 0.2, "On C."),
        ("q", "Q?", "C", 1, 1 / 6, "On C."),
    ]
    every = questions.every().values()
    nobody = tables.wrong_options(class_with("q", [1] * 5), every)
    assert nobody.attrs["why"] == "Nobody chose a wrong option at the first check."
    assert tables.wrong_options(class_with("q", [2] * 4), every).attrs["why"] == FEW


def test_before_and_after(monkeypatch):
    asked(
        monkeypatch,
        question_of("choice", ("few", ""), ("many", ""), id="guess", moment="guess"),
        question_of("choice", ("few", "right"), ("many", "wrong"), id="again", asks_again="guess"),
    )
    again = questions.get("again")
    guesses = class_with("guess", [2, 2, 2, 1, 1, 1, "junk"], firsts=[None, 2, 2, 1, 1, 1, None])
    later = [1, 1, 1, 1, 1], [1, 2, 1, 1, None]
    table = tables.before_after(both(guesses, class_with("again", *later)), again)
    assert rows_of(table) == [("few", "chosen", 2, 4, True), ("many", "chosen", 3, 1, False)]
    assert (table.attrs["both"], table.attrs["changed"]) == (5, 2)
    few = tables.before_after(both(guesses, class_with("again", later[0][:4], later[1][:4])), again)
    assert few.empty
    assert few.attrs["why"] == FEW


def test_before_and_after_of_codes_has_every_code_that_was_given():
    codes = [{"1": {"how surely": surely}} for surely in ("stated", "likely", "likely", "likely", "stated", "stated")]
    hand_ins = learners("00-test", codes) + learners("08-test", [codes[0]] * 5)
    table = tables.before_after(let_in(together(hand_ins)), questions.get("08-test"))
    item = "The library closed on Friday. - how surely"
    assert rows_of(table) == [(item, "likely", 3, 0, False), (item, "stated", 2, 5, True)]
    assert (table.attrs["both"], table.attrs["changed"]) == (5, 3)


def together(hand_ins: list[HandIn]) -> list[HandIn]:
    """Hand-ins of one alias as one."""
    of: dict[str, HandIn] = {}
    for one in hand_ins:
        old = of.get(one.alias)
        of[one.alias] = replace(one, answers=old.answers | one.answers) if old else one
    return list(of.values())


def test_two_learners_agree_as_often_as_can_be_counted_by_hand():
    codes = [{"1": {"how surely": "stated"}}] * 2 + [{"1": {"how surely": "likely"}, "2": {"how surely": "stated"}}]
    found, question = class_with("08-test", codes), questions.get("08-test")
    assert tables.alike(found, question) == 1 / 3  # of three pairs in the first cell one; in the second is no pair
    assert math.isnan(tables.alike(class_with("08-test", codes[:1]), question))


def test_numbers_on_a_scale_are_sorted_and_small_groups_left_out():
    places = [{"1": [power, 1], "2": [3, None]} for power in (5, 1, 3, 2, 4)] + [{"2": [None, 4]}] * 4
    found = class_with("02-map", places)
    spread = tables.spread(found, questions.get("02-map"))
    assert spread == {
        "Kim Jong Un: power": [1, 2, 3, 4, 5],
        "Kim Jong Un: interest": [1] * 5,
        "Vladimir Putin: power": [3] * 5,
    }


def test_texts_come_as_they_were_written_by_number(monkeypatch):
    asked(monkeypatch, question_of("text"))
    found = class_with("q", ["<b>да</b>", "", "  ", None, ["x"], "=1"])
    number = tables.numbers(found)
    wanted = {number["learner 0"]: ("learner 0", [("", "<b>да</b>")]), number["learner 5"]: ("learner 5", [("", "=1")])}
    assert tables.texts(found, questions.get("q")) == dict(sorted(wanted.items()))


def test_forecasts_are_of_five_or_more_who_did_not_know():
    committed = [{"chance": chance, "committed": True} for chance in (10, 20, 30, 40, 100)]
    others = [{"chance": 99, "committed": True, "knew": True}, {"chance": 99}, {"knew": True, "committed": True}]
    hand_ins = learners("06-q01", committed + others) + learners("06-q02", committed[:4], name="other")
    found = let_in(hand_ins)
    [row] = tables.forecasts(found).to_dict("records")
    assert (row["question"], row["learners"], row["mean"], row["resolution"]) == ("06-q01", 5, 40, "yes")
    assert row["penalty"] == pytest.approx(0.36)
    assert row["penalties"] == pytest.approx((0.81 + 0.64 + 0.49 + 0.36 + 0) / 5)
    assert list(tables.forecasts(found, least=4)["question"]) == ["06-q01", "06-q02"]


def test_calibration_pools_all_forecasts_in_fifths_with_five_or_more():
    committed = [{"chance": chance, "committed": True} for chance in (0, 10, 19, 20, 100)]
    ends = dict(zip(lesson.forecasts["id"], lesson.forecasts["resolution"], strict=True))
    yes, no = (next(id for id, end in ends.items() if end == wanted) for wanted in ("yes", "no"))
    found = let_in(learners(yes, committed) + learners(no, committed, name="other"))
    [row] = tables.calibration(found).to_dict("records")
    assert row == {"low": 0, "high": 19, "number": 6, "mean": pytest.approx(29 / 3), "share": 0.5}
    assert list(tables.calibration(found, least=2)["low"]) == [0, 20, 80]


def test_the_export_has_a_row_for_each_learner_and_question():
    hand_ins = learners("01-kremlin", [2], firsts=[1]) + learners("04-hypotheses", [{"cells": {"11": {"1": "C"}}}])
    other = learners("strange", [{"x": 1}], name="Kim")
    table = tables.export(let_in([*together(hand_ins), *other])).set_index("question")
    assert list(table.columns) == ["alias", "notebook", "answer", "first", "right", "tries", "saved (UTC)", "kept"]
    row = table.loc["01-kremlin"]
    assert (row["answer"], row["first"], row["right"]) == (
        "Ties, the region, world affairs",
        "A swap of weapons for help",
        "right",
    )
    assert (row["alias"], row["notebook"], row["tries"], row["kept"]) == ("learner 0", "01_the_article", 1, "2")
    words = table.loc["04-hypotheses"]["answer"]
    assert words == "Kim says that ties with Moscow come first. - Arms for goods: fits"
    assert list(table.loc["strange"][["alias", "answer", "right", "kept"]]) == ["Kim 0", "", "", '{"x": 1}']


# A file for a spreadsheet

FORMULAS = {
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-1": "'-1",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t'=1",
    "\tx": "'\tx",
    "\rx": "'\rx",
    "\nx": "'\nx",
    "  \nx": "'  \nx",
    "  =1": "'  =1",
    "\ufeff=1": "'\ufeff=1",
    "\u200b\u2060\xa0=1": "'\u200b\u2060\xa0=1",
    "\0=1": "'\0=1",
    "＝1": "'＝1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠x": "'＠x",
    "a;=1": "a;'=1",
    "a\n=1": "a\n'=1",
    "a": "a",
    "": "",
    "a=1": "a=1",
    "3-4; 5": "3-4; 5",
    'say "no", twice': 'say "no", twice',
}


def test_csv_takes_no_cell_for_a_formula(tmp_path):
    frame = pd.DataFrame({"=head": list(FORMULAS), "number": range(-3, len(FORMULAS) - 3)})
    tables.to_csv(frame, tmp_path / "table.csv")
    with open(tmp_path / "table.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["'=head", "number"]
    assert [row[0] for row in rows[1:]] == list(FORMULAS.values())
    assert [row[1] for row in rows[1:4]] == ["-3", "-2", "-1"]


def test_csv_is_marked_as_utf8_and_text_is_quoted(tmp_path):
    frame = pd.DataFrame({"alias": ["Zoë", None], "share": [0.5, None], "answer": [{"1": "=да"}, [1]]}).set_index(
        "alias"
    )
    tables.to_csv(frame, tmp_path / "table.csv")
    data = (tmp_path / "table.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines() == [
        '"alias","share","answer"',
        '"Zoë",0.5,"{""1"": ""=да""}"',
        '"","","[1]"',
    ]


def test_csv_of_long_texts_takes_no_time(tmp_path):
    frame = pd.DataFrame({"text": ["\n" * 20_000, " " * 20_000, "; " * 10_000]})
    start = time.process_time()
    tables.to_csv(frame, tmp_path / "table.csv")
    assert time.process_time() - start < 1
