"""A learner's work: kept in files, handed in, put back. Every answer that comes out has the form of its question."""

from helpers.work.hand_in import NotHandedIn, hand_in, restore
from helpers.work.kept import NOTHING, NewerWork, NoActivity, NotSaved, done, folder, load, load_all, save, with_form
from helpers.work.untrusted import LIMIT, BadFile, HandIn, NewerFormat, Record, read_hand_in

__all__ = [
    "LIMIT",
    "NOTHING",
    "BadFile",
    "HandIn",
    "NewerFormat",
    "NewerWork",
    "NoActivity",
    "NotHandedIn",
    "NotSaved",
    "Record",
    "done",
    "folder",
    "hand_in",
    "load",
    "load_all",
    "read_hand_in",
    "restore",
    "save",
    "with_form",
]
