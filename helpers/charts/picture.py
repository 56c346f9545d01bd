"""A chart as a picture, for pages that draw none themselves."""

from inspect import signature
from typing import Any

from helpers import charts, lesson
from helpers.errors import LessonError, did_you_mean


class UnknownChart(LessonError):
    """No option of a question offers a chart of this name."""


def picture(name: str) -> str:
    """A chart of the series as SVG. name : one that data/options.csv offers, as "ties". Raises UnknownChart."""
    import vl_convert  # only here: it takes a while to load

    # Its font is not that of the browser: room for words that come out wider.
    return vl_convert.vegalite_to_svg(specification(name) | {"padding": 24})


def specification(name: str) -> dict[str, Any]:
    """The Vega-Lite specification of such a chart, of all its data. Raises UnknownChart."""
    if name not in offered():
        near = did_you_mean(name, offered())
        raise UnknownChart(f"There is no chart “{name}”{near}: choose one of {', '.join(offered())}.")
    draw = getattr(charts, name)
    return draw(**{table: getattr(lesson, table) for table in signature(draw).parameters}).to_dict()


def offered() -> list[str]:
    """The names of the charts that a learner may put into an answer, see the column `answer` of options."""
    answers = lesson.options["answer"]
    named = answers[answers.str.startswith("chart:")].str.removeprefix("chart:")
    return [name for name in named if name in charts.__all__]
