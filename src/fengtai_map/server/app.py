"""Everything put together, and run."""

import asyncio
import os
import signal
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import streamlit
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp
from streamlit import config, file_util
from streamlit.auth_util import get_secrets_auth_section
from streamlit.runtime.pages_manager import PagesManager
from uvicorn._types import ASGI3Application
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from fengtai_map.data.load import DATA, TEXT, read, release_text
from fengtai_map.office_master import NAME, office_master
from fengtai_map.problems import DataError, Problem, in_short
from fengtai_map.reasons import of_system
from fengtai_map.server import connections, json_log, routes, settings, signin
from fengtai_map.server.access import AccessMiddleware
from fengtai_map.server.connections import BytesOnlyMiddleware
from fengtai_map.server.headers import SAFE, CacheControlMiddleware, SecurityHeadersMiddleware, policy
from fengtai_map.server.laptop import copy_of, free, open_when_up, running, show
from fengtai_map.server.page_head import PageHeadMiddleware, page_head_parts
from fengtai_map.server.settings import Settings
from fengtai_map.server.startup_errors import is_there, report_lines
from fengtai_map.server.static_gzip import StaticGzipMiddleware
from fengtai_map.server.streamlit_options import OPTIONS, address, base_path, keep_in_memory, keep_silent, overlay

STYLE = Path(__file__).parents[1] / "ui" / "style.css"  # of Streamlit's page, until ui/ itself has drawn it
STOP_TIMEOUT_S = 10  # seconds that open requests have to end when the process is told to stop


def application(script: Path, *, laptop: bool = False) -> ASGIApp:
    """The dashboard of a script as an ASGI application; what it may do is set in the environment.

    On a `laptop` it takes the next port that is free, unless the environment names one, and opens the browser; where
    this very copy runs already, that is opened and the process ends (SystemExit).
    Streamlit's own settings hold too, those of OPTIONS also from the environment. Raises DataError with every reason
    not to start.
    """
    json_log.begin()
    keep_silent()
    inside = streamlit.App(script)  # before any option is asked: it leads Streamlit to its settings beside the script
    overlay(os.environ)
    rows, _ = read(DATA)
    asked = {name for one in rows.basemaps for name in (one.key_variable, one.needs) if name}
    given = chosen(os.environ, asked if rows.basemaps else None)
    _master(os.environ)
    _sentences(TEXT)
    if given.exposed:
        config.set_option("server.allowedHosts", list(given.hosts))
    copy = copy_of(script.parent, os.environ)
    if laptop:
        _at_home(os.environ, copy)
    keep_in_memory()
    # A folder named pages/ makes Streamlit run its files by themselves until navigation has been called once: who comes
    # first by a deep link, or comes back after a restart, would see a page without its frame for a moment.
    PagesManager.uses_pages_directory = False
    base = base_path()
    pages = PageHeadMiddleware(inside, base=base, parts=page_head_parts(base, STYLE.read_text(encoding="utf-8")))
    app: ASGIApp = Starlette(routes=[*routes.routes(base, DATA, copy), Mount("/", pages)], lifespan=inside.lifespan())
    app = StaticGzipMiddleware(app, base=base, folder=Path(file_util.get_static_dir(), "static"))
    app = AccessMiddleware(BytesOnlyMiddleware(app), base=base, settings=given)
    app = cast("ASGIApp", ProxyHeadersMiddleware(cast("ASGI3Application", app), list(given.proxies)))
    tiles = [address for basemap in rows.basemaps for address in basemap.tiles]
    app = SecurityHeadersMiddleware(app, headers=SAFE | {"Content-Security-Policy": policy(given, tiles)})
    return json_log.RequestLogMiddleware(CacheControlMiddleware(app, base=base))


def _master(environment: Mapping[str, str]) -> None:
    """An office's master that cannot be filled keeps nobody from starting: it is said, and ours is used."""
    if problems := office_master(environment.get(NAME, ""))[1]:
        carried = {**in_short(problems), "told": report_lines(problems)}
        json_log.LOG.warning("office-master", extra={"carried": carried})


def _sentences(text: Path | None) -> None:
    """A text of the release that cannot be read keeps nobody from starting: figures show their quote alone."""
    if text and (unread := release_text(text)[1]):
        problems = [replace(one, file=str(text), place="FENGTAI_RELEASE_TEXT") for one in unread]
        json_log.LOG.warning("release-text", extra={"carried": {**in_short(problems), "told": report_lines(problems)}})


def _at_home(environment: Mapping[str, str], copy: str) -> None:
    """A port of this machine that is free, and the browser opened there; or at the one that runs already."""
    port = config.get_option("server.port")
    if url := running(port, base_path(), copy):
        show(url)
        sys.exit(0)
    if "STREAMLIT_SERVER_PORT" not in environment:
        config.set_option("server.port", port := free(port))
    listens()  # else the browser would be shown whoever does
    open_when_up(f"http://127.0.0.1:{port}{base_path()}")


def chosen(environment: Mapping[str, str], backgrounds: Collection[str] | None) -> Settings:
    """The settings of this process, `backgrounds` as in `settings.unknown`.

    Raises DataError with every reason not to start.
    """
    config.set_option("secrets.files", [one for one in config.get_option("secrets.files") if is_there(one)])
    unreadable = signin.unreadable_secrets(config.get_option("secrets.files"))
    auth = {} if unreadable else _auth()
    given, problems = settings.read_settings(environment, config.get_option("server.address"), sign_in=bool(auth))
    found = [*unreadable, *problems, *signin.problems(auth, given, base_path())]
    found += settings.unknown(environment, OPTIONS, backgrounds)
    if found:
        raise DataError(tuple(found))
    return given


def _auth() -> dict[str, object]:
    """The section [auth] of the secrets; where it is no section at all, one that lacks everything."""
    found: object = get_secrets_auth_section()
    return dict(found) if isinstance(found, Mapping) else {"auth": found}


def listens() -> None:
    """Look whether anybody may listen where the settings say. Raises DataError where not, or somebody else does."""
    port = config.get_option("server.port")
    try:
        asyncio.run(_listen(address(), port))
    except OSError as error:
        particulars = {"value": f"{address()}:{port}", **of_system(error)}
        problem = Problem("start-listen", settings.ENVIRONMENT, "STREAMLIT_SERVER_PORT", particulars)
        raise DataError((problem,)) from error


async def _listen(address: str, port: int) -> None:
    (await asyncio.start_server(lambda *_: None, address, port)).close()


def run(app: ASGIApp) -> None:
    """Serve an application where Streamlit's settings say, until the process is told to stop."""
    # uvicorn hands the signal on when it has ended: unanswered, it would take Python before that has tidied up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    uvicorn.run(
        app,
        host=address(),
        port=config.get_option("server.port"),
        log_config=None,
        access_log=False,
        proxy_headers=False,  # the application reads them itself, from whom it is told to
        server_header=False,
        timeout_graceful_shutdown=STOP_TIMEOUT_S,
        **connections.options(os.environ.get("FENGTAI_PROXIES", "").split()),
    )
