"""The pictures of README and of the manual, taken anew from the running product: `make pictures`.

A picture is a page by its address, what is done on it, and the part of the window that is kept. It starts a dashboard
of its own, with a store of its own, and leaves none behind.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, FilePayload, FloatRect, Page, sync_playwright

from fengtai_map.manual import picture
from tools import browser as browsers

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SIZE = (1280, 760)
QUALITY = 68
TRIES = 600
PATIENCE = 120_000  # milliseconds; the machine may be busy with other things
LOOKS = 40
STANDS = "() => window.ftView && document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"
DRAWN = """() => {
    const map = document.querySelector("iframe[src*='st_folium']")?.contentWindow;
    return map?.ftState && map.ftState().ready && map.ftState().labels.length > 0;
}"""
SEEN = "try { localStorage.setItem('fengtai-hints', 'filter map talk') } catch {}"
HUB = "beijing-fengtai-railway-station"
SAMPLE = """名称,类型,经度,纬度,误差（米）
示例一,口袋公园,116.29,39.85,20
示例二,口袋公园,39.86,116.30,20
示例三,口袋公园,116.31,39.84,20
"""
Deed = Callable[[Page], None]


@dataclass(frozen=True)
class Shot:
    """A picture: the address below the dashboard, what is done there, and the part that is kept (all of it: None)."""

    address: str
    deed: Deed = lambda _: None
    part: tuple[int, int, int, int] | None = None  # left, top, width, height


def _click(*selectors: str) -> Deed:
    def deed(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return deed


def _find(page: Page) -> None:
    page.locator(".ft-find input").fill("cxd")
    page.locator("#ft-found-list button").first.wait_for()


def _near(page: Page) -> None:
    page.locator(".ft-panel [data-ring='2']").first.click()
    page.locator(".ft-panel [data-ring='2']").first.scroll_into_view_if_needed()


def _shared(page: Page) -> None:
    page.locator(".ft-top summary.ft-button").first.click()
    page.locator(".ft-code").wait_for()


def _green(page: Page) -> None:
    page.locator(".ft-light:not([data-light=waiting])").wait_for()


def _brought(page: Page) -> None:
    file: FilePayload = {"name": "示例.csv", "mimeType": "text/csv", "buffer": SAMPLE.encode()}
    page.locator("input[type=file]").set_input_files(files=file)
    page.locator(".st-key-server .ft-light").first.wait_for()


LEFT, RIGHT = (0, 0, 934, 760), (220, 0, 1060, 760)
SHOTS = {
    "page": Shot(""),
    "filter": Shot("", _click("[data-cluster=lize]", "[data-cluster=science-park]"), LEFT),
    "click": Shot(f"hubs?selected={HUB}", part=RIGHT),
    "figure": Shot("figures", _click(".ft-figure summary"), (640, 0, 640, 620)),
    "find": Shot("", _find, (0, 0, 780, 520)),
    "compare": Shot("compare?clusters=lize,science-park"),
    "distance": Shot(f"hubs?selected={HUB}", _near, RIGHT),
    "time": Shot("timeline"),
    "talk": Shot("present?story=district&stop=4"),
    "ready": Shot("ready", _green, (0, 0, 1280, 560)),
    "share": Shot("", _shared, (590, 0, 640, 420)),
    "own": Shot("own", _brought),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Take all pictures, or those that are named."""
    wanted = list(arguments if arguments is not None else sys.argv[1:]) or list(SHOTS)
    if not browsers.has_chinese_fonts():
        print(f"No Chinese fonts here: pictures will show boxes. Install {browsers.FONTS}.", file=sys.stderr)
    with _dashboard() as address, sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=browsers.find(), args=["--no-sandbox"])
        for name in wanted:
            for lang in ("zh", "en"):
                taken = _taken(browser, address, SHOTS[name], lang)
                taken.save(picture(name, lang), quality=QUALITY, method=6)
                if name == "page":
                    taken.save(DOCS / ("overview.webp" if lang == "zh" else "overview.en.webp"), quality=QUALITY)
                print(picture(name, lang).relative_to(ROOT), flush=True)
        browser.close()
    return 0


def _taken(browser: Browser, address: str, shot: Shot, lang: str) -> Image.Image:
    """One picture. What flies or fades has come to rest: who asks for less motion sees the map jump."""
    context = browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]}, reduced_motion="reduce")
    context.add_init_script(SEEN)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{address}/{shot.address}{'&' if '?' in shot.address else '?'}lang={lang}")
    page.wait_for_function(STANDS)
    page.wait_for_function(DRAWN)
    shot.deed(page)
    page.wait_for_function(STANDS)
    left, top, width, height = shot.part or (0, 0, *SIZE)
    clip: FloatRect = {"x": left, "y": top, "width": width, "height": height}
    made = _at_rest(page, clip)
    context.close()
    return Image.open(BytesIO(made)).convert("RGB")


def _at_rest(page: Page, clip: FloatRect) -> bytes:
    """The part of the window when two looks at it are the same."""
    before = b""
    for _ in range(LOOKS):
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300)))")
        now = page.screenshot(clip=clip, animations="disabled")
        if now == before:
            return now
        before = now
    raise RuntimeError(f"{page.url}: the page does not come to rest")


@contextmanager
def _dashboard() -> Iterator[str]:
    """The address of a dashboard that ends with the block."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    with TemporaryDirectory(prefix="fengtai-pictures-") as folder:
        given = {"FENGTAI_STORE": str(Path(folder, "own.gpkg")), "STREAMLIT_SERVER_PORT": str(port)}
        with subprocess.Popen([sys.executable, "serve.py"], cwd=ROOT, env=os.environ | given) as server:
            try:
                _wait(f"http://127.0.0.1:{port}/readyz", server)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until it answers. Raises RuntimeError where it has ended, or does not."""
    for _ in range(TRIES):
        try:
            with urlopen(address, timeout=5) as answer:  # noqa: S310  # our own server
                if answer.status == 200:  # noqa: PLR2004  # HTTP: here it is
                    return
        except OSError:  # not yet, or not in time
            pass
        try:
            server.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError(f"{address}: the dashboard did not start")


if __name__ == "__main__":
    sys.exit(main())
