"""A class, for the teacher: the board of what it answered, and the answer key. Everything that comes in is untrusted.

    from helpers import classroom
    classroom.board()                      # reads files, folders and zip archives, as a platform gives them
    classroom.answers("01_the_article")    # the answer key of a notebook

The learner's side of the project never imports this room.
"""

from helpers.classroom.board import board
from helpers.classroom.hand_ins import LEAST, Class, ClassroomError
from helpers.classroom.key import answers

__all__ = ["LEAST", "Class", "ClassroomError", "answers", "board"]
