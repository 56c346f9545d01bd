"""The teacher's board: what it shows of a class, and that strangers' words stay words."""

import json

import pytest

from helpers import answers, board, charts, classroom, lesson

from .make_class import make_class

EXAMPLE = "notebooks/teacher/example_class"


@pytest.fixture
def shown(monkeypatch):
    """What `board.read` puts on the page."""
    pages = []
    monkeypatch.setattr(board, "display", pages.append)
    return pages


def test_the_example_class_is_whole(shown):
    found = board.read(EXAMPLE)
    assert found.work["alias"].nunique() == 30
    assert (len(found.refused), len(found.replaced)) == (0, 0)
    bar, told = shown
    assert (bar.value, bar.max) == (30, 30)
    assert "<b>30 learners.</b>" in told.data


def test_the_example_class_answers_every_question(shown):
    found = board.read(EXAMPLE)
    assert set(found.work["activity"]) == set(lesson.questions["id"])


def test_a_missing_folder_is_one_sentence(shown):
    found = board.read("no_such_folder")
    assert "no_such_folder" in shown[-1].data
    assert len(board.who_did_what(found)) == 0  # and every cell below stands
    assert "Nobody has written anything yet." in board.answers_of(found, "02-own").data


def test_words_of_strangers_are_no_formulas(shown):
    """JupyterLab typesets what stands between dollar signs, and makes links of it, unless told not to."""
    found = board.read(EXAMPLE)
    for page in (shown[-1].data, board.answers_of(found, "02-own").data, board.misreadings(found).data):
        assert "mathjax_ignore" in page
    assert "mathjax_ignore" in board.who_did_what(found)._repr_html_()


def test_long_texts_and_long_lists_are_cut(shown, tmp_path):
    make_class(5, tmp_path)
    for number in range(300):
        (tmp_path / f"bad-{number}.json").write_text("{")
    found = board.read(tmp_path)
    assert shown[-1].data.count("<td>bad-") == board.MOST
    work = found.work.copy()
    work.loc[work["activity"] == "02-own", "answer"] = "x" * 9999
    page = board.answers_of(classroom.Class(work, found.refused, found.replaced), "02-own").data
    assert "(9999 characters in all)" in page
    assert "x" * (board.LONGEST + 1) not in page


def test_bad_files_are_named_with_the_reason_and_words_stay_words(shown, tmp_path):
    make_class(6, tmp_path)
    path = next(iter(sorted(tmp_path.iterdir())))
    hand_in = json.loads(path.read_text(encoding="utf-8"))
    hand_in["alias"] = "<script>alert(1)</script>"
    state = {"answer": "<img src=x onerror=alert(2)>", "first": None, "tries": 1}
    hand_in["answers"]["02-own"] = {"revision": 1, "saved": hand_in["made"], "state": state}
    path.write_text(json.dumps(hand_in), encoding="utf-8")
    (tmp_path / "<b>bad.json").write_text("{")
    found = board.read(tmp_path)
    told = shown[-1].data
    assert "<b>6 learners.</b> 1 file not read." in told
    assert "&lt;b&gt;bad.json" in told
    assert "<b>bad" not in told
    page = board.answers_of(found, "02-own").data
    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(2)&gt;" in page
    assert "<script>" not in board.who_did_what(found).to_html()


def test_a_hand_in_made_here_reaches_the_board(shown, tmp_path, monkeypatch):
    monkeypatch.setattr(answers, "FOLDER", tmp_path / "my_work")
    answers.save("02-own", {"answer": "I would ask a farmer.", "first": None, "tries": 1}, 0)
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "blue.json").write_bytes(answers.hand_in("Blue Fox"))
    found = board.read(tmp_path / "class")
    assert "<b>Blue Fox</b><br>I would ask a farmer." in board.answers_of(found, "02-own").data
    assert (
        board.who_did_what(found).loc["Blue Fox", f"02 (of {(lesson.questions.notebook == '02_the_actors').sum()})"]
        == 1
    )


def test_export_says_where_and_is_harmless(shown, tmp_path, monkeypatch):
    monkeypatch.setattr(answers, "FOLDER", tmp_path / "my_work")
    make_class(5, tmp_path)
    found = board.read(tmp_path)
    frame = board.who_did_what(found).rename(index={found.work["alias"].iloc[0]: "=HYPERLINK(1)"})
    assert str(tmp_path / "my_work" / "class.csv") in board.export(frame, "class.csv").data
    written = (tmp_path / "my_work" / "class.csv").read_text(encoding="utf-8-sig")
    assert '"\'=HYPERLINK(1)"' in written


def test_export_that_fails_is_one_sentence(shown, tmp_path, monkeypatch):
    (tmp_path / "my_work").write_text("a file")
    monkeypatch.setattr(answers, "FOLDER", tmp_path / "my_work")
    found = board.read(EXAMPLE)
    assert "Not written:" in board.export(board.who_did_what(found), "class.csv").data


def test_a_chart_of_too_many_different_answers_says_so():
    frame = classroom.pd.DataFrame({"item": "a", "value": range(6000), "learners": 5})
    assert "too many for a chart" in json.dumps(charts.spread(frame, "Title").to_dict())


def test_charts_of_a_class_too_small_say_why():
    empty = classroom.spread(classroom.read(board.ROOT / EXAMPLE).work.head(0), "04-words", "percents", lesson.options)
    assert "Fewer than 5 learners" in json.dumps(charts.spread(empty, "Title").to_dict())
