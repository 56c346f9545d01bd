"""What a teacher looks up: every question of a notebook, what is right, why, and which misreading a wrong option shows.

Made from data/, so that it says what the learners are told. Everything taken from there is escaped.
"""

from html import escape

from helpers import lesson
from helpers.cards import _cards, _facts, _table
from helpers.theme import folded

RIGHT = {"right": "right", "wrong": "not right"}

# What is shown of the options of a question: the heads of a table, and what makes a row of an option.
OPTIONS = {
    "guess": (["To choose from"], lambda o: [o["text"]]),
    "choice": (
        ["Option", "Right?", "Why, or which misreading it shows"],
        lambda o: [o["text"], RIGHT[o["answer"]], o["feedback"]],
    ),
    "match": (["To sort", "Belongs to", "Why"], lambda o: [o["text"], o["answer"], o["feedback"]]),
    "order": (["Place", "Step", "Why"], lambda o: [o["answer"], o["text"], o["feedback"]]),
    "number": (["Right", "Why"], lambda o: [o["answer"].replace("-", " to "), o["feedback"]]),
    "percents": (
        ["Word", "Published range, percent", "What is said"],
        lambda o: [o["text"], o["answer"].replace("-", " to ") or "none", o["feedback"]],
    ),
    "map": (
        ["Actor", "Our power, 1 to 5", "Our interest, 1 to 5", "Why"],
        lambda o: [o["text"], *o["answer"].split(), o["feedback"]],
    ),
    "hypotheses": (
        ["Part", "Text", "Paragraphs"],
        lambda o: [o["answer"], o["text"], lesson.paragraphs_of(o["claims"])],
    ),
    "briefing": (["To write, or a chart to choose"], lambda o: [o["text"]]),
}
OPTIONS["choices"] = OPTIONS["choice"]
OTHER = (["Option", "Answer", "Why"], lambda o: [o["text"], o["answer"], o["feedback"]])  # of kinds not named above

OPEN = ("guess", "text", "percents", "map", "weights", "hypotheses", "briefing")  # kinds with no right and wrong


def answers(notebook):
    """Every question of a notebook, each to be opened: what is right, why, and what each wrong option misses.

    notebook : its name without the ending, such as "01_the_article".

    Returns HTML. Raises ValueError if the data has no questions for a notebook of that name.
    """
    rows = lesson.questions[lesson.questions["notebook"] == notebook]
    if rows.empty:
        named = ", ".join(lesson.questions["notebook"].unique())
        raise ValueError(f"There are no questions for a notebook “{notebook}”: choose one of {named}.")
    return _cards(*(_question(row) for row in rows.itertuples()))


def _question(row):
    kind = "guess" if row.moment == "guess" else row.kind
    options = lesson.options[lesson.options["question"] == row.id].to_dict("records")
    if kind in ("choice", "choices", "order"):  # the right ones first, or the steps as they follow
        options.sort(key=lambda option: (len(option["answer"]), option["answer"]))
    heads, cells = OPTIONS.get(kind, OTHER)
    table = _table(heads, [cells(option) for option in options]) if options else ""
    if kind == "weights":
        rows = [[exchange.title, exchange.expectation] for exchange in lesson.exchanges.itertuples()]
        table = _table(["Exchange", "What the voices of the article expect"], rows)
    if kind == "forecast":
        record = lesson.forecasts.set_index("id").loc[row.id]
        heads = ["What could be counted", "It came out", "Record", "Kind of evidence", "Source"]
        told = [record["base_rate"], record["resolution"], record["record"], record["evidence"]]
        table = _table(heads, [[*told, lesson.source_of(record["source"])]])
    is_open = kind in OPEN
    said = "<p>There is no right and wrong here.</p>" if is_open else ""
    why = {"explanation": "What the learner reads then" if is_open else "Why", "hint": "Hint"}
    where = f"<p><b>Paragraphs:</b> {lesson.paragraphs_of(row.claims)}</p>"
    return folded(f"<b>{escape(row.id)}</b> {escape(row.stem)}", said + table + _facts(row, why) + where)
