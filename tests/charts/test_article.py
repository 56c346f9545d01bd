"""What the article is made of, what came when, which way: counted in data/claims.csv, events.csv and places.csv."""

import pandas as pd

from helpers import charts, lesson

from . import EVERY, channel, description, marks, spec, table, told_apart, units

KINDS, TIMELINE, ROUTE = EVERY["kinds"], EVERY["timeline"], EVERY["route"]


def test_one_mark_a_claim_in_rows_by_kind():
    claims = table(KINDS)
    assert len(claims) == 95
    counts = {"event": 11, "situation": 35, "motive": 15, "judgement": 18, "forecast": 16}
    assert dict(claims["kind"].value_counts()[list(counts)]) == counts
    told = "95 claims in rows by kind: 11 event, 35 situation, 15 motive, 18 judgement, 16 forecast."
    assert description(KINDS) == told
    assert channel(KINDS, "y")[0]["sort"] == list(counts)


def test_how_surely_is_told_by_shape_beside_colour_the_surest_first():
    # Of the 16 forecasts 1 is stated, 1 is likely, 3 are conditional, 11 are possible.
    forecasts = table(KINDS).query("kind == 'forecast'")["how surely"]
    assert list(forecasts) == ["stated", "likely"] + ["conditional"] * 3 + ["possible"] * 11
    assert told_apart(KINDS, "shape", "how surely") == {
        "stated": "square",
        "likely": "diamond",
        "conditional": "triangle-up",
        "possible": "circle",
    }
    assert list(told_apart(KINDS, "color", "how surely")) == ["stated", "likely", "conditional", "possible"]


def test_some_claims_can_be_drawn_alone():
    kirby = lesson.claims[lesson.claims["speaker"] == "kirby"]
    assert set(table(charts.kinds(kirby))["claim"]) == set(kirby["claim"])


def test_events_in_three_parts():
    events = table(TIMELINE)
    assert dict(events["when"].value_counts()) == {"before": 8, "expected": 5, "the days": 4}
    assert list(events["what"]) == list(lesson.events["title"])  # its table has all three parts
    assert "8 events before, 4 in the days of the article in September 2023" in description(TIMELINE)
    assert "5 that are only expected and have no date" in description(TIMELINE)


def test_an_event_has_its_days_and_the_words_of_the_article():
    war = table(TIMELINE).set_index("what").loc["War in Ukraine"]
    assert (war["first day"], war["last day"]) == ("2022-02-24", "2023-09-12")
    assert war["words of the article"] == "“18-month-long”"
    assert war["paragraphs"] == "¶7 ¶18"


def test_stretches_are_bars_days_are_diamonds_what_is_expected_has_no_axis():
    before, days, expected, _ = spec(TIMELINE)["vconcat"]
    for part in (before, days):
        assert [unit["mark"]["type"] for unit in units(part)] == ["bar", "point"]
        assert {unit["encoding"]["x"]["scale"]["type"] for unit in units(part)} == {"utc"}  # or days would move
        assert {unit["encoding"]["x"]["field"] for unit in units(part)} == {"first day"}
    assert all("field" not in unit["encoding"]["x"] for unit in units(expected))
    assert channel(TIMELINE, "text")[0]["field"] == "words of the article"


def test_vague_times_are_hollow_and_dashed():
    bars = next(units(spec(TIMELINE)["vconcat"][0]))
    assert bars["encoding"]["fill"]["condition"] == {"test": "datum._vague", "value": "transparent"}
    assert bars["encoding"]["strokeDash"]["condition"] == {"test": "datum._vague", "value": [5, 4]}
    rows = next(rows for rows in spec(TIMELINE)["datasets"].values() if "_vague" in rows[0])
    # Three before and one in the days are vague, and the five that are expected are open.
    assert sum(row["_vague"] for row in rows) == 9
    # Before the meeting those of Kirby and Sullivan are shorter than a month, and Trump's is a day.
    assert [row["what"] for row in rows if row["_thin"]] == [
        "Trump speaks of love for Kim",
        "Kirby gives the findings of the US government",
        "Sullivan warns North Korea",
    ]


def test_the_stops_of_the_train_in_their_order():
    stops = table(ROUTE)
    assert list(stops["place"]) == [
        "Pyongyang",
        "Tumangang",
        "Khasan",
        "Ussuriysk",
        "Khabarovsk",
        "Vostochny Cosmodrome",
    ]
    # The article names the first and the last; the way to the last two is inferred.
    assert list(stops["in the article"]) == ["named", *["not named"] * 4, "named"]
    assert list(stops["way there"]) == [*["known"] * 4, "inferred", "inferred"]
    assert description(ROUTE).endswith(
        "Dashed, because it is inferred: the way to Khabarovsk and Vostochny Cosmodrome."
    )


def test_what_is_inferred_is_dashed_and_what_is_named_is_square():
    assert told_apart(ROUTE, "strokeDash", "way there") == {"known": "[1, 0]", "inferred": "[6, 5]"}
    assert told_apart(ROUTE, "shape", "in the article") == {"named": "square", "not named": "circle"}
    assert marks(ROUTE)[:2] == ["geoshape", "text"]


def test_a_leg_starts_where_the_one_before_ended():
    rows = next(rows for rows in spec(ROUTE)["datasets"].values() if "_from_latitude" in rows[0])
    ends = [(row["_longitude"], row["_latitude"]) for row in rows]
    starts = [(row["_from_longitude"], row["_from_latitude"]) for row in rows]
    assert ends[0] == (125.754, 39.034)  # Pyongyang
    assert starts == [ends[0], *ends[:-1]]


def test_stops_that_would_cover_each_other_are_drawn_apart_and_no_others():
    rows = next(rows for rows in spec(ROUTE)["datasets"].values() if "_from_latitude" in rows[0])
    drawn = pd.Series({row["place"]: row["_longitude"] for row in rows})
    beside = (drawn - lesson.places.set_index("name")["longitude"][drawn.index]).round(2)
    assert beside[beside != 0].to_dict() == {"Tumangang": -0.6, "Khasan": 0.6}
