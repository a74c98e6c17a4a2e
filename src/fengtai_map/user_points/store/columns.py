"""The points of a store as columns, and questions about a few of very many."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, not_, or_, select

from fengtai_map.model import PointColumns
from fengtai_map.model.user_points import Codes
from fengtai_map.user_points.store.schema import POINTS

TAKEN = ("fid", "lon", "lat", "error_m", "kind", "status")


def columns(connection: Connection, without: Collection[str]) -> PointColumns:
    """All points but those with these ids, none in a cluster yet."""
    asked = select(*(POINTS.c[name] for name in TAKEN)).where(POINTS.c.id.not_in(without)).order_by(POINTS.c.fid)
    rows = connection.execute(asked).all()
    number, lon, lat, error, kind, status = zip(*rows, strict=True) if rows else [()] * len(TAKEN)
    kinds, kind_codes = _coded(kind)
    statuses, status_codes = _coded(status)
    return PointColumns(
        number=np.array(number, dtype=np.int64),
        lon=np.array(lon, dtype=np.float64),
        lat=np.array(lat, dtype=np.float64),
        error_m=np.array(error, dtype=np.float64),
        kinds=kinds,
        kind=kind_codes,
        statuses=statuses,
        status=status_codes,
        clusters=(),
        cluster=np.full(len(rows), -1, dtype=np.int64),
    )


def _coded(values: Sequence[str]) -> tuple[tuple[str, ...], Codes]:
    names = tuple(sorted(set(values)))
    place = {name: position for position, name in enumerate(names)}
    return names, np.array([place[value] for value in values], dtype=np.int64)


def odd(kinds: Collection[str], bases: Collection[str], taken: Collection[str], limit: int) -> Select[Any]:
    """A question for points of other kinds or bases than these, or with an id that is taken."""
    other = or_(POINTS.c.kind.not_in(kinds), POINTS.c.basis.not_in(bases), POINTS.c.id.in_(taken))
    return select(POINTS).where(other).limit(limit)


def named(text: str, limit: int) -> Select[Any]:
    """A question for points whose name or note holds a text, those that begin with it first."""
    fields = (POINTS.c.name_zh, POINTS.c.name_en, POINTS.c.note)
    holds = or_(*(field.icontains(text, autoescape=True) for field in fields))
    return select(POINTS).where(holds).order_by(not_(_begins(text)), POINTS.c.fid).limit(limit)


def _begins(text: str) -> ColumnElement[bool]:
    return or_(*(field.istartswith(text, autoescape=True) for field in (POINTS.c.name_zh, POINTS.c.name_en)))
