"""Facts from outside the article: counted in data/missile_tests.csv and series.csv."""

from helpers import charts, lesson

from . import EVERY, channel, description, marks, spec, table, told_apart, units

TESTS, TRADE, PETROLEUM, SHELLS = (EVERY[name] for name in ("missile_tests", "trade", "petroleum", "shells"))
KNOWN = lesson.known(lesson.series)


def bars(chart):
    return next(unit for unit in units(spec(chart)) if unit["mark"]["type"] == "bar")


def test_launches_and_nuclear_tests_by_year():
    years = table(TESTS).set_index("year")
    assert len(years) == 42  # 1984 to 2025, those without a launch too
    assert dict(years.loc[[1984, 2017, 2018, 2022, 2023, 2024, 2025], "launches"]) == {
        1984: 6,
        2017: 21,
        2018: 0,
        2022: 69,
        2023: 33,
        2024: 41,
        2025: 11,
    }
    assert (years["launches"] == years["succeeded"] + years["failed"] + years["outcome unknown"]).all()
    # 2006, 2009, 2013 and 2017 one nuclear test each, 2016 two.
    assert years.query("`nuclear tests` > 0")["nuclear tests"].to_dict() == {
        2006: 1,
        2009: 1,
        2013: 1,
        2016: 2,
        2017: 1,
    }
    assert "2022: 69, 2023: 33" in description(TESTS)
    assert description(TESTS).endswith("Nuclear tests: 6.")


def test_a_year_that_is_partly_known_is_hollow_and_said_so():
    assert bars(TESTS)["encoding"]["fill"]["condition"]["test"] == "datum._whole"
    assert bars(TESTS)["encoding"]["fill"]["value"] == "transparent"
    rows = next(rows for rows in spec(TESTS)["datasets"].values() if "_whole" in rows[0])
    assert [row["year"] for row in rows if not row["_whole"]] == [2023]
    assert spec(TESTS)["title"]["subtitle"].endswith("Hollow: partly known.")


def test_launches_have_their_numbers_and_a_fixed_axis():
    assert bars(TESTS)["encoding"]["y"]["scale"]["domain"] == [0, 80]
    assert [encoding["field"] for encoding in channel(TESTS, "text")] == ["launches", "nuclear tests"]


def test_what_was_known_on_the_day_ends_with_a_word_on_2023():
    known = charts.missile_tests(lesson.known(lesson.missile_tests))
    assert table(known)["year"].max() == 2022
    assert "2023: the year was not over" in str(spec(known))
    assert "13 September 2023" not in str(spec(known))
    assert "Hollow" not in spec(known)["title"]["subtitle"]
    assert "13 September 2023" in str(spec(TESTS))


def test_the_share_of_trade_and_its_gaps():
    assert table(TRADE).set_index("year")["percent"].to_dict() == {2013: 89.1, 2018: 95.8, 2021: 95.6, 2022: 96.7}
    gaps = next(rows for rows in spec(TRADE)["datasets"].values() if "_from" in rows[0])
    assert [row["year"] for row in gaps] == [2014, 2015, 2016, 2017, 2019, 2020]
    assert [unit["mark"].get("text") for unit in units(spec(TRADE))][-1] == "?"  # beside the grey
    assert channel(TRADE, "y")[0]["scale"]["domain"] == [0, 110]
    assert "2013: 89.1 percent; 2018: 95.8 percent" in description(TRADE)


def test_oil_that_was_reported_against_the_limit():
    oil = table(PETROLEUM)
    assert list(oil["what"].unique()) == [
        "limit, for all states together",
        "reported by Russia",
        "at least, as others say",
    ]
    reported = oil[oil["what"] == "reported by Russia"].set_index("year")["barrels"]
    assert spec(reported) == {
        2018: 241114,
        2019: 277365,
        2021: 0,
        2023: 105845,
        2024: 15279,
    }  # the part of 2023 is replaced
    assert list(oil.loc[oil["what"] == "at least, as others say", "barrels"]) == [165000, 1000000]
    assert set(oil.loc[oil["what"].str.startswith("limit"), "barrels"]) == {500000}
    assert "2023, reported by Russia: 105,845" in description(PETROLEUM)


def test_limit_report_and_estimate_are_different_marks():
    assert marks(PETROLEUM)[:5] == ["tick", "bar", "text", "point", "text"]
    assert "Line: UN limit. Bar: reported by Russia" in spec(PETROLEUM)["title"]["subtitle"]
    assert "▲: at least, others say" in spec(PETROLEUM)["title"]["subtitle"]


def test_the_oil_known_on_the_day_has_no_estimate_and_a_hollow_bar():
    known = charts.petroleum(KNOWN)
    rows = next(rows for rows in spec(known)["datasets"].values() if "_whole" in rows[0])
    assert [(row["year"], row["barrels"]) for row in rows if not row["_whole"]] == [(2023, 67300)]
    assert marks(known) == ["tick", "bar", "text"]
    assert "▲" not in spec(known)["title"]["subtitle"]


def test_shells_as_who_says():
    shells = table(SHELLS)
    assert len(shells) == 8
    officials = shells[shells["who says so"] == "A Western official, not named, 2023-09-09"]
    assert list(zip(officials["what"], officials["million rounds"], officials["to"], strict=True)) == [
        ("fired by Russia in 2022", 10, 11),
        ("made by Russia in 2023", 1, 2),
    ]
    assert len(table(charts.shells(KNOWN))) == 6  # two are of March 2024
    assert "A Western official, not named, 2023-09-09: 10–11; " in description(SHELLS)


def test_who_fired_and_who_made_is_told_by_shape_and_in_the_row():
    shapes = told_apart(SHELLS, "shape", "_kind")
    assert shapes == {
        "fired by Russia": "circle",
        "made by Russia": "square",
        "made by the US and Europe for Ukraine": "diamond",
    }
    rows = next(rows for rows in spec(SHELLS)["datasets"].values() if "_row" in rows[0])
    assert all(row["_row"].startswith(row["_kind"]) for row in rows)
    assert [row["_told"] for row in rows] == ["12", "10–11", "7", "2.5", "1–2", "2", "3", "1.2"]
    assert channel(SHELLS, "x")[0]["scale"]["domain"] == [0, 14]
