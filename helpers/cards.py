"""Cards: a paragraph with its claims, a voice, a word. HTML that stays readable with no kernel.

Everything taken from data/ is escaped. What opens, opens by click, Enter or Space (the HTML element `details`).
"""

from html import escape

from IPython.display import HTML

from helpers import lesson
from helpers.theme import folded

STYLE = """<style>
.card-list details{border-top:1px solid #8888; padding:.3em 0; max-width:56em}
.card-list summary{cursor:pointer; font-size:110%; line-height:1.45; padding:.2em}
.card-list summary:focus-visible{outline:3px solid #0072B2}
.card-list table{font-size:100%; margin:.4em 0 .8em}
.card-list th,.card-list td{text-align:left; vertical-align:top; padding:.35em .7em; white-space:normal}
.card-list .heading{font-style:italic}
</style>"""


def reader(first, last):
    """Paragraphs first to last (numbers, 1 to 19) as cards: open one to see its claims, and who makes them."""
    paragraphs = lesson.paragraphs[lesson.paragraphs["number"].between(first, last)]
    cards = [_paragraph(paragraph) for paragraph in paragraphs.itertuples()]
    return HTML(f'{STYLE}<div class="card-list">{"".join(cards)}</div>')


def glossary():
    """All words of the glossary as one table, in alphabetical order, with the paragraphs they serve."""
    words = lesson.glossary.sort_values("term", key=lambda terms: terms.str.lower())
    rows = "".join(
        f"<tr><th scope=row>{escape(word.term)}</th><td>{escape(word.meaning)}</td></tr>" for word in words.itertuples()
    )
    table = f"<table><tr><th scope=col>Word</th><th scope=col>What it means</th></tr>{rows}</table>"
    return HTML(f'{STYLE}<div class="card-list">{folded(f"{len(words)} words of the article, explained", table)}</div>')


def _paragraph(paragraph):
    claims = lesson.claims[lesson.claims["paragraph"] == paragraph.id]
    kind = "heading" if paragraph.role != "text" else "text"
    summary = f'<b>¶{paragraph.number}</b> <span class="{kind}">{escape(paragraph.gist)}</span>'
    heads = "".join(f"<th scope=col>{head}</th>" for head in ("Claim", "Who says so", "How directly", "How surely"))
    rows = "".join(_claim(claim) for claim in claims.itertuples())
    return folded(summary, f"<table><tr>{heads}</tr>{rows}</table>")


def _claim(claim):
    hedge = f" (“{escape(claim.hedge)}”)" if claim.hedge else ""
    cells = [escape(claim.claim), escape(claim.voice), claim.attribution, f"{claim.certainty}{hedge}"]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
