"""Why a file cannot be read: raised inside this package only, reported as a Problem outside it."""

from fengtai_map.problems import Problem


class FormatError(Exception):
    """A file, or a part of it, cannot be read: the code of a Problem, the place in the file, and its particulars."""

    def __init__(self, code: str, place: str = "", **particulars: str) -> None:
        super().__init__(f"{code} {place}")
        self.code, self.place, self.particulars = code, place, particulars

    def problem(self, file: str) -> Problem:
        """The problem of a file of this name."""
        return Problem(self.code, file, self.place, self.particulars)


def too_heavy() -> FormatError:
    """The error for a file that takes more memory or time than any list of an office does."""
    return FormatError("format-heavy")
