"""What the notebooks do where another article has a table less: python -m tests.without_a_table FOLDER

FOLDER, which is made, takes copies of data/another_article. Prints JSON: each table, to what becomes of the notebooks
00 to 04 without it: "needed", there is an error; "told", one sentence more stands in place of something; "", neither.
"""

import json
import shutil
import sys
from pathlib import Path

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from helpers import lesson, questions
from helpers.errors import LessonError
from helpers.lesson import package

from .conftest import NOTEBOOKS, ROOT

TOGETHER = {"questions": ["options"], "disputes": ["positions"]}  # a table, and what is nothing without it
WHOLE = ROOT / "data" / "another_article"
FIRST_FIVE = [path for path in NOTEBOOKS if path.parent.name == "notebooks" and path.stem < "05"]


def without(table: str, folder: Path) -> Path:
    """A copy of the package without a table."""
    copy, gone = shutil.copytree(WHOLE, folder / table), [table, *TOGETHER.get(table, [])]
    path = copy / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["resources"] = [one for one in described["resources"] if one["name"] not in gone]
    path.write_text(json.dumps(described), encoding="utf-8")
    return copy


def shown(shell: InteractiveShell, notebook: Path) -> list[str] | None:
    """The sentences in place of something that a notebook shows; None if one of its cells ends with an error."""
    found: list[str] = []
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        with capture_output():
            result = shell.run_cell(cell.source)
        if not result.success:
            assert isinstance(result.error_in_exec, LessonError), result.error_in_exec
            return None
        if str(getattr(result.result, "data", "")).startswith('<p class="mathjax_ignore">'):
            found.append(result.result.data)
    return found


def read(folder: Path) -> dict[str, list[str] | None]:
    """What each notebook shows, with the data of a folder."""
    package.DATA = folder
    lesson._package.cache_clear()
    questions.every.cache_clear()
    shell = InteractiveShell.instance()
    shell.reset(new_session=False)
    return {notebook.stem: shown(shell, notebook) for notebook in FIRST_FIVE}


def main(folder: Path) -> dict[str, dict[str, str]]:
    """See above. Of a table that is not there anyway, what is told names it."""
    whole, here = read(WHOLE), package.Package(WHOLE).tables
    found = {}
    for table in here:
        less = read(without(table, folder))
        found[table] = {name: _what(less[name], whole[name]) for name in whole}
    for table in set(package.Package(package.FIRST).tables) - set(here):
        found[table] = {name: "told" if f"“{table}”" in str(told) else "" for name, told in whole.items()}
    return found


def _what(told: list[str] | None, before: list[str] | None) -> str:
    if told is None:
        return "needed"
    return "told" if len(told) > len(before or []) else ""


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
