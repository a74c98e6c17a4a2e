"""A story is told with a clicker, wherever the focus is: in the page, or inside the map that was clicked."""

import pytest

from fengtai_map.panels.stories import kinds, stop_of_cluster

FOCUS = ("page", "map")
FORWARD = ("PageDown", "ArrowRight", "ArrowDown", " ", "Enter")
BACK = ("PageUp", "ArrowLeft", "ArrowUp", "Backspace")


@pytest.fixture(params=FOCUS)
def begun(request, reader):
    """Opens a story at a stop, the focus in the page or, after a click on it, inside the map."""

    def at(stop, **query):
        reader.open("present", story="district", stop=stop, **query)
        if request.param == "map":
            reader.click(*reader.ground())
            assert reader.page.evaluate("document.activeElement.tagName") == "IFRAME"
        return reader

    return at


def stands_at(reader, stop):
    """Wait until the story is at a stop: on the map, in the words, in the URL."""
    reader.until("state.talk && state.talk.stop === value", stop)
    reader.page.locator(".ft-stop footer strong", has_text=f"{stop} /").wait_for()
    assert reader.query["stop"] == str(stop)


def test_every_key_of_a_clicker_turns_the_page(begun):
    reader = begun(1)
    for stop, key in enumerate(FORWARD, 2):
        reader.page.keyboard.press(key)
        stands_at(reader, stop)
    for stop, key in zip(range(len(FORWARD), 0, -1), BACK, strict=False):
        reader.page.keyboard.press(key)
        stands_at(reader, stop)
    reader.page.keyboard.press("Home")
    stands_at(reader, 1)


def test_the_whole_story_is_walked_by_keys_and_each_stop_shows_what_it_says(begun, atlas):
    story = next(story for story in atlas.stories if story.id == "district")
    reader = begun(1)
    for number, stop in enumerate(story.stop, 1):
        stands_at(reader, number)
        state = reader.state()
        points = [p for p in (*atlas.places, *atlas.stations) if p.lon is not None and p.kind in kinds(atlas, stop)]
        assert set(state["shown"]) == {p.id for p in points if not stop.clusters or p.cluster in stop.clusters}
        assert reader.page.locator(".ft-stop h1").inner_text() == stop.headline.zh
        assert reader.page.locator(".ft-stop details").count() == len(stop.figures)
        reader.page.keyboard.press("PageDown")
    stands_at(reader, len(story.stop))


def test_two_quick_presses_are_two_steps(begun):
    reader = begun(3)
    reader.page.keyboard.press("PageDown")
    reader.page.keyboard.press("PageDown")
    stands_at(reader, 5)


def test_end_goes_to_the_last_stop_and_not_beyond(begun, atlas):
    last = len(next(story for story in atlas.stories if story.id == "district").stop)
    reader = begun(3)
    reader.page.keyboard.press("End")
    stands_at(reader, last)
    reader.page.keyboard.press("PageDown")
    reader.page.keyboard.press("PageUp")
    stands_at(reader, last - 1)


def test_a_digit_goes_to_its_cluster(reader, atlas):
    story = next(story for story in atlas.stories if story.id == "district")
    reader.open("present", story="district", stop=1)
    for cluster in atlas.clusters:
        reader.page.keyboard.press(str(cluster.order))
        stands_at(reader, stop_of_cluster(atlas, story)[str(cluster.order)])
        assert reader.state()["clusters"] == [cluster.id]


def test_a_key_covers_the_screen_and_again_uncovers_it(begun):
    reader = begun(2)
    for key, over in (("b", "black"), (".", "black"), ("n", "notes"), ("?", "keys")):
        reader.page.keyboard.press(key)
        reader.page.locator(f".ft-over.{over}").wait_for()
        reader.page.keyboard.press(key)
        reader.page.locator(".ft-over").wait_for(state="detached")
    stands_at(reader, 2)


def test_black_covers_everything(reader):
    reader.open("present", story="district", stop=2, over="black")
    box = reader.page.locator(".ft-over.black").bounding_box()
    assert (box["width"], box["height"]) == (1440, 900)
    assert reader.page.evaluate("document.elementFromPoint(720, 450).className").endswith("black")


def test_escape_leaves_the_story(begun):
    reader = begun(4)
    reader.page.keyboard.press("Escape")
    reader.page.locator(".ft-headline h1", has_text="汇报").wait_for()
    assert "stop" not in reader.query


def test_the_map_is_the_same_from_stop_to_stop(reader):
    reader.open("present", story="district", stop=1)
    reader.map.evaluate("window.same = true")
    reader.page.keyboard.press("PageDown")
    stands_at(reader, 2)
    assert reader.map.evaluate("window.same") is True


def test_a_reload_lands_on_the_same_stop(reader):
    reader.open("present", story="district", stop=1)
    reader.page.keyboard.press("PageDown")
    stands_at(reader, 2)
    reader.page.reload()
    reader.settle()
    stands_at(reader, 2)


def test_a_story_by_itself_goes_on_and_begins_again(reader):
    reader.open("present", story="short", stop=4, seconds=1)
    stands_at(reader, 5)
    stands_at(reader, 1)


def test_nothing_of_streamlit_stands_around_a_story(reader):
    reader.open("present", story="district", stop=1)
    for part in ("stHeader", "stSidebar"):
        assert not reader.page.get_by_test_id(part).is_visible()


def test_keys_are_the_pages_own_where_no_story_is_told(reader):
    reader.open("overview")
    reader.page.keyboard.press("PageDown")
    reader.page.keyboard.press("n")
    assert reader.state()["talk"] is None
    assert reader.page.locator(".ft-over").count() == 0


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_stop_fits_the_screen(reader, atlas, size, lang):
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    story = next(story for story in atlas.stories if story.id == "district")
    reader.open("present", story="district", stop=1, lang=lang)
    for number in range(1, len(story.stop) + 1):
        stands_at(reader, number)
        frame = reader.page.locator("iframe").bounding_box()
        assert frame["y"] + frame["height"] <= size[1]
        assert frame["width"] > size[0] / 2
        parts = reader.page.locator(".ft-stop-figures")
        assert parts.evaluate("one => one.scrollHeight <= one.clientHeight"), number
        foot = reader.page.locator(".ft-stop footer").bounding_box()
        assert foot["y"] + foot["height"] <= size[1]
        reader.page.keyboard.press("PageDown")
