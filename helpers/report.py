"""A learner's own work as a page to read and to print: HTML with nothing from elsewhere, charts as pictures in it."""

import json
from datetime import datetime
from html import escape

from helpers import answers, lesson

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }
body { color: #111; background: #fff; }
h2 { border-bottom: 2px solid #0072b2; margin-top: 2em; } h3 { margin-bottom: 0.2em; font-size: 1em; }
p, ul, ol { margin: 0.3em 0; } .small { color: #555; font-size: 0.85em; } svg { max-width: 100%; height: auto; }
.words { white-space: pre-wrap; border-left: 3px solid #888; padding-left: 0.7em; }
section { break-inside: avoid; } @media print { body { margin: 0; max-width: none; } }
"""


def report(alias=""):
    """All that is kept, in words.

    alias : what the learner wants to be called; "" leaves it out. Returns a page of HTML as a string.
    """
    records, _ = answers.load_all()
    titles = lesson.questions.groupby("notebook", sort=False)
    parts = [_notebook(name, rows, records) for name, rows in titles if set(rows["id"]) & set(records)]
    briefing = [part for part in parts if part[0].startswith("07")]
    others = [part for part in parts if not part[0].startswith("07")]
    body = "".join(html for _, html in briefing + others) or "<p>Nothing is kept yet.</p>"
    title = f"One article, read by {escape(alias.strip())}" if alias.strip() else "One article, read with data"
    return (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
        f"<h1>{title}</h1><p class=small>Made on {datetime.now():%Y-%m-%d}.</p>{body}</html>"
    )


def _notebook(name, rows, records):
    done = [_question(row, records[row["id"]]) for row in rows.to_dict("records") if row["id"] in records]
    title = name[3:].replace("_", " ").capitalize()
    return name, f"<h2>{escape(title)}</h2>{''.join(done)}"


def _question(row, record):
    options = lesson.options[lesson.options["question"] == row["id"]].to_dict("records")
    tries = record.state.get("tries")
    checked = f" · checked {tries} times" if isinstance(tries, int) and tries > 1 else ""
    when = f"<p class=small>Saved {record.saved.astimezone():%Y-%m-%d %H:%M}{checked}</p>"
    words = told(row["kind"], options, record.state.get("answer"))
    return f"<section><h3>{escape(row['stem'])}</h3>{words}{when}</section>"


def told(kind, options, answer):
    """An answer in words, as HTML in which all text is escaped; one that has not the form of its kind as JSON.

    kind, options : of the question, see data/. answer : see activities.Activity.
    """
    if answer in (None, "", [], {}):
        return "<p class=small>Not answered.</p>"
    try:
        return WORDS[kind]({int(o["number"]): o for o in options}, answer)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return _words(json.dumps(answer, ensure_ascii=False))


def _words(text):
    return f"<p class=words>{escape(str(text))}</p>"


def _list(items, tag="ul"):
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"


def _by_option(form):
    """A list with one line for each option that has an answer; `form` makes the end of the line."""
    return lambda options, answer: _list(f"{options[int(n)]['text']}: {form(value)}" for n, value in answer.items())


def _weights(options, answer):
    wants = lesson.motives.set_index("id")["wants"]
    return _list(f"{wants[motive]}: {weight}" for motive, weight in answer.items())


def _hypotheses(options, answer):
    signs = {"C": "fits", "I": "speaks against", "N": "says nothing"}
    named = {n: o["text"] for n, o in options.items()} | {0: f"Own: {answer.get('own', '')}"}
    lines = []
    for evidence, cells in answer.get("cells", {}).items():
        marks = "; ".join(f"{named[int(n)].split(':')[0]}: {signs[sign]}" for n, sign in cells.items())
        lines.append(f"{named[int(evidence)]} {marks}")
    own = _words(answer["own"]) if answer.get("own") else ""
    mind = f"<p>What would change my mind:</p>{_words(answer['mind'])}" if answer.get("mind") else ""
    return own + _list(lines) + mind


def _forecast(options, answer):
    chance = f"{answer['chance']} %" if "chance" in answer else "No chance given"
    knew = ", already knew" if answer.get("knew") else ""
    committed = "committed" if answer.get("committed") else "not committed"
    return f"<p>{escape(chance)}, {committed}{knew}.</p>" + (_words(answer["reason"]) if answer.get("reason") else "")


def _briefing(options, answer):
    parts = []
    for number, option in options.items():
        value = answer.get(str(number))
        if option["answer"] == "text" and value:
            parts.append(f"<p><b>{escape(option['text'])}</b></p>{_words(value)}")
        elif value is True:
            parts.append(picture(option["answer"].removeprefix("chart:")))
    return "".join(parts)


def picture(name):
    """A chart of the series as SVG. name : one of those in data/options.csv, as "ties". Raises KeyError for another."""
    import vl_convert  # only here: it takes a while to load

    from helpers import charts

    made = {
        "kinds": lambda: charts.kinds(lesson.claims),
        "timeline": lambda: charts.timeline(lesson.events),
        "ties": lambda: charts.ties(lesson.actors, lesson.relations, lesson.claims),
        "speaking": lambda: charts.speaking(lesson.claims, lesson.voices, lesson.actors),
        "positions": lambda: charts.positions(lesson.positions, lesson.disputes, lesson.voices),
    }[name]()
    # Its font is not that of the browser: room for words that come out wider.
    return vl_convert.vegalite_to_svg(made.to_dict() | {"padding": 24})


WORDS = {
    "choice": lambda options, answer: _list([options[answer]["text"]]),
    "choices": lambda options, answer: _list(options[number]["text"] for number in answer),
    "order": lambda options, answer: _list((options[number]["text"] for number in answer), "ol"),
    "match": _by_option(str),
    "percents": _by_option("{} %".format),
    "map": _by_option(lambda place: f"power {place[0] or '–'}, interest {place[1] or '–'}"),
    "weights": _weights,
    "hypotheses": _hypotheses,
    "briefing": _briefing,
    "forecast": _forecast,
    "number": lambda options, answer: _words(answer),
    "text": lambda options, answer: _words(answer),
}
