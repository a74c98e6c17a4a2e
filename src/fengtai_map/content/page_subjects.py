"""What belongs to a page: its kinds of points, its figures, its entries."""

from fengtai_map.model import Atlas, Entry, Fact, Subject

METRO = "metro-station"


def subject(atlas: Atlas, page: str) -> Subject:
    """The subject of a page in data/pages.toml; where that does not name it an empty one, which restricts nothing."""
    return next((one for one in atlas.pages if one.id == page), Subject(id=page))


def kinds(atlas: Atlas, page: str) -> tuple[str, ...]:
    """The kinds of points a page shows: those of its subject, or everything the Atlas has.

    >>> kinds(atlas, "schools")
    ('school', 'hospital', 'youth-housing')
    """
    return subject(atlas, page).kinds or tuple(atlas.looks)


def facts(atlas: Atlas, page: str) -> tuple[Fact, ...]:
    """The figures of a page, in its own order.

    >>> [fact.id for fact in facts(atlas, "hubs")]
    ['hub-stations']
    """
    by_id = {fact.id: fact for fact in atlas.facts}
    return tuple(by_id[name] for name in subject(atlas, page).facts)


def entries(atlas: Atlas, page: str) -> tuple[Entry, ...]:
    """The entries of the release that belong to a page."""
    about = subject(atlas, page)
    return tuple(entry for entry in atlas.entries if entry.kind in about.entries or entry.id in about.named)
