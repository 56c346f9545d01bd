"""The plain pages, built once, and a Chromium in which they are open."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ..conftest import ROOT

PAGES = ROOT / "_site" / "pages"
WATCH = """
globalThis.forbidden = [];
document.addEventListener("securitypolicyviolation", (event) => forbidden.push(event.effectiveDirective));
"""


@pytest.fixture(scope="session")
def pages():
    """The folder of the pages as `python .site/pages.py` writes them."""
    subprocess.run([sys.executable, ".site/pages.py"], cwd=ROOT, check=True, timeout=600)
    return PAGES


@dataclass
class Host:
    """A static host on this machine, with a copy of the pages. Browsers may keep its files for ten minutes."""

    folder: Path
    address: str
    end: Callable[[], None]


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def host(pages, tmp_path):
    folder = shutil.copytree(pages, tmp_path / "host")
    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def end():
        server.shutdown()
        server.server_close()

    yield Host(folder, f"http://127.0.0.1:{server.server_port}", end)
    end()


@pytest.fixture
def browser_context(chromium):
    """A browser with nothing stored; what it asks for beyond files and this machine is refused and listed."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    context.refused, context.said = [], []

    def local_only(route):
        if route.request.url.startswith(("file:", "http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            context.refused.append(route.request.url)
            route.abort()

    context.route("**/*", local_only)
    context.on("console", lambda said: said.type in ("error", "warning") and context.said.append(said.text))
    context.on("weberror", lambda fault: context.said.append(str(fault.error)))
    context.add_init_script(WATCH)
    yield context
    context.close()


@pytest.fixture
def open_page(pages, browser_context):
    """A function: name of a notebook -> a page that shows it, opened as a file, with its cards."""

    def open_it(notebook):
        page = browser_context.new_page()
        page.goto(f"{(pages / 'index.html').as_uri()}#{notebook}")
        page.locator("form.activity").first.wait_for()
        return page

    return open_it
