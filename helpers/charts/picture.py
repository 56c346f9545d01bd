"""A chart as a picture, for pages that draw none themselves."""

from inspect import signature
from typing import Any

from IPython.display import HTML

from helpers import charts, lesson, page
from helpers.charts import look
from helpers.errors import LessonError, did_you_mean


class UnknownChart(LessonError):
    """No option of a question offers a chart of this name."""


def picture(name: str) -> str:
    """A chart of the series as SVG, or its title and table as HTML where vl-convert is not installed.

    name : one that data/options.csv offers, as "ties". Raises UnknownChart.
    """
    made = chart(name)
    if isinstance(made, HTML):  # one sentence: another article's data has no table for it
        return str(made.data)
    try:
        import vl_convert  # only here: it takes a while to load, and JupyterLite has none
    except ImportError:
        return page.joined(page.element("h4", offered()[name]), page.frame(look.table_of(made)))
    # Its font is not that of the browser: room for words that come out wider.
    return vl_convert.vegalite_to_svg(made.to_dict() | {"padding": 24})


def chart(name: str) -> Any:
    """Such a chart, of all its data. Raises UnknownChart."""
    if name not in offered():
        near = did_you_mean(name, offered())
        raise UnknownChart(f"There is no chart “{name}”{near}: choose one of {', '.join(offered())}.")
    draw = getattr(charts, name)
    return draw(**{table: getattr(lesson, table) for table in signature(draw).parameters})


def offered() -> dict[str, str]:
    """The charts that a learner may put into an answer, see the column `answer` of options: name to title."""
    rows = lesson.options[lesson.options["answer"].str.startswith("chart:")]
    named = zip(rows["answer"].str.removeprefix("chart:"), rows["text"], strict=True)
    return {name: title for name, title in named if name in charts.__all__}
