"""What is different in JupyterLite, where Python runs in the browser itself, in Pyodide."""

import sys
from importlib import import_module
from typing import Any


def here() -> bool:
    """Whether this is JupyterLite."""
    return sys.platform == "emscripten"


def for_page(value: Any) -> Any:
    """JSON as it is sent to the page. In JupyterLite each None becomes Pyodide's null, or else the page gets undefined.

    A chart would draw the axis that `axis=None` takes away, and an answer that is none would be no answer's form.
    """
    return _with_null(value, import_module("pyodide.ffi").jsnull) if here() else value


def _with_null(value: Any, null: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_null(item, null) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_with_null(item, null) for item in value]
    return null if value is None else value
