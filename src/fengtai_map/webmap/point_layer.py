"""Very many points as the map's script takes them: positions and codes, no names. It groups them by the zoom."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fengtai_map.model import PointColumns
from fengtai_map.model.user_points import Codes

MAX_POSITIONS = 150_000  # positions: so many a browser on an office computer still groups without a noticeable pause
GRIDS = (1e-6, 2e-4, 5e-4, 1e-3, 2e-3)  # degrees to which positions are rounded: 0.1, 20, 50, 100, 200 metres
NO_CLUSTER = 255  # the code of no cluster


@dataclass(frozen=True)
class Positions:
    """Positions that differ, rounded to `grid` degrees, and how many points have each.

    A row holds longitude and latitude in units of the grid, then the codes of kind, status and cluster.
    """

    grid: float
    rows: Codes
    counts: Codes


def positions(point_layer: PointColumns, most: int = MAX_POSITIONS) -> Positions:
    """At most so many positions, on the finest grid that has no more; on the coarsest all that there are."""
    for grid in GRIDS:
        east, north = (np.rint(values / grid).astype(np.int64) for values in (point_layer.lon, point_layer.lat))
        codes = (
            point_layer.kind,
            point_layer.status,
            np.where(point_layer.cluster < 0, NO_CLUSTER, point_layer.cluster),
        )
        rows, counts = np.unique(np.stack((east, north, *codes), axis=1), axis=0, return_counts=True)
        if len(rows) <= most:
            break
    return Positions(grid, rows, counts)


def columns_json(point_layer: PointColumns) -> dict[str, Any]:
    """The JSON that assets/point_layer.js reads: little-endian columns in base64, and what the codes mean."""
    found = positions(point_layer)
    east, north, kind, status, cluster = found.rows.T
    return {
        "total": len(point_layer),
        "grid": found.grid,
        "lon": _base64(east, "<i4"),
        "lat": _base64(north, "<i4"),
        "kind": _base64(kind, "u1"),
        "status": _base64(status, "u1"),
        "cluster": _base64(cluster, "u1"),
        "count": _base64(found.counts, "<u4"),
        "kinds": point_layer.kinds,
        "statuses": point_layer.statuses,
        "clusters": point_layer.clusters,
    }


def _base64(values: npt.NDArray[Any], form: str) -> str:
    return b64encode(values.astype(form).tobytes()).decode()
