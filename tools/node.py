"""Find the Node.js that checks the scripts of the client; the dashboard itself never needs one.

`python tools/node.py` prints its path. Where there is none it says so and prints nothing: the checks go on without.
Continuous integration (CI=true) has to have it.
"""

import functools
import os
import re
import shutil
import subprocess
import sys

OLDEST = (20, 19)
ANSWER_SECONDS = 30
MISSING = "No Node.js 20.19 or newer with npm is here: the scripts of the client are not checked (CI has it)"


@functools.cache
def find() -> str | None:
    """Path of a Node.js that is new enough, if there is one."""
    path = shutil.which("node")
    return path if path and _version(path) >= OLDEST else None


def _version(path: str) -> tuple[int, ...]:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=ANSWER_SECONDS, check=False)
    return tuple(map(int, re.findall(r"\d+", said.stdout)[:2]))


def main() -> int:
    """Print the path; the exit status is not zero only where continuous integration has none."""
    if (path := find()) and shutil.which("npm"):
        print(path)
        return 0
    print(MISSING, file=sys.stderr)
    return int(os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main())
