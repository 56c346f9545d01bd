"""Is a slow laptop served? Each notebook, run and walked in a throttled browser; prints figures and asserts nothing.

    python -m tests.benchmarks.slow_laptop [THROTTLE=4] [BUSY=0] [RUNS=1] [NOTEBOOK ...]

The notebook is opened in a window of 1366 x 768 with the processor of the page throttled, while BUSY other processes
work for a minute. Then Run All, and a walk down cell by cell in which every question with buttons to choose is
answered, and waited for. A line for each run: seconds from Run All to the first card that can be used, to the first
answer that is met and to the end of the walk; questions answered, those never met ("deaf"), those that the kernel never
confirmed ("unsaved"), and kilobytes that came from the kernel.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, TimeoutError

from tests.conftest import NOTEBOOKS, READY, TOKEN, launched, served

BUSY = "import time; start = time.time()\nwhile time.time() - start < 60: pass"
RUN = """() => {
  const start = performance.now();
  new MutationObserver((_, watch) => {
    if (!document.querySelector('form.activity')) return;
    watch.disconnect();
    window.firstCard = performance.now() - start;
  }).observe(document.body, { childList: true, subtree: true });
  jupyterapp.commands.execute('notebook:run-all-cells');
}"""
SOURCES = """() => jupyterapp.shell.currentWidget.content.widgets.map(
    (cell) => cell.model.type === 'code' ? cell.model.sharedModel.getSource() : '')"""
GO = """async (at) => {
  const book = jupyterapp.shell.currentWidget.content;
  book.activeCellIndex = at;
  await Promise.race([book.scrollToItem(at), new Promise((done) => setTimeout(done, 3000))]);
}"""


def main() -> None:
    given = sys.argv[1:]
    throttle, busy, runs = (int(word) for word in [*given[:3], *["4", "0", "1"][len(given[:3]) :]])
    names = given[3:] or [path.stem for path in NOTEBOOKS if path.parent.name == "notebooks"]
    print(f"throttle {throttle}, {busy} busy: first card, first answer, walk (s); answered, deaf, unsaved; KB")
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, launched() as browser:
        for name in names * runs:
            shutil.rmtree(Path(folder) / "my_work", ignore_errors=True)
            figures = walk(browser, f"{address}/lab/tree/notebooks/{name}.ipynb?reset&token={TOKEN}", throttle, busy)
            print(f"  {name:24}", *(f"{figure:6.1f}" for figure in figures), flush=True)


def walk(browser: Browser, address: str, throttle: int, busy: int) -> tuple[float, ...]:
    """The figures of one run."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    received = [0]
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.goto(address)
    page.wait_for_function(READY, timeout=120_000)
    page.wait_for_timeout(1500)
    if throttle > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    start, moments, deaf, asked = time.perf_counter(), [], [], 0
    others = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(busy)]
    try:
        page.evaluate(RUN)
        for at, source in enumerate(page.evaluate(SOURCES)):
            if "ask(" in source:
                page.evaluate(GO, at)
                chosen, met = answer(page, at)
                asked += chosen
                deaf += [at] if chosen and not met else []
                moments += [time.perf_counter() - start] if met else []
        walked = time.perf_counter() - start
        unsaved = not_saved(page)
    finally:
        for other in others:
            other.kill()
    first = page.evaluate("() => (window.firstCard ?? 0) / 1000")
    page.evaluate("() => jupyterapp.serviceManager.sessions.shutdownAll()")
    context.close()
    return (first, (moments or [0])[0], walked, asked, len(deaf), unsaved, sum(received) / 1024)


def not_saved(page: Page) -> int:
    """How many questions on the page the kernel has not confirmed, once it has had some time."""
    for _ in range(20):
        unsaved = page.get_by_text("ot saved yet").count() + page.get_by_text("NOT SAVED").count()
        if not unsaved:
            break
        page.wait_for_timeout(500)
    return unsaved


def answer(page: Page, at: int) -> tuple[bool, bool]:
    """Whether a cell asks a question with buttons to choose, and whether its answer was met."""
    card = page.locator(f'[data-windowed-list-index="{at}"] form.activity')
    try:
        card.first.wait_for(state="attached", timeout=12_000)
        if not card.locator("input[type=radio]").count():
            return False, False
        card.locator("input[type=radio]").nth(1).check(timeout=12_000)
        card.locator("button[type=submit]").click(timeout=12_000)
        card.locator(".feedback .message").wait_for(timeout=10_000)
    except TimeoutError:
        return True, False
    return True, True


if __name__ == "__main__":
    main()
