"""What the pages of measurements are written with: tables, paragraphs, quantiles, and on what was measured."""

import math
import os
import platform
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime


def quantile(values: Sequence[float], part: float) -> float:
    """The smallest of them that is not below so large a part of them; not a number where there are none."""
    ordered = sorted(values)
    return ordered[max(math.ceil(len(ordered) * part), 1) - 1] if ordered else float("nan")


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, numbers to the right."""
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """When and on what: a date, cores, memory, how busy it was, and Python."""
    busy = f"load {os.getloadavg()[1]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    return (
        f"{datetime.now(UTC).date()}: {os.cpu_count()} cores, {memory()} GB, {platform.system()}, {busy}, "
        f"Python {platform.python_version()}."
    )


def memory() -> str:
    """The machine's memory in GB."""
    if not hasattr(os, "sysconf"):
        return "?"
    return str(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30)


def filled(text: str) -> str:
    """A paragraph in lines of the length that this repository keeps."""
    return textwrap.fill(" ".join(text.split()), 120)
