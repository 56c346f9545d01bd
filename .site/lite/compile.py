"""Packages as bytecode in place of source, so that no browser has to compile them at every start.

Runs in Pyodide itself, see compile.mjs. What no learner needs is left out.
"""

import zipfile
from importlib import _bootstrap_external
from pathlib import Path

LEFT_OUT = (
    "/tests/",
    ".data/",  # what a package brings for JupyterLab: the page has it already
    "/third_party/typeshed/stubs/",  # Jedi's stubs of packages that are not here
    "/third_party/django-stubs/",
)
NATIVE = "-linux-gnu.so"  # of MarkupSafe, which does without


def compile_all(folder: Path) -> None:
    """Write each archive of a folder anew."""
    for archive in [*folder.glob("*.whl"), folder / "python_stdlib.zip"]:
        compiled = archive.with_suffix(".new")
        with zipfile.ZipFile(archive) as plain, zipfile.ZipFile(compiled, "w", zipfile.ZIP_DEFLATED) as made:
            for name in plain.namelist():
                if not name.endswith(("/", NATIVE)) and not any(part in name for part in LEFT_OUT):
                    made.writestr(*_compiled(name, plain.read(name)))
        compiled.replace(archive)


def _compiled(name: str, content: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    """A file as it is shipped; of one that is no Python of this version, as it is. The same day for all: same bytes."""
    if name.endswith(".py"):
        try:
            code = compile(content, name, "exec", dont_inherit=True)
            name, content = f"{name}c", _bootstrap_external._code_to_hash_pyc(code, bytes(8), checked=False)  # type: ignore[attr-defined]
        except SyntaxError:
            pass
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry, bytes(content)


compile_all(Path("/shipped"))
