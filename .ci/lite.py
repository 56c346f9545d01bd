"""Does _site/lite work? As a learner would, in Chromium, with every request beyond this machine refused.

    python .ci/lite.py

Runs every cell of every notebook, answers a question in four of them, finds the answers again after a reload and after
the browser was closed, hands in and makes a report. Says what is wrong in a sentence, and ends with 1 then.
"""

import json
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Locator, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from helpers import lesson, work  # noqa: E402
from tests.browser.parts import SAVED, activity, fill_in  # noqa: E402

SITE = ROOT / "_site" / "lite"
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
ANSWERED = {
    "00_start_here.ipynb": "00-hedge",
    "01_the_article.ipynb": "01-guess",
    "05_checking_the_claims.ipynb": "05-guess",
    "07_your_briefing.ipynb": "07-briefing",
}
# Off-screen cells are not drawn until they are scrolled to: the page is made as tall as they are.
TALL: ViewportSize = {"width": 1366, "height": 24000}
PATIENCE = 120_000  # milliseconds
RUN_ALL = "() => jupyterapp.commands.execute('notebook:run-all-cells')"
READY = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
# What Chromium asks for by itself; it is refused too.
ITS_OWN = ("accounts.google.com", "update.googleapis.com", "content-autofill.googleapis.com")
CELLS = "() => jupyterapp.shell.currentWidget.content.model.sharedModel.cells.map(cell => cell.toJSON())"
ENTERED = "form => [...form.elements].map(({ type, value, checked }) => [type, value, checked])"


class Wrong(Exception):
    """What does not work: one sentence."""


class Site(SimpleHTTPRequestHandler):
    """Serves the site; it is the browser's proxy too, and so hears of every request to elsewhere."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript", ".wasm": "application/wasm"}
    elsewhere: list[str] = []  # noqa: RUF012 - one for all requests

    def do_GET(self) -> None:
        if self.path.startswith("http"):
            self._refuse()
        elif self.path.startswith("/jupyter-lite.json"):
            self._configuration()
        else:
            super().do_GET()

    def _configuration(self) -> None:
        """As it is shipped, but that this script can ask the page what its cells hold."""
        told = json.loads((SITE / "jupyter-lite.json").read_text(encoding="utf-8"))
        told["jupyter-config-data"]["exposeAppInBrowser"] = True
        content = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _refuse(self) -> None:
        if not any(name in self.path for name in ITS_OWN):
            self.elsewhere.append(self.path)
        self.send_error(403)

    do_CONNECT = do_POST = _refuse

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """The address of the site on this machine."""
    server = ThreadingHTTPServer(("localhost", 0), partial(Site, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()


@contextmanager
def browser(address: str, profile: str) -> Iterator[BrowserContext]:
    """A Chromium that keeps what it stores in a folder, as a learner's own does."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
            proxy={"server": address, "bypass": "localhost"},
            viewport=TALL,
        )
        context.set_default_timeout(PATIENCE)
        yield context
        context.close()


def main() -> None:
    if not SITE.is_dir():
        raise Wrong("There is no _site/lite: python .site/lite.py builds it.")
    start, entered = time.monotonic(), {}
    with served() as address, tempfile.TemporaryDirectory() as profile:
        with browser(address, profile) as context:
            for notebook in NOTEBOOKS:
                page = opened(context, address, notebook)
                run_all(page, notebook)
                if notebook in ANSWERED:
                    entered[notebook] = answer(page, ANSWERED[notebook])
                    page.reload()
                    found_again(page, notebook, entered[notebook], "a reload")
                page.close()
        with browser(address, profile) as context:
            for notebook in ANSWERED:
                page = opened(context, address, notebook)
                found_again(page, notebook, entered[notebook], "the browser was closed and opened again")
                if notebook == NOTEBOOKS[-1]:
                    hand_in(page)
                    report(page)
                page.close()
    if Site.elsewhere:
        raise Wrong(f"The page asked for something beyond this machine: {', '.join(sorted(set(Site.elsewhere)))}.")
    print(f"_site/lite works: {len(NOTEBOOKS)} notebooks, in {time.monotonic() - start:.0f} s.")


def opened(context: BrowserContext, address: str, notebook: str) -> Page:
    """The page of a notebook, by the link that anybody may give."""
    page = context.new_page()
    page.goto(f"{address}/index.html?path=notebooks/{notebook}")
    ready(page)
    front = page.evaluate("() => jupyterapp.shell.currentWidget.context.path")
    if front != f"notebooks/{notebook}":
        raise Wrong(f"A link to {notebook} shows {front} in front.")
    return page


def ready(page: Page) -> None:
    page.wait_for_function(READY)


def run_all(page: Page, notebook: str) -> None:
    """Run all cells. Raises Wrong if one did not run, or says a fault."""
    start = time.monotonic()
    page.evaluate(RUN_ALL)
    for cell in page.evaluate(CELLS):
        if cell["cell_type"] != "code":
            continue
        code = "".join(cell["source"])
        if cell["execution_count"] is None:
            raise Wrong(f"In {notebook} a cell did not run: {code}")
        for output in cell["outputs"]:
            if output["output_type"] == "error" or output.get("name") == "stderr":
                raise Wrong(f"In {notebook} a cell says a fault: {code}\n{json.dumps(output)[:2000]}")
    print(f"{notebook}: all cells ran, in {time.monotonic() - start:.0f} s.")


def answer(page: Page, question: str) -> list[Any]:
    """Answer a question and wait until that is saved. Returns what its fields hold then."""
    form = activity(page, question)
    kind = lesson.questions.set_index("id").loc[question, "kind"]
    fill_in(form, kind)
    if kind == "briefing":
        form.get_by_role("checkbox").first.check()
    said = form.get_by_text(SAVED)
    try:
        said.first.wait_for()
    except Error:
        raise Wrong(f"The answer to {question} was not saved: {form.inner_text()}") from None
    return list(form.evaluate(ENTERED))


def found_again(page: Page, notebook: str, entered: list[Any], when: str) -> None:
    """Run the cells of a notebook, and look whether an answer is there as soon as its question is."""
    ready(page)
    start = time.monotonic()
    page.evaluate(f"() => void ({RUN_ALL})()")
    page.locator("form.activity").first.wait_for()
    print(f"{notebook}, after {when}: the first question is there after {time.monotonic() - start:.1f} s.")
    form = activity(page, ANSWERED[notebook])
    form.wait_for()
    if form.evaluate(ENTERED) != entered:
        raise Wrong(f"The answer to {ANSWERED[notebook]} is not there after {when}.")


def hand_in(page: Page) -> None:
    made = work.read_hand_in(downloaded(page, "Make my file to hand in"))
    missing = set(ANSWERED.values()) - set(made.answers)
    if missing:
        raise Wrong(f"The file to hand in lacks {', '.join(sorted(missing))}.")


def report(page: Page) -> None:
    told = downloaded(page, "Make my report").decode()
    for what in ("Fox", "<table", *(lesson.questions.set_index("id").loc[id, "stem"] for id in ANSWERED.values())):
        if what not in told:
            raise Wrong(f"The report lacks “{what}”.")


def downloaded(page: Page, button: str) -> bytes:
    """What a button in notebook 07 makes."""
    place: Locator = page.locator("form", has_text="Load a file that you made before")
    place.get_by_role("textbox").first.fill("Fox")
    try:
        with page.expect_download() as download:
            place.get_by_role("button", name=button).click()
    except Error:
        raise Wrong(f"“{button}” made no file: {place.inner_text()}") from None
    return Path(download.value.path()).read_bytes()


if __name__ == "__main__":
    try:
        main()
    except (Wrong, Error) as wrong:
        sys.exit(f"JupyterLite does not work. {wrong}")
