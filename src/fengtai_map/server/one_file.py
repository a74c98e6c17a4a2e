"""The district as one file that opens in browsers below the floor and without a server, kept at hand."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fengtai_map.data.load import TEXT
from fengtai_map.data.load.reload import loaded_data
from fengtai_map.export.formats import of_view
from fengtai_map.export.html.page import POLICY, page
from fengtai_map.model import Atlas
from fengtai_map.view.url import View

NAME = "fengtai-map.html"
FRAMED = "frame-ancestors 'self'"


def routes(base: str, root: Path) -> list[Route]:
    """The address of the file below a base path; while the data cannot be shown it leads to the page of problems."""

    async def answer(_: Request) -> Response:
        atlas = loaded_data(root, TEXT).atlas
        if atlas is None:
            return RedirectResponse(f"{base}/")
        made = await run_sync(_made, _Kept(atlas), datetime.now(UTC).date().isoformat())
        return Response(made, media_type="text/html", headers={"Content-Security-Policy": f"{POLICY}; {FRAMED}"})

    return [Route(f"{base}/{NAME}", answer)]


class _Kept:
    """An Atlas as a key: two of one serial are the same."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def __hash__(self) -> int:
        return self.atlas.serial

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.atlas.serial == other.atlas.serial


@lru_cache(maxsize=1)
def _made(kept: _Kept, day: str) -> bytes:
    """The whole district, made once a day and again when the data change."""
    return page(kept.atlas, of_view(kept.atlas, View(), ()), day, manual=True)
