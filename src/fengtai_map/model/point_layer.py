"""Points that are too many to be records of their own: a column a property."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from fengtai_map.model.record import SERIALS

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]  # positions in a list of names, -1 for none of them


@dataclass(frozen=True, eq=False)
class PointColumns:
    """The office's own points as columns of one length, in the order of their numbers.

    `number` is the store's own. `lon`, `lat` are WGS-84 degrees, `error_m` metres. `kind`, `status` and `cluster` are
    positions in `kinds`, `statuses` and `clusters`; a point outside every cluster has -1.
    """

    number: Codes
    lon: Floats
    lat: Floats
    error_m: Floats
    kinds: tuple[str, ...]
    kind: Codes
    statuses: tuple[str, ...]
    status: Codes
    clusters: tuple[str, ...]
    cluster: Codes
    serial: int = field(init=False, default_factory=SERIALS.__next__)  # as of an Atlas

    def __len__(self) -> int:
        return len(self.number)
