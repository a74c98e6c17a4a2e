"""Files made to take all memory or never to end: each ends as a problem, within the bounds, and leaves nothing."""

from dataclasses import dataclass
from typing import get_args

import psutil
import pytest

from fengtai_map.i18n import described
from fengtai_map.sandbox import Bounds, LimitReached, Sandbox, SharedArgument, Why
from fengtai_map.ui.user_points.read_file import why_unread
from fengtai_map.user_points.upload import Choice
from fengtai_map.user_points.upload.parse import read_files
from tests.bombs import BOMBS
from tests.every import again, every
from tests.problem_codes import CODES
from tests.sample_files import plain

BOUNDS = Bounds(memory=400_000_000, seconds=3, answer=64_000_000, scratch=100_000_000)  # smaller than those of data/
SPARE = 1.25  # of the memory: what is taken between two looks
OF_EACH_FORM = ("cells.xlsx", "again.zip", "line.csv", "points.geojson", "deep.kml", "sorted.gpkg")
UNREAD = ("styles.xlsx", "fonts.xlsx")  # a workbook's values are read without its looks: these do no harm any more


@pytest.fixture(scope="module")
def box():
    made = Sandbox()
    yield made
    made.close()


@dataclass
class Bitten:
    """What reading a file came to."""

    codes: list[str]
    most: int
    pid: int


def bite(box, atlas, content, name):
    """The codes of a file's problems, with the memory its reading took and the process it was read in."""
    most, process = 0, box._process  # one that waits may have answered and been ended before it is looked for
    with box.asked(BOUNDS, read_files, {name: content}, SharedArgument("atlas", atlas), Choice(), ()) as job:
        while not job.wait(0.02):
            process = box._process or process
            most = max(most, process.most if process else 0)
        process = box._process or process
        try:
            problems = job.result().problems
        except LimitReached as ended:
            problems = (why_unread(ended.why, name, atlas.upload.limits),)
    for problem in problems:
        assert problem.code in CODES
        assert all(problem.code not in "".join(described(words, problem)) for words in atlas.words.values())
    return Bitten([problem.code for problem in problems], max(most, process.most), process._process.pid)


@every("why", sorted({*get_args(Why)} - {"left"}))
def test_whatever_ended_the_reading_of_a_file_has_words(atlas, why):
    limits = atlas.upload.limits
    said = [described(words, why_unread(why, "a.csv", limits)) for words in atlas.words.values()]
    assert not [text for texts in said for text in texts if "{" in text or "upload-" in text]
    assert ("60" in said[0][0]) is (why == "time")
    assert ("64" in said[0][0]) is (why == "answer")


@pytest.mark.parametrize("name", [*OF_EACH_FORM, *again(*(name for name in BOMBS if name not in OF_EACH_FORM))])
def test_a_file_that_takes_everything_ends_as_a_problem(box, atlas, name):
    assert bite(box, atlas, plain(), "a.csv").codes == []
    bitten = bite(box, atlas, BOMBS[name](), name)
    assert bool(bitten.codes) is (name not in UNREAD)
    assert bitten.most < BOUNDS.memory * SPARE
    assert not psutil.pid_exists(bitten.pid) or psutil.Process(bitten.pid).cpu_percent(0.1) < 50
    assert bite(box, atlas, plain(), "a.csv").codes == []
