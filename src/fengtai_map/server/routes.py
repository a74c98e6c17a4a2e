"""Addresses that are answered without Streamlit.

`/healthz`, the process lives, and `/readyz`, it has something to show, are for monitoring. The district as one file is
for browsers below the floor too; 使用说明 is the manual.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from fengtai_map import manual
from fengtai_map.clock import today
from fengtai_map.data.load import TEXT
from fengtai_map.data.load.reload import loaded_data
from fengtai_map.export.formats import of_view
from fengtai_map.export.html.page import POLICY, page
from fengtai_map.model import Atlas
from fengtai_map.view.url import View

ONE_FILE = "fengtai-map.html"
FRAMED = "frame-ancestors 'self'"
Made = Callable[[Atlas, Request], tuple[str | bytes, str]]  # a page and its Content-Security-Policy


def routes(base: str, root: Path, copy: str = "") -> list[Route]:
    """All of them below a base path; while the data cannot be shown the pages lead to that of problems.

    The manual has one a language, `/help.html` and `/help-en.html`, or `/help.html?lang=en`.
    `copy` is what `/healthz` of this copy of the dashboard is known by: see laptop.running.
    """
    pages: dict[str, Made] = {file: partial(_manual, lang) for lang, file in manual.NAMES.items()}
    made = [_page(base, root, name, made) for name, made in ({ONE_FILE: _one_file} | pages).items()]
    return [*_health(base, root, copy), *made]


def _health(base: str, root: Path, copy: str) -> list[Route]:
    """Both addresses for monitoring answer in JSON, 200 or 503, and name no file and no reader."""

    async def alive(_: Request) -> JSONResponse:
        return JSONResponse({"status": "alive"} | ({"copy": copy} if copy else {}))

    def ready(_: Request) -> JSONResponse:
        codes = problems(root)
        return JSONResponse({"status": "unready", "codes": codes}, 503) if codes else JSONResponse({"status": "ready"})

    return [Route(f"{base}/healthz", alive), Route(f"{base}/readyz", ready)]


def problems(root: Path) -> list[str]:
    """The codes of what is wrong with a data folder, each once; empty when it can be shown."""
    return list(dict.fromkeys(problem.code for problem in loaded_data(root, TEXT).problems))


def _page(base: str, root: Path, name: str, made: Made) -> Route:
    async def answer(request: Request) -> Response:
        atlas = (await run_sync(loaded_data, root, TEXT)).atlas  # which reads the folder, where it has changed
        if atlas is None:
            return RedirectResponse(f"{base}/")
        content, policy = await run_sync(made, atlas, request)
        return Response(content, media_type="text/html", headers={"Content-Security-Policy": f"{policy}; {FRAMED}"})

    return Route(f"{base}/{name}", answer)


def _manual(lang: str, atlas: Atlas, request: Request) -> tuple[str | bytes, str]:
    asked = request.query_params.get("lang", lang)
    return manual.page(atlas.words[asked if asked in manual.NAMES else lang]), manual.policy()


def _one_file(atlas: Atlas, _: Request) -> tuple[str | bytes, str]:
    return _district(_Kept(atlas.serial, atlas), today()), POLICY


@dataclass(frozen=True)
class _Kept:
    """An Atlas as a key: two of one serial are the same."""

    serial: int
    atlas: Atlas = field(compare=False)


@lru_cache(maxsize=1)
def _district(kept: _Kept, day: str) -> bytes:
    """The whole district, made once a day and again when the data change."""
    return page(kept.atlas, of_view(kept.atlas, View(), ()), day, manual=True)
