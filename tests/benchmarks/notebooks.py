"""How long a notebook takes to open and run, and a change to paint. Prints figures and asserts nothing.

Run from the project's folder: python -m tests.benchmarks.notebooks
Opening and Run All of each notebook is compared, in the same run, with a notebook that only imports pandas, altair and
ipywidgets and shows one chart and one slider. Medians of RUNS, each in a fresh kernel; the order goes round.
"""

import statistics
import tempfile
import time
from pathlib import Path

import nbformat

from tests.conftest import NOTEBOOKS, READY, RUN_ALL, TALL, TOKEN, launched, served

RUNS = 5
BASELINE = """import pandas, altair, ipywidgets
from IPython.display import display
chart = altair.Chart(pandas.DataFrame({"x": [1, 2], "y": [3, 4]})).mark_point().encode(x="x", y="y")
display({"application/vnd.vegalite.v5+json": chart.to_dict()}, raw=True)
ipywidgets.IntSlider()"""

# From a change of a list, or a click on Check, to the frame in which what follows is painted, in milliseconds.
CHANGE = """([question, list, index]) => new Promise((done) => {
  const form = [...document.querySelectorAll('form.activity')].find((one) => one.textContent.includes(question));
  const start = performance.now();
  const painted = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  const seen = new MutationObserver(() => { seen.disconnect(); painted(); });
  const place = form.querySelector(list === null ? '.feedback' : '.results');
  seen.observe(place, { childList: true, subtree: true });
  if (list === null) return form.querySelector('button[type=submit]').click();
  const node = form.querySelectorAll('select')[list];
  node.selectedIndex = index;
  node.dispatchEvent(new Event('change'));
})"""
# Opened just after the start, a notebook is sometimes not made the current one: then it is activated again.
OPENED = f"""() => {{
  const shell = jupyterapp.shell;
  if (!shell.currentWidget) [...shell.widgets('main')].forEach((one) => shell.activateById(one.id));
  return ({READY})();
}}"""
WEIGHTS, ORDER = "How strongly does each side want", "Yang’s argument is a chain"


def run_all(browser, address, name):
    """Seconds from the click on a notebook to the end of Run All, in a fresh kernel."""
    context = browser.new_context(viewport=TALL)
    page = context.new_page()
    page.goto(f"{address}/lab?reset&token={TOKEN}")
    page.wait_for_function("() => window.jupyterapp")
    page.evaluate("() => jupyterapp.restored")
    start = time.perf_counter()
    page.evaluate("(path) => jupyterapp.commands.execute('docmanager:open', {path})", f"notebooks/{name}")
    page.wait_for_function(OPENED)
    page.evaluate(RUN_ALL)
    seconds = time.perf_counter() - start
    page.evaluate("() => jupyterapp.serviceManager.sessions.shutdownAll()")
    context.close()
    return seconds


def changes(browser, address):
    """Milliseconds of 40 changes: of a weight, and of checking an answer."""
    page = browser.new_context(viewport=TALL).new_page()
    page.goto(f"{address}/lab/tree/notebooks/03_the_motives.ipynb?reset&token={TOKEN}")
    page.wait_for_function(READY)
    page.evaluate(RUN_ALL)
    page.wait_for_timeout(1500)
    told = [page.evaluate(CHANGE, [WEIGHTS, n % 9, 1 + n // 9 % 5]) for n in range(49)]
    move = page.locator("form.activity", has_text=ORDER).get_by_role("button", name="Move down").first
    checked = []
    for _ in range(40):
        move.click()  # another order, or the same would be said again
        checked.append(page.evaluate(CHANGE, [ORDER, None, None]))
    return {"a weight": told[9:], "checking an answer": checked}


def main():
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, launched() as browser:
        baseline = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BASELINE)])
        baseline.metadata = nbformat.read(NOTEBOOKS[0], as_version=4).metadata
        nbformat.write(baseline, Path(folder) / "notebooks" / "baseline.ipynb")
        names = ["baseline.ipynb", *(path.name for path in NOTEBOOKS if path.parent.name == "notebooks")]
        run_all(browser, address, names[0])  # the first one pays for a cold disk
        seconds = {name: [] for name in names}
        for _ in range(RUNS):
            for name in names:
                seconds[name].append(run_all(browser, address, name))
        medians = {name: statistics.median(times) for name, times in seconds.items()}
        print(f"open and Run All, median of {RUNS}:")
        for name, median in medians.items():
            print(f"  {name:32} {median:5.2f} s   {median / medians['baseline.ipynb']:.2f} times the baseline")
        print("from change to paint:")
        for what, times in changes(browser, address).items():
            high = sorted(times)[int(len(times) * 0.95)]
            print(f"  {what:32} median {statistics.median(times):.0f} ms, 95th percentile {high:.0f} ms")


if __name__ == "__main__":
    main()
