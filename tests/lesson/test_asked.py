"""What is asked: questions and options agree with each other, and with the tables they ask about."""

import json
import re

from helpers import lesson
from helpers.questions.question import NOTEBOOKS


def test_there_are_forecasts_enough_of_both_ends():
    assert 12 <= len(lesson.forecasts) <= 16
    assert set(lesson.forecasts["resolution"]) == {"yes", "no"}
    asked = lesson.questions.loc[lesson.questions["kind"] == "forecast", "id"]
    assert set(asked) == set(lesson.forecasts["id"])


FINDINGS = ["supported", "imprecise", "unsupported", "cannot tell"]


def findings():
    """Each question that has source cards to what we found: one word, or two where both can be defended."""
    options = lesson.options[lesson.options["question"].isin(lesson.source_cards["check"])]
    held = options[options["answer"].isin(["right", "also right"])]
    return held["text"].str.split(":").str[0].groupby(held["question"], sort=False).agg(" or ".join)


def test_a_question_with_source_cards_asks_how_its_statement_stands():
    for check in lesson.source_cards["check"].unique():
        texts = lesson.options.loc[lesson.options["question"] == check, "text"]
        assert list(texts.str.split(":").str[0]) == FINDINGS, check
    assert set(findings().index) == set(lesson.source_cards["check"])


def test_what_can_be_judged_in_two_ways_says_so_in_its_explanation():
    both = lesson.options.loc[lesson.options["answer"] == "also right", "question"]
    assert set(both) == {"05-train", "05-institute", "05-shells"}
    for told in lesson.questions.set_index("id").loc[both, "explanation"]:
        assert "can be defended" in told


def test_the_check_that_is_worked_through_can_be_judged_in_one_way_only():
    cells = json.loads((NOTEBOOKS / "05_checking_the_claims.ipynb").read_text(encoding="utf-8"))["cells"]
    asked = [text for cell in cells if (text := "".join(cell["source"])).startswith("activities.ask(")]
    assert asked[:2] == ['activities.ask("05-guess")', 'activities.ask("05-law")']
    assert findings()["05-law"] == "supported"


def test_every_option_with_an_answer_says_why():
    guesses = lesson.questions.loc[lesson.questions["moment"] == "guess", "id"]
    options = lesson.options[~lesson.options["question"].isin(guesses)]
    marked = options[~options["answer"].str.fullmatch("|hypothesis|evidence|text|chart:.*")]
    assert (marked["feedback"].str.len() > 10).all()


def test_asking_again_offers_the_same_options_as_the_guess():
    texts = lesson.options.groupby("question")["text"].apply(list)
    again = lesson.questions[lesson.questions["asks_again"] != ""]
    assert len(again) >= 3
    for row in again.itertuples():
        assert texts.get(row.id) == texts.get(row.asks_again)
    assert set(lesson.questions.set_index("id").loc[again["asks_again"], "moment"]) == {"guess"}


def test_the_numbers_asked_for_are_the_numbers_in_the_data():
    asked = lesson.options.set_index("question")["answer"]
    article = lesson.positions[lesson.positions["voice"] == "article"]
    assert int(asked["01-pandas"]) == (lesson.claims["speaker"] == "kirby").sum()
    assert int(asked["02-pandas"]) == (lesson.claims["subject"] == "china").sum()
    assert int(asked["03-pandas"]) == (lesson.motives["kind"] == "ambition").sum()
    assert int(asked["04-pandas"]) == (article["position"] != "silent").sum()
    known, after = lesson.known(lesson.sanctions), lesson.later[lesson.later["known_on_the_day"] == "no"]
    assert int(asked["05-pandas"]) == (known["russia"] == "for").sum()
    assert int(asked["06-pandas"]) == (after["status"] == "claim denied").sum()
    assert float(asked["06-brier"]) == 0.04  # a chance of 0.8 is 0.2 away from 1, and that times itself


def test_the_counts_told_in_words_are_the_counts_in_the_data():
    explained = lesson.questions.set_index("id")["explanation"]
    speakers = lesson.claims["speaker"].value_counts()
    assert speakers[["kofman", "cha_tursa", "yang", "kozyrev"]].sum() == 22
    assert "22 claims" in explained["02-again"]
    assert (lesson.positions["position"] == "silent").sum() == 51
    assert len(lesson.positions) == 72
    assert explained["04-again"].startswith("Fifty-one of 72")
    counts = findings().value_counts()
    assert list(counts.reindex(FINDINGS, fill_value=0)) == [3, 4, 0, 2]
    assert len(findings()) - 9 == 3  # the train, the name, the shells
    told = "By our findings three are supported, four imprecise, two are “cannot tell”, and three can be judged in two"
    assert explained["05-again"].startswith(told)
    assert (lesson.forecasts["resolution"] == "yes").sum() == 9
    assert explained["06-again"].startswith("Nine came out yes, seven no")


def test_the_codes_of_01_are_those_of_the_claims():
    options = lesson.options[lesson.options["question"] == "01-find"]
    claims = lesson.claims.set_index("id")
    assert len(options) == 6
    for row in options.itertuples():
        claim = claims.loc[row.claims]
        told = [("who says it", claim.voice), ("how directly", claim.attribution), ("how surely", claim.certainty)]
        assert row.answer == " | ".join(f"{column}: {value}" for column, value in told)
        assert row.text.startswith(f"¶{claim.number}: ")
        quoted = re.findall("“([^”]+)”", row.text)
        assert quoted
        assert all(len(words.split()) <= 5 for words in quoted)
