"""The answers of a class, from small tables made by hand."""

import pandas as pd

from helpers import charts

from . import ANSWERS, EVERY, HYPOTHESES, channel, description, spec, table


def test_circles_say_how_many_learners_gave_an_answer():
    chart = EVERY["class_answers"]
    assert table(chart).to_dict("list") == {
        "item": ["likely", "likely", "even"],
        "value": ["70", "100", "50"],
        "learners": [3, 2, 5],
    }
    assert channel(chart, "x")[0]["sort"] == ["50", "70", "100"]  # as numbers, not as words
    assert channel(chart, "text")[0]["field"] == channel(chart, "size")[0]["field"] == "learners"
    assert description(chart) == ("What does the word mean? 3 answers, each with the number of learners who gave it.")


def test_words_are_sorted_as_words():
    chart = charts.class_answers(ANSWERS.assign(value=["100", "yes", "20"]), "T")
    assert channel(chart, "x")[0]["sort"] == ["100", "20", "yes"]


def test_the_table_of_hypotheses_has_a_number_in_each_cell():
    chart = EVERY["class_hypotheses"]
    assert table(chart)["hypothesis"].to_list() == ["Swap", "Show"]
    assert [encoding["field"] for encoding in channel(chart, "text")] == ["inconsistent"]
    assert [encoding["field"] for encoding in channel(chart, "fillOpacity")] == ["inconsistent"]
    assert description(chart).endswith("A talk, Swap: 1; A talk, Show: 4")
    assert list(HYPOTHESES["hypothesis"]) == ["Swap: goods", "Show: words"]  # what came in is not changed


def test_long_labels_stand_in_lines_and_are_not_cut():
    long = "Kirby says that North Korea armed Wagner, and that Moscow looks for more weapons."
    answers = charts.class_answers(ANSWERS.assign(item=long), "T")
    hypotheses = charts.class_hypotheses(HYPOTHESES.assign(evidence=long))
    for chart, column, width in [(answers, "item", 44), (hypotheses, "evidence", 48)]:
        lines = table(chart)[column][0].split("\n")
        assert " ".join(lines) == long
        assert max(map(len, lines)) <= width
        assert channel(chart, "y")[0]["axis"]["labelExpr"] == "split(datum.value, '\\n')"


def words_of(chart):
    return spec(chart)["data"]["values"][0]["why"]


def test_what_has_nothing_to_show_says_why():
    nobody = ANSWERS.iloc[:0]
    assert words_of(charts.class_answers(nobody, "T")) == "Nothing to show: nobody has answered."
    few = nobody.copy()
    few.attrs["why"] = "fewer than 5 have answered."
    assert words_of(charts.class_answers(few, "T")) == "Nothing to show: fewer than 5 have answered."
    assert words_of(charts.class_hypotheses(HYPOTHESES.iloc[:0])) == "Nothing to show: nobody has answered."
    many = pd.DataFrame({"item": "T", "value": range(1001), "learners": 1})
    assert words_of(charts.class_answers(many, "T")) == (
        "Nothing to show: 1001 different answers are too many for a chart."
    )
