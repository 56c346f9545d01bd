"""What a beginner's line of code got wrong, told in one sentence in place of a traceback, or of an empty table.

The lines of pandas in the notebooks are there to be changed. `explain_mistakes` makes IPython say what most often goes
wrong then: a name with no quotation marks, a quotation mark or a bracket missing, a column or a word that is not there.
"""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from IPython.display import display

from helpers import lesson, page
from helpers.errors import LessonError, did_you_mean

EXPLAINED = (NameError, SyntaxError, KeyError, AttributeError, ValueError)
BACK = "Ctrl + Z in the cell brings the old line back."
SYNTAX = {
    "unterminated string": 'A quotation mark is missing: a word stands between two of them, as in "kirby".',
    "incomplete input": "A bracket is missing: each one that opens must close.",
    "was never closed": "A bracket is missing: each one that opens must close.",
    "unmatched": "There is a bracket too many: each one that closes must have opened before.",
    "invalid character": 'This sign is not one that Python knows. Quotation marks must be straight, as in "kirby".',
    "Maybe you meant '=='": "To compare, write two signs: ==. One sign gives a name.",
}


def explain_mistakes(shell: InteractiveShell | None) -> None:
    """Explain what goes wrong in this IPython from now on; with none, or done before, nothing changes."""
    if shell is None or _told_already(shell):
        return
    shell.set_custom_exc(EXPLAINED, _tell)
    shell.events.register("post_run_cell", _tell_if_empty)


def _told_already(shell: InteractiveShell) -> bool:
    return _tell_if_empty in shell.events.callbacks["post_run_cell"]


def _tell(shell: InteractiveShell, kind: type, error: Exception, trace: Any, tb_offset: int | None = None) -> list[str]:
    """Show the sentence in place of the traceback; where we have none, what IPython shows."""
    told = sentence_for(error)
    lines: list[str] = [told] if told else shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset)
    shell._showtraceback(kind, error, lines)
    return lines


def sentence_for(error: Exception) -> str:
    """What is wrong and how to mend it, for the mistakes that beginners make; "" for any other."""
    if isinstance(error, LessonError):
        return str(error)
    if isinstance(error, SyntaxError):
        return _of_syntax(error)
    if isinstance(error, AttributeError) and isinstance(error.obj, pd.DataFrame):
        return _no_column(str(error.name), list(error.obj.columns))
    if isinstance(error, NameError):
        return _of_name(error.name or "")
    if isinstance(error, KeyError):
        return _of_key(error)
    if "truth value of a Series" in str(error):
        return "Put & between two conditions (| for “or”), and brackets round each: (…) & (…)."
    return ""


def _of_syntax(error: SyntaxError) -> str:
    why = next((told for part, told in SYNTAX.items() if part in str(error.msg)), "Python cannot read this line.")
    return f"Line {error.lineno}: {why} {BACK}"


def _of_name(name: str) -> str:
    if name in ("activities", "cards", "charts", "forecasts", "lesson"):
        return f"Python does not know {name} yet. In the menu, choose Run, then Run All Cells."
    words = {word for words in _words().values() for word in words}
    if name in words:
        return f'Python knows no name {name}. If you mean the word, put quotation marks round it: "{name}".'
    return f"Python knows no name {name}{did_you_mean(name, words)}. Words stand in quotation marks. {BACK}"


def _of_key(error: KeyError) -> str:
    key = re.sub(r"^\W+|\W+ not (in|found).*$|\W+$", "", str(error.args[0])) if error.args else ""
    columns = {column for _, column in _columns()}
    return _no_column(key, sorted(columns), listed=False) if key and key not in columns else ""


def _no_column(name: str, columns: list[str], listed: bool = True) -> str:
    known = f" Its columns are {', '.join(columns)}." if listed else ""
    return f"There is no column {name}{did_you_mean(name, columns)}.{known} {BACK}"


def _tell_if_empty(result: ExecutionResult) -> None:
    """Where a line finds nothing, say which word of it stands nowhere in its column."""
    if not result.success or not _is_empty(result.result):
        return
    for column, word in compared(str(result.info.raw_cell)):
        words = _words().get(column, set())
        if words and word not in words:
            near = did_you_mean(word, words)
            display(page.sentence(f"Nothing is found: the column {column} has no “{word}”{near}."))


def _is_empty(value: Any) -> bool:
    return value.empty if isinstance(value, pd.DataFrame | pd.Series) else type(value) is int and value == 0


def compared(code: str) -> Iterator[tuple[str, str]]:
    """The pairs of a column and a word that code compares, as in table.speaker == "kirby" or table["speaker"] == …"""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Compare(left=ast.Attribute(attr=column), ops=[ast.Eq()], comparators=[ast.Constant(str(word))]):
                yield column, word
            case ast.Compare(
                left=ast.Subscript(slice=ast.Constant(str(column))),
                ops=[ast.Eq()],
                comparators=[ast.Constant(str(word))],
            ):
                yield column, word


def _columns() -> Iterator[tuple[pd.DataFrame, str]]:
    """Every column of the lesson's tables, and of those of the second article."""
    here = (getattr(lesson, name) for name in dir(lesson) if name not in (*lesson.__all__, "land"))
    there = (getattr(lesson.another, name) for name in dir(lesson.another) if name != "land")
    return ((table, column) for table in (*here, *there) for column in table.columns)


def _words() -> dict[str, set[str]]:
    """All words that stand in the columns of the lesson: a column to those in every table that has it."""
    found: dict[str, set[str]] = {}
    for table, column in _columns():
        if not pd.api.types.is_numeric_dtype(table[column]):
            found.setdefault(column, set()).update(table[column].dropna().astype(str))
    return found
