"""A folder for `.site/lite.py --pyodide` from package registries alone, where Pyodide's own release is out of reach.

    python .ci/pyodide.py FOLDER

The core is the npm package of Pyodide. Its compiled packages are in no registry by themselves; open-webui happens to
carry them. lite.py takes only those whose hash Pyodide's lock names, and ships nothing else of it.
"""

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

CORE = "pyodide@314.0.3"
CARRIER = "open-webui==0.12.4"
INSIDE = "open_webui/frontend/pyodide/"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        pip = (sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--ignore-requires-python", "-d", scratch)
        subprocess.run([*pip, CARRIER], check=True)
        [wheel] = Path(scratch).glob("*.whl")
        with zipfile.ZipFile(wheel) as carrier:
            for name in carrier.namelist():
                if name.startswith(INSIDE) and name.endswith(".whl"):
                    (folder / name.removeprefix(INSIDE)).write_bytes(carrier.read(name))
        npm = ("npm", "pack", "--silent", "--pack-destination", scratch)
        subprocess.run([*npm, CORE], check=True, stdout=subprocess.DEVNULL)
        [packed] = Path(scratch).glob("*.tgz")
        with tarfile.open(packed) as core:
            for member in core.getmembers():
                content = core.extractfile(member)
                if content:
                    (folder / Path(member.name).name).write_bytes(content.read())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder to make: python .ci/pyodide.py FOLDER")
    main(Path(sys.argv[1]))
