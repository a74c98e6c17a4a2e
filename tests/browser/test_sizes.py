"""Every page fits the window: a laptop's, a large screen's, a phone's."""

import pytest

from fengtai_map.ui.door import PAGES

SIZES = {"laptop": (1440, 900), "large": (1920, 1080), "phone": (390, 844)}
OVERFLOW = """() => [document.documentElement, document.querySelector(".stMain")]
    .map((box) => box.scrollWidth - box.clientWidth)"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_the_window_and_its_map_is_whole(reader, name):
    reader.open(name)
    for screen, (width, height) in SIZES.items():
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.map.wait_for_function("ft.map.getSize().x === innerWidth")
        assert reader.page.evaluate(OVERFLOW) == [0, 0], screen
        box = reader.page.locator("iframe").bounding_box()
        assert box["x"] >= 0, screen
        assert box["x"] + box["width"] <= width, screen
        if screen != "phone":
            assert box["y"] >= 0, screen
            assert box["y"] + box["height"] <= height, screen
            assert box["height"] >= 300, screen
