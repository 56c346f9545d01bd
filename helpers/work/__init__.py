"""A learner's work: kept in files, handed in, put back. Every answer that comes out has the form of its question."""

from helpers.work.hand_in import NotHandedIn, Restored, hand_in, restore, undo_restore
from helpers.work.history import WHY, Earlier
from helpers.work.kept import (
    NOTHING,
    NewerWork,
    NoActivity,
    NotSaved,
    done,
    earlier,
    earlier_of,
    load,
    load_all,
    save,
    take_copies,
    with_form,
)
from helpers.work.place import Lineage, archive, folder, is_elsewhere, lineage, lineage_of, note
from helpers.work.untrusted import LIMIT, BadFile, HandIn, NewerFormat, Record, read_hand_in

__all__ = [
    "LIMIT",
    "NOTHING",
    "WHY",
    "BadFile",
    "Earlier",
    "HandIn",
    "Lineage",
    "NewerFormat",
    "NewerWork",
    "NoActivity",
    "NotHandedIn",
    "NotSaved",
    "Record",
    "Restored",
    "archive",
    "done",
    "earlier",
    "earlier_of",
    "folder",
    "hand_in",
    "is_elsewhere",
    "lineage",
    "lineage_of",
    "load",
    "load_all",
    "note",
    "read_hand_in",
    "restore",
    "save",
    "take_copies",
    "undo_restore",
    "with_form",
]
