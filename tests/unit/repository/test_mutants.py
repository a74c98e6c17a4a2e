"""What make mutants draws, counts and says."""

import tomllib

from tests.data_rows import ROOT
from tools import mutants

NAMES = [f"fengtai_map.{package}.m.x_f__mutmut_{n}" for package in ("view", "geo", "user_points") for n in range(1, 6)]
RESULTS = "\n".join(f"    {name}: {'survived' if name.endswith('1') else 'killed'}" for name in NAMES)


def test_the_same_seed_draws_the_same_and_another_others():
    held = mutants.states(RESULTS)
    assert list(held) == NAMES
    first, again, other = (mutants.drawn(held, seed, 2) for seed in (1, 1, 2))
    assert first == again != other
    assert first[:10] == NAMES[:10]  # of the small packages all
    assert len(first) == 12
    assert len(mutants.drawn(held, 1, 99)) == 15


def test_a_mutant_that_no_test_reaches_is_not_found():
    ended = mutants.states(RESULTS) | {NAMES[1]: "no tests", NAMES[2]: "timeout"}
    assert mutants.shares(ended) == {"view": 0.6, "geo": 0.8, "user_points": 0.8}
    *named, view, geo, large, _ = mutants.report(ended, 17)
    assert f"survived: {NAMES[0]}" in named
    assert f"no tests: {NAMES[1]}" in named
    assert (view, geo) == (
        "view: 60.0% of 5 mutants found (2 killed, 1 survived, 1 no tests, 1 timeout)",
        "geo: 80.0% of 5 mutants found (4 killed, 1 survived)",
    )
    assert "5 mutants drawn by seed 17 found" in large


def test_what_it_installs_is_pinned():
    lines = (ROOT / "requirements-mutants.txt").read_text(encoding="utf-8").splitlines()
    assert all("==" in line for line in lines if line and not line.startswith(("#", "-r")))


def test_the_tests_it_asks_and_those_it_leaves_out_are_there():
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    left_out = [one for one in said["pytest_add_cli_args"] if "::" in one]
    assert left_out
    for one in (*said["pytest_add_cli_args_test_selection"], *left_out):
        path, _, name = one.partition("::")
        assert (ROOT / path).exists(), one
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), one
