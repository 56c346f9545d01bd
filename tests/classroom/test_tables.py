"""What the class did, as tables, counted by hand; and a file for a spreadsheet in which nothing is a formula."""

import csv
import time

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import classroom, questions
from helpers.classroom import tables
from helpers.classroom.hand_ins import Class, load_class
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
    for question in questions.every():
        assert len(classroom.counts(found, question)), question
    assert len(classroom.hypotheses(found, "04-hypotheses")) == 24
    assert len(classroom.wrong_options(found)) > 5
    assert len(classroom.written(found, "01-own")) > 15
    assert len(classroom.written(found, "07-briefing", 1)) > 15
    assert classroom.before_after(found, "02-again").to_numpy().sum() > 20
    assert classroom.who_did_what(found).to_numpy().sum() > 1000


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


def test_who_did_what_counts_what_was_checked(monkeypatch):
    asked(
        monkeypatch,
        question_of("text", id="a", notebook="01_one"),
        question_of("text", id="b", notebook="01_one"),
        question_of("text", id="c", notebook="02_two"),
    )
    rows = [("zoe", "a", 1), ("zoe", "b", 0), ("zoe", "unknown", 1), ("Kim", "a", 3), ("Kim", "b", 1), ("Lee", "c", 0)]
    work = pd.DataFrame(rows, columns=["alias", "activity", "tries"])
    nothing = class_with("a", [])
    table = classroom.who_did_what(Class(work, nothing.refused, nothing.replaced, nothing.left_out))
    assert table.to_dict("index") == {
        "Kim": {"01 (of 2)": 2, "02 (of 1)": 0},
        "Lee": {"01 (of 2)": 0, "02 (of 1)": 0},
        "zoe": {"01 (of 2)": 1, "02 (of 1)": 0},
    }
    assert list(table.index) == ["Kim", "Lee", "zoe"]
    assert table.index.name == "alias"
    assert set(map(str, table.dtypes)) == {"int64"}


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
    assert rows_of(classroom.counts(class_with("q", [*JUNK, *values]), "q")) == rows


@pytest.mark.parametrize("kind", COUNTS)
def test_fewer_than_five_are_not_shown(kind, monkeypatch):
    asked(monkeypatch, question_of(kind, *ABC))
    few = class_with("q", COUNTS[kind][0][:4])
    table = classroom.counts(few, "q")
    assert list(table.columns) == ["item", "value", "learners"]
    assert table.empty
    assert table.attrs["why"] == FEW
    assert len(classroom.counts(few, "q", least=2))


def test_charts_and_texts_of_a_briefing_are_counted(monkeypatch):
    asked(monkeypatch, question_of("briefing", ("Claim", "text"), ("Ties", "chart:ties")))
    table = classroom.counts(class_with("q", [{"1": "words", "2": True}] * 5 + [{"1": " "}]), "q")
    assert rows_of(table) == [("Claim", "words", 5), ("Ties", "chosen", 5)]


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
    classroom.counts(found, question, least=1)
    classroom.who_did_what(found)
    classroom.wrong_options(found, least=1)
    classroom.hypotheses(found, "04-hypotheses", least=1)
    classroom.before_after(found, "01-again", least=1)
    classroom.written(found, question)
    classroom.written(found, question, "1")
    tables.forecast_means(found, least=1)


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
    assert rows_of(classroom.wrong_options(found)) == [
        ("r", "R?", "B", 3, 0.6, "On B."),
        ("q", "Q?", "B", 2, 2 / 6, "On B."),
        ("r", "R?", "C", 1, 0.2, "On C."),
        ("q", "Q?", "C", 1, 1 / 6, "On C."),
    ]
    nobody = classroom.wrong_options(class_with("q", [1] * 5))
    assert nobody.attrs["why"] == "Nobody chose a wrong option at the first check."
    assert classroom.wrong_options(class_with("q", [2] * 4)).attrs["why"] == FEW


def test_hypotheses_of_the_class(monkeypatch):
    parts = [("H1", "hypothesis"), ("H2", "hypothesis"), ("E3", "evidence"), ("E4", "evidence")]
    asked(monkeypatch, question_of("hypotheses", *parts))
    values = [{"cells": {"3": {"1": "C", "2": "N", "0": "I"}}, "own": "mine", "mind": ""}] * 2
    values += [{"cells": {"3": {"1": "I", "2": "N"}}}] * 2
    values += [{"cells": {"4": {"2": "C"}}}]
    left_out = [{"cells": {"4": {"1": "X", "2": ["C"]}}}, {"cells": {"3": {"0": "C"}}}]
    table = classroom.hypotheses(class_with("q", [*JUNK, *values, *left_out]), "q")
    assert rows_of(table.drop(columns="disagreement")) == [
        ("H1", "E3", 2, 2, 0, 1),
        ("H1", "E4", 0, 0, 0, 5),
        ("H2", "E3", 0, 0, 4, 1),
        ("H2", "E4", 1, 0, 0, 4),
    ]
    assert list(table["disagreement"].fillna(-1)) == [1, -1, 0, 0]
    assert classroom.hypotheses(class_with("q", values[:4]), "q").attrs["why"] == FEW


def test_before_and_after(monkeypatch):
    asked(
        monkeypatch,
        question_of("choice", ("few", ""), ("many", ""), id="guess", moment="guess"),
        question_of("choice", ("few", "right"), ("many", "wrong"), id="again", asks_again="guess"),
    )
    guesses = class_with("guess", [2, 2, 2, 1, 1, 1, "junk"], firsts=[None, 2, 2, 1, 1, 1, None])
    later = [1, 1, 1, 1, 1], [1, 2, 1, 1, None]
    table = classroom.before_after(both(guesses, class_with("again", *later)), "again")
    assert table.to_dict("index") == {"few": {"few": 2, "many": 0}, "many": {"few": 2, "many": 1}}
    assert table.index.name == "before"
    few = classroom.before_after(both(guesses, class_with("again", later[0][:4], later[1][:4])), "again")
    assert few.empty
    assert few.attrs["why"] == FEW


def test_what_cannot_be_asked_is_told_in_one_sentence():
    found = class_with("01-own", [])
    for call in (classroom.counts, classroom.hypotheses, classroom.before_after, classroom.written, classroom.texts):
        with pytest.raises(questions.UnknownQuestion, match=r"no question “01-ownn” .did you mean “01-own”"):
            call(found, "01-ownn")
    with pytest.raises(classroom.ClassroomError, match="“02-guess” asks no guess again: choose one of 01-again, 02-"):
        classroom.before_after(found, "02-guess")
    with pytest.raises(classroom.ClassroomError, match="“01-own” has no hypotheses and evidence to count") as told:
        classroom.hypotheses(found, "01-own")
    assert told.value._render_traceback_() == [str(told.value)]


def test_texts_come_as_they_were_written(monkeypatch):
    asked(monkeypatch, question_of("text"))
    table = classroom.written(class_with("q", ["<b>да</b>\n", "", "  ", None, ["x"], "=1"]), "q")
    assert rows_of(table) == [("learner 0", "<b>да</b>\n"), ("learner 5", "=1")]


def test_one_of_several_texts(monkeypatch):
    asked(monkeypatch, question_of("briefing", ("Claim", "text"), ("Ties", "chart:ties")))
    found = class_with("q", [{"1": "first", "2": True}, {"1": " "}, ["1"], "1", {"1": ["x"]}, {"1": "last"}])
    assert rows_of(classroom.written(found, "q", 1)) == [("learner 0", "first"), ("learner 5", "last")]
    monkeypatch.undo()
    mind = class_with("04-hypotheses", [{"cells": {}, "own": "", "mind": "x"}])
    assert list(classroom.written(mind, "04-hypotheses", "mind")["text"]) == ["x"]


def test_means_of_forecasts_are_of_five_or_more_who_did_not_know():
    committed = [{"chance": chance, "committed": True} for chance in (10, 20, 30, 40, 100)]
    others = [{"chance": 99, "committed": True, "knew": True}, {"chance": 99}, {"knew": True, "committed": True}]
    hand_ins = learners("06-q01", committed + others) + learners("06-q02", committed[:4], name="other")
    found = let_in(hand_ins)
    assert tables.forecast_means(found) == {"06-q01": 40}
    assert tables.forecast_means(found, least=4) == {"06-q01": 40, "06-q02": 25}


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
