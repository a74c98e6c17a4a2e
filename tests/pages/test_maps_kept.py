"""The scripts of maps: one comes each time the office's points change, and an old one goes."""

import gc
from pathlib import Path

import pytest

from bench import soak_page
from bench.clerk import point
from fengtai_map.ui import client_mount, map_component, script_files
from fengtai_map.ui.context import Published
from fengtai_map.user_points.merge import with_user_points


@pytest.fixture
def drawn(atlas):
    """Draws the map of a new Atlas that has one point of our own, by its number."""
    map_component.strings.clear()

    def draw(number):
        strings = map_component.strings(Published(atlas, with_user_points(atlas, [point(number)])), {})
        strings.given()
        return strings.stamp

    yield draw
    map_component.strings.clear()


def files(made):
    """Which of these maps have a file: books and the client lie beside them."""
    return {path.stem for path in Path(script_files.FOLDER.name).iterdir()} & set(made)


def test_an_endurance_run_allows_for_them_and_for_the_books():
    assert (soak_page.MAPS, soak_page.BOOKS) == (map_component.KEPT, client_mount.KEPT)


def test_only_the_latest_stay(drawn):
    made = [drawn(number) for number in range(map_component.KEPT + 2)]
    assert len(set(made)) == len(made)
    assert files(made) == set(made[2:])


def test_one_that_a_later_map_has_again_is_written_again(drawn):
    first, *others = made = [drawn(number) for number in (*range(map_component.KEPT), 0, 1)]
    assert first in files(made)
    assert files(made) == {first, *others}


def test_only_the_first_map_takes_what_is_there_out_of_the_collectors_sight(drawn):
    drawn(0)
    before = gc.get_freeze_count()
    kept = [[] for _ in range(1000)]
    drawn(1)
    assert gc.get_freeze_count() <= before
    assert len(kept) == 1000
