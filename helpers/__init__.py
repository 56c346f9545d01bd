"""The helpers of the notebooks: see CONTRIBUTING.md for what is where."""

import sys

# altair imports jsonschema, which would take 1 s more to load this parser of web addresses (jsonschema#1428). It does
# without where there is none.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
