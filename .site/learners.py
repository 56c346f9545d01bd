"""A learner's copy of the project, as _site/learners.zip: python .site/learners.py

Without what is the teacher's: the lesson plan with its answers, the class board, the samples of texts. What a question
says to a learner who answered it stays, in data/options.csv: whoever looks for an answer there finds it.
"""

import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LESSON = ("notebooks", "helpers", "data", "requirements.txt")
TO_START = ("README.md", "LICENSE", ".jupyter")
LEFT_OUT = shutil.ignore_patterns("teacher", "classroom", "__pycache__", ".ipynb_checkpoints", "themes.*", "config")


def stage(into: Path, names: tuple[str, ...] = LESSON) -> None:
    """Copy what a learner gets into a new folder, as it lies in the project."""
    into.mkdir()
    for name in names:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, into / name, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / name, into)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        stage(Path(folder) / "reading-one-article", LESSON + TO_START)
        (ROOT / "_site").mkdir(exist_ok=True)
        shutil.make_archive(str(ROOT / "_site" / "learners"), "zip", folder)
