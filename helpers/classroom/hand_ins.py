"""Many hand-ins, one picture: what a class answered, as tables. Everything that comes in is untrusted.

Texts and names in the tables are as the learners wrote them: whoever shows them must escape them. An answer that does
not have the form of its kind is left out. `least` is how many learners must have answered before a table tells
anything; below that the table is empty, and its `attrs["why"]` says so.
"""

import csv
import json
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import partial

import pandas as pd

from helpers import collect, tally
from helpers.untrusted import BadFile, read_hand_in

LEAST = 5
SPREAD = ["item", "value", "learners"]
MEMORY = 1024**3  # bytes that all hand-ins may take, by estimate

# What a spreadsheet may take for a formula: = + - @, also of full width, after blanks and what cannot be seen, at the
# start of a cell, or of what becomes one where ; divides cells. Nor may a cell start with a tab or a line break.
UNSEEN = r" \v\f\0-\x08\x0e-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
FORMULA = re.compile(rf"\A(?=[{UNSEEN}]*[\t\r\n])|(?:\A|(?<=[;\t\r\n]))(?=[{UNSEEN}\x22]*[=+\-@＝＋－＠﹦﹢﹣﹫])")


class ClassroomError(Exception):
    """The folder of hand-ins cannot be used: one sentence that says why."""

    def _render_traceback_(self):
        """What Jupyter shows in place of a traceback."""
        return [str(self)]


@dataclass(frozen=True)
class Class:
    """What was found in a folder of hand-ins.

    work : one row for each learner and activity: alias, activity, answer, first, tries, saved.
    refused : files that are no hand-ins: file, why.
    replaced : hand-ins of which there is a newer one under the same name: file, alias, why.
    """

    work: pd.DataFrame
    refused: pd.DataFrame
    replaced: pd.DataFrame


def read(folder, report=None):
    """All hand-ins in a folder, single or in zip archives; the newest of each learner counts.

    report : a function that is told how many files are done and how many there are, at most a hundred times.

    Returns a Class. Raises ClassroomError if there is no such folder or nothing in it.
    """
    try:
        entries = collect.entries(folder)
    except OSError as error:
        raise ClassroomError(f"{folder} cannot be opened as a folder: {error.strerror}.") from None
    if not entries:
        raise ClassroomError(f"There is nothing in {folder}: put the hand-ins of the class there.")
    total = sum(map(collect.count, entries))
    newest, refused, replaced, memory = {}, [], [], 0
    for done, (name, content) in enumerate(collect.contents(entries), start=1):
        try:
            data = content()
            # A value takes more room than its letters, a list or an object much more.
            memory += 4 * len(data) + 64 * data.count(b",") + 150 * (data.count(b"[") + data.count(b"{"))
            if memory > MEMORY:
                raise BadFile("The files before it are as much as can be read at once.")
            _add(newest, replaced, name, read_hand_in(data))
        except BadFile as bad:
            refused.append((name, str(bad)))
        if report and (done == total or done % -(-total // 99) == 0):
            report(done, total)
    return Class(
        _work([hand_in for _, hand_in in newest.values()]),
        pd.DataFrame(refused, columns=["file", "why"]),
        pd.DataFrame(replaced, columns=["file", "alias", "why"]),
    )


def _work(hand_ins):
    records = [(hand_in.alias, record) for hand_in in hand_ins for record in hand_in.answers.values()]
    columns = {
        "alias": [alias for alias, _ in records],
        "activity": [record.activity for _, record in records],
        # As objects, or pandas makes 1 to 1.0 where somebody has no answer.
        "answer": pd.Series([record.state["answer"] for _, record in records], dtype="object"),
        "first": pd.Series([record.state["first"] for _, record in records], dtype="object"),
        "tries": pd.Series([record.state["tries"] for _, record in records], dtype="int64"),
        "saved": pd.Series([record.saved for _, record in records], dtype="datetime64[us, UTC]"),
    }
    return pd.DataFrame(columns)


EMPTY = Class(_work([]), pd.DataFrame(columns=["file", "why"]), pd.DataFrame(columns=["file", "alias", "why"]))


def _add(newest, replaced, name, hand_in):
    key = " ".join(unicodedata.normalize("NFKC", hand_in.alias).casefold().split())
    kept, old = (name, hand_in), newest.get(key)
    if old and old[1].made >= hand_in.made:
        kept, old = old, kept
    newest[key] = kept
    if old:
        why = f"There is a newer hand-in of this name: {kept[0]}, made {kept[1].made:%Y-%m-%d %H:%M} UTC."
        replaced.append((old[0], old[1].alias, why))


# Tables


def who_did_what(work, questions):
    """How many activities each learner has done, which is answered and checked, as the learner's own progress counts.

    questions : lesson.questions.

    Returns one row for each alias, one column for each notebook, whole numbers; `attrs["of"]` tells how many
    activities each notebook has.
    """
    of = questions["notebook"].astype("str").value_counts(sort=False)
    notebooks = work["activity"].map(questions.set_index("id")["notebook"].astype("str"))
    done = work[(work["tries"] > 0) & notebooks.notna()]
    table = pd.crosstab(done["alias"], notebooks.rename("notebook"))
    table = table.reindex(index=sorted(set(work["alias"]), key=str.casefold), columns=of.index, fill_value=0)
    table.attrs["of"] = of.to_dict()
    return table.rename_axis(index="alias", columns=None)


def spread(work, activity, kind, options, least=LEAST):
    """How often each answer was given: item, value, learners.

    kind : as in lesson.questions, or "forecast". options : lesson.options.

    item is the text of an option (of weights the id of a motive; of a forecast whether the learner already knew; else
    "answer"); value is "chosen", the group, the place, the percentage, "power interest", the weight, the chance, the
    number or the text. Items that fewer than `least` learners answered are left out.
    """
    if kind not in tally.KINDS:
        return _table([], SPREAD, least, f"Answers of the kind {kind} are not counted.")
    names, groups = _options(options, activity)
    given = _given(work, activity, "answer", lambda answer: tally.KINDS[kind](answer, names, groups))
    counts = Counter(pair for pairs in given.values() for pair in pairs)
    if kind in ("choice", "choices"):
        rows = [(name, "chosen", counts[name, "chosen"]) for name in names.values()] if len(given) >= least else []
    else:
        people = Counter(item for item, _ in counts.elements())
        places = {name: place for place, name in enumerate(names.values())}
        order = sorted(counts, key=lambda pair: (places.get(pair[0], 0), *pair))
        rows = [(*pair, counts[pair]) for pair in order if people[pair[0]] >= least]
    return _table(rows, SPREAD, least)


def wrong_options(work, questions, options, least=LEAST):
    """Which wrong options were chosen at the first check, the most common first.

    Returns question, stem, option, learners, share (of those who checked) and feedback, for choice and choices.
    """
    rows, asked = [], 0
    for question in questions[questions["kind"].isin(["choice", "choices"])].itertuples():
        read = partial(tally.KINDS[question.kind], names=_options(options, question.id)[0], groups=())
        given = _given(work, question.id, "first", read)
        chosen = Counter(item for pairs in given.values() for item, _ in pairs)
        if len(given) < least:
            continue
        asked += 1
        wrong = options[(options["question"] == question.id) & (options["answer"] == "wrong")]
        rows += [
            (question.id, question.stem, row.text, chosen[row.text], chosen[row.text] / len(given), row.feedback)
            for row in wrong.itertuples()
            if chosen[row.text]
        ]
    columns = ["question", "stem", "option", "learners", "share", "feedback"]
    nobody = ["Nobody chose a wrong option at the first check."] if asked else []
    table = _table(rows, columns, least, *nobody)
    return table.sort_values(["learners", "share"], ascending=False, kind="stable", ignore_index=True)


def hypotheses(work, activity, options, least=LEAST):
    """The table of competing hypotheses of the whole class, one row for each hypothesis and piece of evidence.

    Returns hypothesis, evidence, consistent, inconsistent, neutral, blank (numbers of learners) and spread: how far
    learners differ, from 0 (all the same) to 1 (half say that it fits, half that it speaks against).
    """
    parts = options[options["question"] == activity]
    hypothesis, evidence = (parts[parts["answer"] == part] for part in ("hypothesis", "evidence"))
    places = {(str(e), str(h)) for e in evidence["number"] for h in hypothesis["number"]}
    given = _given(work, activity, "answer", partial(tally.cells, places=places))
    counts = Counter(cell for cells in given.values() for cell in cells)
    rows = []
    for h in hypothesis.itertuples() if len(given) >= least else ():
        for e in evidence.itertuples():
            fits, against, neutral = (counts[str(e.number), str(h.number), mark] for mark in "CIN")
            marked = fits + against + neutral
            differ = math.sqrt((fits + against) / marked - ((fits - against) / marked) ** 2) if marked else math.nan
            rows.append((h.text, e.text, fits, against, neutral, len(given) - marked, differ))
    columns = ["hypothesis", "evidence", "consistent", "inconsistent", "neutral", "blank", "spread"]
    return _table(rows, columns, least)


def before_after(work, before, after, options, least=LEAST):
    """How learners answered a question before and after reading: a cross-table of option texts, of those who did both.

    before, after : ids of two questions of the kind choice. What was checked first counts, or what stands there.
    """
    names = [_options(options, activity)[0] for activity in (before, after)]
    old, new = (
        _given(work, activity, "first", partial(tally.choice, names=texts, groups=()), instead="answer")
        for activity, texts in zip((before, after), names, strict=True)
    )
    both = Counter((old[alias][0][0], new[alias][0][0]) for alias in old if alias in new)
    enough = both.total() >= least
    rows = [[row, *(both[row, column] for column in names[1].values())] for row in names[0].values() if enough]
    return _table(rows, ["before", *names[1].values()], least).set_index("before")


def texts(work, activity, part=None):
    """What learners wrote: alias, text. As it came: to be escaped before it is shown.

    part : in an answer of several texts the name of one, such as "mind" of hypotheses or the number of a briefing's.
    """
    written = _given(work, activity, "answer", partial(tally.text, part=part))
    return pd.DataFrame(written.items(), columns=["alias", "text"])


def to_csv(frame, path):
    """Write a table as CSV that a spreadsheet opens as text and numbers, with no cell taken for a formula."""
    if frame.index.name:
        frame = frame.reset_index()
    safe = frame.map(_cell).rename(columns=_cell)
    safe.to_csv(path, index=False, encoding="utf-8-sig", quoting=csv.QUOTE_NONNUMERIC)


def _cell(value):
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return FORMULA.sub("'", value) if isinstance(value, str) else value


def _options(options, activity):
    """Of a question, the number of each option, as text, to its text; and the set of its groups."""
    rows = options[options["question"] == activity]
    return {str(number): text for number, text in zip(rows["number"], rows["text"], strict=True)}, set(rows["answer"])


def _given(work, activity, column, read, instead=None):
    """Each alias to what `read` makes of its answer, where that is anything.

    instead : the column to take where the first one has nothing.
    """
    rows = work[work["activity"] == activity]
    answers = zip(rows["alias"], rows[column], rows[instead or column], strict=True)
    found = {alias: read(other if answer is None else answer) for alias, answer, other in answers}
    return {alias: items for alias, items in found.items() if items}


def _table(rows, columns, least, why="Fewer than {} learners have answered, so nothing is shown."):
    table = pd.DataFrame(rows, columns=columns)
    if not rows:
        table.attrs["why"] = why.format(least)
    return table
