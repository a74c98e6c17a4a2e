"""Points that a file takes back to what they were: its rows are of an old file, or of an export of some while ago."""

from collections.abc import Iterable, Sequence

from fengtai_map.model import UserPoint
from fengtai_map.problems import Problem, first_names
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.made_once import Latest
from fengtai_map.ui.user_points import store, verdict
from fengtai_map.ui.user_points.incoming_file import IncomingFile
from fengtai_map.user_points.upload import differences

MOST = 2000  # points that are looked up in the history
NAMED = 5
State = tuple[int, UserPoint]  # the number of a change and a point before it
FOUND: Latest[Sequence[State]] = Latest(4)


def told(ctx: PageContext, case: IncomingFile) -> None:
    """Say which points the file would take back to what they were before an earlier change, or bring back."""
    made = case.made.changes
    new = [*(after for _, after in made.changed), *made.added][:MOST]
    key = (case.kept.state, case.made.digest)
    if found := FOUND.of(key, lambda: returning(new, store.states([one.id for one in new]))):
        names = first_names([one.name.zh for _, one in found], NAMED)
        changes = ", ".join(str(change) for change in sorted({change for change, _ in found}))
        said = {"n": f"{len(found):,}", "names": names, "changes": changes[:60]}
        verdict.problem_list(ctx, "incoming.notices", [Problem("upload-earlier", case.held.name, "", said)])


def returning(new: Iterable[UserPoint], states: Iterable[State]) -> Sequence[State]:
    """The states to which points return, each with the latest change that ended it; `states` have the latest first."""
    after = {one.id: one for one in new}
    found: dict[str, State] = {}
    for change, was in states:
        if was.id not in found and all(field == "list" for field, *_ in differences(was, after[was.id])):
            found[was.id] = change, was
    return tuple(found.values())
