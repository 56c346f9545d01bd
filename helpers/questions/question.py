"""One question and its options, as the kinds take them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """A row of data/options.csv: what its columns mean depends on the kind, see data/datapackage.json."""

    number: int
    text: str
    answer: str
    feedback: str
    claims: str


@dataclass(frozen=True, slots=True)
class Question:
    """A row of data/questions.csv with its options.

    asks_again : id of the guess that this question asks once more, or "".
    """

    id: str
    notebook: str
    kind: str
    moment: str
    stem: str
    hint: str
    explanation: str
    claims: str
    asks_again: str
    options: tuple[Option, ...] = ()

    @property
    def numbers(self) -> dict[str, Option]:
        """Number of each option, as text (as JSON has it), to the option."""
        return {str(option.number): option for option in self.options}
