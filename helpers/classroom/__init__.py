"""Many hand-ins, one picture: what a class answered, for the teacher. Everything that comes in is untrusted.

    from helpers import charts, classroom
    found = classroom.read("hand_ins")                   # files, folders and zip archives, as a platform gives them
    classroom.who_did_what(found)
    charts.class_answers(classroom.counts(found, "04-words"), "What does the word mean, in percent?")
    classroom.answers("01_the_article")                  # the answer key of a notebook
    classroom.plan("says")                               # a lesson by the minute, by its word
    classroom.samples("01-own")                          # three texts to judge with the class
    classroom.live()                                     # a class at work, where their work can be read

Texts and names in the tables are as the learners wrote them: whoever shows them must escape them, as `helpers.page`
does. The learner's side of the project never imports this room.
"""

from helpers.classroom.board import compare_forecasts, export, misreadings, read, texts
from helpers.classroom.grid import live
from helpers.classroom.hand_ins import LEAST, Class, ClassroomError
from helpers.classroom.judging import checklist, rubrics, samples
from helpers.classroom.key import answers
from helpers.classroom.plans import plan, prompts
from helpers.classroom.tables import before_after, counts, hypotheses, who_did_what, written, wrong_options

__all__ = [
    "LEAST",
    "Class",
    "ClassroomError",
    "answers",
    "before_after",
    "checklist",
    "compare_forecasts",
    "counts",
    "export",
    "hypotheses",
    "live",
    "misreadings",
    "plan",
    "prompts",
    "read",
    "rubrics",
    "samples",
    "texts",
    "who_did_what",
    "written",
    "wrong_options",
]
