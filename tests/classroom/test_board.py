"""The teacher's board: its lists and buttons do what they say, and names stand on it only when they are asked for."""

import json
import shutil
import zipfile

import ipywidgets
import pytest

from helpers import lesson, questions, work
from helpers.classroom import files, pictures
from helpers.classroom.board import ANSWERS, BEFORE, EXAMPLE, FORECASTS, LEARNERS, MISREAD, TEXTS, VIEWS, Board
from helpers.classroom.grid import lessons
from helpers.classroom.hand_ins import load_class
from tests.make_class import make_class
from tests.work.parts import answer, hand_in

from .parts import write


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder of a project, in which there is nothing but the example class."""
    folder = tmp_path / "project"
    example = folder / "notebooks" / "teacher" / "example_class"
    shutil.copytree(files.EXAMPLE, example)
    for name, path in {"ROOT": folder, "HAND_INS": folder / "hand_ins", "EXAMPLE": example}.items():
        monkeypatch.setattr(files, name, path)
    return folder


@pytest.fixture
def board(project):
    """A board of the example class."""
    return Board()


def ask(board: Board, lesson: str, id: str, view: str = ANSWERS) -> str:
    """What the board shows of a question. lesson : what its name begins with."""
    board.lesson.value = next(called for called in board.lessons if called.startswith(lesson))
    board.question.value = questions.get(id)
    board.view.value = view
    return board.picture.value


def press(button: ipywidgets.Button) -> None:
    button.click()


def press_names(board: Board) -> None:
    board.names.value = not board.names.value


# Which class


def test_the_board_begins_with_the_example_where_nothing_was_handed_in(board, project):
    assert (project / "hand_ins").is_dir()
    assert [name for name, _ in board.which.options] == ["hand_ins", "notebooks/teacher/example_class"]
    assert board.said.value == f"<p><b>{EXAMPLE}</b></p><p><b>30 learners.</b> </p>"
    assert (board.bar.value, board.bar.max, board.bar.layout.display) == (30, 30, "none")


def test_the_example_says_on_every_picture_that_it_is_one_and_a_real_class_does_not(board, project):
    for view in VIEWS:
        board.view.value = view
        assert board.picture.value.startswith(f"<p><b>{EXAMPLE}</b></p>")
    make_class(6, project / "hand_ins")
    board.path.value = "hand_ins"
    assert EXAMPLE not in board.picture.value + board.said.value


def test_read_again_finds_new_folders_and_goes_from_the_example_to_what_was_handed_in(board, project):
    for name in ("hand_ins/8a", "class_b"):
        (project / name).mkdir()
        make_class(6, project / name)
    press(board.again)
    assert board.which.value == board.folder == project / "hand_ins"
    names = [name for name, _ in board.which.options]
    assert names == ["hand_ins", "hand_ins/8a", "notebooks/teacher/example_class", "class_b"]
    board.which.value = project / "class_b"
    press(board.again)
    assert board.which.value == board.folder == project / "class_b"
    assert "<b>6 learners.</b>" in board.said.value


def test_files_that_cannot_be_read_are_told_and_not_replaced_by_the_example(project):
    folder = project / "hand_ins" / "8a" / "Kim"
    folder.mkdir(parents=True)
    (folder / "essay.docx").write_text("words")
    board = Board()
    assert board.folder == project / "hand_ins"
    assert "<b>0 learners.</b> 1 file not read." in board.said.value
    assert "It is not a hand-in: those end in .json." in board.said.value


def test_the_example_class_is_whole_and_answers_every_question(board):
    found = board.found
    assert found.work["alias"].nunique() == 30
    assert (len(found.refused), len(found.replaced), len(found.left_out)) == (0, 0, 0)
    assert set(found.work["activity"]) == set(lesson.questions["id"])


def test_what_was_handed_in_comes_first_and_folders_that_hold_some_can_be_chosen(project):
    for name in ("hand_ins", "hand_ins/8a", "class_b", "data", "my_work", "empty"):
        (project / name).mkdir()
    for name in ("hand_ins/8a", "class_b", "data", "my_work"):
        make_class(6, project / name)
    board = Board()
    assert board.folder == project / "hand_ins"
    names = [name for name, _ in board.which.options]
    assert names == ["hand_ins", "hand_ins/8a", "notebooks/teacher/example_class", "class_b"]
    board.which.value = project / "class_b"
    assert "<b>6 learners.</b>" in board.said.value


def test_any_other_folder_can_be_typed_and_a_wrong_one_is_one_sentence_that_stops_nothing(board, project, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    make_class(7, tmp_path / "elsewhere")
    board.path.value = f' "{tmp_path / "elsewhere"}" '
    assert "<b>7 learners.</b>" in board.said.value
    board.path.value = "notebooks/teacher/exampel_class"
    assert "did you mean “example_class”" in board.said.value
    assert board.said.value.count("<p>") == 1
    assert "Fewer than 5 learners" in ask(board, "Notebook: 01", "01-kremlin")
    board.path.value = "hand_ins"
    assert "There is nothing in" in board.said.value
    for view in VIEWS:
        board.view.value = view
        assert board.picture.value
    board.path.value = "notebooks/teacher/example_class"
    assert "<b>30 learners.</b>" in board.said.value


def test_an_archive_that_was_typed_is_told_where_to_go(board, project):
    board.path.value = "notebooks/teacher/example_class/thirty_learners.zip"
    assert board.said.value.endswith("is a file: put it into the folder hand_ins, as it is, and choose that.</b></p>")
    assert board.found.work.empty


@pytest.mark.parametrize("path", [".", "..", "/", "helpers", "data", "tests/classroom", "notebooks/teacher", ".ci"])
def test_the_project_itself_is_no_class(board, project, path):
    (project / path).mkdir(parents=True, exist_ok=True)
    board.path.value = path
    assert "this project or a part of it, not a class" in board.said.value
    assert board.said.value.count("<p>") == 1


def test_folders_of_work_lead_to_the_live_grid_in_one_sentence(board, project, tmp_path, monkeypatch):
    for name in ("anna", "ben"):
        monkeypatch.setenv("READING_WORK", str(tmp_path / "homes" / name / "my_work"))
        work.save("02-own", {"answer": "words", "first": None, "tries": 1}, 0)
    board.path.value = str(tmp_path / "homes")
    assert board.said.value == f"<p><b>{files.WORK}</b></p>"
    (tmp_path / "homes" / "blue.json").write_bytes(work.hand_in("Blue Fox"))
    press(board.again)
    assert "<b>1 learner.</b>" in board.said.value


def test_a_hand_in_made_here_reaches_the_board_when_it_reads_again(board, project, tmp_path, monkeypatch):
    monkeypatch.setenv("READING_WORK", str(tmp_path / "my_work"))
    work.save("02-own", {"answer": "I would ask a farmer.", "first": None, "tries": 1}, 0)
    board.path.value = "hand_ins"
    (project / "hand_ins" / "blue.json").write_bytes(work.hand_in("Blue Fox"))
    press(board.again)
    assert "<b>1 learner.</b>" in board.said.value
    assert "I would ask a farmer." in ask(board, "Notebook: 02", "02-own")


def test_bad_files_are_counted_and_when_opened_named_with_the_reason(board, project):
    folder = project / "hand_ins"
    make_class(5, folder, strange=True)
    (folder / "<b>Anna.json").write_text("{")
    board.path.value = "hand_ins"
    assert "<b>5 learners.</b> 1 file not read. " in board.said.value
    assert "answers left out." in board.said.value
    assert "Anna" not in board.said.value.split("<details>")[0]
    assert "&lt;b&gt;Anna.json" in board.said.value
    assert "<b>Anna" not in board.said.value
    assert "<summary>Answers that were left out</summary>" in board.said.value
    assert "<script" not in board.said.value


def test_forecasts_that_were_tried_again_are_told(board, project):
    first, later = ({"chance": chance, "committed": True} for chance in (20, 90))
    write(project / "hand_ins", "a.json", hand_in(q06_q01=answer(later, first=first, tries=2)))
    board.path.value = "hand_ins"
    assert "<p>1 forecast was tried again: what was committed first is counted.</p>" in board.said.value
    write(project / "hand_ins", "b.json", hand_in("Lee", q06_q01=answer(later, first=first, tries=2)))
    press(board.again)
    assert "<p>2 forecasts were tried again: what was committed first is counted.</p>" in board.said.value


# Which question


def test_every_lesson_and_every_notebook_can_be_chosen(board):
    called = list(board.lesson.options)
    assert called == [called for called, _ in lessons()]
    assert len(called) == len(lesson.routes) + lesson.questions["notebook"].nunique()
    assert {question.id for asked in board.lessons.values() for question in asked} == set(questions.every())


@pytest.mark.parametrize("route", lesson.routes["id"])
def test_the_questions_of_a_lesson_stand_in_its_order(board, route):
    steps = lesson.steps[lesson.steps["route"] == route]
    wanted = [id for ids in steps.sort_values("number")["questions"] for id in ids.split()]
    title = lesson.routes.set_index("id").loc[route, "title"]
    board.lesson.value = f"Lesson: {title}"
    assert [question.id for question in board.asked] == list(dict.fromkeys(wanted))
    assert board.question.options[0][0].startswith(wanted[0])


def test_next_and_previous_lead_through_the_questions_and_stop_at_the_ends(board):
    seen = [board.question.value.id]
    press(board.back)
    assert board.question.value.id == seen[0]
    assert (board.back.disabled, board.next.disabled) == (True, False)
    for _ in board.asked:
        press(board.next)
        seen.append(board.question.value.id)
    assert list(dict.fromkeys(seen)) == [question.id for question in board.asked]
    assert seen[-1] == board.asked[-1].id
    assert (board.back.disabled, board.next.disabled) == (False, True)
    press(board.back)
    assert board.question.value.id == board.asked[-2].id


# What is seen


def test_every_question_has_its_picture_with_and_without_what_is_right(board):
    for called, asked in board.lessons.items():
        board.lesson.value = called
        for question in asked:
            board.question.value = question
            for told in (True, False):
                board.told.value = told
                assert "Fewer than" not in board.picture.value, question.id
                assert question.stem[:20] in board.picture.value
                assert "<table>" in board.picture.value or 'class="texts' in board.picture.value, question.id


def test_what_is_right_is_told_only_when_it_is_asked_for(board):
    page = ask(board, "Notebook: 01", "01-kremlin")
    assert "✓" not in page
    assert board.asked[0].explanation not in page
    board.told.value = True
    assert board.told.description == "Hide what is right"
    assert "✓ right" in board.picture.value
    assert "✗ not right" in board.picture.value
    for option in questions.get("01-kremlin").options:
        assert option.feedback[:20] in board.picture.value
    assert questions.get("01-kremlin").explanation in board.picture.value
    board.told.value = False
    assert board.picture.value == page
    board.told.value = True
    press(board.next)
    assert not board.told.value
    assert "✓" not in board.picture.value


def test_another_view_tells_what_is_right_only_when_it_is_asked_for_again(board):
    for view in VIEWS:
        ask(board, "Notebook: 01", "01-kremlin")
        board.told.value = True
        page = ask(board, "Notebook: 01", "01-kremlin", view)
        assert view == ANSWERS or not board.told.value
        assert view == ANSWERS or not [word for word in ("✓", "✗", "It came out", "Penalty") if word in page]
    wrong = [option for one in board.asked for option in one.options if option.answer == "wrong"]
    page = ask(board, "Notebook: 01", "01-kremlin", MISREAD)
    assert "Press “Show what is right”" in page
    assert not [option for option in wrong if option.text in page or option.feedback in page]


def test_a_fault_of_ours_is_told_in_place_of_the_picture(board, monkeypatch):
    def broken(*_):
        raise KeyError("gone")

    monkeypatch.setattr(pictures, "question", broken)
    page = ask(board, "Notebook: 01", "01-kremlin")
    assert (
        page == f"<p><b>{EXAMPLE}</b></p><p><b>Something is wrong in these notebooks: KeyError(&#39;gone&#39;).</b></p>"
    )


def test_names_stand_nowhere_until_they_are_asked_for(board):
    aliases = set(board.found.work["alias"])
    for view in VIEWS:
        page = ask(board, "Notebook: 02", "02-own", view)
        assert not [alias for alias in aliases if alias in page]
    press_names(board)
    assert board.names.description == "Hide names"
    for view in (LEARNERS, TEXTS):
        page = ask(board, "Notebook: 02", "02-own", view)
        shown = [alias for alias in aliases if f'<span class="name">: {alias}</span>' in page]
        assert len(shown) == (30 if view == LEARNERS else 3)
    press_names(board)
    assert 'class="name"' not in board.picture.value


def test_texts_stand_side_by_side_one_to_six_by_number(board):
    page = ask(board, "Notebook: 02", "02-own", TEXTS)
    assert page.count("<h4>") == 3
    first = board.numbers.value
    press(board.texts_on)
    assert board.numbers.value != first
    press(board.texts_back)
    assert board.numbers.value == first
    press(board.texts_back)
    assert board.numbers.value == first
    for _ in range(30):
        press(board.texts_on)
    last = board.numbers.value
    press(board.texts_on)
    assert board.numbers.value == last
    board.many.value = 6
    assert board.picture.value.count("<h4>") == 6
    board.numbers.value = "2, 7 and 999"
    assert [f"Learner {number}<" in board.picture.value for number in (2, 7, 999)] == [True] * 3
    assert "Nothing is written here." in board.picture.value


def test_one_way_to_say_it_stands_under_texts_on_demand(board):
    assert "One way to say it" not in ask(board, "Notebook: 02", "02-own")
    board.told.value = True
    assert "One way to say it" in board.picture.value


def test_every_text_is_reached_and_each_once(board):
    ask(board, "Notebook: 02", "02-own", TEXTS)
    board.many.value = 4
    seen = board.numbers.value.split()
    for _ in range(10):
        before = board.numbers.value
        press(board.texts_on)
        seen += board.numbers.value.split() if board.numbers.value != before else []
    assert sorted(map(int, seen)) == board._written()


def test_a_question_with_no_text_names_those_of_the_lesson_that_have_one(board):
    page = ask(board, "Notebook: 01", "01-kremlin", TEXTS)
    assert "This question asks for no text. Choose one of 01-own." in page
    assert board.text_row.layout.display == "none"


def test_a_question_of_words_alone_shows_its_texts_at_once(board):
    assert 'class="texts' in ask(board, "Notebook: 07", "07-briefing")
    assert board.text_row.layout.display == ""
    assert 'class="texts' not in ask(board, "Notebook: 04", "04-hypotheses")
    assert board.text_row.layout.display == "none"


def test_before_and_after_has_every_question_of_the_lesson_that_asks_again(board):
    for called, asked in board.lessons.items():
        board.lesson.value, board.view.value = called, BEFORE
        again = [question for question in asked if question.asks_again]
        assert board.picture.value.count("<h3>") == len(again)
        if not again:
            assert "No question of this lesson asks a guess again." in board.picture.value


def test_misreadings_and_learners_are_of_the_lesson_and_forecasts_of_all(board):
    ask(board, "Notebook: 01", "01-kremlin", MISREAD)
    board.told.value = True
    page = board.picture.value
    assert "What is said of it" in page
    assert questions.get("02-heard").stem not in page
    asked = len(board.asked)
    assert f" of {asked}</div>" in ask(board, "Notebook: 01", "01-kremlin", LEARNERS)
    assert "It came out" not in ask(board, "Notebook: 01", "01-kremlin", FORECASTS)
    board.told.value = True
    assert "It came out" in board.picture.value
    assert "Calibration of the class" in board.picture.value


def test_words_of_strangers_stay_words(board, project):
    folder = project / "hand_ins"
    make_class(6, folder)
    path = next(iter(sorted(folder.iterdir())))
    given = json.loads(path.read_text(encoding="utf-8"))
    given["alias"] = "<script>alert(1)</script>"
    state = {"answer": "<img src=x onerror=alert(2)>", "first": None, "tries": 1}
    given["answers"]["02-own"] = {"revision": 1, "saved": given["made"], "state": state}
    path.write_text(json.dumps(given), encoding="utf-8")
    board.path.value = "hand_ins"
    board.names.value, board.many.value = True, 6
    page = ask(board, "Notebook: 02", "02-own", TEXTS)
    assert "<script>" not in page + board.said.value
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(2)&gt;" in page
    assert "&lt;script&gt;" in page


def test_long_texts_are_cut(board, project):
    for number in range(5):
        write(project / "hand_ins", f"{number}.json", hand_in(f"Kim {number}", q02_own=answer("x" * 9999)))
    board.path.value = "hand_ins"
    page = ask(board, "Notebook: 02", "02-own", TEXTS)
    assert "(9999 characters in all)" in page
    assert "x" * 2001 not in page


# What is kept, and what is not


def test_the_table_for_a_spreadsheet_stands_beside_the_hand_ins_and_is_not_taken_for_one(board, project):
    make_class(5, project / "hand_ins")
    board.path.value = "hand_ins"
    press(board.table)
    assert board.done.value == f"<p>Written: {project / 'hand_ins' / 'class_answers.csv'}</p>"
    press(board.again)
    assert "not read" not in board.said.value
    assert board.done.value == ""


def test_delete_asks_once_more_and_deletes_what_was_read_and_the_table_and_nothing_else(board, project):
    folder = project / "hand_ins"
    make_class(5, folder)
    (folder / "8b").mkdir()
    shutil.copy(files.EXAMPLE / "thirty_learners.zip", folder / "8b" / "class.zip")
    (folder / "list.txt").write_text("names")
    (folder / "bad.json").write_text("{")
    board.path.value = "hand_ins"
    press(board.table)
    before = sorted(path.name for path in folder.rglob("*"))
    press(board.all)
    assert "Delete 7 files in hand_ins for good?" in board.done.value
    assert "<details><summary>Which?</summary>" in board.done.value
    assert board.sure_row.layout.display == ""
    press(board.keep)
    assert sorted(path.name for path in folder.rglob("*")) == before
    press(board.all)
    assert "8b/class.zip (30 hand-ins)" in board.done.value
    (folder / "learner-00001.json").write_text("new work, never read")
    press(board.sure)
    assert sorted(path.name for path in folder.rglob("*")) == ["bad.json", "learner-00001.json", "list.txt"]
    assert "Deleted: 6 files. Left: 3 files." in board.done.value
    assert "learner-00001.json: it has changed since it was read: read the folder again." in board.done.value
    assert "list.txt: no hand-in was read from it." in board.done.value
    assert "<details>" not in board.done.value.split("Left, and why")[1]
    assert board.found.work.empty
    assert board.sure_row.layout.display == "none"


def test_folders_with_names_go_when_they_are_empty_and_those_that_stay_are_named(board, project):
    folder = project / "hand_ins"
    for name in ("Anna Berg_1/in", "Ben Maas_2"):
        (folder / name).mkdir(parents=True)
        make_class(1, folder / name)
    (folder / "Ben Maas_2" / "essay.docx").write_text("words")
    board.path.value = "hand_ins"
    press(board.all)
    press(board.sure)
    assert sorted(path.name for path in folder.rglob("*")) == ["Ben Maas_2", "essay.docx"]
    assert "Folders left, and why</p><ul><li>Ben Maas_2: Directory not empty.</li></ul>" in board.done.value


def test_files_that_were_not_read_are_deleted_only_when_that_is_asked_for_and_confirmed(board, project):
    folder = project / "hand_ins" / "8a"
    (folder / "Anna Berg_1").mkdir(parents=True)
    for name in ("cut.json", "report-Anna.html", "onlinetext.html", "essay.docx"):
        (folder / "Anna Berg_1" / name).write_text("{")
    make_class(2, folder)
    board.path.value = "hand_ins/8a"
    assert board.others.layout.display == "none"
    press(board.all)
    press(board.sure)
    assert board.others.description == "Delete also the 4 files that were not read …"
    (folder / "new.json").write_text("not there when the folder was read")
    press(board.others)
    assert "Delete 4 files that were not read in hand_ins/8a for good?" in board.done.value
    assert len(list(folder.rglob("*"))) == 6
    press(board.sure)
    assert [path.name for path in folder.rglob("*")] == ["new.json"]
    assert "Deleted: 4 files. Left: 0 files." in board.done.value
    assert board.others.layout.display == "none"


def test_files_that_were_not_read_stay_in_every_other_folder(board, project):
    (project / "class_b").mkdir()
    make_class(2, project / "class_b")
    (project / "class_b" / "essay.docx").write_text("words")
    board.path.value = "class_b"
    press(board.all)
    press(board.sure)
    assert board.others.layout.display == "none"
    assert [path.name for path in (project / "class_b").iterdir()] == ["essay.docx"]


def test_delete_follows_no_link(board, project, tmp_path):
    make_class(5, tmp_path)
    (project / "hand_ins" / "learner.json").symlink_to(tmp_path / "learner-00001.json")
    shutil.copy(tmp_path / "learner-00002.json", project / "hand_ins" / "kim.json")
    board.path.value = "hand_ins"
    path = project / "hand_ins" / "kim.json"
    path.unlink()
    path.symlink_to(tmp_path / "learner-00002.json")
    press(board.all)
    press(board.sure)
    assert len(list(tmp_path.glob("learner-*.json"))) == 5


def test_the_example_is_never_deleted(board):
    press(board.all)
    assert "There is nothing to delete" in board.done.value
    press(board.sure)
    assert (files.EXAMPLE / "thirty_learners.zip").is_file()
    assert "Deleted: 0 files. Left: 1 file." in board.done.value
    assert "thirty_learners.zip: it is part of the project." in board.done.value


def test_what_came_with_the_project_is_never_deleted_whatever_folder_is_read(board, project):
    (project / "tests").mkdir()
    make_class(5, project / "tests")
    make_class(1, project / "hand_ins")
    found = load_class(project)
    assert len(files.to_delete(found, project)) == 1
    assert files.delete(found, project).files == ["hand_ins/learner-00001.json"]
    assert len(list(project.rglob("*.json"))) == 5
    assert (files.EXAMPLE / "thirty_learners.zip").is_file()


def test_an_archive_says_what_else_is_in_it(board, project):
    shutil.copy(files.EXAMPLE / "thirty_learners.zip", project / "hand_ins" / "class.zip")
    with zipfile.ZipFile(project / "hand_ins" / "class.zip", "a") as archive:
        archive.writestr("photo.jpg", "x")
    board.path.value = "hand_ins"
    assert files.to_delete(board.found, board.folder) == ["class.zip (30 hand-ins, and 1 other file in it)"]
