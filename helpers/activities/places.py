"""The empty places that cells make and the page fills: each says what belongs there, and whose folder of work it is."""

from IPython.display import HTML
from markupsafe import Markup

from helpers.activities import wire
from helpers.page import element, joined


def place(what: str, name: str, *inside: Markup, before: str = "", after: str = "", **more: str) -> HTML:
    """A place for page.js, which finds it by its attributes.

    what : such as "question"; name : which one of these. inside : what stands there until the page fills it. before,
        after : what stands above it and below, and stays. more : further attributes, such as data_class="…".
    """
    return HTML(str(joined(before, empty(what, name, *inside, **more), after)))


def empty(what: str, name: str, *inside: Markup, **more: str) -> Markup:
    """The same as an element alone."""
    marks = {f"data_{what}": name, "data_folder": wire.folder_id(), **more}
    return element("div", *inside, class_="mathjax_ignore", **marks)
