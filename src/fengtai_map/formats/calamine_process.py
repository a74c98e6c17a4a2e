"""Reads a workbook in a process of its own: what it takes of memory and time ends with it, whatever the file holds.

A workbook comes on standard input, lines of JSON go to standard output: first all sheets, then for each worksheet that
can be seen its name and merged cells, and its rows as [number, cells]. A cell is its text. Run by its path, so that it
imports nothing of the package and starts in some 60 ms. Exit status 3 with `{"failed": …}` where it cannot be read.
"""

import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from typing import Any

import python_calamine as calamine

MEMORY = 800_000_000  # bytes: four times of what 25,000 rows of 64 columns take
SECONDS = 60
MIDNIGHT = (0, 0, 0, 0)


def bounded() -> None:
    """Bound the memory and the time of this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):  # Windows cannot: there it is the clerk's own machine
        import resource  # noqa: PLC0415  # not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def text(value: Any) -> str:  # noqa: ANN401  # what calamine makes of a cell
    """A value as a cell says it: a day without an hour as its date, a whole number without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    if hasattr(value, "year") and hasattr(value, "hour"):
        whole = (value.hour, value.minute, value.second, value.microsecond) == MIDNIGHT
        return str(value.date()) if whole else value.isoformat(" ", "seconds")
    if hasattr(value, "total_seconds"):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def called(member: object) -> str:
    """The name of a member of calamine's enumerations, which are none of Python's."""
    return str(member).rpartition(".")[2]


def rows(values: Iterable[list[Any]], left: int) -> Iterable[list[Any]]:
    """The rows that hold anything, with their numbers."""
    for number, cells in enumerate(values, 1):
        said = [text(cell) for cell in cells]
        while said and not said[-1]:
            said.pop()
        if said:
            yield [number, [""] * left + said]


def sheets(book: calamine.CalamineWorkbook) -> Iterable[Any]:
    """What is written of a workbook."""
    about = [(one.name, called(one.typ), called(one.visible)) for one in book.sheets_metadata]
    yield {"sheets": about}
    for name, kind, seen in about:
        if kind != "WorkSheet" or seen != "Visible":
            continue
        sheet = book.get_sheet_by_name(name)
        yield {"sheet": name, "merged": [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]}
        if sheet.start is not None:
            yield from rows(sheet.iter_rows(), sheet.start[1])


def write(content: bytes, most: int) -> None:
    """Write what a workbook holds. Raises MemoryError where that is more than `most` bytes."""
    for one in sheets(calamine.load_workbook(BytesIO(content))):
        line = f"{json.dumps(one, ensure_ascii=False)}\n".encode(errors="replace")
        most -= len(line)
        if most < 0:
            raise MemoryError
        sys.stdout.buffer.write(line)


def failed(why: str) -> int:
    """Write why a workbook cannot be read."""
    sys.stdout.buffer.write(f"{json.dumps({'failed': why})}\n".encode())
    return 3


def main() -> int:
    """Write what standard input holds."""
    bounded()
    try:
        write(sys.stdin.buffer.read(), int(sys.argv[1]))
    except calamine.PasswordError:
        return failed("password")
    except MemoryError:
        return failed("memory")
    except BaseException as error:  # noqa: BLE001  # a panic of Rust is none of Exception
        return failed(str(error)[:200] or type(error).__name__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
