"""What an endurance run counts as left behind, worked out by hand, and what a log must not say."""

import json
from pathlib import Path

import pytest

from bench.gauge import Gauge, Log, Sample, slope
from bench.soak_page import Soaked
from bench.walkers import Walked

CLEAN = {"active": 0, "kept": 1, "leaked": 0, "uploads": 0}
QUIET = Log(3, ())


def soaked(*, held=CLEAN, log=QUIET, walked=None, end=(20, 3), left=0):
    """A run of a minute that ends with so many open and so many temporary files."""
    samples = [Sample(float(second), 300, 20, 3) for second in range(0, 61, 2)]
    samples.append(Sample(190.0, 300, *end))
    return Soaked(1, 30, walked or Walked(), Gauge(0, Path(), samples), held, log, left)


def test_a_run_that_leaves_nothing_has_no_problems():
    assert soaked().errors == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"held": CLEAN | {"leaked": 2}}, "left: 2 sessions that nobody waits for"),
        ({"held": CLEAN | {"active": 1}}, "left: 1 sessions still connected"),
        ({"held": CLEAN | {"uploads": 1}}, "left: 1 uploads"),
        ({"end": (172, 3)}, "left: 2 open files more than at first, 150 being allowed"),
        ({"end": (20, 29)}, "left: 4 temporary files more than the 25 served"),
        ({"left": 1}, "left: 1 temporary files after its end"),
        ({"log": Log(3, ("Traceback",))}, "log: Traceback"),
        ({"walked": Walked(errors=["page: KeyError: 'x'"])}, "page: KeyError: 'x'"),
    ],
    ids=str,
)
def test_whatever_is_left_is_a_problem(found, said):
    assert soaked(**found).errors == [said]


def test_the_slope_is_that_of_the_straight_line_through_the_samples():
    assert slope([Sample(at, 300 + at / 60, 0, 0) for at in (0.0, 30.0, 60.0, 600.0)]) == pytest.approx(60)


def test_errors_traces_failed_answers_and_what_is_no_json_are_problems_of_a_log(tmp_path):
    good = {"level": "info", "event": "request", "status": 404}
    bad = [good | {"level": "error"}, good | {"trace": "…"}, good | {"status": 500}]
    lines = [*map(json.dumps, [good, *bad]), "Traceback (most recent call last):"]
    log = tmp_path / "log"
    log.write_text("\n".join(lines), encoding="utf-8")
    assert Log.read(log) == Log(5, tuple(lines[1:]))
