"""Is everything there? A check that says what to do when it is not. Needs nothing but Python and Jupyter."""

import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from IPython.display import HTML, Markdown, display
from packaging.requirements import Requirement

from helpers import lite

ROOT = Path(__file__).parent.parent
OLDEST_PYTHON = (3, 11)
GO_ON = "Everything is there. Go on."
SILENT = "The page has not answered yet. Wait ten seconds. If this stays, no question can be drawn here:"
REMEDIES = (
    "If this notebook was only opened: run this cell.",
    "Reload this page in the browser, then run this cell again.",
    "The server may lack anywidget: run pip install anywidget where JupyterLab itself is installed; start it anew.",
    "The server may forbid scripts from blob: addresses: whoever runs it adds blob: to script-src in its "
    "Content-Security-Policy.",
)


def check(requirements: Path = ROOT / "requirements.txt") -> None:
    """Show each thing the notebooks need, what is there, and what to do about it; and whether the page answers.

    requirements : file of requirements as pip reads them, one a line.
    """
    rows = [_python(), *(_package(line) for line in requirements.read_text(encoding="utf-8").splitlines() if line)]
    to_do = [row for row in rows if row[2] != "fine"]
    verdict = "Something is missing: see the last column." if to_do else "What Python needs is there."
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    display(Markdown(f"{verdict}\n\n| needed | found | what to do |\n|---|---|---|\n{table}"))
    with suppress(ImportError):  # the table says what is missing
        display(_asked("The page answers." if to_do else GO_ON))


def _asked(fine: str) -> HTML:
    """Ask the page to answer: a place with what to do if it does not, which the page fills with what is `fine`."""
    from helpers import page  # only here, as below: for when a package is missing
    from helpers.activities import wire

    wire.open_for("00_start_here")
    return HTML(str(page.element("div", page.element("p", SILENT), page.listed(REMEDIES, "ol"), data_check=fine)))


def _python() -> tuple[str, str, str]:
    found = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info >= OLDEST_PYTHON
    return "Python 3.11 or newer", found, "fine" if fine else "install a newer Python, then start anew from the README"


def _package(line: str) -> tuple[str, str, str]:
    needed = Requirement(line)
    if lite.here() and needed.name == "jupyterlab":
        return line, "JupyterLite", "fine"  # there it is the page itself, and no package of the kernel
    try:
        found = version(needed.name)
    except PackageNotFoundError:
        found = None
    if found and needed.specifier.contains(found, prereleases=True):
        return line, found, "fine"
    return line, found or "nothing", f'run `%pip install "{line}"` in a cell, then restart the kernel'
