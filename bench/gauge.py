"""What a running process takes, over time: memory, open files, temporary files; and what its log says."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.process import resident

PACE = 2.0  # seconds between two looks
BAD = ("error", "critical")


@dataclass(frozen=True)
class Sample:
    """A look at a process: seconds of `time.monotonic`, resident MB, open files, temporary files."""

    at: float
    megabytes: float
    opened: int
    temporary: int


@dataclass
class Gauge:
    """Looks at a process, and at the folder in which it keeps what is temporary."""

    pid: int
    folder: Path
    samples: list[Sample] = field(default_factory=list)

    def look(self) -> None:
        """Take a sample."""
        descriptors = sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())
        self.samples.append(Sample(time.monotonic(), resident(self.pid), descriptors, self.files()))

    def files(self) -> int:
        """How many temporary files there are now."""
        return sum(path.is_file() for path in self.folder.rglob("*"))

    def since(self, seconds: float) -> list[Sample]:
        """The samples from so many seconds after the first on."""
        return [one for one in self.samples if one.at >= self.samples[0].at + seconds]


@asynccontextmanager
async def measuring(gauge: Gauge) -> AsyncIterator[None]:
    """Samples at a steady pace, for as long as the block."""

    async def look() -> None:
        while True:
            gauge.look()
            await asyncio.sleep(PACE)

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


def slope(samples: Sequence[Sample]) -> float:
    """How memory grows, MB an hour: the straight line with the least squares."""
    hours = [(one.at - samples[0].at) / 3600 for one in samples]
    middle, mean = (sum(values) / len(samples) for values in (hours, [one.megabytes for one in samples]))
    spread = sum((hour - middle) ** 2 for hour in hours)
    both = sum((hour - middle) * (one.megabytes - mean) for hour, one in zip(hours, samples, strict=True))
    return both / spread if spread else float("nan")


@dataclass(frozen=True)
class Log:
    """What a log of serve.py says: how many lines, and those that should not be there."""

    lines: int
    errors: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "Log":
        """The log of a file. A line that is no JSON, reports an error or an answer that failed counts as an error."""
        lines = path.read_text(encoding="utf-8").splitlines()
        return cls(len(lines), tuple(line for line in lines if _bad(line)))


def _bad(line: str) -> bool:
    try:
        record = json.loads(line)
    except ValueError:
        return True
    return record["level"] in BAD or "trace" in record or record.get("status", 0) >= 500
