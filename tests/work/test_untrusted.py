"""One file that anybody may have made: it is read, or refused in one line of words, and at once."""

import copy
import json
import pickle
import re
import time

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from helpers.work import BadFile, HandIn, kept, read_hand_in
from tests.work.parts import GOOD, SAVED, answer, hand_in

PLACES = [
    (),
    ("alias",),
    ("made",),
    ("format",),
    ("kind",),
    ("answers",),
    ("answers", "01-who"),
    ("answers", "01-who", "saved"),
    ("answers", "01-who", "revision"),
    ("answers", "01-who", "state"),
    ("answers", "01-who", "state", "answer"),
    ("answers", "01-who", "state", "tries"),
    ("answers", "01-who", "state", "answer", "1"),
]
RAW = [
    "NaN",
    "-Infinity",
    "1e999",
    "9" * 5000,
    "-0",
    "1.0",
    "true",
    "[" * 500,
    '{"a":1,"a":2}',
    '"\\ud800"',
    '"\\u0000"',
    '"' + "x" * 20_001 + '"',
    "\x00",
]
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=60)
    | st.sampled_from(["../x", "<script>"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def changed_values(draw):
    """A good hand-in with one value replaced, or one name."""
    value = copy.deepcopy(GOOD)
    place = draw(st.sampled_from(PLACES))
    if place and draw(st.booleans()):
        inside = value
        for key in place[:-1]:
            inside = inside[key]
        inside[draw(st.text(max_size=70))] = inside.pop(place[-1])
        return json.dumps(value).encode()
    raw = draw(st.sampled_from(RAW) | VALUES.map(json.dumps))
    if not place:
        return raw.encode()
    inside = value
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = "PUT IT HERE"
    return json.dumps(value).replace('"PUT IT HERE"', raw).encode()


PIECES = (
    st.binary(min_size=1, max_size=4)
    | st.sampled_from([bytes([letter]) for letter in b'"[]{},:\\ -.019eu'])
    | st.just(b"")
)
CHANGES = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 3), PIECES), min_size=1, max_size=3)


@st.composite
def changed_bytes(draw):
    """A good hand-in with bytes flipped, put in or taken out here and there, and perhaps cut off."""
    data = json.dumps(GOOD, ensure_ascii=draw(st.booleans())).encode()
    for place, out, into in draw(CHANGES):
        place %= len(data) + 1
        data = data[:place] + into + data[place + out :]
    return data[: draw(st.integers(0, 2000))] if draw(st.integers(0, 9)) == 0 else data


@settings(max_examples=10_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(changed_values() | changed_values() | changed_bytes())
def test_ten_thousand_changed_hand_ins_are_read_or_refused_in_one_line(data):
    try:
        found = read_hand_in(data)
    except BadFile as bad:
        why = str(bad)
        assert 0 < len(why) <= 200
        assert why.isprintable()
        event(why.split(":")[0])
    else:
        event("read")
        assert isinstance(found, HandIn)
        assert 1 <= len(found.alias) <= 40
        assert all(kept.ACTIVITY.fullmatch(activity) for activity in found.answers)
        json.dumps([record.state for record in found.answers.values()], ensure_ascii=False, allow_nan=False).encode()


def test_the_good_hand_in_is_good():
    assert read_hand_in(json.dumps(GOOD).encode()).answers["01-who"].revision == 3
    assert read_hand_in(b"\xef\xbb\xbf" + json.dumps(GOOD).encode()).alias == "Kim"


def good_with(old, new):
    text = json.dumps(GOOD)
    assert old in text
    return text.replace(old, new, 1).encode()


HOSTILE = {
    "number of 400 digits": (good_with('"tries": 1', '"tries": 1' + "0" * 400), "too large"),
    "number of 100,000 digits": (good_with('"tries": 1', '"tries": ' + "9" * 100_000), "too large"),
    "exponent": (good_with('"tries": 1', '"tries": 1e400'), "too large"),
    "fraction of 100,000 digits": (good_with('"tries": 1', '"tries": 1.' + "5" * 100_000), "wrong kind"),
    "number beyond a billion": (good_with('"tries": 1', '"tries": 1000000001'), "too large"),
    "not a number": (good_with('"tries": 1', '"tries": NaN'), "no number"),
    "infinity": (good_with('"tries": 1', '"tries": -Infinity'), "no number"),
    "60,000 deep in objects": (b'{"":' * 60_000, "nested more than 12 deep"),
    "100,000 deep": (b"[" * 100_000 + b"]" * 100_000, "nested more than 12 deep"),
    "13 deep": (good_with('"x"', "[" * 8 + "]" * 8), "nested more than 12 deep"),
    "a quotation mark that never ends": (b'"' + b'\\"' * 120_000, "no JSON"),
    "UTF-16": (json.dumps(GOOD).encode("utf-16"), "not UTF-8"),
    "Latin-1": (json.dumps(GOOD).replace("Kim", "Zoë").encode("latin-1"), "not UTF-8"),
    "duplicate name": (good_with('"alias"', '"alias": "Lee", "alias"'), "twice"),
    "duplicate activity": (good_with('"01-who"', '"01-date": {}, "01-who"'), "twice"),
    "zero bytes": (b"", "empty"),
    "nothing but NUL": (b"\0" * 4096, "empty"),
    "NUL inside": (good_with('"Kim"', '"K\0m"'), "no JSON"),
    "NUL in the alias": (good_with('"Kim"', '"K\\u0000m"'), "cannot be seen"),
    "line break in the alias": (good_with('"Kim"', '"K\\nm"'), "cannot be seen"),
    "alias backwards": (good_with('"Kim"', '"\\u202eKim"'), "cannot be seen"),
    "alias of 41": (good_with('"Kim"', f'"{"K" * 41}"'), "1 to 40 characters"),
    "alias blank": (good_with('"Kim"', '"  "'), "1 to 40 characters"),
    "alias no text": (good_with('"Kim"', '["Kim"]'), "wrong kind"),
    "half a character": (good_with('"x"', '"\\udfff"'), "half a character"),
    "half a character in a name": (good_with('{"1"', '{"\\ud800"'), "half a character"),
    "huge": (b'{"format":1' + b" " * 300_000 + b"}", "larger than 256 KB"),
    "text of 20,001": (good_with('"x"', f'"{"x" * 20_001}"'), "longer than 20,000"),
    "201 activities": (json.dumps(GOOD | {"answers": {f"a{n}": answer(n) for n in range(201)}}).encode(), "too much"),
    "no activity": (json.dumps(GOOD | {"answers": {}}).encode(), "nothing"),
    "activity ..": (good_with('"01-who"', '"../../01-who"'), "a name is not as it should be"),
    "activity CON": (good_with('"01-who"', '"con"'), "a name is not as it should be"),
    "activity with a line break": (good_with('"01-who"', '"01-who\\n"'), "a name is not as it should be"),
    "activity of 300": (good_with('"01-who"', f'"{"a" * 300}"'), "a name is not as it should be"),
    "more about the person": (good_with('"alias"', '"mail": "kim@example.org", "alias"'), "does not belong"),
    "missing": (good_with('"revision": 3, ', ""), "something is missing in “answers › 01-who”"),
    "revision 0": (good_with('"revision": 3', '"revision": 0'), "too small"),
    "format true": (good_with('"format": 1', '"format": true'), "in format 2"),
    "newer format": (good_with('"format": 1', '"format": 3'), "newer version"),
    "another kind": (good_with('"hand-in"', '"exam"'), "does not say that its kind"),
    "no date": (good_with(SAVED, "yesterday"), "no date"),
    "no time zone": (good_with(SAVED, "2026-11-25T10:42:07"), "no time zone"),
    "year 1": (good_with(SAVED, "0001-01-01T00:00:00+23:59"), "is no date"),
    "year 9999": (good_with(SAVED, "9999-12-31T23:59:59-23:59"), "is no date"),
    "a notebook": (b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', "does not say that its kind"),
    "a list": (b"[1, 2]", "does not say that its kind"),
    "a pickle": (pickle.dumps({"format": 1}), "not UTF-8"),
    "HTML": (b"<html><script>alert(1)</script>", "no JSON"),
    "YAML": (b"!!python/object/apply:os.system ['false']", "no JSON"),
    "comma at the end": (json.dumps(GOOD).encode()[:-1] + b",}", "no JSON"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_at_once(kind):
    data, why = HOSTILE[kind]
    start = time.process_time()
    with pytest.raises(BadFile, match=re.escape(why)) as caught:
        read_hand_in(data)
    assert time.process_time() - start < 1
    assert len(str(caught.value)) <= 200
    assert str(caught.value).isprintable()


def test_scripts_and_paths_in_texts_are_only_texts():
    nasty = "<img src=x onerror=alert(1)>"
    found = read_hand_in(json.dumps(hand_in(nasty, q01_own="../../etc/passwd")).encode())
    assert (found.alias, found.answers["01-own"].state["answer"]) == (nasty, "../../etc/passwd")
