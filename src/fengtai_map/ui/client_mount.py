"""The browser's half in the page: where its script is, and where what there is to say is, a file a language.

Where the disk has no room for those files, both travel with the page.
"""

import json
from collections import OrderedDict
from threading import Lock, Thread
from typing import Any

import streamlit as st

from fengtai_map.client.bundle import bundle, fingerprint
from fengtai_map.content.book import book, book_bytes, data_uri
from fengtai_map.i18n import LANGUAGES
from fengtai_map.ui import context, permissions
from fengtai_map.ui.context import PageContext, Published
from fengtai_map.ui.script_files import bytes_address, forget, stamp, text_address
from fengtai_map.ui.stories import kept
from fengtai_map.webmap.basemaps import usable

KEPT = 16  # books: two each time the office's points change
# Streamlit draws this once; the script is not run again by later runs with the same words. A map that is to stand in a
# talk is not shown at the place of a page first: ui/style.css.
MOUNT = """<div id="ft-setup" data-setup="{setup}"></div><script>
(function () {{
  if (window.fengtai) return window.fengtai.setup();
  if (/[?&]stop=[1-9]/.test(location.search)) document.documentElement.classList.add("ft-to-talk");
  var script = document.createElement("script");
  {client}
  document.head.append(script);
}})();
</script>"""
# The address of our files is found by that of Streamlit's own script, whatever path the dashboard stands under.
# The book is asked for at the same time as the script that reads it.
FETCHED = """var own = document.querySelector('script[src*="static/js/"]').src;
  var root = own.slice(0, own.lastIndexOf("static/js/")) + "component/";
  script.src = root + "{file}";
  var link = document.createElement("link");
  Object.assign(link, {{ rel: "preload", as: "fetch", crossOrigin: "anonymous", href: root + "{book}" }});
  if ("{book}") document.head.append(link);"""
CARRIED = "script.textContent = JSON.parse(document.getElementById('ft-setup').dataset.setup).client;"
# Streamlit takes away what looks like markup, in an attribute too.
MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e"})


class Books:
    """The books that were made, by what is published and language: a second of the processor each, so made once."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[tuple[int, int], str], tuple[str, str]] = OrderedDict()
        self._making = Lock()  # two readers wait for one book

    def has(self, published: Published, lang: str) -> bool:
        """Whether a book need not be made any more."""
        return (published.key, lang) in self._made

    def given(self, published: Published, lang: str) -> str | dict[str, Any]:
        """Where a book is served; the book itself where there is no room for its file."""
        name, text = self._file(published, lang)
        return text_address(name, text) or json.loads(text)

    def text(self, published: Published, lang: str) -> str:
        """A book, as it is written."""
        return self._file(published, lang)[1]

    def _file(self, published: Published, lang: str) -> tuple[str, str]:
        """The name of a book's file, by its fingerprint, and its text."""
        key = (published.key, lang)
        with self._making:
            if key not in self._made:
                photos = {name: _photo(name, content) for name, content in published.atlas.photos.items()}
                text = book_bytes(book(published.atlas, lang, published.point_layer) | {"photos": photos}).decode()
                self._made[key] = f"{stamp(text)}.json", text
            while len(self._made) > KEPT:
                forget(self._made.popitem(last=False)[1][0])
            self._made.move_to_end(key)
            return self._made[key]


def _photo(name: str, content: bytes) -> str:
    """Where a picture is served; the picture itself where there is no room for its file."""
    return bytes_address(f"{name[:16]}.jpg", content) or data_uri(content)


BOOKS = Books()


def draw(ctx: PageContext) -> None:
    """Mount the client, once for a tab; it hears of it when there is something new to say.

    The other language's book is made in the background and sent with the first run that finds it ready; a reader who
    switches sooner waits for it.
    """
    for lang in LANGUAGES:
        if lang != ctx.lang and not BOOKS.has(ctx.published, lang):
            Thread(target=BOOKS.given, args=(ctx.published, lang)).start()
    wanted = [lang for lang in LANGUAGES if lang == ctx.lang or BOOKS.has(ctx.published, lang)]
    books = {lang: BOOKS.given(ctx.published, lang) for lang in wanted}
    offered = [one.id for one in usable(ctx.atlas.basemaps, context.keys())]
    setup: dict[str, Any] = {"books": books, "basemaps": offered, "embedded": st.context.is_embedded, "lang": ctx.lang}
    if mine := kept.values(ctx.atlas):
        setup["stories"] = mine
    editor = permissions.editor()
    setup |= {name: said for name, said in (("who", editor.name), ("why", editor.why)) if said}
    if ctx.problems:
        setup["unsure"] = True  # an own point that an address names may well be there
    file = client()
    whole = setup if file else setup | {"client": bundle()}
    text = json.dumps(whole, ensure_ascii=False).translate(MARKUP).replace("&", "&amp;").replace('"', "&quot;")
    written = books[ctx.lang]
    script = FETCHED.format(file=file, book=written if isinstance(written, str) else "") if file else CARRIED
    st.html(MOUNT.format(setup=text, client=script), unsafe_allow_javascript=True)


def client() -> str:
    """Where the client's script is served; empty where there is no room for its file."""
    return text_address(f"{fingerprint()}.js", bundle())
