"""The expert views: counted in data/positions.csv and likelihood.csv."""

from helpers import lesson

from . import EVERY, channel, description, spec, table, told_apart, units

POSITIONS, LIKELIHOOD = EVERY["positions"], EVERY["likelihood"]


def test_every_voice_on_every_question():
    # 12 voices on 6 questions: 51 places are silent, 12 depend, 7 say yes, 2 say no.
    views = table(POSITIONS)
    assert dict(views["position"].value_counts()) == {"silent": 51, "depends": 12, "yes": 7, "no": 2}
    assert description(POSITIONS) == "12 voices on 6 questions; 51 of 72 places are silent."
    no = views[views["position"] == "no"].set_index("voice")["question"]
    assert spec(no) == {
        "Victor Cha and Andrius Tursa": "Would an arms deal cost North Korea much?",
        "Andrei Kozyrev": "Does Russia need North Korea's help?",
    }
    # Stated plainly: 3 times yes, 3 times depends, twice no.
    assert dict(views.loc[views["how surely"] == "stated", "position"].value_counts()) == {
        "yes": 3,
        "depends": 3,
        "no": 2,
    }


def test_positions_have_shapes_and_what_is_stated_is_filled():
    assert told_apart(POSITIONS, "shape", "position") == {
        "yes": "triangle-up",
        "depends": "diamond",
        "no": "triangle-down",
        "silent": "circle",
    }
    assert set(told_apart(POSITIONS, "shape", "position")) == set(lesson.positions["position"].cat.categories)
    filled = next(units(spec(POSITIONS)))["encoding"]["fillOpacity"]
    assert filled["value"] == 0
    assert "datum['how surely'] === 'stated'" in filled["condition"]["test"]


def test_voices_stand_in_rows_and_questions_in_columns():
    assert channel(POSITIONS, "x")[0]["sort"] == [
        "Arms for\nRussia",
        "Need for\nhelp",
        "Arms\nknow-how",
        "Cost of a\ndeal",
        "A lasting\ntie",
        "Away from\nChina",
    ]
    assert channel(POSITIONS, "y")[0]["sort"] == list(lesson.voices["name"])


def test_words_of_likelihood_from_the_lowest_to_the_highest_percentage():
    words = table(LIKELIHOOD).set_index("word")
    assert len(words) == 9
    assert tuple(words.loc["likely", ["from", "to"]]) == (55, 80)
    assert tuple(words.loc["almost certain", ["from", "to"]]) == (95, 99)
    assert "likely 55–80 %; very likely 80–95 %" in description(LIKELIHOOD)
    assert channel(LIKELIHOOD, "x")[0]["scale"]["domain"] == [0, 100]


def test_what_people_took_a_word_for_says_so_beside_the_bar():
    (rows,) = spec(LIKELIHOOD)["datasets"].values()
    told = {row["word"]: row["_told"] for row in rows if "how people took it" in row["_told"]}
    assert told == {word: "20–80 % (how people took it)" for word in ("serious possibility", "real possibility")}
    assert {row["_kind"] for row in rows if row["word"] not in told} == {"a published range"}
