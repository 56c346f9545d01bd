"""A real JupyterLab and a real Chromium, with every request beyond localhost refused."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
os.environ["READING_WORK"] = tempfile.mkdtemp(prefix="work-of-tests-")  # before helpers are imported
NOTEBOOKS = [path for path in sorted((ROOT / "notebooks").rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts]
TOKEN = "tests"
CHROMIUM = shutil.which("chromium")

RUN_ALL = "() => jupyterapp.commands.execute('notebook:run-all-cells')"
READY = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
# Off-screen cells are not drawn until they are scrolled to: the page is made as tall as they are.
TALL = {"width": 1366, "height": 24000}


@pytest.fixture(scope="session")
def chromium():
    """A Chromium, launched once. Skips where none is installed; in CI that is a failure."""
    if not CHROMIUM:
        message = "No Chromium here: install the package “chromium” to run the browser tests."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with launched() as browser:
        yield browser


@contextmanager
def launched():
    """A headless Chromium, closed afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """The folder of the copy of the project that `lab` serves."""
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="session")
def lab(project):
    """The address of a JupyterLab that serves a copy of the project, started as README says."""
    with served(project) as address:
        yield address


@contextmanager
def served(folder, *options, app="jupyterlab"):
    """The address of a JupyterLab that serves a copy of the project in `folder`; it is stopped afterwards."""
    server = Server(folder, *options, app=app)
    server.start()
    try:
        yield server.address
    finally:
        server.stop()


class Server:
    """A JupyterLab that serves a copy of the project in `folder`, and can be stopped and started again.

    options : more of its command line. app : "jupyterlab", or "notebook".
    """

    def __init__(self, folder, *options, app="jupyterlab"):
        self.folder, self.options, self.app = folder, options, app
        for name in (".jupyter", "notebooks", "helpers", "data"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        shutil.copy(ROOT / "requirements.txt", folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self):
        command = [sys.executable, "-m", self.app, "--config=.jupyter/jupyter_lab_config.json", *self.options]
        options = ["--no-browser", "--allow-root", f"--port={self.port}", f"--IdentityProvider.token={TOKEN}"]
        # Not the developer's own, and not that of other tests.
        own = {
            "JUPYTER_CONFIG_DIR": str(self.folder / "config"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self.folder / "workspaces"),
            "READING_WORK": str(self.folder / "my_work"),
        }
        self.log = (self.folder / "server.log").open("a")
        self.process = subprocess.Popen(
            [*command, *options, "--ServerApp.port_retries=0", "--expose-app-in-browser"],
            cwd=self.folder,
            stdout=self.log,
            stderr=self.log,
            env=os.environ | own,
        )
        _wait_for(f"{self.address}/api")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()

    def kernels(self):
        """Ids of the processes of all kernels."""
        found = []
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                parent = re.search(r"^PPid:\t(\d+)$", status.read_text(), re.M)
            except OSError:
                continue  # it has ended
            if parent and int(parent[1]) == self.process.pid:
                found.append(int(status.parent.name))
        return found

    def send(self, signal_number):
        """Send a signal to the server and all its kernels, as when a machine sleeps or goes down."""
        for process in [self.process.pid, *self.kernels()]:
            os.kill(process, signal_number)


def _wait_for(address, seconds=60):
    for _ in range(seconds * 5):
        try:
            urllib.request.urlopen(address)
            return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer")


@pytest.fixture
def open_notebook(chromium, lab, project):
    """A function: path of a notebook -> its page after Run All, with page.refused and page.warnings filled.

    No kernel and no work of an earlier test is left, or its answers would still be there.
    """
    contexts = []
    _end_sessions(lab)  # or a busy kernel still writes
    work = project / "my_work"
    work.unlink() if work.is_file() else shutil.rmtree(work, ignore_errors=True)

    def open_it(path, run=True, clean=True):
        if clean:
            _end_sessions(lab)
        context = chromium.new_context(viewport=TALL)
        contexts.append(context)
        page = context.new_page()
        page.refused, page.warnings = [], []
        page.on("console", lambda said: said.type in ("error", "warning") and page.warnings.append(said.text))
        page.route("**/*", lambda route: _local_only(route, page))
        page.goto(f"{lab}/lab/tree/{path.relative_to(ROOT).as_posix()}?reset&token={TOKEN}")
        page.wait_for_function(READY, timeout=60000)
        if run:
            page.evaluate(RUN_ALL)
            page.evaluate("() => document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, 0)")
            page.wait_for_timeout(1500)
        return page

    yield open_it
    for context in contexts:
        context.close()


def _end_sessions(lab):
    for session in json.load(_ask(f"{lab}/api/sessions")):
        _ask(f"{lab}/api/sessions/{session['id']}", "DELETE")


def _ask(address, method="GET"):
    return urllib.request.urlopen(
        urllib.request.Request(address, method=method, headers={"Authorization": f"token {TOKEN}"})
    )


def _local_only(route, page):
    if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        route.continue_()
    else:
        page.refused.append(route.request.url)
        route.abort()
