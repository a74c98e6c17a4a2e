"""What a running server has used, from Linux's /proc; not a number on other systems."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 1
USER, SYSTEM = 11, 12  # in /proc/<pid>/stat, after the name of the program


def busy(pid: int) -> float:
    """Seconds of a processor that it has used so far."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return float("nan")
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[USER]) + int(fields[SYSTEM])) / TICKS


def resident(pid: int) -> float:
    """Its resident memory in MB."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    lines = status.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
