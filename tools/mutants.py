"""Do the tests find small faults put into view/, geo/ and user_points/? `python -m tools.mutants [SEED [SIZE]]` tells.

Every mutant of view/ and geo/ is tried, of user_points/ SIZE that SEED draws. Each is run against the tests that reach
its function; [tool.mutmut] of pyproject.toml says which tests are asked. Exit status 1: a package is below LEAST.
"""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
MUTMUT = Path(sys.executable).with_name("mutmut")
WHOLE, SAMPLED = ("view", "geo"), "user_points"
SEED, SIZE = 17, 250
CHILDREN = f"{os.cpu_count() or 1}"  # tests that run at once
LEAST = 0.8  # of the mutants of a package
FOUND = ("killed", "timeout", "segfault")  # a fault that never ends, or ends all, is not overlooked


def main(arguments: Sequence[str]) -> int:
    """Try and tell."""
    seed, size = (*map(int, arguments), *(SEED, SIZE)[len(arguments) :])
    os.nice(19)  # some minutes of every processor: whoever works here meanwhile comes first
    _mutmut("run", "--max-children", CHILDREN, *(f"fengtai_map.{package}.*" for package in WHOLE))
    tried = drawn(states(_mutmut("results", "--all", "true", quiet=True)), seed, size)
    _mutmut("run", "--max-children", CHILDREN, *(name for name in tried if package_of(name) == SAMPLED))
    ended = states(_mutmut("results", "--all", "true", quiet=True))
    ended = {name: ended[name] for name in tried}
    print("\n".join(report(ended, seed)))
    return int(min(shares(ended).values()) < LEAST)


def _mutmut(*arguments: str, quiet: bool = False) -> str:
    """What mutmut says; it raises CalledProcessError where the tests fail without any mutant."""
    pipe = subprocess.PIPE if quiet else None
    ended = subprocess.run([MUTMUT, *arguments], cwd=ROOT, check=True, stdout=pipe, text=True, encoding="utf-8")
    return ended.stdout or ""


def states(results: str) -> dict[str, str]:
    """How each mutant ended, by its name, of the lines of `mutmut results`."""
    pairs = (line.strip().split(": ", 1) for line in results.splitlines() if ": " in line)
    return {name: state for name, state in pairs if name.startswith("fengtai_map.")}


def package_of(name: str) -> str:
    """The package that a mutant is of."""
    return name.split(".")[1]


def drawn(names: Mapping[str, str], seed: int, size: int) -> list[str]:
    """All mutants of the small packages, and `size` of the large one: of the same code the same for the same seed."""
    large = sorted(name for name in names if package_of(name) == SAMPLED)
    small = [name for name in names if package_of(name) in WHOLE]
    return [*small, *random.Random(seed).sample(large, min(size, len(large)))]  # noqa: S311  # a draw, no secret


def shares(ended: Mapping[str, str]) -> dict[str, float]:
    """The share of its mutants that the tests find, by package."""
    of = Counter(package_of(name) for name in ended)
    found = Counter(package_of(name) for name, state in ended.items() if state in FOUND)
    return {package: found[package] / of[package] for package in of}


def report(ended: Mapping[str, str], seed: int) -> list[str]:
    """The mutants that were not found, then the numbers of each package."""
    lines = [f"{state}: {name}" for name, state in sorted(ended.items()) if state not in FOUND]
    for package, share in shares(ended).items():
        counts = Counter(state for name, state in ended.items() if package_of(name) == package)
        states = ", ".join(f"{count} {state}" for state, count in counts.most_common())
        drawn_by = f" drawn by seed {seed}" if package == SAMPLED else ""
        lines.append(f"{package}: {share:.1%} of {counts.total()} mutants{drawn_by} found ({states})")
    return [*lines, "`.venv/bin/mutmut show NAME` shows one."]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
