"""A class, for the teacher: the board of what it answered, and the answer key. Everything that comes in is untrusted.

    from helpers import classroom
    classroom.board()                      # reads files, folders and zip archives, as a platform gives them
    classroom.live()                       # a class at work, where their work can be read
    classroom.plan("says")                 # a lesson by the minute, by its word
    classroom.answers("01_the_article")    # the answer key of a notebook
    classroom.samples("01-own")            # three texts to judge with the class

The learner's side of the project never imports this room.
"""

from helpers.classroom.board import board
from helpers.classroom.grid import live
from helpers.classroom.hand_ins import LEAST, Class, ClassroomError
from helpers.classroom.judging import checklist, rubrics, samples
from helpers.classroom.key import answers
from helpers.classroom.plans import plan, prompts

__all__ = [
    "LEAST",
    "Class",
    "ClassroomError",
    "answers",
    "board",
    "checklist",
    "live",
    "plan",
    "prompts",
    "rubrics",
    "samples",
]
