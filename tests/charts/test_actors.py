"""Who is tied to whom, and who speaks: counted in data/actors.csv, relations.csv and claims.csv."""

from helpers import lesson

from . import EVERY, channel, description, spec, table, told_apart, units

TIES, SPEAKING = EVERY["ties"], EVERY["speaking"]


def test_ties_between_the_actors_on_the_map():
    # 15 actors have an x; of the 35 ties, 25 have both ends among them.
    ties = table(TIES)
    assert len(ties) == 25
    assert dict(ties["tone"].value_counts()) == {
        "helps or may help": 11,
        "belongs together": 6,
        "stands against": 4,
        "is at war with": 1,
        "is linked to": 3,
    }
    assert description(TIES).startswith("A map of 15 actors and 25 ties between them.")


def test_a_tie_goes_from_its_first_actor_to_its_second():
    tie = table(TIES).set_index("tie").loc["The US government says that North Korea armed Wagner."]
    assert (tie["from"], tie["to"], tie["paragraphs"]) == ("North Korea", "Wagner", "¶12")


def test_tones_are_told_by_dashes_beside_colours():
    assert told_apart(TIES, "strokeDash", "tone") == {
        "belongs together": "[1, 0]",
        "helps or may help": "[1, 0]",
        "stands against": "[6, 4]",
        "is at war with": "[18, 3]",
        "is linked to": "[1.5, 3]",
    }
    assert len(set(told_apart(TIES, "color", "tone").values())) == 4  # war and quarrels share one
    assert set(told_apart(TIES, "color", "tone")) == set(lesson.relations["tone"].cat.categories)


def test_kinds_of_actors_are_told_by_shape():
    shapes = told_apart(TIES, "shape", "kind")
    assert set(shapes) == set(lesson.actors["kind"].cat.categories)
    assert len(set(shapes.values())) == 4


def test_lines_do_not_cover_each_other():
    ends = channel(TIES, "x2") + channel(TIES, "y2")
    assert [end["field"] for end in ends] == ["_x2", "_y2"]
    rows = next(rows for rows in spec(TIES)["datasets"].values() if "_x2" in rows[0])
    lines = [(row["_x"], row["_y"], row["_x2"], row["_y2"]) for row in rows]
    assert len({(row["from"], row["to"], row["tone"]) for row in rows}) == len(set(lines))


def test_the_list_beside_the_map_tells_the_ties_of_an_actor():
    rows = next(rows for rows in spec(TIES)["datasets"].values() if "_text" in rows[0])
    told = [row["_text"] for row in rows if row["_name"] == "Wagner"]
    assert told == [
        "Wagner is the subject of 1 claim (¶12).",
        "Its ties:",
        "¶12 · The US government says that North",
        "Korea armed Wagner.",
        "¶12 · Wagner is a Russian mercenary group.",
    ]
    # With nobody chosen: North Korea has 14 of the 50 ends of ties, Russia 10, Kim 3, Wagner 2, Trump 1.
    everybody = [row["_text"] for row in rows if row["_name"] is None]
    assert everybody[:3] == ["Ties of each:", "North Korea 14", "Russia 10"]
    assert {"Kim Jong Un 3", "Wagner 2", "Donald Trump 1"} <= set(everybody)
    assert len(everybody) == 1 + 15


def test_a_choice_in_the_list_and_a_click_are_one():
    (actor,) = (param for param in spec(TIES)["params"] if param["name"] == "actor")
    assert actor["bind"]["labels"][0] == "everybody"
    assert len(actor["bind"]["options"]) == 16
    assert actor["select"] == {"type": "point", "fields": ["_name"], "on": "click"}


def test_claims_about_each_state_and_of_its_own():
    # About: claims whose subject or target has that side. Own: North Korea has Kim's 1, Russia the Kremlin's 1, the
    # United States 1 of the White House, 1 of Sullivan, 2 of Kirby.
    counts = table(SPEAKING).set_index("side")
    assert {side: tuple(map(int, row)) for side, row in counts.iloc[:6].iterrows()} == {
        "Russia": (59, 1),
        "North Korea": (60, 1),
        "United States": (8, 4),
        "China": (7, 0),
        "Ukraine": (3, 0),
        "South Korea": (2, 0),
    }
    # Kofman 4, Cha and Tursa 5, Yang 4, Kozyrev 9, Trump 1; two of nobody named; 64 of the article itself.
    assert dict(counts["speaking"].iloc[6:]) == {
        "experts and former officials": 23,
        "nobody named": 2,
        "the article itself": 64,
    }
    assert counts["speaking"].sum() == len(lesson.claims) == 95
    assert "Russia: about 59, speaking 1; North Korea: about 60, speaking 1" in description(SPEAKING)


def test_both_counts_have_a_shape_and_stand_in_words():
    assert told_apart(SPEAKING, "shape", "which") == {"spoken about": "square", "speaking": "circle"}
    assert [encoding["field"] for encoding in channel(SPEAKING, "text")] == ["_told"]
    rows = [row for rows in spec(SPEAKING)["datasets"].values() for row in rows if "_told" in row]
    assert {row["_told"] for row in rows} >= {"about 8, own 4", "own 23"}
    assert {unit["encoding"]["y"]["sort"][0] for unit in units(spec(SPEAKING))} == {"Russia"}
