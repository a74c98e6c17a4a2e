"""The manual as PDF, printed by the browser of this machine where there is one."""

import sys
from pathlib import Path

from playwright.sync_api import PdfMargins, sync_playwright

from fengtai_map.manual import NAMES
from tools import browser

FOOT = """<div style="width: 100%; font-size: 8px; color: #5f6d78; text-align: center">
<span class="pageNumber"></span> / <span class="totalPages"></span></div>"""
MARGIN: PdfMargins = {"top": "16mm", "bottom": "18mm", "left": "15mm", "right": "15mm"}


def printed(folder: Path) -> str:
    """Print the manual that lies in a folder beside itself; what was printed, or why nothing was, in words."""
    try:
        program = browser.find()
    except browser.BrowserMissingError as missing:
        return f"The manual is not there as PDF: {missing}"
    if not browser.has_chinese_fonts():
        print(f"No Chinese fonts here: pictures will show boxes. Install {browser.FONTS}.", file=sys.stderr)
    pages = [folder / name for name in NAMES.values()]
    with sync_playwright() as tools:
        opened = tools.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for page in pages:
            tab = opened.new_page()
            tab.goto(page.as_uri())
            tab.pdf(
                path=page.with_suffix(".pdf"), format="A4", margin=MARGIN,
                display_header_footer=True, header_template="<span></span>", footer_template=FOOT,
            )  # fmt: skip
        opened.close()
    return "  ".join(page.with_suffix(".pdf").name for page in pages)


if __name__ == "__main__":
    print(printed(Path(sys.argv[1]).resolve()))
