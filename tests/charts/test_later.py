"""What came after: counted in data/later.csv, series.csv and forecasts.csv."""

from helpers import lesson
from helpers.charts import later

from . import EVERY, channel, description, spec, table, told_apart, units

AFTER, CONTAINERS, FORESEEN = EVERY["after"], EVERY["containers"], EVERY["foreseen"]


def test_facts_are_told_apart_from_claims():
    # Up to the day 27 established, 7 of one side and 11 denied; after it 49 established, 5 confirmed later, 3 outside
    # estimates, 12 of one side, 10 denied.
    events = table(AFTER)
    assert len(events) == 124
    assert dict(events["how it stands"].value_counts()) == {
        "established": 76,
        "claim denied": 21,
        "one side's claim": 19,
        "claim later confirmed": 5,
        "outside estimate": 3,
    }
    told = "49 established; 5 claim later confirmed; 3 outside estimate; 12 one side's claim; 10 claim denied"
    assert description(AFTER).endswith(f"After 13 September 2023: {told}")
    assert ((events["denied by"] != "") >= (events["how it stands"] == "claim denied")).all()


def test_the_day_parts_two_timelines():
    before, after, _ = spec(AFTER)["vconcat"]
    assert before["title"]["text"].startswith("up to 13 September 2023")
    assert [part["transform"] for part in (before, after)] == [
        [{"filter": "(datum['_after'] === false)"}],
        [{"filter": "(datum['_after'] === true)"}],
    ]
    (rows,) = spec(AFTER)["datasets"].values()
    assert {row["date"] > "2023-09-13" for row in rows if row["_after"]} == {True}
    assert {row["date"] <= "2023-09-13" for row in rows if not row["_after"]} == {True}


def test_each_status_has_a_row_and_a_shape():
    shapes = told_apart(AFTER, "shape", "how it stands")
    assert shapes == {
        "established": "square",
        "claim later confirmed": "triangle-up",
        "outside estimate": "cross",
        "one side's claim": "circle",
        "claim denied": "diamond",
    }
    assert set(shapes) == set(lesson.later["status"].cat.categories)
    assert [encoding["field"] for encoding in channel(AFTER, "y")[:-1]] == [
        "how it stands"
    ] * 2  # the last: what is read


def test_marks_do_not_cover_each_other_where_they_stand_close():
    # Four things are established on 13 September 2023, and three are one side's claim.
    (rows,) = spec(AFTER)["datasets"].values()
    that_day = [(row["how it stands"], row["_lane"]) for row in rows if row["date"] == "2023-09-13"]
    assert len(set(that_day)) == len(that_day) == 7


def test_a_lane_is_taken_again_where_its_last_mark_is_far_enough():
    assert later._lanes([0, 0, 5, 10, 11, 300]) == [2, 1, 3, 2, 1, 2]
    assert later._lanes([0] * 6) == [2, 1, 3, 0, 4, 2]


def test_containers_as_who_says():
    assert list(table(CONTAINERS)["at least"]) == [1000, 10000, 6700, 10000, 13000, 20000, 28000]
    assert list(table(CONTAINERS)["said on"].str[:4]) == ["2023", *["2024"] * 4, "2025", "2025"]
    assert channel(CONTAINERS, "x")[0]["scale"]["domain"][1] > 28000
    assert "2023-10-13 · The White House: at least 1,000; " in description(CONTAINERS)
    assert "line" not in [unit["mark"]["type"] for unit in units(spec(CONTAINERS))]


def test_which_voice_leaned_which_way():
    # 5 of the 16 have a leaning; 4 of these came out so, the satellite did not.
    leanings = table(FORESEEN)
    assert dict(leanings["it came out"].value_counts()) == {"yes": 9, "no": 7}
    leaned = leanings[leanings["the voice leaned to"] != ""]
    assert len(leaned) == 5
    wrong = leaned[leaned["it came out"] != leaned["the voice leaned to"]]
    assert list(wrong["question"]) == ["Satellite in orbit"]
    silent = leanings.loc[leanings["the voice leaned to"] == "", "question"]
    assert len(silent) == 11
    assert description(FORESEEN).endswith(f"No leaning on: {'; '.join(silent)}.")


def test_a_leaning_is_a_ring_and_what_came_out_a_square():
    kinds = {"how it came out": "square", "where a voice leaned": "circle"}
    assert told_apart(FORESEEN, "shape", "what") == kinds
    rows = next(rows for rows in spec(FORESEEN)["datasets"].values() if "_told" in rows[0])
    assert [row["_told"] for row in rows][:3] == [
        "John Kirby ✓ leaned right",
        "silent, or leans neither way",
        "The article itself ✗ leaned wrong",
    ]


def test_the_days_before_the_day_stand_in_their_order_and_the_last_months_have_room():
    (rows,) = spec(AFTER)["datasets"].values()
    days = sorted((row["date"], row["_x"]) for row in rows if not row["_after"])
    assert [x for _, x in days] == sorted(x for _, x in days)
    assert len({x for day, x in days if day >= "2023-06"}) >= 10
    axis = spec(AFTER)["vconcat"][0]["encoding"]["x"]["axis"]
    assert all(f'"{place}":' in axis["labelExpr"] for place in axis["values"])
