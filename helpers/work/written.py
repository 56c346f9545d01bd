"""How a record is written: plain JSON that a person can read."""

import json
from typing import Any

from helpers.work.untrusted import FORMAT, Record


def to_json(value: Any) -> bytes:
    """A file's bytes."""
    # Half of an emoji, which a browser may send, becomes "?".
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8", "replace")


def fields(record: Record) -> dict[str, Any]:
    """What a file says of a record, as JSON."""
    saved = record.saved.isoformat(timespec="milliseconds")
    return {"revision": record.revision, "saved": saved, "state": record.state}


def to_file(record: Record) -> bytes:
    """The bytes of the file of one activity."""
    return to_json({"format": FORMAT, "activity": record.activity} | fields(record))
