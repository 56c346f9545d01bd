"""A group for each option: option number (as text) to group."""

from typing import Any

from helpers.questions.question import Question, Sheet, check_options, check_reasons, fault

OPEN = False


def groups(question: Question) -> list[str]:
    """The groups that options belong to, in alphabetical order."""
    return sorted({option.answer for option in question.options})


def form(question: Question, answer: Any) -> bool:
    numbers, known = question.numbers, groups(question)
    return isinstance(answer, dict) and all(
        number in numbers and isinstance(group, str) and group in known for number, group in answer.items()
    )


def fits(question: Question) -> None:
    check_options(question, least=2)
    first: dict[str, str] = {}  # a group in its letters and digits alone, to the group as it is written first
    for option in question.options:
        if not option.answer:
            raise fault(question, "it belongs to no group.", "write the group that it belongs to.", "answer", option)
        bare = "".join(filter(str.isalnum, option.answer.casefold())) or option.answer
        if first.setdefault(bare, option.answer) != option.answer:
            told = f"“{option.answer}” is written “{first[bare]}” before."
            raise fault(question, told, "write a group in one way.", "answer", option)
    if len(groups(question)) < 2:
        raise fault(question, "there are not two groups.", "let its options belong to two groups or more.")
    check_reasons(question)


def page(question: Question) -> dict[str, Any]:
    return {"groups": groups(question)}


def paper(question: Question) -> Sheet:
    return Sheet(rows=[option.text for option in question.options], columns={"your choice": groups(question)})


def counted(question: Question, answer: Any) -> list[tuple[str, Any]]:
    return [(question.numbers[number].text, group) for number, group in answer.items()]


def right(question: Question, item: str, value: Any) -> bool | None:
    belongs = {option.text: option.answer for option in question.options}
    return belongs.get(item) == value if wanted(question) else None


def wanted(question: Question) -> int:
    return len(question.options) if question.moment == "check" else 0


def key(question: Question) -> tuple[list[str], list[list[Any]]]:
    rows: list[list[Any]] = [[option.text, option.answer, option.feedback] for option in question.options]
    return ["To sort", "Belongs to", "Why"], rows
