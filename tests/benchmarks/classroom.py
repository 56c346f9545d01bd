"""How long and how much memory a class takes: 30, 1,000, 10,000 and 50,000 hand-ins, made with seed 7.

    python -m tests.benchmarks.classroom

Each size runs in a process of its own. "read" is reading them, "all" adds every picture, "processor" is what "all"
takes on a machine with nothing else to do. Seconds are medians of three runs (from 10,000: one). "peak" is the most
memory that the process took, "class" what came with reading and pictures, "refused" how many hand-ins were not read.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from helpers import questions
from helpers.classroom import pictures
from helpers.classroom.hand_ins import Class, load_class
from tests.make_class import make_class

SIZES = {30: 3, 1_000: 3, 10_000: 1, 50_000: 1}  # learners: runs
FIGURES = ["read, s", "all, s", "processor, s", "peak, MB", "class, MB", "refused"]


def main() -> None:
    """Print a line of figures for each size, and under it how many times more each is than for the size before."""
    print(f"{'learners':>10}", *(f"{name:>13}" for name in FIGURES))
    before = None
    for learners, runs in SIZES.items():
        said = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.classroom", str(learners), str(runs)],
            check=True,
            stdout=subprocess.PIPE,
        )
        figures = [float(figure) for figure in said.stdout.split()]
        print(f"{learners:>10,}", *(f"{figure:>13.2f}" for figure in figures))
        if before:
            growth = [new / old for new, old in zip([learners, *figures[:-1]], before, strict=True)]
            print(f"{f'x {growth[0]:.1f}':>10}", *(f"{f'x {factor:.1f}':>13}" for factor in growth[1:]))
        before = [learners, *figures[:-1]]


def measure(learners: int, runs: int) -> None:
    """Print the FIGURES of a class of this size."""
    with tempfile.TemporaryDirectory() as folder:
        make_class(learners, Path(folder))
        without, figures = peak(), []
        for _ in range(runs):
            start, processor = time.perf_counter(), time.process_time()
            found = load_class(Path(folder))
            read = time.perf_counter() - start
            tables(found)
            figures.append((read, time.perf_counter() - start, time.process_time() - processor))
    print(*map(median, zip(*figures, strict=True)), peak(), peak() - without, len(found.refused))


def tables(found: Class) -> None:
    """Every picture of the board."""
    asked = list(questions.every().values())
    pictures.learners(found, asked, names=False)
    pictures.misreadings(found, asked, told=True)
    pictures.forecasts(found, told=True)
    for question in asked:
        pictures.question(found, question, told=True)
        if question.asks_again:
            pictures.before_after(found, question, told=True)


def peak() -> float:
    """The most memory that this process has taken, in MB (on Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(int(sys.argv[1]), int(sys.argv[2]))
    else:
        main()
