"""How a command says what is wrong: one line for each problem, to the error stream."""

import sys
from collections.abc import Iterable

from fengtai_map.i18n import Words, described, readable
from fengtai_map.problems import Problem


def tell(problems: Iterable[Problem], words: Words) -> None:
    """Print each problem once: where it is, what is wrong, what to do, its code."""
    for problem in dict.fromkeys(problems):
        what, fix = described(words, problem)
        line = f"{problem.file} [{problem.place}] {what} → {fix} ({problem.code})"
        print(readable(line), file=sys.stderr)
