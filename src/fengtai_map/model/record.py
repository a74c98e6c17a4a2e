"""What every record is: frozen, with ids that a URL can carry."""

from functools import cached_property
from itertools import count
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from fengtai_map.i18n import Text

Alias = Annotated[str, StringConstraints(pattern=r"\S")]  # another name, of which something is seen
SERIALS = count()  # numbers that no two values of this process share
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Record(BaseModel):
    """A frozen value that refuses keys it does not know, and numbers that are none."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, ignored_types=(cached_property,))


class Named(Record):
    """A record with an id that a URL can carry, and a name in both languages."""

    id: Id
    name: Text
