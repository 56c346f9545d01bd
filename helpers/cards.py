"""Cards: a paragraph with its claims, an actor, a voice, a word. HTML that stays readable with no kernel.

What opens, opens by click, Enter or Space (the HTML element `details`).
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd
from IPython.display import HTML
from markupsafe import Markup

from helpers import lesson, page
from helpers.errors import LessonError, NotInTheData, did_you_mean
from helpers.lesson import needs
from helpers.page import element, folded, joined, lines

CLAIM_HEADS = ["Claim", "Who says so", "How directly", "How surely"]

# What `explain` shows of a row of each table: columns, and the words that stand before them.
SHOWN: dict[str, dict[str, str]] = {
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
    "sources": {
        "title": "Source",
        "publisher": "Publisher",
        "url": "Where",
        "read_as": "What we read",
        "read_at": "Read at",
        "confidence": "How far we trust it",
    },
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
    "later": {
        "event": "What happened",
        "status": "How it stands",
        "denied_by": "Denied by",
        "kind_of_source": "Kind of source",
    },
    "not_found": {"looked_for": "Looked for and not found", "seen": "What we saw"},
    "source_cards": {"title": "Card", "what_it_says": "What it says", "what_it_cannot_tell": "What it leaves open"},
    "left_out": {"what": "Left out", "why_it_matters": "Why it matters"},
    "questions": {"stem": "Question", "explanation": "What we say"},
    "forecasts": {
        "base_rate": "What could be counted",
        "record": "What happened",
        "evidence": "Kind of evidence",
        "denied_by": "Denied by",
    },
}


# What the rows of these tables are called: `explain` knows them by it too, where an id was meant.
NAMES = {"actors": "name", "voices": "name", "places": "name", "satellites": "name", "glossary": "term"}

Row = Any  # of a table, as itertuples gives it


@needs("paragraphs")
def reader(first: int, last: int) -> HTML:
    """Paragraphs first to last (numbers, 1 to 19) as cards: open one to see its claims, and who makes them.

    Raises NotInTheData if there are no such paragraphs.
    """
    numbers = lesson.paragraphs["number"]
    paragraphs = lesson.paragraphs[numbers.between(first, last)]
    if paragraphs.empty:
        raise NotInTheData(f"There are no paragraphs {first} to {last}: they go from 1 to {numbers.max()}.")
    return page.cards(*(_paragraph(paragraph) for paragraph in paragraphs.itertuples()))


def text(paragraphs: pd.DataFrame, first: int, last: int) -> HTML:
    """Paragraphs first to last of an article whose text may stand here, in full, each with its number.

    paragraphs : DataFrame with number, role and text, such as lesson.another.paragraphs.
    """
    rows = paragraphs[paragraphs["number"].between(first, last)].itertuples()
    shown = [element("p", element("b", f"¶{row.number}"), " ", _words(row)) for row in rows]
    return page.cards(element("blockquote", *shown))


def _words(paragraph: Row) -> Markup:
    return element("span" if paragraph.role == "text" else "b", paragraph.text)


@needs("glossary")
def glossary(words: pd.DataFrame | None = None) -> HTML:
    """All words of a glossary as one table, in alphabetical order.

    words : DataFrame with term and meaning, such as lesson.another.glossary; None for that of the article.
    """
    words = lesson.glossary if words is None else words
    words = words.sort_values("term", key=lambda terms: terms.str.lower())
    rows = [[word.term, word.meaning] for word in words.itertuples()]
    table = element("div", page.table(["Word", "What it means"], rows), class_="glossary")
    return page.cards(folded(f"{len(words)} words, explained", table))


@needs("actors")
def actors() -> HTML:
    """Every actor as a card, by side: what it is, its part in the story, how many claims are about it and by it."""
    sides = lesson.actors.groupby("side", sort=False)
    return page.cards(*(folded(element("b", side), _actor_table(rows)) for side, rows in sides))


@needs("voices")
def voices() -> HTML:
    """Every voice as a card: the kind of source, its post, and what limits its view."""
    told = {"post": "Post", "limits": "What limits the view"}
    cards = [
        folded(
            joined(element("b", voice.name), f" · {voice.kind}"),
            joined(_facts(voice, told), _stands_on(voice), _sayings(voice)),
        )
        for voice in lesson.voices.itertuples()
    ]
    return page.cards(*cards)


def _sayings(voice: Row) -> Markup:
    """All that a voice says; of the article, which says most, only its examples."""
    own = lesson.claims.loc[lesson.claims["speaker"] == voice.id, "id"]
    if voice.kind == "journalist":
        return joined(element("p", f"{len(own)} claims in all, for instance:"), _claims(voice.claims))
    return _claims(" ".join(own))


@needs("motives")
def motives() -> HTML:
    """Needs, ambitions and limits of each actor that has any, side by side, with the paragraphs they stand on."""
    wanting = list(lesson.motives["actor"].unique())
    named = lesson.actors.set_index("id")["name"]
    kinds = lesson.motives["kind"].cat.categories
    rows = [[kind.capitalize(), *(_wants(actor, kind) for actor in wanting)] for kind in kinds]
    return page.cards(page.table(["", *(named[actor] for actor in wanting)], rows))


@needs("source_cards")
def sources(check: str) -> HTML:
    """What several sources say on one statement of the article, each told in our words with what it leaves open.

    check : a question that lesson.source_cards has cards for, such as "05-train". Raises UnknownId for any other.
    """
    cards = lesson.source_cards[lesson.source_cards["check"] == check].sort_values("order")
    if cards.empty:
        known = lesson.source_cards["check"].unique()
        near = did_you_mean(check, known)
        raise lesson.UnknownId(f"There are no source cards for “{check}”{near}: choose one of {', '.join(known)}.")
    return page.cards(*(_source_card(row) for row in cards.itertuples()))


def _source_card(row: Row) -> Markup:
    """Its title and what it says, in two lines or so; the rest opens."""
    head = element("b", f"{row.order}. {row.title}"), f" ({row.kind_of_source}, {_day(row.date)})"
    rest = [("What it leaves open", row.what_it_cannot_tell), ("Where we read it", lesson.source_of(row.source))]
    return folded(lines(joined(*head), row.what_it_says), page.facts(rest))


@needs("left_out")
def left_out() -> HTML:
    """What could be known on the day and is not in the article, why it matters, and where it stands."""
    rows = [[row.what, row.why_it_matters, lesson.source_of(row.source)] for row in lesson.left_out.itertuples()]
    return page.cards(folded(f"{len(rows)} things left out", page.table(["What", "Why it matters", "Source"], rows)))


@needs("not_found")
def not_found() -> HTML:
    """What we looked for after the day and did not find, what we saw instead, and how far the newest text goes."""
    rows = [[row.looked_for, row.seen, _day(row.reaches)] for row in lesson.not_found.itertuples()]
    heads = ["What we looked for", "What we saw", "Newest text"]
    return page.cards(folded(f"{len(rows)} things looked for and not found", page.table(heads, rows)))


@needs("sources")
def sources_page(until: str | None = None) -> HTML:
    """All sources as one table, the oldest first; those with no known day come last.

    until : a day such as "2023-09-13"; what came out after it is then left out, or it would tell what came next.
        Raises LessonError if it is no day.
    """
    table = lesson.sources.sort_values("date")
    if until:
        table = table[~(table["date"] > _parse_day(until))]
    rows = [
        [row.title, row.publisher, _day(row.date), row.url, _what_was_read(row), row.confidence]
        for row in table.itertuples()
    ]
    heads = ["Title", "Publisher", "Day", "Address", "What we read", "How far we trust it"]
    return page.cards(folded(f"{len(rows)} sources", page.table(heads, rows)))


@needs("claims")
def explain(id: str) -> HTML:
    """Where something comes from: its facts, then every claim it stands on with paragraph, speaker and how sure.

    id : an id in any table of the data package, such as "kim" or "p12-2". Raises UnknownId if there is none.
    """
    found = [(name, row) for name in SHOWN for row in _rows(name, id)]
    claims = " ".join(dict.fromkeys([id] if id in set(lesson.claims["id"]) else _claims_of(found)))
    if not found and not claims:
        where = "ids stand in the tables, for instance in lesson.actors[['id', 'name']]."
        raise lesson.UnknownId(f"Nothing has the id “{id}”{_near(id)}: {where}")
    facts = [joined(_facts(row, SHOWN[name]), _stands_on(row)) for name, row in found]
    return page.cards(*facts, _found(id), _claims(claims) if claims else "")


def _rows(name: str, id: str) -> list[Row]:
    table = getattr(lesson, name)
    return list(table[table["id"] == id].itertuples())


def _near(id: str) -> str:
    """The nearest id, or that of the nearest name, as did_you_mean tells it."""
    named = {name: id for table, column in NAMES.items() for name, id in _pairs(table, column)}
    ids = [id for table in [*SHOWN, "claims"] for id, _ in _pairs(table, "id")]
    return did_you_mean(id, [*named, *ids], named)


def _pairs(table: str, column: str) -> Iterator[tuple[str, str]]:
    rows = getattr(lesson, table)
    return zip(rows[column], rows["id"], strict=True)


def _claims_of(found: Iterable[tuple[str, Row]]) -> Iterator[str]:
    for name, row in found:
        yield from getattr(row, "claims", "").split()
        if name in ("actors", "voices"):  # all that is said about an actor, and all that a voice says
            of = lesson.claims["subject" if name == "actors" else "speaker"] == row.id
            yield from lesson.claims.loc[of, "id"]


def _actor_table(rows: pd.DataFrame) -> Markup:
    heads = ["Name", "Part in the story", "Subject of claims", "Claims of its own"]
    about, own = lesson.claims["subject"].value_counts(), lesson.claims["speaker"].value_counts()
    cells = [[row.name, row.part_in_story, about.get(row.id, 0), own.get(row.voice, 0)] for row in rows.itertuples()]
    return page.table(heads, cells)


def _wants(actor: str, kind: str) -> list[str] | str:
    of = (lesson.motives["actor"] == actor) & (lesson.motives["kind"] == kind)
    items = [f"{row.wants} ({lesson.paragraphs_of(row.claims)})" for row in lesson.motives[of].itertuples()]
    return items or "The article does not say."


def _paragraph(paragraph: Row) -> Markup:
    claims = lesson.claims[lesson.claims["paragraph"] == paragraph.id]
    kind = "heading" if paragraph.role != "text" else "text"
    summary = joined(element("b", f"¶{paragraph.number}"), " ", element("span", paragraph.gist, class_=kind))
    return folded(summary, page.table(CLAIM_HEADS, [_claim(claim) for claim in claims.itertuples()]))


def _claims(ids: str) -> Markup:
    """A table of claims, each with its paragraph."""
    rows = lesson.claims[lesson.claims["id"].isin(ids.split())]
    return page.table(["¶", *CLAIM_HEADS], [[f"¶{claim.number}", *_claim(claim)] for claim in rows.itertuples()])


def _claim(claim: Row) -> list[str]:
    hedge = f" (“{claim.hedge}”)" if claim.hedge and claim.certainty != "stated" else ""
    return [claim.claim, claim.voice, claim.attribution, f"{claim.certainty}{hedge}"]


def _parse_day(text: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(text)
    except ValueError:
        raise LessonError(f"“{text}” is no day: write it like 2023-09-13.") from None


def _day(date: pd.Timestamp) -> str:
    return "not known" if pd.isna(date) else f"{date:%Y-%m-%d}"


def _stands_on(row: Row) -> Markup:
    """Source, day and confidence of a row that has a source; nothing of any other."""
    if not getattr(row, "source", ""):
        return Markup("")
    sure = getattr(row, "confidence", "")
    return page.facts([("Source", lesson.source_of(row.source) + (f" · how sure we are: {sure}" if sure else ""))])


def _what_was_read(source: Row) -> str:
    """In words, with the address where that is another one than that of the document."""
    return f"{source.read_as}, at {source.read_at}" if source.read_at else source.read_as


def _facts(row: Row, shown: dict[str, str]) -> Markup:
    cells = [(label, getattr(row, column)) for column, label in shown.items()]
    return page.facts((label, _told(cell)) for label, cell in cells if pd.notna(cell) and cell != "")


def _found(question: str) -> Markup:
    """What we found to be right, and why, where a question has options of which some are; nothing otherwise."""
    said = {"right": "We found", "also right": "It can be judged otherwise too"}
    rows = lesson.options[(lesson.options["question"] == question) & lesson.options["answer"].isin(said)]
    return joined(*(page.facts([(said[row.answer], row.text), ("Why", row.feedback)]) for row in rows.itertuples()))


def _told(value: object) -> str:
    return f"{value:,.10g}" if isinstance(value, float) else str(value)
