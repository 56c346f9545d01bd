"""Cards: a paragraph with its claims, an actor, a voice, a word. HTML that stays readable with no kernel.

Everything taken from data/ is escaped. What opens, opens by click, Enter or Space (the HTML element `details`).
"""

from html import escape

import pandas as pd
from IPython.display import HTML

from helpers import lesson
from helpers.theme import STYLE, folded

CLAIM_HEADS = ["Claim", "Who says so", "How directly", "How surely"]

# What `explain` shows of a row of each table: columns, and the words that stand before them.
SHOWN = {
    "actors": {"name": "Actor", "kind": "What it is", "part_in_story": "Part in the story", "printed_as": "Printed as"},
    "voices": {
        "name": "Voice",
        "kind": "Kind of source",
        "post": "Post",
        "limits": "What limits the view",
    },
    "motives": {"wants": "Wants, or is held back", "kind": "Kind", "offers": "Offers", "held_back_by": "Held back by"},
    "relations": {"sentence": "Tie", "kind": "Kind of tie"},
    "exchanges": {"title": "Exchange", "expectation": "What the voices expect"},
    "disputes": {"question": "Question in dispute"},
    "events": {"title": "Event", "printed_as": "Words of the article", "note": "How we know"},
    "places": {"name": "Place", "role": "What for"},
    "glossary": {"term": "Word", "meaning": "What it means"},
    "likelihood": {"term": "Word of likelihood", "read_by": "Who uses it so"},
    "sources": {"title": "Source", "publisher": "Publisher", "url": "Where", "confidence": "How far we trust it"},
    "sanctions": {
        "symbol": "UN document",
        "kind": "What sort of text",
        "trigger": "What came before",
        "what_it_did": "What it did, or would have done",
        "russia": "Russia's vote",
        "china": "China's vote",
    },
    "missile_tests": {"year": "Year", "launches": "Launches", "nuclear_tests": "Nuclear tests", "note": "Note"},
    "satellites": {"name": "Satellite", "outcome": "Outcome", "note": "Note"},
    "series": {
        "who": "Who says so",
        "year": "Year",
        "value": "Number",
        "value_high": "Up to",
        "unit": "Of what",
        "kind_of_number": "Kind of number",
        "note": "Note",
    },
    "votes": {"title": "UN General Assembly", "symbol": "UN document", "state": "State", "vote": "Its vote"},
    "later": {"event": "What happened", "status": "How it stands", "denied_by": "Denied by"},
    "checks": {"statement": "Statement", "finding": "Our finding", "finding_text": "What we found", "reasons": "Why"},
    "source_cards": {"title": "Card", "what_it_says": "What it says", "what_it_cannot_tell": "What it leaves open"},
    "left_out": {"what": "Left out", "why_it_matters": "Why it matters"},
    "forecasts": {
        "question": "Question",
        "base_rate": "What could be counted",
        "record": "What happened",
        "evidence": "Kind of evidence",
        "denied_by": "Denied by",
    },
}


def reader(first, last):
    """Paragraphs first to last (numbers, 1 to 19) as cards: open one to see its claims, and who makes them."""
    paragraphs = lesson.paragraphs[lesson.paragraphs["number"].between(first, last)]
    return _cards(*(_paragraph(paragraph) for paragraph in paragraphs.itertuples()))


def glossary():
    """All words of the glossary as one table, in alphabetical order."""
    words = lesson.glossary.sort_values("term", key=lambda terms: terms.str.lower())
    rows = [[word.term, word.meaning] for word in words.itertuples()]
    return _cards(folded(f"{len(words)} words of the article, explained", _table(["Word", "What it means"], rows)))


def actors():
    """Every actor as a card, by side: what it is, its part in the story, how many claims are about it and by it."""
    sides = lesson.actors.groupby("side", sort=False)
    return _cards(*(folded(f"<b>{escape(side)}</b>", _actor_table(rows)) for side, rows in sides))


def voices():
    """Every voice as a card: the kind of source, its post, and what limits its view."""
    told = {"post": "Post", "limits": "What limits the view"}
    cards = [
        folded(
            f"<b>{escape(voice.name)}</b> · {escape(voice.kind)}",
            _facts(voice, told) + _stands_on(voice) + _sayings(voice),
        )
        for voice in lesson.voices.itertuples()
    ]
    return _cards(*cards)


def _sayings(voice):
    """All that a voice says; of the article, which says most, only its examples."""
    own = lesson.claims.loc[lesson.claims["speaker"] == voice.id, "id"]
    if voice.id == "article":
        return f"<p>{len(own)} claims in all, for instance:</p>{_claims(voice.claims)}"
    return _claims(" ".join(own))


def motives():
    """Needs, ambitions and limits of four states side by side, with the paragraphs they stand on."""
    states = ["russia", "north_korea", "china", "us"]
    named = lesson.actors.set_index("id")["name"]
    rows = [[kind.capitalize(), *(_wants(state, kind) for state in states)] for kind in ("need", "ambition", "limit")]
    return _cards(_table(["", *(named[state] for state in states)], rows))


def sources(check):
    """What several sources say on one statement of the article, each told in our words with what it leaves open.

    check : an id in lesson.checks, such as "05-train". Raises ValueError if there are no cards for it.
    """
    cards = lesson.source_cards[lesson.source_cards["check"] == check].sort_values("order")
    if cards.empty:
        raise ValueError(f"There are no source cards for “{check}”: choose one of {', '.join(lesson.checks['id'])}.")
    rows = [
        [
            f"{row.order}. {row.title} ({row.kind_of_source}, {_day(row.date)})",
            row.what_it_says,
            row.what_it_cannot_tell,
            lesson.source_of(row.source),
        ]
        for row in cards.itertuples()
    ]
    return _cards(_table(["Card", "What it says", "What it leaves open", "Where we read it"], rows))


def left_out():
    """What could be known on the day and is not in the article, why it matters, and where it stands."""
    rows = [[row.what, row.why_it_matters, lesson.source_of(row.source)] for row in lesson.left_out.itertuples()]
    return _cards(folded(f"{len(rows)} things left out", _table(["What", "Why it matters", "Source"], rows)))


def sources_page(until=None):
    """All sources as one table, the oldest first; those with no known day come last.

    until : a day such as "2023-09-13"; what came out after it is then left out, or it would tell what came next.
    """
    table = lesson.sources.sort_values("date")
    if until:
        table = table[~(table["date"] > until)]
    rows = [[row.title, row.publisher, _day(row.date), row.url, row.confidence] for row in table.itertuples()]
    heads = ["Title", "Publisher", "Day", "Address", "How far we trust it"]
    return _cards(folded(f"{len(rows)} sources", _table(heads, rows)))


def explain(id):
    """Where something comes from: its facts, then every claim it stands on with paragraph, speaker and how sure.

    id : an id in any table of the data package, such as "kim" or "p12-2". Raises ValueError if there is none.
    """
    found = [(name, row) for name in SHOWN for row in _rows(name, id)]
    claims = " ".join(dict.fromkeys([id] if id in set(lesson.claims["id"]) else _claims_of(found)))
    if not found and not claims:
        raise ValueError(
            f"Nothing has the id “{id}”. Ids stand in the tables, for instance in lesson.actors[['id', 'name']]."
        )
    facts = [_facts(row, SHOWN[name]) + _stands_on(row) for name, row in found]
    return _cards(*facts, _claims(claims) if claims else "")


def _rows(name, id):
    table = getattr(lesson, name)
    return list(table[table["id"] == id].itertuples())


def _claims_of(found):
    for name, row in found:
        yield from getattr(row, "claims", "").split()
        if name in ("actors", "voices"):  # all that is said about an actor, and all that a voice says
            of = lesson.claims["subject" if name == "actors" else "speaker"] == row.id
            yield from lesson.claims.loc[of, "id"]


def _actor_table(rows):
    heads = ["Name", "Part in the story", "Claims about it", "Claims of its own"]
    about, own = lesson.claims["subject"].value_counts(), lesson.claims["speaker"].value_counts()
    cells = [[row.name, row.part_in_story, about.get(row.id, 0), own.get(row.voice, 0)] for row in rows.itertuples()]
    return _table(heads, cells)


def _wants(state, kind):
    of = (lesson.motives["actor"] == state) & (lesson.motives["kind"] == kind)
    items = [f"{row.wants} ({lesson.paragraphs_of(row.claims)})" for row in lesson.motives[of].itertuples()]
    return items or "The article does not say."


def _paragraph(paragraph):
    claims = lesson.claims[lesson.claims["paragraph"] == paragraph.id]
    kind = "heading" if paragraph.role != "text" else "text"
    summary = f'<b>¶{paragraph.number}</b> <span class="{kind}">{escape(paragraph.gist)}</span>'
    return folded(summary, _table(CLAIM_HEADS, [_claim(claim) for claim in claims.itertuples()]))


def _claims(ids):
    """A table of claims, each with its paragraph."""
    rows = lesson.claims[lesson.claims["id"].isin(ids.split())]
    return _table(["¶", *CLAIM_HEADS], [[f"¶{claim.number}", *_claim(claim)] for claim in rows.itertuples()])


def _claim(claim):
    hedge = f" (“{claim.hedge}”)" if claim.hedge and claim.certainty != "stated" else ""
    return [claim.claim, claim.voice, claim.attribution, f"{claim.certainty}{hedge}"]


def _day(date):
    return "not known" if pd.isna(date) else f"{date:%Y-%m-%d}"


def _told(value):
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


def _stands_on(row):
    """Source, day and confidence of a row that stands on a source; "" of any other."""
    if getattr(row, "source", "") not in set(lesson.sources["id"]):  # of a tie, it is an actor
        return ""
    sure = getattr(row, "confidence", "")
    return (
        f"<p><b>Source:</b> {escape(lesson.source_of(row.source))}{f' · how sure we are: {sure}' if sure else ''}</p>"
    )


def _facts(row, shown):
    facts = [
        f"<b>{label}:</b> {escape(_told(getattr(row, column)))}"
        for column, label in shown.items()
        if pd.notna(getattr(row, column)) and getattr(row, column) != ""
    ]
    return f"<p>{'<br>'.join(facts)}</p>"


def _table(heads, rows):
    head = "".join(f"<th scope=col>{escape(head)}</th>" for head in heads)
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{_cells(row)}</tr>' for row in rows)}</table>"


def _cells(row):
    return "".join(f"<td>{_cell(cell)}</td>" for cell in row)


def _cell(cell):
    if isinstance(cell, list):
        return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in cell)}</ul>"
    return escape(str(cell))


def _cards(*cards):
    return HTML(f'{STYLE}<div class="cards mathjax_ignore">{"".join(cards)}</div>')
