"""How fast the plain pages are on a slow device; prints figures and asserts nothing.

    python .site/pages.py && python -m tests.benchmarks.pages [THROTTLE=6] [RUNS=5]

The page is opened as a file at each notebook, with nothing stored, in a window of 1366 x 768 whose processor is
throttled. A line for each: medians, in seconds from the start of loading, until its first card can be used, until its
first chart is drawn (if it has one), and the longest time that the page was deaf meanwhile.
"""

import statistics
import sys

from playwright.sync_api import Browser

from tests.conftest import NOTEBOOKS, ROOT, launched

PAGES = ROOT / "_site" / "pages"
WATCH = """
globalThis.moments = { card: 0, chart: 0, deaf: 0 };
new MutationObserver(() => {
  if (!moments.card && document.querySelector("form.activity")) moments.card = performance.now();
  if (!moments.chart && document.querySelector(".drawing svg")) moments.chart = performance.now();
}).observe(document, { childList: true, subtree: true });
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) moments.deaf = Math.max(moments.deaf, duration);
}).observe({ type: "longtask", buffered: true });
"""
READ = "() => [moments.card, moments.chart, moments.deaf].map((one) => one / 1000)"
WAIT = 8000  # milliseconds for charts to be drawn, those below the window too


def main() -> None:
    throttle, runs = (int(word) for word in [*sys.argv[1:3], *["6", "5"][len(sys.argv[1:3]) :]])
    size = sum(path.stat().st_size for path in PAGES.iterdir()) / 1e6
    print(f"{size:.1f} MB; throttle {throttle}, medians of {runs}: first card, first chart, longest deaf (s)")
    with launched() as browser:
        for path in (path for path in NOTEBOOKS if path.parent.name == "notebooks"):
            seen = [opened(browser, path.stem, throttle) for _ in range(runs)]
            medians = [statistics.median(figures) for figures in zip(*seen, strict=True)]
            print(f"  {path.stem:24}", *(f"{figure:6.2f}" for figure in medians), flush=True)


def opened(browser: Browser, notebook: str, throttle: int) -> list[float]:
    """The figures of one run."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_init_script(WATCH)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    page.goto(f"{(PAGES / 'index.html').as_uri()}#{notebook}", timeout=120_000)
    page.wait_for_timeout(WAIT)
    found: list[float] = page.evaluate(READ)
    context.close()
    return found


if __name__ == "__main__":
    main()
