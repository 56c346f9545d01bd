"""Which hand-ins are of one learner, which of them is the newest, and how learners of one name are told apart.

Two hand-ins are of one learner if they bear one name and share the id of a folder of work, be it by way of a third. Old
hand-ins have no ids: those of one name are of one learner, of the one with ids if exactly one has that name.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from helpers.classroom.light import Given, Pool, lightened
from helpers.work import HandIn

NO_ID = ""  # stands for the folder of a hand-in that names none
END_OF_TIME = datetime.max.replace(tzinfo=UTC)

Rank = tuple[bool, int, timedelta, str]


@dataclass(eq=False, slots=True)
class Learner:
    """The hand-ins of one learner.

    name : the alias, as it is compared.
    newest : the one that counts.
    older : the others, without their answers.
    folders : the ids of all of them.
    """

    name: str
    newest: Given
    folders: set[str]
    older: list[Given] = field(default_factory=list)

    def take_in(self, other: "Learner") -> None:
        """Add the hand-ins of another Learner, who turns out to be the same."""
        self.newest, old = sorted((self.newest, other.newest), key=_rank)
        self.older += [*other.older, old.emptied]
        self.folders |= other.folders

    def why_older(self, old: Given) -> str:
        """Why one of the older hand-ins does not count: a sentence."""
        counts, new, this = self.newest.file, self.newest.hand_in, old.hand_in
        newer = f"There is a newer hand-in of this learner: {counts}"
        if _rank(old)[:2] != _rank(self.newest)[:2]:
            own = f"is number {this.number}" if this.folders else "has none"
            return f"{newer}, number {new.number}; this one {own}."
        if this.made != new.made:
            return f"{newer}, made {new.made:%Y-%m-%d %H:%M} UTC."
        return f"There is another hand-in of this learner, of the same number and date: {counts}."


class Learners:
    """The learners of a class, gathered from their hand-ins in any order."""

    def __init__(self, hand_ins: Iterable[tuple[str, HandIn]] = ()) -> None:
        self._of: dict[tuple[str, str], Learner] = {}  # a name and the id of a folder: whose they are
        self._pool = Pool()
        self._own = 0
        for file, hand_in in hand_ins:
            self.add(file, hand_in)

    @property
    def memory(self) -> int:
        """Bytes that the class takes, with the tables that are made of it, by estimate."""
        return self._pool.memory + self._own

    def add(self, file: str, hand_in: HandIn) -> None:
        """Take in a hand-in. file : its name, to be shown."""
        given = lightened(file, hand_in, self._pool)
        self._own += given.memory
        new = Learner(_compared(hand_in.alias), given, set(hand_in.folders) or {NO_ID})
        keys = [(new.name, folder) for folder in new.folders]
        known = {self._of[key] for key in keys if key in self._of}
        self._of |= dict.fromkeys(keys, new)
        for learner in known:
            new = self._joined(new, learner)

    def _joined(self, one: Learner, other: Learner) -> Learner:
        small, large = sorted((one, other), key=lambda learner: len(learner.folders) + len(learner.older))
        self._own -= small.newest.memory + large.newest.memory
        large.take_in(small)
        self._own += large.newest.memory + large.older[-1].memory
        self._of |= dict.fromkeys([(small.name, folder) for folder in small.folders], large)
        return large

    def told_apart(self) -> list[tuple[Learner, str]]:
        """Every learner, and what stands behind the name to tell those of one name apart: "" or such as " (3f2a)"."""
        named = self._by_name()
        tags: dict[Learner, str] = {}
        for learners in named.values():
            tags |= _tags(learners) if len(learners) > 1 else {}
        # A learner may call itself as another is shown.
        while clash := {_compared(learner.newest.hand_in.alias + tag) for learner, tag in tags.items()} & named.keys():
            tags |= _tags([learner for name in clash for learner in named.pop(name) if learner not in tags])
        return [(learner, tags.get(learner, "")) for learner in dict.fromkeys(self._of.values())]

    def _by_name(self) -> dict[str, list[Learner]]:
        """Each name to its learners, where old hand-ins are given to the only learner of their name."""
        named: dict[str, list[Learner]] = {}
        for learner in dict.fromkeys(self._of.values()):
            named.setdefault(learner.name, []).append(learner)
        for name, learners in named.items():
            if len(learners) == 2 and (name, NO_ID) in self._of:
                named[name] = [self._joined(*learners)]
        return named


def _rank(given: Given) -> Rank:
    """A key that sorts hand-ins of one learner, the newest first. A clock is only asked where numbers are equal."""
    hand_in = given.hand_in
    return not hand_in.folders, -hand_in.number if hand_in.folders else 0, END_OF_TIME - hand_in.made, given.file


def _compared(alias: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", alias).casefold().split())


def _tags(learners: list[Learner]) -> dict[Learner, str]:
    ids = [(learner.newest.hand_in.folders or (NO_ID,))[0] for learner in learners]
    digits = next(most for most in range(4, 17) if len({id[:most] for id in ids}) == len(ids))
    return {learner: f" ({id[:digits] or 'no id'})" for learner, id in zip(learners, ids, strict=True)}
