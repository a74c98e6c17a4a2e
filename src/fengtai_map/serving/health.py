"""Two addresses for whoever watches the process: `/healthz`, it lives, and `/readyz`, it has something to show."""

from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from fengtai_map.load import read

Stamp = tuple[tuple[str, int, int], ...]


def routes(base: str, root: Path) -> list[Route]:
    """Both addresses below a base path. They answer in JSON, 200 or 503, and name no file and no reader."""

    def ready(_: Request) -> JSONResponse:
        codes = problems(root)
        return JSONResponse({"status": "unready", "codes": codes}, 503) if codes else JSONResponse({"status": "ready"})

    return [Route(f"{base}/healthz", alive), Route(f"{base}/readyz", ready)]


async def alive(_: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "alive"})


def problems(root: Path) -> list[str]:
    """The codes of what is wrong with a data folder, each once; empty when it can be shown."""
    try:
        return list(_codes(root, _stamp(root)))
    except OSError:  # a file went while its stamp was taken: the next question finds a quieter folder
        return ["file-unreadable"]


@lru_cache(maxsize=2)
def _codes(root: Path, stamp: Stamp) -> tuple[str, ...]:  # noqa: ARG001  # a changed stamp reads the data anew
    _, folder = read(root)
    return tuple(dict.fromkeys(problem.code for problem in folder.problems))


def _stamp(root: Path) -> Stamp:
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
