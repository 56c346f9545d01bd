"""The kernel's side of the wire: what it brings, what it keeps, what it answers."""

import errno
import re
import shutil
import sys
import time
from threading import Thread

import pytest

from helpers import activities, lesson, questions, routes, work
from helpers.activities import wire
from helpers.work import safe_file
from tests.make_class import answer_to

QUESTIONS = list(questions.every().values())
STRANGE = [7.5, "x", [1, "y"], {"a": [1]}, {"1": None}, [[]], {"cells": 3}, {"cells": {"1": "x"}}, True, [1, 1], 99]


class Page:
    """A page that speaks to a wire of its own, as page.js does; `heard` holds what the kernel said."""

    def __init__(self, notebook="01_the_article"):
        self.wire, self.heard = wire.Wire(notebook), []
        self.wire.page.layout.send = self.heard.append
        self.known = {id: state["revision"] for id, state in self.wire.page.opening["kept"].items()}

    def keep(self, id, answer, first=None, tries=0):
        """Send what is done; gives what the kernel says of it."""
        state = {"answer": answer, "first": first, "tries": tries}
        self.wire.hear({"what": "keep", "id": id, "state": state, "revision": self.known[id]})
        told = self.heard[-1]["kept"][id]
        if told["state"] == state:
            self.known[id] = told["revision"]
        return told

    def start_over(self, id, *before):
        """Send an empty answer, and what stood there before; gives what the kernel says of it."""
        given = [{"key": f"k{number}", "why": why, "state": state} for number, (why, state) in enumerate(before)]
        state = {"answer": None, "first": None, "tries": 0}
        self.wire.hear({"what": "keep", "id": id, "state": state, "revision": self.known[id], "before": given})
        return self.heard[-1]["kept"][id]

    def ask(self, what, **more):
        self.wire.hear({"what": what, **more})
        return self.heard[-1]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own for the work of each test."""
    monkeypatch.setenv("READING_WORK", str(tmp_path / "my_work"))
    return tmp_path / "my_work"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_what_is_kept_comes_with_the_next_wire(question):
    answer = answer_to(question)
    told = Page(question.notebook).keep(question.id, answer, answer, 1)
    assert told["problem"] == ""
    assert told["at"]
    opening = Page(question.notebook).wire.page.opening
    assert opening["kept"][question.id]["state"] == {"answer": answer, "first": answer, "tries": 1}
    assert question.id in opening["done"]


def test_a_wire_brings_the_questions_of_its_notebook_and_all_names_of_the_series():
    opening = Page().wire.page.opening
    rows = lesson.questions[lesson.questions["notebook"] == "01_the_article"]
    assert [question["id"] for question in opening["questions"]] == list(rows["id"])
    assert [one["id"] for one in opening["series"]] == list(lesson.questions["id"])
    assert opening["kept"]["01-date"] == {
        "revision": 0,
        "at": "",
        "state": {"answer": None, "first": None, "tries": 0},
        "problem": "",
        "before": [],
    }


def test_a_wire_brings_what_its_notebook_asks_again_of_another_one():
    opening = Page("08_another_article").wire.page.opening
    asked = [question["id"] for question in opening["questions"]]
    assert asked[-1] == "00-test"
    assert set(opening["kept"]) == set(asked)
    assert all(id.startswith("08-") for id in asked[:-1])


def test_every_change_is_saved_and_confirmed():
    page = Page()
    for revision, words in enumerate(("The", "The article", "The article says"), start=1):
        told = page.keep("01-own", words)
        assert (told["revision"], told["problem"]) == (revision, "")
        assert work.load("01-own")[0].state["answer"] == words


def test_a_page_that_is_loaded_anew_hears_what_was_kept_last():
    page, other = Page(), Page()
    page.keep("01-own", "words", "words", 1)
    assert page.wire.page.opening["kept"]["01-own"]["state"]["answer"] == "words"
    looked = other.ask("look")
    assert looked["kept"]["01-own"]["revision"] == 1
    assert looked["done"] == ["01-own"]


def test_a_fault_of_ours_is_told_too(monkeypatch):
    monkeypatch.setattr(work, "hand_in", lambda alias: 1 / 0)
    assert "Something is wrong in these notebooks" in Page().ask("file", alias="Fox")["told"]


def test_what_is_sent_twice_is_saved_once():
    page = Page()
    page.keep("01-own", "words")
    page.known["01-own"] = 0  # as if the first answer had been lost
    assert page.keep("01-own", "words")["revision"] == 1


def test_another_window_is_not_overwritten():
    one, other = Page(), Page()
    other.keep("01-own", "from the other")
    told = one.keep("01-own", "from this one")
    assert told["state"]["answer"] == "from the other"
    assert told["revision"] == 1
    one.known["01-own"] = told["revision"]  # the learner chose "Keep what is here"
    assert one.keep("01-own", "from this one")["state"]["answer"] == "from this one"


def test_messages_that_arrive_at_once_are_no_conflict(monkeypatch):
    """JupyterLab hands messages to several threads."""
    save = work.save

    def slow(*given, **named):
        record = save(*given, **named)
        time.sleep(0.1)
        return record

    monkeypatch.setattr(work, "save", slow)
    page = Page()
    states = [{"answer": number, "first": None, "tries": 0} for number in (1, 2, 3)]
    for known, state in enumerate(states):
        message = {"what": "keep", "id": "01-date", "state": state, "revision": known}
        Thread(target=page.wire.hear, args=[message]).start()
        time.sleep(0.02)
    time.sleep(0.6)
    assert [told["kept"]["01-date"]["revision"] for told in page.heard] == [1, 2, 3]
    assert work.load("01-date")[0].state == states[-1]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_an_answer_of_another_form_is_not_kept_and_told(question):
    page = Page(question.notebook)
    answer = answer_to(question)
    page.keep(question.id, answer)
    for strange in STRANGE:
        if not questions.has_form(question.id, strange):
            told = page.keep(question.id, strange)
            assert "does not fit the question" in told["problem"]
            assert told["state"]["answer"] == answer


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"what": "keep"},
        {"what": "keep", "id": "01-date", "state": None, "revision": 0},
        {"what": "keep", "id": "01-date", "state": {}, "revision": "x"},
        {"what": "keep", "id": "../x", "state": {"answer": 1, "first": None, "tries": 0}, "revision": 0},
        {"what": "keep", "id": "01-date", "state": {"answer": 1}, "revision": 0},
        {"what": "delete", "id": "01-date"},
    ],
)
def test_a_message_that_is_none_does_no_harm(message, folder):
    page = Page()
    page.wire.hear(message)
    assert [path.name for path in folder.glob("*.json")] == ["folder.json"]
    assert page.keep("01-date", 1)["problem"] == ""


def test_what_cannot_be_saved_is_told(folder):
    folder.write_text("a file where the folder should be")
    page = Page()
    told = page.keep("01-own", "My words")
    assert str(folder) in told["problem"]
    folder.unlink()
    assert page.keep("01-own", "My words, again")["problem"] == ""


def test_a_damaged_file_is_told_and_set_aside(folder):
    folder.mkdir()
    (folder / "01-own.json").write_text("{damaged")
    page = Page()
    assert "01-own" in page.wire.page.opening["kept"]["01-own"]["problem"]
    assert page.keep("01-own", "New words")["problem"] == ""
    assert any(path.read_text() == "{damaged" for path in folder.glob("*.json"))


# Files


def test_a_file_to_hand_in_holds_what_is_kept():
    page = Page()
    page.keep("01-own", "A <b>journey</b>")
    told = page.ask("file", alias="../Blue Fox")
    assert (told["told"], told["made"]["count"]) == ("", 1)
    assert work.read_hand_in(told["made"]["text"].encode()).answers["01-own"].state["answer"] == "A <b>journey</b>"


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ({"what": "file", "alias": ""}, "The name must have 1 to 40 characters."),
        ({"what": "file", "alias": "Fox"}, "Nothing is kept yet"),
        ({"what": "load", "text": "{"}, "It is no JSON"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(message, why):
    told = Page().ask(**message)["told"]
    assert told.startswith("Not done. ")
    assert why in told


def test_a_file_says_what_could_not_be_read(folder):
    page = Page()
    page.keep("01-date", 1)
    (folder / "02-own.json").write_text("{damaged")
    assert "02-own.json was damaged" in page.ask("file", alias="Fox")["told"]


def test_loading_a_file_shows_it_at_once(folder):
    page = Page()
    page.keep("01-own", "words to load", "words", 2)
    text = page.ask("file", alias="Fox")["made"]["text"]
    for path in folder.glob("*.json"):
        path.unlink()
    told = Page().ask("load", text=text)
    assert told["found"] == {"back": ["01-own"], "same": [], "beside": [], "left": []}
    assert told["kept"]["01-own"]["state"] == {"answer": "words to load", "first": "words", "tries": 2}


def test_a_report_has_every_question_that_is_kept_and_its_charts():
    page = Page("07_your_briefing")
    page.keep("07-briefing", {"1": "My claim", "11": True})
    told = page.ask("report", alias="Fox")
    assert [question["id"] for question in told["report"]["questions"]] == ["07-briefing"]
    assert told["report"]["pictures"]["07-briefing"].startswith("<svg")
    assert told["report"]["kept"]["07-briefing"]["state"]["answer"]["1"] == "My claim"


def test_a_report_has_tables_where_nothing_draws_charts(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    page = Page("07_your_briefing")
    page.keep("07-briefing", {"1": "My claim", "11": True})
    told = page.ask("report", alias="Fox")
    assert told["told"] == ""
    assert "<table" in told["report"]["pictures"]["07-briefing"]


def test_a_full_disk_is_told(monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(safe_file, "put", full)
    assert "the disk is full" in Page().keep("01-own", "words")["problem"]


# The script


def test_the_script_is_one_module_that_imports_nothing():
    script = wire.script()
    assert not re.search(r"^import|^export (?!default)", script, re.M)
    assert script.count("export default") == 1
    assert "http" not in script.replace("http://www.w3.org/2000/svg", "")


def test_the_browser_keeps_drafts_apart_by_folder_and_on_a_hub_by_learner(folder, monkeypatch):
    first = wire.folder_id()
    assert wire.folder_id() == first
    assert re.fullmatch(r"[0-9a-f]{16}", first)
    monkeypatch.setenv("JUPYTERHUB_USER", "anna")
    anna = wire.folder_id()
    monkeypatch.setenv("JUPYTERHUB_USER", "bao")
    assert len({first, anna, wire.folder_id()}) == 3
    monkeypatch.delenv("JUPYTERHUB_USER")
    monkeypatch.setenv("READING_WORK", str(folder / "other"))
    assert wire.folder_id() != first


# What stood there before


def test_what_stood_there_before_is_kept_told_and_comes_with_the_next_wire(folder):
    page = Page()
    page.keep("01-own", "a long text")
    told = page.start_over("01-own", ("start-over", {"answer": "a long text", "first": None, "tries": 0}))
    assert (told["state"]["answer"], told["took"], told["problem"]) == (None, ["k0"], "")
    [earlier] = told["before"]
    assert (earlier["why"], earlier["state"]["answer"]) == ("start-over", "a long text")
    assert Page().wire.page.opening["kept"]["01-own"]["before"] == [earlier]
    assert (folder / "01-own.before-0001-start-over.json").exists()


def test_what_was_not_kept_is_not_taken_and_comes_again(folder):
    page = Page()
    shutil.rmtree(folder)
    folder.write_text("a file where the folder should be")
    told = page.start_over("01-own", ("start-over", {"answer": "a long text", "first": None, "tries": 0}))
    assert told["took"] == []
    assert "is not saved" in told["problem"]


def test_a_reason_that_is_none_names_no_file(folder):
    page = Page()
    told = page.start_over("01-own", ("../evil", {"answer": "a long text", "first": None, "tries": 0}))
    assert (told["before"], told["took"]) == ([], ["k0"])
    assert {path.name for path in folder.iterdir()} == {"01-own.json", "folder.json"}


def test_a_copy_of_a_sync_program_is_shown_when_the_page_looks(folder):
    page = Page()
    page.keep("01-own", "elsewhere")
    (folder / "01-own.json").rename(folder / "01-own (Kim's conflicted copy).json")
    Page().keep("01-own", "here")
    kept = page.ask("look")["kept"]["01-own"]
    assert [(one["why"], one["state"]["answer"]) for one in kept["before"]] == [("copy", "elsewhere")]


def test_what_is_newer_here_than_in_a_file_stays_and_the_file_stands_beside_it(folder):
    page = Page()
    page.keep("01-own", "older")
    text = page.ask("file", alias="Fox")["made"]["text"]
    page.keep("01-own", "newer")
    told = page.ask("load", text=text)
    assert told["found"] == {"back": [], "same": [], "beside": ["01-own"], "left": []}
    assert told["kept"]["01-own"]["state"]["answer"] == "newer"
    assert [one["state"]["answer"] for one in told["kept"]["01-own"]["before"]] == ["older"]
    page.keep("01-own", "")
    assert page.ask("load", text=text)["found"]["back"] == ["01-own"]


def test_the_route_and_the_alias_are_kept_and_come_with_the_next_wire(folder):
    page = Page()
    assert [page.wire.page.opening["folder"][name] for name in ("alias", "route")] == ["", ""]
    own = page.wire.page.opening["folder"]["own"]
    assert page.ask("note", route="says") == {"noted": {"route": "says", "own": own}, "re": None}
    page.ask("note", alias=" Maple 47 ")
    opening = Page("02_the_actors").wire.page.opening["folder"]
    assert (opening["alias"], opening["route"]) == ("Maple 47", "says")
    assert page.ask("note", route="")["noted"]["route"] == ""
    assert Page().wire.page.opening["folder"]["route"] == ""


def test_an_alias_that_will_not_do_is_told_and_one_that_handed_in_is_kept():
    page = Page()
    assert "1 to 40 characters" in page.ask("note", alias="x" * 41)["told"]
    page.keep("01-own", "words")
    page.ask("file", alias="Rowan 11")
    assert Page().wire.page.opening["folder"]["alias"] == "Rowan 11"


def test_a_wire_brings_the_routes_and_the_sections_of_its_notebook():
    opening = Page("05_checking_the_claims").wire.page.opening
    assert [route["id"] for route in opening["routes"]] == list(lesson.routes["id"])
    sections = opening["sections"]["05_checking_the_claims"]
    assert {"heading": "Shells", "questions": ["05-shells"]} in sections
    assert {"heading": "Key points", "questions": []} in sections


def test_another_learner_begins_with_nothing_and_the_work_of_before_is_beside(folder):
    page = Page()
    page.keep("01-own", "of the first", "of the first", 1)
    page.ask("note", alias="Maple 47", route="says")
    told = page.ask("forget")
    (aside,) = folder.parent.glob("my_work_until_*")
    assert told["forgotten"] == str(aside)
    assert (aside / "01-own.json").exists()
    assert (told["done"], told["noted"]["alias"], told["noted"]["route"]) == ([], "", "")
    assert {kept["revision"] for kept in told["kept"].values()} == {0}
    page.known["01-own"] = 0
    assert page.keep("01-own", "of the second")["revision"] == 1
    opening = Page().wire.page.opening
    assert opening["kept"]["01-own"]["state"]["answer"] == "of the second"
    assert opening["folder"]["alias"] == ""


def test_where_nothing_is_kept_another_learner_can_begin_too(folder):
    page = Page()
    page.ask("note", alias="Maple 47")
    assert page.ask("forget")["forgotten"] == ""
    assert not list(folder.parent.glob("my_work_until_*"))
    assert Page().wire.page.opening["folder"]["alias"] == ""


def test_a_kernel_that_was_busy_while_another_learner_began_changes_nothing(folder):
    first, busy = Page(), Page("03_the_motives")
    own = first.wire.page.opening["folder"]["own"]
    first.keep("01-own", "of the first")
    told = first.ask("forget", own=own)
    work.save("01-own", {"answer": "of the second", "first": None, "tries": 0}, 0)
    state = {"answer": "late, of the first", "first": None, "tries": 0}
    late = busy.ask("keep", id="03-own", state=state, revision=0, own=own)
    assert (late["late"], late["kept"]["03-own"]["problem"]) == (own, wire.OTHERS)
    for what in ("forget", "note"):
        assert busy.ask(what, own=own, alias="Maple 47")["late"] == own
    assert {path.name for path in folder.glob("0*.json")} == {"01-own.json"}
    assert len(list(folder.parent.glob("my_work_until_*"))) == 1
    assert Page().wire.page.opening["folder"]["alias"] == ""
    assert first.ask("note", own=told["noted"]["own"], alias="Rowan 11")["noted"]["alias"] == "Rowan 11"


def test_work_that_cannot_be_put_aside_is_told_and_stays(folder, monkeypatch):
    page = Page()
    page.keep("01-own", "words")

    def refuse(self, *_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(type(folder), "rename", refuse)
    assert "cannot be put aside: Permission denied" in page.ask("forget")["told"]
    assert (folder / "01-own.json").exists()


def test_a_cell_lets_open_pages_follow_a_route_and_a_wrong_word_is_told(folder):
    wire.open_for("01_the_article", anew=True)
    heard = []
    wire._open["01_the_article"].page.layout.send = heard.append
    assert "Who says so?" in activities.route("says").data
    assert [told["noted"]["route"] for told in heard] == ["says"]
    with pytest.raises(routes.UnknownRoute, match=r"no lesson “sayz” \(did you mean “says”"):
        activities.route("sayz")
    assert "no lesson now" in activities.route("").data
    assert Page().wire.page.opening["folder"]["route"] == ""
