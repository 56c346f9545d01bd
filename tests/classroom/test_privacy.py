"""The page on privacy says what the code does: whoever changes one is told to look at the other."""

import json

from helpers.classroom import paper
from helpers.work import place
from tests.conftest import ROOT

TOLD = paper.PRIVACY.read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "helpers" / "work" / "hand_in.schema.json").read_text(encoding="utf-8"))["properties"]


def test_it_names_every_folder_that_work_is_kept_in():
    for name in (place.USUAL.name, place.AT_HOME, "READING_WORK"):
        assert f"`{name}`" in TOLD


def test_a_hand_in_holds_what_it_tells_and_nothing_else():
    assert set(SCHEMA) == {"format", "kind", "alias", "made", "number", "folders", "answers"}
    assert set(SCHEMA["answers"]["additionalProperties"]["properties"]) == {"revision", "saved", "state"}
    state = SCHEMA["answers"]["additionalProperties"]["properties"]["state"]["properties"]
    assert set(state) == {"answer", "first", "tries"}
