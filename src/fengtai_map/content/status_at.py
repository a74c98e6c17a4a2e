"""Statuses at the time a View looks at: what they are, whether the View shows them, and of which day they are."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from fengtai_map.content.figures import period
from fengtai_map.model import Atlas, Entry, Fact, Place
from fengtai_map.view.url import View

R = TypeVar("R", Fact, Entry, Place)
ROLE = "role"  # what the district or a cluster is called: neither built nor planned
BUILT = {  # kinds of entries that are built; that an industry exists would sound strange
    "area", "commercial-district", "hospital", "housing", "hub", "institution", "project", "rail", "renewal-area",
    "school",
}  # fmt: skip


def stated(row: Fact | Entry | Place, view: View) -> str | None:
    """The status that a View looks at: that of the release, or the latest that is known.

    >>> place = next(place for place in atlas.places if place.later)
    >>> stated(place, View()) == place.status, stated(place, View(time="now")) == place.later[-1].status
    (True, True)
    """
    return row.now if view.time == "now" and not isinstance(row, Fact) else row.status


def tagged(entry: Entry, view: View) -> str | None:
    """The status that the tag beside an entry says, on the screen and on paper; None where it has none.

    >>> role = next(entry for entry in atlas.entries if entry.kind == "role" and entry.status)
    >>> tagged(role, View())
    """
    status = stated(entry, view)
    if entry.kind == ROLE or (status == "existing" and entry.kind not in BUILT):
        return None
    return status


def shows_status(row: Fact | Entry | Place, view: View) -> bool:
    """Whether a View shows something as far as its status goes."""
    return view.shows(stated(row, view))


def shown(view: View, rows: Sequence[R]) -> tuple[R, ...]:
    """Those whose status the View shows: with «only what exists» no target and no plan."""
    return tuple(row for row in rows if shows_status(row, view))


def as_of(atlas: Atlas, kinds: Collection[str], time: str, lang: str) -> str:
    """Of which day the statuses of these kinds of points are, in a line that stands wherever statuses do."""
    line, others = dated(atlas, kinds, time, lang)
    return line + (atlas.words[lang]("time.others", others=others) if others else "")


def dated(atlas: Atlas, kinds: Collection[str], time: str, lang: str) -> tuple[str, str]:
    """The same in two parts: most are of the day of the release; kinds whose points are of another day, with theirs."""
    words, released = atlas.words[lang], atlas.release.date.isoformat()
    days: dict[str, list[str]] = {}
    for kind in kinds:
        of_kind = {p.as_of for p in atlas.points if p.kind == kind and p.as_of} - {released}
        for day in sorted(of_kind):
            days.setdefault(day, []).append(words(f"kind.{kind}"))
    comma = words("list.comma")
    others = [words("time.kinds", kinds=comma.join(names), day=period(atlas, day, lang)) for day, names in days.items()]
    return words(f"time.as-of-{time}", day=period(atlas, released, lang)), words("time.join").join(others)


def since(atlas: Atlas, row: Entry | Place, lang: str) -> tuple[str, ...]:
    """What became known of something after the release: the day, the status, what and from whom."""
    words = atlas.words[lang]
    return tuple(
        words(
            "export.pair",
            label=f"{period(atlas, one.as_of, lang)} {words(f'status.{one.status}')}",
            value=words("since.line", what=one.what[lang], source=one.source[lang]),
        )
        for one in row.later
    )
