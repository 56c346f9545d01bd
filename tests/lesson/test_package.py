"""Bad input: one test for each kind; every error says file, row, column, what and how to mend it."""

import shutil

import pytest

from helpers import lesson
from helpers.lesson.package import DATA, Package


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def error(data, table):
    with pytest.raises(lesson.DataError) as caught:
        Package(data).table(table)
    assert "To mend it: " in str(caught.value)
    assert caught.value._render_traceback_() == [str(caught.value)]
    return str(caught.value)


def test_types():
    assert str(lesson.events["start"].dtype).startswith("datetime64")
    assert lesson.claims["certainty"].cat.ordered
    assert list(lesson.claims["certainty"].cat.categories) == ["possible", "likely", "stated"]
    assert str(lesson.paragraphs["number"].dtype) == "Int64"
    assert str(lesson.places["latitude"].dtype) == "Float64"
    assert lesson.claims["target"].notna().all()


def test_claims_carry_voice_and_paragraph():
    row = lesson.claims.set_index("id").loc["p12-2"]
    assert (row["voice"], row["voice_kind"], row["number"]) == ("John Kirby", "government official", 12)
    assert row["part"] == "arms for Russia?"


def test_a_table_is_read_once():
    assert lesson.claims is lesson.claims


def test_unknown_table():
    with pytest.raises(AttributeError) as caught:
        _ = lesson.clams
    told = "The data has no table “clams” (did you mean “claims”?): choose one of sources, paragraphs, "
    assert caught.value._render_traceback_()[0].startswith(told)
    assert not hasattr(lesson, "clams")


def test_tab_lists_the_tables_and_the_functions_and_no_more():
    package = Package()
    assert set(dir(lesson)) == {*package.tables, "land", *lesson.__all__}
    assert not {*package.tables, "land"} & set(vars(lesson))  # or the table would be hidden behind it


def test_the_map_shapes_are_read():
    assert lesson.land["type"] == "FeatureCollection"


def test_missing_file(data):
    (data / "claims.csv").unlink()
    assert error(data, "claims").startswith("data/claims.csv: the file is missing.")


def test_missing_description(data):
    (data / "datapackage.json").unlink()
    with pytest.raises(lesson.DataError, match=r"data/datapackage.json: the file is missing."):
        Package(data)


def test_broken_description(data):
    change(data / "datapackage.json", '"resources"', "resources")
    with pytest.raises(lesson.DataError, match=r"data/datapackage.json, row \d+: no JSON"):
        Package(data)


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_signs_than_commas(data, sign, name):
    path = data / "disputes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", sign), encoding="utf-8")
    assert error(data, "disputes").startswith(f"data/disputes.csv, row 1: there are {name} between the cells.")


def test_a_fault_of_meaning_is_told_with_file_and_row():
    told = lesson.fault("options", "“rigth” is wrong.", "mend it.", column="answer", question="00-hedge", number=2)
    assert str(told) == "data/options.csv, row 3, column answer: “rigth” is wrong. To mend it: mend it."
    assert str(lesson.fault("options", "It is.", "do.", question="none")) == "data/options.csv: It is. To mend it: do."
    assert str(lesson.fault("options", "It is.", "do.")) == "data/options.csv: It is. To mend it: do."


def test_blank_lines_count_where_rows_are_numbered(data):
    change(data / "disputes.csv", "\nneed,", "\n\nneed,")
    assert Package(data).row_number("disputes", {"id": "need"}) == 4


def test_missing_column(data):
    change(data / "claims.csv", "certainty", "sureness")
    assert error(data, "claims").startswith("data/claims.csv, row 1, column certainty: the column is missing.")


def test_unknown_column(data):
    change(data / "disputes.csv", "short,claims", "short,claims,note")
    assert "data/disputes.csv, row 1, column note: " in error(data, "disputes")


def test_unknown_category(data):
    change(data / "claims.csv", ",stated,judgement", ",statd,judgement")
    message = error(data, "claims")
    assert message.startswith("data/claims.csv, row 2, column certainty: “statd”")
    assert "did you mean “stated”?" in message


@pytest.mark.parametrize("wrong", ["2018-13-29", "29.9.2018", "2018-9-29", "soon"])
def test_wrong_date(data, wrong):
    change(data / "events.csv", "2018-09-29", wrong)
    message = error(data, "events")
    assert message.startswith(f"data/events.csv, row 2, column start: “{wrong}” is no date.")
    assert "2023-09-12" in message


@pytest.mark.parametrize("wrong", ["north", "nan", "inf", "95"])
def test_wrong_number(data, wrong):
    change(data / "places.csv", "39.034", wrong)
    assert "data/places.csv, row 2, column latitude: " in error(data, "places")


def test_blank_where_something_is_required(data):
    change(data / "claims.csv", "Putin and Kim Jong Un have several things in common.", "")
    assert error(data, "claims").startswith("data/claims.csv, row 2, column claim: the cell is blank.")


def test_dangling_id(data):
    change(data / "claims.csv", ",putin,kim,", ",puttin,kim,")
    message = error(data, "claims")
    assert message.startswith("data/claims.csv, row 2, column subject: no actors row has the id “puttin”.")
    assert "did you mean “putin”?" in message


def test_dangling_claim(data):
    change(data / "motives.csv", "p07-2", "p07-99")
    assert "column claims: no claims row has the id “p07-99”" in error(data, "motives")


def test_claims_in_the_wrong_form(data):
    change(data / "motives.csv", "p07-2", "7.2,")
    assert "data/motives.csv, row 2" in error(data, "motives")


def test_duplicate_id(data):
    change(data / "claims.csv", "p01-2", "p01-1")
    assert error(data, "claims").startswith("data/claims.csv, row 3, column id: “p01-1” is there twice.")


def test_not_utf8(data):
    path = data / "glossary.csv"
    path.write_bytes(path.read_bytes().replace(b"summit,summit", b"summit,summ\xeft", 1))
    assert error(data, "glossary").startswith("data/glossary.csv, row 5: a letter is not UTF-8.")


def test_empty_table(data):
    path = data / "disputes.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert error(data, "disputes").startswith("data/disputes.csv: there are no rows.")


def test_empty_file(data):
    (data / "disputes.csv").write_text("")
    assert "data/disputes.csv, row 1, column id: the column is missing." in error(data, "disputes")


def test_too_many_cells(data):
    change(data / "disputes.csv", "Does Russia need North Korea's help?", "Does Russia, now, need help?")
    assert error(data, "disputes").startswith("data/disputes.csv, row 3: 6 cells where the header has 4.")


def test_zero_byte(data):
    change(data / "disputes.csv", "Does", "Do\0es")
    assert "data/disputes.csv" in error(data, "disputes")


def test_stray_quotation_mark(data):
    change(data / "glossary.csv", "summit,summit,", 'summit,"summit,')
    assert "data/glossary.csv: no proper CSV" in error(data, "glossary")


def test_a_byte_order_mark_does_no_harm(data):
    path = data / "disputes.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(Package(data).table("disputes")) == len(lesson.disputes)
