"""Cards: a paragraph with its claims, an actor, a voice, a word. HTML that stays readable with no kernel.

Everything taken from data/ is escaped. What opens, opens by click, Enter or Space (the HTML element `details`).
"""

from html import escape

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
        "source": "Where we checked",
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
    told = {"post": "Post", "limits": "What limits the view", "source": "Where we checked"}
    cards = [
        folded(f"<b>{escape(voice.name)}</b> · {escape(voice.kind)}", _facts(voice, told) + _sayings(voice))
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
    facts = [_facts(row, SHOWN[name]) for name, row in found]
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


def _facts(row, shown):
    """Lines of a label and what a row has for it; of a source, its title and publisher."""
    facts = [f"<b>{label}:</b> {escape(_fact(row, column))}" for column, label in shown.items() if getattr(row, column)]
    return f"<p>{'<br>'.join(facts)}</p>"


def _fact(row, column):
    value = str(getattr(row, column))
    if column != "source":
        return value
    source = lesson.sources.set_index("id").loc[value]
    return f"{source['title']} ({source['publisher']})"


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
    return HTML(f'{STYLE}<div class="cards">{"".join(cards)}</div>')
