"""Two addresses for monitoring: `/healthz`, the process lives, and `/readyz`, it has something to show."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from fengtai_map.data.load import TEXT
from fengtai_map.data.load.reload import loaded_data


def routes(base: str, root: Path, copy: str = "") -> list[Route]:
    """Both addresses below a base path. They answer in JSON, 200 or 503, and name no file and no reader.

    `copy` is what `/healthz` of this copy of the dashboard is known by: see laptop.running.
    """

    async def alive(_: Request) -> JSONResponse:
        return JSONResponse({"status": "alive"} | ({"copy": copy} if copy else {}))

    def ready(_: Request) -> JSONResponse:
        codes = problems(root)
        return JSONResponse({"status": "unready", "codes": codes}, 503) if codes else JSONResponse({"status": "ready"})

    return [Route(f"{base}/healthz", alive), Route(f"{base}/readyz", ready)]


def problems(root: Path) -> list[str]:
    """The codes of what is wrong with a data folder, each once; empty when it can be shown."""
    return list(dict.fromkeys(problem.code for problem in loaded_data(root, TEXT).problems))
