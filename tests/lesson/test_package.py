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
    assert list(lesson.claims["certainty"].cat.categories) == ["possible", "conditional", "likely", "stated"]
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


# What spreadsheets make of a table

HEADER = "id,question,short,claims"  # of data/disputes.csv
OTHER_SIGNS = [(";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")]


def with_rows(data, *rows, end="\n", encoding="utf-8"):
    """What is told of data/disputes.csv with these rows alone."""
    (data / "disputes.csv").write_bytes(end.join([*rows, ""]).encode(encoding))
    return error(data, "disputes")


@pytest.mark.parametrize(("sign", "name"), OTHER_SIGNS)
@pytest.mark.parametrize("row", ["{}", '"{}"'], ids=["bare", "quoted"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_other_signs_than_commas(data, sign, name, row, end):
    between = f'"{sign}"' if row.startswith('"') else sign
    head = row.format(HEADER.replace(",", between))
    odd = f'a"b{sign}"Need{sign} or not?"x{sign}n'  # no proper CSV, if commas stand between
    told = with_rows(data, head, odd, end=end)
    assert told.startswith(f"data/disputes.csv, row 1: there are {name} between the cells.")
    assert "save it with commas" in told


def test_semicolons_with_a_mark_of_excel_before_the_first_row(data):
    told = with_rows(data, HEADER.replace(",", ";"), "a;b;c;d", encoding="utf-8-sig")
    assert told.startswith("data/disputes.csv, row 1: there are semicolons between the cells.")


@pytest.mark.parametrize("first", ["sep=;", "sep=,", '"sep=;"', "SEP=\t"])
def test_a_first_row_that_only_excel_knows(data, first):
    told = with_rows(data, first, HEADER.replace(",", first.strip('"')[-1]), "a,b,c,d")
    assert told.startswith(f"data/disputes.csv, row 1: the first row is “{first}”, which only Excel knows.")
    assert "delete this row" in told


def test_rows_in_quotation_marks_as_a_whole(data):
    told = with_rows(data, f'"{HEADER}"', '"need,""Does Russia, now, need it?"",help,p18-1"')
    assert told.startswith("data/disputes.csv, row 1: each row is in quotation marks as a whole.")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_of_excel(data, encoding):
    told = with_rows(data, HEADER.replace(",", "\t"), "a\tb\tc\té", end="\r\n", encoding=encoding)
    assert told.startswith("data/disputes.csv: the file is UTF-16, as Excel’s “Unicode Text” is.")
    assert "save the file as “CSV UTF-8”" in told


@pytest.mark.parametrize("end", ["\r", "\r\n"], ids=["CR", "CRLF"])
def test_other_line_ends_do_no_harm(data, end):
    path = data / "disputes.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", end.encode()))
    assert Package(data).table("disputes").equals(lesson.disputes)


def test_blanks_round_cells_do_no_harm(data):
    path = data / "disputes.csv"
    spaced = path.read_text(encoding="utf-8").replace(",help", ", help\u00a0 ").replace("id,question", " id,question ")
    path.write_text(spaced, encoding="utf-8")
    assert Package(data).table("disputes").equals(lesson.disputes)


@pytest.mark.parametrize("empty", [",", ",,,"])
def test_empty_columns_that_a_spreadsheet_adds(data, empty):
    told = with_rows(data, HEADER + empty, "need,Does it?,need,p18-1" + empty)
    assert told.startswith("data/disputes.csv, row 1: there is a column with no name. To mend it: delete the empty")
    told = with_rows(data, HEADER, "need,Does it?,need,p18-1" + empty)
    assert told.startswith("data/disputes.csv, row 2: there are empty cells after the last column. To mend it: delete")


def test_empty_rows_that_a_spreadsheet_adds(data):
    told = with_rows(data, HEADER, "need,Does it?,need,p18-1", ",,,", " , ,,")
    assert told.startswith("data/disputes.csv, row 3: the row is blank. To mend it: delete the whole row")


@pytest.mark.parametrize("changed", ["13-Sep", "Sep-23", "13. Sep", "13.09.2023", "9/13/2023", "2023/09/13"])
def test_an_id_that_became_a_day(data, changed):
    told = with_rows(data, HEADER, f"{changed},Does it?,need,p18-1")
    assert (
        f"row 2, column id: “{changed}” looks like an id that a spreadsheet took for a day. To mend it: write" in told
    )


@pytest.mark.parametrize("changed", ["1E+05", "1.5E+10", "1,5E+10"])
def test_an_id_that_became_a_number(data, changed):
    told = with_rows(data, HEADER, f'"{changed}",Does it?,need,p18-1')
    assert f"column id: “{changed}” looks like an id that a spreadsheet took for a number. To mend it: write" in told


@pytest.mark.parametrize("changed", ["#NAME?", "#N/A", "########"])
def test_a_text_that_became_a_failed_formula(data, changed):
    told = with_rows(data, HEADER, f"need,{changed},need,p18-1")
    assert f"row 2, column question: “{changed}” is what a spreadsheet writes where it fails." in told


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


@pytest.mark.parametrize("wrong", ["2018-13-29", "29.9.2018", "2018-9-29", "soon", "9/29/2018", "29-Sep-18", "43372"])
def test_wrong_date(data, wrong):
    change(data / "events.csv", "2018-09-29", wrong)
    message = error(data, "events")
    assert message.startswith(f"data/events.csv, row 2, column start: “{wrong}” is no date.")
    assert "write it like 2023-09-12, in a column that the spreadsheet formats as Text" in message


@pytest.mark.parametrize("wrong", ["north", "nan", "inf", "95", "39,034", "39.034,5", "3.9E+01", "3_9.0", "39°", "٣٩"])
def test_wrong_number(data, wrong):
    change(data / "places.csv", "39.034", f'"{wrong}"')
    assert f"data/places.csv, row 2, column latitude: {'' if wrong == '95' else '“'}{wrong}" in error(data, "places")


@pytest.mark.parametrize("wrong", ["1.0", "1,0", "one", "1_0", "1E+05"])
def test_wrong_whole_number(data, wrong):
    change(data / "paragraphs.csv", ",1,", f',"{wrong}",')
    assert f"data/paragraphs.csv, row 2, column number: “{wrong}” is no integer." in error(data, "paragraphs")


def test_a_number_with_a_comma_between_the_cells(data):
    change(data / "places.csv", "39.034", "39,034")
    told = error(data, "places")
    assert told.startswith("data/places.csv, row 2: 13 cells where the header has 12.")
    assert "write numbers with a point, like 38.9" in told


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
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))
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
    assert "data/glossary.csv, row 5: no proper CSV" in error(data, "glossary")


def test_a_byte_order_mark_does_no_harm(data):
    path = data / "disputes.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(Package(data).table("disputes")) == len(lesson.disputes)
