"""Own points and drafts of them, as the tests of the store make them."""

from fengtai_map.i18n import Text
from fengtai_map.model import UserPoint
from fengtai_map.user_points.store import ChangeDraft

SIGNED = {"who": "王", "reason": "试", "when": "2026-11-25T08:00:00Z"}


def point(id_, **values):
    given = {"name": Text(zh="点", en="Point"), "kind": "school", "lon": 116.3, "lat": 39.85, "error_m": 10.0}
    return UserPoint(id=id_, **{**given, "basis": "mapped", "status": "existing", **values})


def draft(**values):
    return ChangeDraft(**{**SIGNED, **values})


def codes(error):
    return [problem.code for problem in error.value.problems]
