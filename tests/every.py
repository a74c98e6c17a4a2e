"""A rule that holds for many rows is one test: it is tried on every row, and all that break it are named.

Where each row takes seconds, one is walked at every run and the others where continuous integration runs.
"""

import functools
import inspect
import traceback
from pathlib import Path

import pytest


class BrokenError(AssertionError):
    """A rule does not hold everywhere: the rows that break it, each with its reason."""

    def __init__(self, broken):
        super().__init__("\n".join([f"rows that break it: {len(broken)}", *map(": ".join, broken)]))
        self.broken = broken


def every(arguments, rows, name=None):
    """As `pytest.mark.parametrize`, but one test that tries all rows; for rules that only read.

    @every("row", FACTS)
    def test_a_fact_has_a_value(atlas, row): ...

    Fixtures come once for all rows, so a rule that changes something (a folder, a setting) is not for this. There has
    to be a row: a rule over nothing would hold whatever it says.
    """
    wanted = [word.strip() for word in arguments.split(",")]
    rows = list(rows)

    def decorated(rule):
        @functools.wraps(rule)
        def tried(**fixtures):
            assert rows, f"{rule.__name__}: there is no row to try"
            broken = []
            for row in rows:
                values = dict(zip(wanted, row if len(wanted) > 1 else [row], strict=True))
                found = _broken_by(rule, fixtures | values)
                broken += [(f"{(name or _called)(row)} {more}".rstrip(), reason) for more, reason in found]
            if broken:
                raise BrokenError(broken)

        asked = inspect.signature(rule)
        left = [one for one in asked.parameters.values() if one.name not in wanted]
        assert len(left) == len(asked.parameters) - len(wanted), f"{rule.__name__} does not take {arguments}"
        tried.__signature__ = asked.replace(parameters=left)
        return tried

    return decorated


def once(first, *more):
    """Values for `pytest.mark.parametrize`: one that is walked at every run, then those `again`."""
    return [first, *again(*more)]


def again(*values):
    """Values that walk where another has walked, for `pytest.mark.parametrize`: left to continuous integration."""
    return [pytest.param(one, marks=pytest.mark.ci) for one in values]


def _broken_by(rule, values):
    """What one row breaks and why: nothing, itself, or rows of its own where the rule is over two kinds of rows."""
    try:
        rule(**values)
    except BrokenError as inner:
        return inner.broken
    except Exception as reason:  # noqa: BLE001  # whatever ends the rule, the row that it ends at is to be named
        return [("", _told(reason))]
    return []


def _told(reason):
    """Why and where: the last line of a test file that was passed on the way."""
    steps = [step for step in traceback.extract_tb(reason.__traceback__) if "test_" in Path(step.filename).name]
    at = f" ({Path(steps[-1].filename).name}:{steps[-1].lineno})" if steps else ""
    kind = "" if isinstance(reason, AssertionError) else f"{type(reason).__name__}: "
    return f"{kind}{str(reason) or 'does not hold'}{at}"


def _called(row):
    """What a row is known by."""
    if isinstance(row, dict):
        return str(row.get("id") or row)
    if isinstance(row, tuple):
        return "-".join(map(_called, row))
    return row.name if isinstance(row, Path) else str(row)
