"""What the live grid costs: 30 and 200 learners at work on eight questions, each in a folder, made with seed 7.

    python -m tests.benchmarks.live

"first look" reads all files, "a look" finds nothing new, "to draw" makes the grid: medians. Then every learner saves
once in six seconds, from a process of its own, while the grid follows: "processor" is the share of one that it takes,
"late" the time from a save to the grid that shows it. At last it follows and is frozen by turns of five seconds: "save"
is the median of a learner's saves meanwhile. What a browser takes to show the grid comes on top.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median

from helpers import work
from helpers.classroom import grid
from helpers.classroom.folders import BEGUN, DONE, look
from tests.make_class import make_folders

SIZES = (30, 200)
ASKED = ("02-guess", "02-ties", "02-heard", "02-again", "02-map", "02-roles", "02-own", "02-pandas")
SAVED = "02-own"
RUNS, SECONDS, TURN, PAUSE = 21, 40, 5, 6


def main() -> None:
    """Print a line for each figure, with a column for each size."""
    columns = [asyncio.run(measure(learners)) for learners in SIZES]
    print(f"{'learners':>28}", *(f"{learners:>10}" for learners in SIZES))
    for name in columns[0]:
        print(f"{name:>28}", *(f"{column[name]:>10.3f}" for column in columns))


async def measure(learners: int) -> dict[str, float]:
    """The figures of a class of this size, by name."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        make_folders(learners, place, ASKED)
        figures = looks(place)
        made = grid.Grid()
        made.lesson.value = dict(grid.lessons())["Notebook: 02 the actors"]
        made.place.value = folder
        return figures | await following(made, place) | await by_turns(made, place)


def looks(place: Path) -> dict[str, float]:
    """How long looks take."""
    first = [seconds(lambda: look(place, ASKED)) for _ in range(RUNS)]
    seen = look(place, ASKED)
    again = [seconds(lambda: look(place, ASKED, seen)) for _ in range(RUNS)]
    drawn = [seconds(lambda: grid.grid(seen, ASKED, True, time.time())) for _ in range(RUNS)]
    return {"first look, s": median(first), "a look, s": median(again), "to draw, s": median(drawn)}


def seconds(call: Callable[[], object]) -> float:
    """How long a function takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


async def following(made: grid.Grid, place: Path) -> dict[str, float]:
    """What following takes, and how late a save shows."""
    shown: list[tuple[float, dict[str, str]]] = []

    def drawn(_: object) -> None:
        assert made.seen
        shown.append((time.time(), {learner.name: learner.state(SAVED) for learner in made.seen.learners}))

    made.table.observe(drawn, "value")
    writer = start_writer(place)
    await asyncio.sleep(PAUSE)
    start, processor = time.time(), time.process_time()
    await asyncio.sleep(SECONDS)
    share = (time.process_time() - processor) / (time.time() - start)
    made.table.unobserve(drawn, "value")
    saves = [save for save in end(writer) if start < save[0] < start + SECONDS - PAUSE]
    late = [
        next(when for when, states in shown if when > saved and states[learner] == state) - saved
        for saved, _, learner, state in saves
    ]
    return {
        "processor": share,
        "saves a second": len(saves) / (SECONDS - PAUSE),
        "late, s": median(late),
        "late, the worst, s": max(late),
    }


async def by_turns(made: grid.Grid, place: Path) -> dict[str, float]:
    """What a learner's save takes while the grid follows, and while it is frozen."""
    writer, turns = start_writer(place), []
    await asyncio.sleep(PAUSE)
    for turn in range(2 * SECONDS // TURN):
        made.frozen.value = turn % 2 == 1
        turns.append(time.time())
        await asyncio.sleep(TURN)
    took: tuple[list[float], list[float]] = [], []
    for saved, duration, *_ in end(writer):
        turn = sum(start < saved for start in turns) - 1
        if 0 <= turn < len(turns) - 1:
            took[turn % 2].append(duration)
    made.close()
    following, frozen = map(median, took)
    return {"save with, s": following, "save without, s": frozen, "ratio": following / frozen}


def start_writer(place: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.benchmarks.live", str(place)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def end(writer: subprocess.Popen[str]) -> list[tuple[float, float, str, str]]:
    """End a writer. Returns its saves: when each was done, how many seconds it took, whose it was, and its state."""
    told, _ = writer.communicate("")
    return [tuple(json.loads(line)) for line in told.splitlines()]


def write(place: Path) -> None:
    """Save for every learner once in PAUSE seconds, until standard input is shut; tell each save on standard output."""
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    folders = sorted(place.iterdir())
    for number in count():
        folder, tries = folders[number % len(folders)], (number // len(folders)) % 2
        state = {"answer": f"words {number}", "first": None, "tries": tries}
        record, _ = work.load(SAVED, folder)
        took = seconds(partial(work.save, SAVED, state, record.revision if record else 0, folder))
        print(json.dumps([time.time(), took, folder.name, DONE if tries else BEGUN]))
        if ended.wait(max(0, PAUSE / len(folders) - took)):
            break


if __name__ == "__main__":
    if sys.argv[1:]:
        write(Path(sys.argv[1]))
    else:
        main()
