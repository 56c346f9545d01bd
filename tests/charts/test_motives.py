"""Who could give what to whom, and who says so: counted in data/motives.csv and claims.csv."""

from . import EVERY, channel, description, spec, table

EXCHANGE, WHO_SAYS = EVERY["exchange"], EVERY["who_says"]
ACTORS = ["Russia", "North Korea", "China", "United States"]  # in the order of data/motives.csv


def test_what_each_could_give():
    # Ten motives name from whom something is wanted.
    things = table(EXCHANGE)
    assert things.groupby(["gives", "receives"])["what"].apply(list).to_dict() == {
        ("China", "North Korea"): ["food aid, looking away"],
        ("North Korea", "China"): ["a buffer"],
        ("North Korea", "Russia"): ["ammunition", "support"],
        ("North Korea", "United States"): ["no arms for Russia"],
        ("Russia", "North Korea"): ["money", "food", "weapons technology", "know-how for satellite", "close ties"],
    }
    assert "North Korea to Russia: ammunition. North Korea to Russia: support." in description(EXCHANGE)


def test_who_gives_stands_in_rows_and_who_receives_in_columns():
    assert {(x["field"], tuple(x["sort"])) for x in channel(EXCHANGE, "x")} == {("receives", tuple(ACTORS))}
    assert {(y["field"], tuple(y["sort"])) for y in channel(EXCHANGE, "y")[:-1]} == {("gives", tuple(ACTORS))}
    assert [encoding["field"] for encoding in channel(EXCHANGE, "text")] == ["what", "_line"]


def test_a_click_on_a_thing_reads_its_claims():
    rows = next(iter(spec(EXCHANGE)["datasets"].values()))
    buffer = next(row["_read"] for row in rows if row["what"] == "a buffer").split("\n")
    assert buffer[0] == "North Korea → China: a buffer"
    assert buffer[1].startswith("¶16 · The article itself: ")
    assert sum(line.startswith("¶") for line in buffer) == 5  # p16-2, p16-3, p16-4, p17-1, p17-3


def test_whose_claims_stand_behind_a_want():
    # Ammunition for Russia: p07-2 of nobody named, p09-1 of Kofman, p12-3 of Kirby, p18-3 of the article.
    wants = table(WHO_SAYS)
    ammunition = wants[wants["who wants what"] == "Russia: ammunition"].set_index("who says so")["claims"]
    assert spec(ammunition) == {"another voice": 2, "nobody named": 1, "the article": 1}
    # Of itself: Kim says that ties come first; the White House and Sullivan want no arms for Russia.
    itself = wants[wants["who says so"] == "that side itself"].set_index("who wants what")["claims"]
    assert spec(itself) == {"North Korea: close ties": 1, "United States: no arms for Russia": 2}
    sums = {"that side itself": 3, "the article": 16, "another voice": 3, "nobody named": 1}
    assert wants.groupby("who says so")["claims"].sum().to_dict() == sums
    assert wants["who wants what"].nunique() == 12  # five needs and seven ambitions
    assert description(WHO_SAYS).startswith("12 needs and ambitions, and the claims that say so. ")
    assert "United States: no arms for Russia, that side itself: 2" in description(WHO_SAYS)


def test_the_number_of_claims_stands_beside_the_mark():
    assert [encoding["field"] for encoding in channel(WHO_SAYS, "text")] == ["claims", "_line"]
    places = channel(WHO_SAYS, "x")[0]["scale"]["domain"]
    assert places == ["that side itself", "the article", "another voice", "nobody named"]
