"""Settings that nobody knows: a slip of the pen must not become silence."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping

from fengtai_map.problems import Problem
from fengtai_map.server.settings import ENVIRONMENT, NAMES

OURS = "FENGTAI_"
TOOLS = re.compile(r"FENGTAI_(BROWSER|SEARCH_ANSWERS|TEST_\w+)")  # of the tests, which start servers too
NEAR = 0.85  # likeness (0 to 1) from which a name without our prefix counts as a misspelt setting of ours
NEARER = 0.9  # Streamlit's own settings are long, and like each other


def unknown(
    environment: Mapping[str, str], options: Collection[str], backgrounds: Collection[str] | None
) -> Iterator[Problem]:
    """Every name of an environment that is no setting, with the nearest that is one.

    `options` are the names of Streamlit's that are read, `backgrounds` those that the online backgrounds of the data
    ask for; None where the data cannot be read, so that any key may be one.
    """
    known = [*NAMES, *options, *(backgrounds or ())]
    for name in sorted(set(environment) - set(known)):
        if TOOLS.fullmatch(name) or (backgrounds is None and name.startswith(OURS) and name.endswith("_KEY")):
            continue
        cutoff = 0.0 if name.startswith(OURS) else NEARER if name.startswith("STREAMLIT_") else NEAR
        for near in difflib.get_close_matches(name, known, n=1, cutoff=cutoff):
            yield Problem("key-unknown", ENVIRONMENT, name, {"key": name, "near": near})
