"""No length gives the right option away; places are shuffled for each learner (tests/activities/shuffle.test.js)."""

import pytest

from helpers import questions
from helpers.questions import choices

FITS = ("right", "also right")


def asked(kind):
    """The questions of a kind that are marked, and whose options are no scale."""
    every = questions.every().values()
    return [one for one in every if one.kind == kind and one.moment == "check" and choices.page(one)["shuffled"]]


def is_strictly_longest(question):
    """Whether some option that fits is longer than each that does not."""
    lengths = {
        fits: [len(one.text) for one in question.options if (one.answer in FITS) == fits] for fits in (True, False)
    }
    return max(lengths[True]) > max(lengths[False], default=0)


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_what_fits_is_the_longest_in_at_most_a_third(kind):
    longest = [question.id for question in asked(kind) if is_strictly_longest(question)]
    assert len(longest) <= len(asked(kind)) / 3, longest


def test_only_scales_keep_their_order():
    kept = [one.id for one in questions.every().values() if one.kind == "choice" and not choices.page(one)["shuffled"]]
    verdicts = {one.id for one in questions.every().values() if one.notebook.startswith("05") and len(one.options) == 4}
    assert set(kept) == verdicts | {id for id in kept if id.endswith(("-guess", "-again"))}
