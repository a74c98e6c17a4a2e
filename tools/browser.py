"""Find a browser for the tests; Playwright's own is fetched where the machine has none.

`python tools/browser.py` prints the path of a Chromium-family browser, or says in one message what to do.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ENVIRONMENT = "FENGTAI_BROWSER"
SHELL = "chromium-headless-shell"  # Debian's; the same engine without a window: the tests take a quarter less
COMMANDS = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
MAC_PROGRAMS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
FONTS = "fonts-noto-cjk"
DRIVER_NEEDS = "libatomic1"  # Playwright's driver is a Node.js that links to it; a bare Debian has none
PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as tools: print(tools.chromium.executable_path)"
)
ANSWER_SECONDS = 60
INSTALL_SECONDS = 900


class BrowserMissingError(RuntimeError):
    """No browser can be driven here and none could be installed; the message says what to do."""


@functools.cache
def find() -> str:
    """Path of a browser that starts; fetches Playwright's where there is none, else raises BrowserMissingError."""
    chosen = os.environ.get(ENVIRONMENT)
    if chosen:
        return _checked(chosen)
    found = _first_that_starts(_usual_places()) or _first_that_starts(_playwright_places())
    return found or _fetched()


def here() -> bool:
    """Whether the machine itself has a browser that starts."""
    return bool(os.environ.get(ENVIRONMENT) or _first_that_starts(_usual_places()))


def has_chinese_fonts() -> bool:
    """Whether pictures can show Chinese; Windows and macOS come with such fonts."""
    found = shutil.which("fc-list") and run(["fc-list", ":lang=zh"], ANSWER_SECONDS).stdout.strip()
    return sys.platform != "linux" or bool(found)


def ensure_driver() -> None:
    """Raises BrowserMissingError where Playwright's own driver does not start."""
    answer = _ask_playwright()
    if answer.returncode != 0:
        raise BrowserMissingError(
            f"Playwright does not start: {trouble(answer)}\n"
            f"On Debian and Ubuntu it needs {DRIVER_NEEDS}: install it, or let `make machine` do so."
        )


def _ask_playwright() -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "-c", PLAYWRIGHT_PATH], ANSWER_SECONDS)


def _checked(chosen: str) -> str:
    path = shutil.which(chosen)
    if path is None or not _starts(path):
        message = f"{ENVIRONMENT} is {chosen!r}, which is not a browser that starts. Correct or unset it."
        raise BrowserMissingError(message)
    return path


def _usual_places() -> Iterator[str]:
    yield from (path for path in map(shutil.which, COMMANDS) if path)
    yield from (f"/Applications/{name}.app/Contents/MacOS/{name}" for name in MAC_PROGRAMS)
    for folder in filter(None, map(os.environ.get, WINDOWS_FOLDERS)):
        yield from (str(Path(folder) / program) for program in WINDOWS_PROGRAMS)


def _playwright_places() -> Iterator[str]:
    answer = _ask_playwright()
    if answer.returncode == 0:
        yield answer.stdout.strip()


def _first_that_starts(paths: Iterator[str]) -> str | None:
    return next((path for path in paths if Path(path).is_file() and _starts(path)), None)


def _starts(path: str) -> bool:
    # Ubuntu's chromium-browser may be a stub that only says what to install.
    # On Windows --version would open a window, and there are no such stubs.
    return sys.platform == "win32" or run([path, "--version"], ANSWER_SECONDS).returncode == 0


def _fetched() -> str:
    unfetched = _playwright_install()
    found = _first_that_starts(_playwright_places())
    if found:
        return found
    raise BrowserMissingError(
        "The browser tests need Chromium, Google Chrome or Microsoft Edge, and none was found.\n"
        f"Install one (on Debian and Ubuntu `make machine` does), or set {ENVIRONMENT} to the path of one.\n"
        f"Tried here: playwright install ({unfetched or 'its browser does not start'})"
    )


def _playwright_install() -> str:
    _say("Downloading Playwright's Chromium (once) ...")
    return trouble(run([sys.executable, "-m", "playwright", "install", "chromium"], INSTALL_SECONDS))


def run(command: Sequence[str], seconds: int) -> subprocess.CompletedProcess[str]:
    """Run a command to its end with its output caught, in plain English; a time-out counts as a failure."""
    plain = os.environ | {"LC_ALL": "C.UTF-8"}
    try:
        return subprocess.run(
            command, check=False, capture_output=True, text=True, errors="replace", timeout=seconds, env=plain
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        return subprocess.CompletedProcess(command, 1, "", str(trouble))


def trouble(answer: subprocess.CompletedProcess[str]) -> str:
    """The line of a failed command that says most, or an empty string for one that succeeded."""
    if answer.returncode == 0:
        return ""
    lines = (answer.stderr.strip() or answer.stdout.strip() or f"exit {answer.returncode}").splitlines()
    return next((line for line in lines if line.startswith(("E:", "Error:"))), lines[-1]).strip()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Print the browser's path on standard output, everything else on standard error."""
    try:
        ensure_driver()
        path = find()
    except BrowserMissingError as missing:
        _say(str(missing))
        return 1
    if not has_chinese_fonts():
        _say(f"Warning: no Chinese fonts, so pictures will show boxes; install {FONTS}, or let `make machine` do so.")
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
