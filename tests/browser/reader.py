"""A reader at their browser: opens a page, looks at the map, clicks."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Frame, Locator, Page

FRAME = "iframe[src*='st_folium']"
AT_REST = "document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"
DRAWN = "() => window.ftState && ftState().ready && ftState().labels.length > 0"
PIXELS = """() => {
    const canvas = document.querySelector(".leaflet-overlay-pane canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let at = 0; at < data.length; at += 40) colours.add(data.slice(at, at + 4).join());
    return colours.size;
}"""
# A point of the map where nothing but the ground lies: of this cluster, or outside of all. No control, no symbol near.
GROUND = """(name) => {
    const clusters = [...ft.items.values()].filter((item) => item.role === "cluster");
    const at = (x, y) => clusters.filter((item) => ft.inside(ft.map.containerPointToLatLng([x, y]), item));
    const wanted = (x, y) => at(x, y).map((item) => item.id).join() === name;
    const around = (x, y) => [-8, 0, 8].every((dx) => [-8, 0, 8].every((dy) => wanted(x + dx, y + dy)));
    const clear = (x, y) => ftState().shown.every((id) => Math.hypot(ftWhere(id).x - x, ftWhere(id).y - y) > 20);
    const { x: width, y: height } = ft.map.getSize();
    for (let x = 10; x < width; x += 10) for (let y = 10; y < height; y += 10) {
        if (document.elementFromPoint(x, y)?.tagName !== "CANVAS") continue;
        if (clear(x, y) && around(x, y)) return [x, y];
    }
    return null;
}"""
CELLS = """table => [...table.querySelectorAll("tbody tr")].map(
    row => [...row.querySelectorAll("td")].map(cell => cell.textContent))"""


@dataclass
class Reader:
    """One browser tab on the dashboard at `address`."""

    page: Page
    address: str

    def open(self, name="overview", **query):
        """Open a page by its address and wait until its map is drawn."""
        self.page.goto(self.url(name, **query))
        self.settle()
        return self

    def url(self, name="overview", **query):
        """The address of a page; the first page has none of its own."""
        path = "" if name == "overview" else name
        return f"{self.address}/{path}" + (f"?{urlencode(query)}" if query else "")

    def turn_to(self, title):
        """Choose a page in the navigation."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
        self.page.locator(".ft-headline h1", has_text=title).wait_for()
        self.settle()

    def settle(self):
        """Wait until the run has ended and the map is drawn."""
        self.page.locator(FRAME).wait_for()
        self.page.wait_for_function(AT_REST)
        self.map.wait_for_function(DRAWN)

    @property
    def map(self) -> Frame:
        """The frame of the map."""
        return self.page.locator(FRAME).element_handle().content_frame()

    def state(self):
        """What the map says that it shows."""
        return self.map.evaluate("ftState()")

    def until(self, condition, value=None):
        """Wait until `(state, value) => condition` holds for the map, then until the run has ended."""
        self.map.wait_for_function(f"value => ((state, value) => {condition})(ftState(), value)", arg=value)
        self.page.wait_for_function(AT_REST)
        return self.state()

    def selects(self, name):
        """Wait until this, or nothing for "", is selected: on the map, in the URL, in the panel."""
        self.until("state.selected === value", name)
        self.page.locator(".st-key-selection").wait_for(state="attached" if name else "detached")
        asked = "name => (new URLSearchParams(location.search).get('selected') ?? '') === name"
        self.page.wait_for_function(asked, arg=name)

    @property
    def query(self):
        """The parameters of the URL."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def where(self, name):
        """Where something stands on the map, in pixels of the map's frame."""
        point = self.map.evaluate("name => ftWhere(name)", name)
        return point["x"], point["y"]

    def alone(self, names):
        """The one of these points that stands farthest from all others."""
        far = """names => names.map(name => [Math.min(...ftState().shown.filter(id => id !== name).map(
            id => Math.hypot(ftWhere(id).x - ftWhere(name).x, ftWhere(id).y - ftWhere(name).y))), name])"""
        return max(self.map.evaluate(far, list(names)))[1]

    def ground(self, cluster=""):
        """A point of the map's frame where a hand touches only this cluster, or nothing at all."""
        return self.map.evaluate(GROUND, cluster)

    def click(self, x, y):
        """Click on the map, in pixels of its frame."""
        self.page.mouse.click(*self.on_page(x, y))

    def on_page(self, x, y):
        """A point of the map's frame in pixels of the page."""
        box = self.page.locator(FRAME).bounding_box()
        return box["x"] + x, box["y"] + y

    def drag(self, by):
        """Drag the map by some pixels, from a point where nothing stands, and wait until it lies still."""
        x, y = self.on_page(*self.ground())
        self.map.evaluate("() => { ft.map.once('moveend', () => { window.moved = true; }); }")
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + by[0], y + by[1], steps=5)
        self.page.mouse.up()
        self.map.wait_for_function("window.moved")

    def pill(self, key, name) -> Locator:
        """A choice of the sidebar or of the topics, by its words."""
        return self.page.locator(f".st-key-{key} button").filter(has_text=re.compile(f"^{re.escape(name)}$"))

    def choose_background(self, name):
        """Choose a background by its words."""
        self.page.locator(".st-key-w-basemap button").click()
        self.page.get_by_role("option", name=name).click()

    def table(self) -> Locator:
        """The table of the page; it is drawn on a canvas."""
        return self.page.get_by_test_id("stDataFrame")

    def rows(self):
        """The rows of the table that are in sight, as lists of texts."""
        return self.table().locator("canvas table").evaluate(CELLS)

    def rows_until(self, condition, value=None):
        """The rows of the table once `(rows, value) => condition` holds; it is drawn a little later than the rest."""
        wanted = f"([table, value]) => {{ const rows = ({CELLS})(table); return rows.length && ({condition}); }}"
        table = self.table().locator("canvas table").element_handle()
        self.page.wait_for_function(wanted, arg=[table, value])
        return self.rows()

    def tick(self, row):
        """Tick a row of the table by its number, from 0."""
        box = self.table().locator("canvas").first.bounding_box()
        self.page.mouse.click(box["x"] + 16, box["y"] + 35 * (row + 1.5))

    def pixels(self):
        """How many colours the map's canvas holds."""
        return self.map.evaluate(PIXELS)
