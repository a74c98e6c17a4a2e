"""What the machine itself needs: a page of one button that changes one word, pressed in turn with the others."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from bench.clicks import HELD

# Timed as watch.js does it: from the release of the button until the task after the next frame runs.
PAGE = """<!doctype html>
<button style="position: fixed; inset: 20px auto auto 20px; width: 120px; height: 40px">0</button>
<script>
  const button = document.querySelector("button");
  button.addEventListener("click", () => (button.textContent = Number(button.textContent) + 1));
  window.press = () => (window.painted = new Promise((resolve) => {
    addEventListener("click", ({ timeStamp }) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - timeStamp);
      port2.postMessage(null);
    }), { capture: true, once: true });
  }));
</script>"""
MIDDLE = (80, 40)  # of the button, in pixels


@contextmanager
def bare(chromium: Browser) -> Iterator[Page]:
    """The page, in a window as large as those of the others."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.set_content(PAGE)
        yield page
    finally:
        context.close()


def press(page: Page) -> float:
    """Milliseconds from the release of the button until its new word is painted."""
    page.evaluate("() => { press(); }")
    page.mouse.click(*MIDDLE, delay=HELD)
    return float(page.evaluate("painted"))
