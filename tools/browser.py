"""Find a browser for the tests, and Chinese fonts for their pictures; install them where that can be done.

`python tools/browser.py` prints the path of a Chromium-family browser, or says in one message what to do.
"""

import functools
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ENVIRONMENT = "FENGTAI_BROWSER"
COMMANDS = (
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
LOCK_SECONDS = 600


class BrowserMissingError(RuntimeError):
    """No browser can be driven here and none could be installed; the message says what to do."""


@functools.cache
def find() -> str:
    """Path of a browser that starts; installs one where possible, else raises BrowserMissingError."""
    chosen = os.environ.get(ENVIRONMENT)
    if chosen:
        return _checked(chosen)
    found = _first_that_starts(_usual_places()) or _first_that_starts(_playwright_places())
    return found or _installed()


def ensure_fonts() -> None:
    """Make sure that pictures can show Chinese; without such fonts and a way to install them, warn."""
    if sys.platform != "linux" or _has_chinese_fonts():
        return  # Windows and macOS come with Chinese fonts
    trouble = apt_install(FONTS, "fontconfig")
    if trouble:
        _say(f"Warning: no Chinese fonts, so pictures will show boxes; install {FONTS} ({trouble}).")


def ensure_driver() -> None:
    """Make sure that Playwright's own driver starts; raises BrowserMissingError if it cannot be made to."""
    if _ask_playwright().returncode == 0:
        return
    apt_trouble = apt_install(DRIVER_NEEDS)
    answer = _ask_playwright()
    if answer.returncode != 0:
        message = (
            f"Playwright does not start: {_trouble(answer)}\n"
            f"On Debian and Ubuntu it needs {DRIVER_NEEDS} (tried here: {apt_trouble or 'installed'})."
        )
        raise BrowserMissingError(message)


def _ask_playwright() -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "-c", PLAYWRIGHT_PATH], ANSWER_SECONDS)


def _checked(chosen: str) -> str:
    path = shutil.which(chosen)
    if path is None or not _starts(path):
        message = f"{ENVIRONMENT} is {chosen!r}, which is not a browser that starts. Mend or unset it."
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


def _installed() -> str:
    apt_trouble = apt_install("chromium", FONTS)
    found = _first_that_starts(_usual_places())
    if found:
        return found
    playwright_trouble = _playwright_install()
    found = _first_that_starts(_playwright_places())
    if found:
        return found
    message = (
        "The browser tests need Chromium, Google Chrome or Microsoft Edge, and none was found.\n"
        f"Install one, or set {ENVIRONMENT} to the path of one. Tried here:\n"
        f"  apt-get: {apt_trouble or 'its browser does not start'}\n"
        f"  playwright install: {playwright_trouble or 'its browser does not start'}"
    )
    raise BrowserMissingError(message)


def _playwright_install() -> str:
    _say("Downloading Playwright's Chromium (once) ...")
    return _trouble(run([sys.executable, "-m", "playwright", "install", "chromium"], INSTALL_SECONDS))


def apt_install(*packages: str) -> str:
    """Install Debian or Ubuntu packages; return what went wrong, or an empty string."""
    if shutil.which("apt-get") is None:
        return "not a Debian or Ubuntu system"
    root = _root_prefix()
    if root is None:
        return "needs root: apt-get install " + " ".join(packages)
    _say(f"Installing {' '.join(packages)} (once) ...")
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    _wait_for_lock([*apt, "update"])  # a stale list may still do: only the install decides
    return _trouble(_wait_for_lock([*apt, "install", "-y", "--no-install-recommends", *packages]))


def _root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, or a silent sudo; None with neither."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"], ANSWER_SECONDS).returncode == 0:
        return ["sudo", "-n"]
    return None


def _wait_for_lock(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run an apt-get command, again and again while another program holds apt's lock."""
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        answer = run(command, INSTALL_SECONDS)
        if "Could not get lock" not in answer.stderr or time.monotonic() > deadline:
            return answer
        _say("Another program is using apt; waiting ...")
        time.sleep(5)


def _has_chinese_fonts() -> bool:
    return bool(shutil.which("fc-list") and run(["fc-list", ":lang=zh"], ANSWER_SECONDS).stdout.strip())


def run(command: Sequence[str], seconds: int) -> subprocess.CompletedProcess[str]:
    """Run a command to its end with its output caught, in plain English; a time-out counts as a failure."""
    plain = os.environ | {"LC_ALL": "C.UTF-8"}
    try:
        return subprocess.run(
            command, check=False, capture_output=True, text=True, errors="replace", timeout=seconds, env=plain
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        return subprocess.CompletedProcess(command, 1, "", str(trouble))


def _trouble(answer: subprocess.CompletedProcess[str]) -> str:
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
    ensure_fonts()
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
