"""使用说明 · the manual at its addresses: `/help.html` and `/help-en.html`, or `/help.html?lang=en`."""

from pathlib import Path

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fengtai_map import manual
from fengtai_map.data.load import TEXT
from fengtai_map.data.load.reload import loaded_data
from fengtai_map.server.one_file import FRAMED


def routes(base: str, root: Path) -> list[Route]:
    """A page a language, below a base path; while the data cannot be shown they lead to the page of problems."""
    return [_route(base, root, lang, file) for lang, file in manual.NAMES.items()]


def _route(base: str, root: Path, lang: str, file: str) -> Route:
    async def answer(request: Request) -> Response:
        atlas = loaded_data(root, TEXT).atlas
        if atlas is None:
            return RedirectResponse(f"{base}/")
        asked = request.query_params.get("lang", lang)
        made = await run_sync(manual.page, atlas.words[asked if asked in manual.NAMES else lang])
        policy = f"{manual.policy()}; {FRAMED}"
        return Response(made, media_type="text/html", headers={"Content-Security-Policy": policy})

    return Route(f"{base}/{file}", answer)
