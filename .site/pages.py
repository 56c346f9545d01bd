"""The notebooks as plain web pages, all in one document, which need no kernel and no server: python .site/pages.py

Writes _site/pages/ and, with all of it, _site/pages.zip. A page is what a notebook shows once it has run, with the same
script and the same data as in Jupyter; in the kernel's place, store.js keeps the answers in the browser. Cells tagged
`jupyter-only` are left out, and all code but that of cells tagged `show-code`. Needs .site/requirements.txt.
"""

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import nbformat
import vl_convert
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbclient import NotebookClient
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from helpers import activities, lesson, page, questions, routes, work  # noqa: E402
from helpers.activities import wire  # noqa: E402
from helpers.charts.look import VEGA_LITE  # noqa: E402
from helpers.charts.picture import chart, offered  # noqa: E402

HERE = Path(__file__).parent / "pages"
OUT = ROOT / "_site" / "pages"
FOLDER = "pages"  # in place of the id of a folder of work, as plain.js has it
SCRIPTS = ("store.js", "plain.js")
SIDEWAYS = "This chart is wider than the screen: move it sideways."
WHERE_TO_RUN = (
    "This is code of the notebook, with what it gives. Here it cannot be changed or run: for that, open the lesson in "
    "Jupyter, as its README tells under “Ways to open it”."
)


def main() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    notebooks = {path.stem: _shown(path) for path in sorted((ROOT / "notebooks").glob("0*.ipynb"))}
    charts = _write("charts.js", vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
    files = {
        "icon.svg": _write("icon.svg", (HERE / "icon.svg").read_text("utf-8")),
        "page.css": _write("page.css", _style()),
        "lesson.js": _write("lesson.js", _lesson(charts)),
        "page.js": _write("page.js", _script()),
    }
    pictures = [_data(chart(name).to_dict(), data_picture=name) for name in offered()]
    template = Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template("page.html.j2")
    about = {"files": files, "notebooks": notebooks, "pictures": pictures}
    _write("index.html", template.render(about))
    _write("licences.txt", "\n".join(path.read_text("utf-8") for path in (ROOT / "LICENSE", HERE / "licences.txt")))
    worker = (HERE / "offline.js").read_text("utf-8")
    _write("offline.js", worker.replace("FILES = []", f"FILES = {json.dumps([charts, *files.values()])}"))
    _zip()


def _write(name: str, text: str) -> str:
    """Write a file. Returns its address, with a version that changes with what is in it."""
    (OUT / name).write_text(text, encoding="utf-8", newline="\n")
    return f"{name}?{hashlib.sha256(text.encode()).hexdigest()[:12]}"


# A notebook


def _shown(path: Path) -> tuple[str, list[Markup]]:
    """Its title, and what it shows when it has run, cell by cell, all ends told: the page keeps that shut."""
    notebook = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=300, resources=where, extra_arguments=["--log-level=ERROR"]).execute()
    cells = [cell for cell in notebook.cells if "jupyter-only" not in cell.metadata.get("tags", [])]
    title = cells[0].source.splitlines()[0].removeprefix("# ")
    return title, [_text(cell.source) if cell.cell_type == "markdown" else _outputs(cell) for cell in cells]


def _text(source: str) -> Markup:
    source = re.sub(r"\[([^]]+)\]\(teacher/[^)]+\)", r"\1", source)  # the teacher's pages are not here
    source = re.sub(r"\]\((\w+)\.ipynb\)", r"](#\1)", source)
    html = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source)
    return page.element("div", Markup(html), class_="text")


def _outputs(cell: Any) -> Markup:
    bundles = [output["data"] for output in cell.outputs if "data" in output]
    if not bundles:
        return Markup("")
    code = _code(cell.source) if "show-code" in cell.metadata.get("tags", []) else Markup("")
    inside = page.joined(*(_output(bundle) for bundle in bundles))
    return code + page.element("div", inside, class_="outputs gated shut" if "data-gate" in inside else "outputs")


def _code(source: str) -> Markup:
    return page.element("pre", page.element("code", source)) + page.element("p", WHERE_TO_RUN, class_="note")


def _output(bundle: dict[str, Any]) -> Markup:
    if VEGA_LITE in bundle:
        drawing = page.element("div", class_="drawing", tabindex="0")  # Vega says what it is
        # Without the version that JupyterLab draws: here it is the newest.
        data = _data(bundle[VEGA_LITE] | {"$schema": None})
        return page.element("figure", page.element("figcaption", SIDEWAYS), drawing, data)
    if "text/html" not in bundle:
        return page.element("pre", bundle["text/plain"])
    html = bundle["text/html"]
    for old, new in ((str(page.STYLE), ""), (wire.folder_id(), FOLDER), (f"<p>{activities.TO_OPEN}</p>", "")):
        html = html.replace(old, new)
    # pandas brings a look of its own, which a content policy forbids.
    html = re.sub(r'<style scoped>.*?</style>| style="text-align: right;"| border="1"', "", html, flags=re.S)
    html = html.replace("<table", '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table')
    return Markup(html.replace("</table>", "</table></div>"))


def _data(value: Any, **attributes: str) -> Markup:
    """JSON that stands in a page and is never run."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return page.element("script", Markup(text), type="application/json", **attributes)


# What the pages share


def _style() -> str:
    files = [ROOT / "helpers" / "activities" / "page.css", HERE / "page.css"]
    return re.sub("</?style>", "", str(page.STYLE)) + "\n".join(path.read_text("utf-8") for path in files)


def _lesson(charts: str) -> str:
    """The data of the page as a script. charts : address of what draws them."""
    asked = [wire.on_the_page(question) for question in questions.every().values()]
    told: dict[str, Any] = {"questions": asked, "series": wire.series(), "words": wire.words(), "charts": charts}
    notebooks = sorted({question.notebook for question in questions.every().values()})
    told |= {"routes": routes.every(), "sections": {name: routes.sections(name) for name in notebooks}}
    return f"globalThis.lesson = {json.dumps(told, ensure_ascii=False)};\n"


def _script() -> str:
    """The script of the notebooks with those of the pages, as a classic script: a file allows no modules."""
    text, called_with = wire.joined([HERE / name for name in SCRIPTS])
    return f'(() => {{\n"use strict";\n{text}\nstart({called_with});\n}})();\n'


def _zip() -> None:
    with ZipFile(OUT.with_suffix(".zip"), "w", ZIP_DEFLATED) as archive:
        for path in sorted(OUT.iterdir()):
            archive.write(path, path.name)


def _tell_all() -> None:
    """In a folder of work that is thrown away, commit every forecast and ask for its end: so the notebooks tell it."""
    for id in lesson.forecasts["id"]:
        state = {"answer": {"knew": True, "committed": True}, "first": {"knew": True, "committed": True}, "tries": 2}
        work.save(id, state, 0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["READING_WORK"] = folder
        _tell_all()
        main()
