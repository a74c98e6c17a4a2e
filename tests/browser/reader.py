"""A reader at their browser: opens a page, presses the legend, looks at the map, clicks."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Frame, Locator, Page

FRAME = "iframe[src*='st_folium']"
AT_REST = "document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"
STANDS = f"() => window.ftView && ftView().written && {AT_REST}"
DRAWN = f"""() => {{
    const map = document.querySelector("{FRAME}")?.contentWindow;
    return map?.ftState && map.ftState().ready && map.ftState().labels.length > 0;
}}"""
# The map is asked through the page: that is one question, where its frame would have to be found first.
STATE = f"""() => [...document.querySelectorAll("{FRAME}")].find((one) => one.contentWindow?.ftState)?.contentWindow"""
PIXELS = """() => {
    const canvas = document.querySelector(".leaflet-overlay-pane canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let at = 0; at < data.length; at += 40) colours.add(data.slice(at, at + 4).join());
    return colours.size;
}"""
# A point of the map where nothing but the ground lies: of this cluster, or outside of all. No control, no symbol near,
# and nothing of the page above the frame.
GROUND = """(name) => {
    const clusters = [...ft.items.values()].filter((item) => item.role === "cluster");
    const at = (x, y) => clusters.filter((item) => ft.inside(ft.map.containerPointToLatLng([x, y]), item));
    const wanted = (x, y) => at(x, y).map((item) => item.id).join() === name;
    const around = (x, y) => [-8, 0, 8].every((dx) => [-8, 0, 8].every((dy) => wanted(x + dx, y + dy)));
    const clear = (x, y) => ftState().shown.every((id) => Math.hypot(ftWhere(id).x - x, ftWhere(id).y - y) > 20);
    const own = window.frameElement, box = own ? own.getBoundingClientRect() : { x: 0, y: 0 };
    const open = (x, y) => !own || parent.document.elementFromPoint(box.x + x, box.y + y) === own;
    const { x: width, y: height } = ft.map.getSize();
    for (let x = 10; x < width; x += 10) for (let y = 10; y < height; y += 10) {
        if (document.elementFromPoint(x, y)?.tagName !== "CANVAS" || !open(x, y)) continue;
        if (clear(x, y) && around(x, y)) return [x, y];
    }
    return null;
}"""
CELLS = """rows => rows.filter(row => row.checkVisibility()).map(
    row => [...row.children].map(cell => cell.textContent))"""
SAID = "() => !window.ftView || ftView().written"
WRITTEN = "() => ftView().written && location.href"  # the address bar's own words, once they are those of the client
# To an address of the dashboard without a load, as a step of the history leads there; not where something else is open.
VISIT = """(address) => {
    if (!window.ftView || new URL(address).origin !== location.origin) return false;
    History.prototype.pushState.call(history, {}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    return new Promise(done => requestAnimationFrame(() => setTimeout(() => done(true))));
}"""
IN_SIGHT = "(all, name) => all.filter(one => one.checkVisibility()).map(one => one.dataset[name])"


def reload(page: Page):
    """Load a page anew, not before its address says what it shows: no hand is as quick."""
    page.wait_for_function(SAID)
    page.reload()


def back(page: Page):
    """A step back in the history, not before the last one stands in it."""
    page.wait_for_function(SAID)
    page.go_back()


@dataclass
class Reader:
    """One browser tab on the dashboard at `address`."""

    page: Page
    address: str
    stays: bool = False  # whether the tab may go to another address without a load

    def open(self, name="overview", **query):
        """Open a page by its address and wait until its map is drawn."""
        address = self.url(name, **query)
        if not (self.stays and self.page.evaluate(VISIT, address)):
            self.page.goto(address)
        self.settle()
        return self

    def url(self, name="overview", **query):
        """The address of a page; the first page has none of its own."""
        path = "" if name == "overview" else name
        return f"{self.address}/{path}" + (f"?{urlencode(query)}" if query else "")

    def settle(self):
        """Wait until the client stands with its address, the run of the server has ended and the map is drawn."""
        self.wait(STANDS)
        self.wait(DRAWN)

    def wait(self, condition, value=None):
        """Wait until a condition of the page, a function of the value, gives something true, and return that."""
        return self.page.wait_for_function(condition, arg=value)

    def go(self, name):
        """Choose a page at the top, in its menu if it stands in one, and wait until it is drawn."""
        link = self.page.locator(f".ft-top a[data-page={name}]").last
        if not link.is_visible():
            self.page.locator(f".ft-nav details:has(a[data-page={name}]) > summary").click()
        link.click()
        self.wait("name => ftView().page === name", name)
        self.settle()

    def press(self, *clusters):
        """Press clusters of the legend, one after another."""
        for cluster in clusters:
            self.legend("cluster", cluster).click()

    def kind(self, name):
        """Take a kind of points off the map, or put it back."""
        self.legend("kind", name).click()

    def status(self, name):
        """Take everything of a status off, or put it back."""
        self.legend("status", name).click()

    def only(self, value):
        """Turn the switch of the legend: "built" or "everything"; "release" or "now"."""
        self.page.locator(f".ft-filter [data-value={value}]").click()

    def speak(self, lang):
        """Choose the language and wait until map and page speak it."""
        self.page.locator(f".ft-language [data-lang={lang}]").click()
        self.until("state.lang === value && ftView().view.lang === value", lang)

    def select(self, name):
        """Select something by the first row or card beside or under the map that stands for it."""
        self.panel(f"[data-id='{name}'] >> visible=true").first.click()
        self.selects(name)

    def legend(self, what, name) -> Locator:
        """The button of a cluster, a kind or a status in the legend."""
        return self.page.locator(f".ft-filter button[data-{what}='{name}']")

    def pressed(self, what):
        """The clusters, kinds or statuses whose buttons are pressed, in their order."""
        buttons = self.page.locator(f".ft-filter button[data-{what}][aria-pressed=true]")
        return buttons.evaluate_all("(all, what) => all.map(one => one.dataset[what])", what)

    def panel(self, selector) -> Locator:
        """Something beside or under the map."""
        return self.page.locator(f":is(.ft-panel, .ft-below) {selector}")

    def listed(self, selector, name):
        """The values of data-`name` of what is in sight beside or under the map."""
        return self.panel(selector).evaluate_all(IN_SIGHT, name)

    def rows(self, table=".ft-below .ft-sorted"):
        """The rows of a table that are in sight, as lists of texts."""
        return self.page.locator(f"{table} tbody tr").evaluate_all(CELLS)

    @property
    def map(self) -> Frame:
        """The frame of the map, once it is there: another takes its place when the office's points change."""
        there = f'[...document.querySelectorAll("{FRAME}")].find(frame => frame.contentWindow?.ft)'
        while not (frame := self.wait(there).as_element().content_frame()):
            pass  # it was taken away since: wait for the next, as long as for any
        return frame

    def state(self):
        """What the map says that it shows."""
        return self.until("true")

    @property
    def view(self):
        """What the page says that it shows: the View, and how many places of it there are."""
        return self.page.evaluate("ftView()")

    def until(self, condition, value=None):
        """Wait until `(state, value) => condition` holds for the map, and return the state of then."""
        return self.wait(
            f"""value => {{
                const map = ({STATE})(), ft = map?.ft, state = map?.ftState();
                return state && ({condition}) ? state : false;
            }}""",
            value,
        ).json_value()

    def selects(self, name):
        """Wait until this, or nothing for "", is selected: on the map, in the View, in the URL."""
        said = "(new URLSearchParams(location.search).get('selected') ?? '')"
        self.until(f"[state.selected, ftView().view.selected, {said}].every(one => one === value)", name)

    @property
    def query(self):
        """The parameters of the URL."""
        return dict(parse_qsl(urlsplit(self.wait(WRITTEN).json_value()).query))

    @property
    def path(self):
        """The page that the URL names."""
        return urlsplit(self.wait(WRITTEN).json_value()).path.strip("/") or "overview"

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
        self.map.evaluate("() => { window.moved = false; ft.map.once('moveend', () => { window.moved = true; }); }")
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + by[0], y + by[1], steps=5)
        self.page.mouse.up()
        self.map.wait_for_function("window.moved")

    def choose_background(self, name):
        """Choose a background by its words."""
        self.page.locator("#ft-basemap").select_option(label=name)

    def pixels(self):
        """How many colours the map's canvas holds."""
        return self.map.evaluate(PIXELS)
