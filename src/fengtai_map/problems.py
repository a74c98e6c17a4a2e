"""A problem is data: a code, a place and the particulars. Words for it live in locale/, under [problem.<code>]."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

STORE_NAME = "FENGTAI_STORE"  # where problems say the office's own points and stories stand


@dataclass(frozen=True)
class Problem:
    """One problem: `code` under [problem] in locale/, `file` relative to data/, `place` in it, what the words need."""

    code: str
    file: str
    place: str
    particulars: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


def in_short(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """Codes and files of problems, each once and sorted: what a line of the log carries."""
    found = tuple(problems)
    return {"codes": sorted({one.code for one in found}), "files": sorted({one.file for one in found})}


def value_refused(file: str, place: str, key: str, value: str, detail: str) -> Problem:
    """The report of a value that a key cannot have; `detail` says what it can be.

    >>> value_refused("reach.toml", "radii", "metres", "500", "1000, 2000 …").code
    'value-refused'
    """
    return Problem("value-refused", file, place, {"key": key, "value": value, "detail": detail})


def first_names(names: Sequence[str], most: int) -> str:
    """The first names as a message has them, with a sign where there are more.

    >>> first_names(["甲园", "乙园", "丙园"], 2)
    '甲园、乙园、…'
    """
    return "、".join((*names[:most], *(["…"] if len(names) > most else [])))


class DataError(Exception):
    """The data cannot be shown; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the data")
        self.problems = problems
