"""Not started: every reason in words, in both languages, and never a traceback."""

import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fengtai_map.i18n import described, interface_words
from fengtai_map.problems import DataError, Problem
from fengtai_map.reasons import of_reading

OPEN = "--open"  # the one argument there is
STOPPED = 130  # the exit status of who is stopped by Ctrl-C
REFUSED = 2  # the exit status; the unit does not start it again then
CONFIG = ".streamlit/config.toml"


@contextmanager
def in_words() -> Iterator[None]:
    """Ends the process with every reason where a DataError says that it cannot start, in silence who stops it."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except DataError as refused:
        print(report_lines(refused.problems), file=sys.stderr)  # noqa: T201  # it is the answer to a command
        sys.exit(REFUSED)


def report_lines(problems: Iterable[Problem]) -> str:
    """Problems in words for who starts the process, a line each, in every language."""
    said = [(problem, described(words, problem)) for words in interface_words().values() for problem in problems]
    return "\n".join(f"{at.file} [{at.place}] {what} → {fix} ({at.code})" for at, (what, fix) in said)


def check_arguments(given: Iterable[str]) -> None:
    """Look whether these are arguments of serve.py: none is passed over in silence. Raises DataError for all others."""
    unknown = [one for one in given if one != OPEN]
    if unknown:
        raise DataError(tuple(Problem("key-unknown", "serve.py", one, {"key": one, "near": OPEN}) for one in unknown))


def check_config_readable(folders: Iterable[Path]) -> None:
    """Look whether Streamlit's settings below these folders can be read: it reads them while it is imported.

    Raises DataError where one cannot.
    """
    found = {folder / CONFIG: unreadable(folder / CONFIG) for folder in folders}
    problems = [Problem("file-unreadable", str(file), "", why) for file, why in found.items() if why]
    if problems:
        raise DataError(tuple(problems))


def is_there(file: Path | str) -> bool:
    """Whether a file can be seen. Where its folder may not be entered it cannot, and nobody complains."""
    return os.path.exists(file)  # noqa: PTH110  # Path.exists would raise there


def unreadable(file: Path) -> dict[str, str]:
    """Why a TOML file cannot be read; nothing where it can, or is not there. Nothing of what stands in it is quoted.

    In a folder that may not be entered there is nothing: the unit closes the homes to the server.
    """
    try:
        tomllib.loads(file.read_text(encoding="utf-8") if is_there(file) else "")
    except (OSError, ValueError, RecursionError) as error:
        return of_reading(error)
    return {}
