"""An error that is told in one sentence: what is wrong, and how to mend it."""

import difflib
from collections.abc import Iterable, Mapping


class LessonError(Exception):
    """The base of every error that a call in a notebook may raise: its text is one sentence, for learner or teacher."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows in place of a traceback."""
        return [str(self)]


class NotInTheData(LessonError):
    """What was asked for has no row, or no table, in the data."""


def did_you_mean(value: object, known: Iterable[str], ids: Mapping[str, str] | None = None) -> str:
    """The nearest of the known words, as " (did you mean “kirby”?)"; "" where none is near. Capitals do not count.

    ids : of names among the words, each told in place of its name.
    """
    words = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(str(value).casefold(), words, n=1)
    return f" (did you mean “{(ids or {}).get(words[near[0]], words[near[0]])}”?)" if near else ""
