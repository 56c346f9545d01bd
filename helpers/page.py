"""The one way to write HTML. Text is escaped, always: only what this module wrote goes in as it is (markupsafe)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from IPython.display import HTML
from markupsafe import Markup, escape

if TYPE_CHECKING:
    import pandas as pd

# How tables and what opens look; JupyterLab's own rules would set words to the right.
STYLE = Markup("""<style>
.vega-embed{max-width:100%} .vega-embed svg{max-width:100%; height:auto}
.cards details{border-top:1px solid #8888; padding:.3em 0; max-width:56em}
.cards summary{cursor:pointer; font-size:110%; line-height:1.45; padding:.2em}
.cards summary:focus-visible{outline:3px solid #0072B2}
.cards table{font-size:100%; margin:.4em 0 .8em; border-collapse:collapse}
.cards.cards table th,.cards.cards table td{text-align:left; vertical-align:top; padding:.35em .7em; white-space:normal}
.cards .heading{font-style:italic}
.cards ul{margin:0; padding-left:1.1em}
</style>""")


def element(tag: str, *inside: object, **attributes: object) -> Markup:
    """One element: element("p", "1 < 2", class_="small") gives <p class="small">1 &lt; 2</p>.

    inside : strings, which are escaped, and Markup, which goes in as it is. attributes : escaped; a name may end with
        "_" where Python keeps the word for itself, and "_" within it becomes "-".
    """
    names = {name.rstrip("_").replace("_", "-"): escape(value) for name, value in attributes.items()}
    opening = "".join(f' {name}="{value}"' for name, value in names.items())
    return Markup(f"<{tag}{opening}>") + joined(*inside) + Markup(f"</{tag}>")


def joined(*parts: object) -> Markup:
    """Parts one after the other: strings are escaped, Markup goes in as it is."""
    return Markup("").join(escape(part) for part in parts)


def lines(*parts: object) -> Markup:
    """Parts, each on a line of its own."""
    return Markup("<br>").join(escape(part) for part in parts)


def facts(pairs: Iterable[tuple[str, object]]) -> Markup:
    """A paragraph with a line for each fact. pairs : of what a fact is, and the fact."""
    told = (joined(element("b", f"{label}:"), " ", fact) for label, fact in pairs)
    return element("p", lines(*told))


def table(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Markup:
    """A table. A cell that is a list becomes a list of its items."""
    head = joined(*(element("th", head, scope="col") for head in heads))
    body = [element("tr", *(element("td", _cell(cell)) for cell in row)) for row in rows]
    return element("table", element("tr", head), *body)


def _cell(cell: object) -> object:
    return listed(cell) if isinstance(cell, list) else cell


def frame(rows: pd.DataFrame) -> Markup:
    """A pandas table, with no index; a cell that is missing stays empty."""
    return Markup(rows.to_html(index=False, na_rep=""))


def listed(items: Iterable[object], tag: str = "ul") -> Markup:
    """A list of items; tag : "ul", or "ol" for one with numbers."""
    return element(tag, *(element("li", item) for item in items))


def folded(summary: object, inside: object) -> Markup:
    """What opens on click, Enter or Space: a summary, and what is inside."""
    return element("details", element("summary", summary), inside)


def cards(*parts: object) -> HTML:
    """Parts as they stand in a notebook, in the look of all cards. What a learner wrote is never read as a formula."""
    return HTML(str(STYLE + element("div", *parts, class_="cards mathjax_ignore")))


def document(title: str, style: str, *parts: object) -> str:
    """A page in a file of its own: no script, nothing from elsewhere, and the browser is told to allow neither.

    style : CSS, which goes in as it is.
    """
    policy = {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"}
    about: list[dict[str, str]] = [{"charset": "utf-8"}, {"name": "viewport", "content": "width=device-width"}, policy]
    metas = joined(*(_void("meta", attributes) for attributes in about))
    head = element("head", metas, element("title", title), element("style", Markup(style)))
    return str(Markup("<!doctype html>\n") + element("html", head, element("body", element("main", *parts)), lang="en"))


def _void(tag: str, attributes: dict[str, str]) -> Markup:
    told = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in attributes.items())
    return Markup("<{}{}>").format(Markup(tag), told)


def sentence(*words: object) -> HTML:
    """One sentence in place of something that cannot be shown."""
    return HTML(str(element("p", *words, class_="mathjax_ignore")))
