"""Votes at the United Nations: counted in data/sanctions.csv and votes.csv."""

from helpers import charts, lesson

from . import EVERY, channel, description, spec, table, told_apart

SANCTIONS, VOTES = EVERY["sanctions"], EVERY["votes"]


def drawn(chart):
    """The votes that are drawn: text, voter and vote of each mark."""
    rows = next(rows for rows in spec(chart)["datasets"].values() if "voter" in rows[0])
    return [(row["text"], row["voter"], row["vote"]) for row in rows]


def test_votes_on_north_korea():
    # 15 texts. Russia: 13 times for, 2 vetoes (2022 and 2024). China: 13 times for, 1 veto, 1 abstention (2024).
    texts = table(SANCTIONS)
    assert len(texts) == 15
    assert dict(texts["Russia"].value_counts()) == {"for": 13, "veto": 2}
    assert dict(texts["China"].value_counts()) == {"for": 13, "veto": 1, "abstained": 1}
    draft = texts.set_index("text").loc["2022-05-26 · S/2022/431 · vetoed draft"]
    assert (draft["for"], draft["against"], draft["abstained"]) == (13, 2, 0)
    told = "2022-05-26 · S/2022/431 · vetoed draft, Russia: veto, China: veto; "
    told += "2024-03-28 · S/2024/255 · vetoed draft, Russia: veto, China: abstained"
    assert description(SANCTIONS) == f"15 votes of the UN Security Council on North Korea. Vetoed: {told}"


def test_every_vote_is_a_mark_beside_the_numbers_of_all_members():
    assert len(drawn(SANCTIONS)) == 15 * 2
    assert channel(SANCTIONS, "x")[0]["scale"]["domain"] == ["Russia", "China", "all members"]
    assert ("2024-03-28 · S/2024/255 · vetoed draft", "China", "abstained") in drawn(SANCTIONS)
    rows = next(rows for rows in spec(SANCTIONS)["datasets"].values() if "_all" in rows[0])
    assert rows[-1]["_all"] == "13 – 1 – 1"


def test_each_kind_of_vote_has_a_shape():
    shapes = told_apart(SANCTIONS, "shape", "vote")
    assert shapes == {"for": "circle", "abstained": "diamond", "against": "triangle-down", "veto": "cross"}
    assert set(shapes) == set(lesson.sanctions["russia"].cat.categories)


def test_a_dotted_line_stands_under_what_was_known_on_the_day():
    under = spec(SANCTIONS)["vconcat"][0]["layer"][-1]
    assert under["mark"]["strokeDash"] == [2, 4]
    assert under["transform"] == [{"filter": "(datum['text'] === '2023-03-23 · 2680 · panel renewal')"}]
    known = charts.sanctions(lesson.known(lesson.sanctions))
    assert len(table(known)) == 14
    later = charts.sanctions(lesson.sanctions[lesson.sanctions["known_on_the_day"] == "no"])
    assert len(table(later)) == 1
    for chart in (known, later):
        assert [layer["mark"]["type"] for layer in spec(chart)["vconcat"][0]["layer"]] == ["text", "text", "point"]


def test_votes_on_ukraine():
    # Seven resolutions; North Korea and Russia against all, China against two (7 April, 14 November 2022) and abstained
    # five times, South Korea for all, the United States for the six up to 2023 and against that of 2025.
    texts = table(VOTES)
    assert len(texts) == 7
    assert {state: dict(texts[state].value_counts()) for state in texts.columns[5:]} == {
        "China": {"abstained": 5, "against": 2},
        "North Korea": {"against": 7},
        "Russia": {"against": 7},
        "South Korea": {"for": 7},
        "United States": {"for": 6, "against": 1},
    }
    assert list(texts[["for", "against", "abstained"]].iloc[2]) == [93, 24, 58]  # 7 April 2022
    assert description(VOTES).endswith("how 5 states voted. North Korea voted as Russia did in 7 of them.")
    known = charts.votes(lesson.known(lesson.votes))
    assert len(table(known)) == 6


def test_the_states_stand_in_the_order_of_the_data():
    assert channel(VOTES, "x")[0]["scale"]["domain"] == [
        "Russia",
        "North\nKorea",
        "China",
        "United\nStates",
        "South\nKorea",
        "all\nmembers",
    ]
    assert len(drawn(VOTES)) == 7 * 5
    assert told_apart(VOTES, "shape", "vote") == {"for": "circle", "abstained": "diamond", "against": "triangle-down"}
    assert set(table(VOTES)["China"]) <= set(told_apart(VOTES, "shape", "vote"))
