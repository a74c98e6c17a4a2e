"""Everything put together, and run."""

import os
import signal
import sys
from collections.abc import Iterable, Mapping
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

from fengtai_map.load import DATA, read
from fengtai_map.load.spare import spoken
from fengtai_map.problems import DataError, Problem
from fengtai_map.serving import floor, health, log, one_file, settings
from fengtai_map.serving.headers import SAFE, headed, policy
from fengtai_map.serving.laptop import free, open_when_up
from fengtai_map.serving.packed import packed
from fengtai_map.serving.page_head import with_parts
from fengtai_map.serving.reach import held
from fengtai_map.serving.settings import Settings
from fengtai_map.serving.uploads import MEGABYTE, keep_in_memory
from fengtai_map.text import described

OPTIONS = {  # of Streamlit, which itself reads them from the environment under `streamlit run` only
    "STREAMLIT_SERVER_ADDRESS": ("server.address", str),
    "STREAMLIT_SERVER_PORT": ("server.port", int),
    "STREAMLIT_SERVER_BASE_URL_PATH": ("server.baseUrlPath", str),
    "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": ("server.maxUploadSize", int),
}
STYLE = Path(__file__).parents[1] / "ui" / "style.css"  # of Streamlit's page, until ui/ itself has drawn it
PATIENCE = 10  # seconds that open requests have to end when the process is told to stop


def application(
    script: Path, environment: Mapping[str, str] = os.environ, data: Path = DATA, *, laptop: bool = False
) -> ASGIApp:
    """The dashboard of a script as an ASGI application; what it may do is set in the environment.

    On a `laptop` it takes the next port that is free, unless the environment names one, and opens the browser.
    Streamlit's own settings hold too, those of OPTIONS also from the environment. Raises DataError with every reason
    not to start.
    """
    log.begin()
    inside = streamlit.App(script)  # before any option is asked: it leads Streamlit to its settings beside the script
    overlay(environment)
    if laptop:
        _at_home(environment)
    given = chosen(environment)
    keep_in_memory()
    # A folder named pages/ makes Streamlit run its files by themselves until navigation has been called once: who comes
    # first by a deep link, or comes back after a restart, would see a page without its frame for a moment.
    PagesManager.uses_pages_directory = False
    base = "/".join(["", *filter(None, (config.get_option("server.baseUrlPath") or "").split("/"))])
    own = [*health.routes(base, data), *one_file.routes(base, data)]
    app: ASGIApp = Starlette(routes=[*own, Mount("/", inside)], lifespan=inside.lifespan())
    app = with_parts(app, base=base, parts=floor.parts(base, STYLE.read_text(encoding="utf-8")))
    app = packed(app, base=base, folder=Path(file_util.get_static_dir(), "static"))
    app = held(app, base=base, settings=given)
    app = cast("ASGIApp", ProxyHeadersMiddleware(cast("ASGI3Application", app), list(given.proxies)))
    app = headed(app, base=base, always=SAFE | {"Content-Security-Policy": policy(given, _tiles(data))})
    return log.logged(app)


def _at_home(environment: Mapping[str, str]) -> None:
    """A port of this machine that is free, and the browser opened there."""
    port = config.get_option("server.port")
    if "STREAMLIT_SERVER_PORT" not in environment:
        config.set_option("server.port", port := free(port))
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    open_when_up(f"http://127.0.0.1:{port}/{base}".rstrip("/"))


def overlay(environment: Mapping[str, str]) -> None:
    """Give Streamlit the settings of OPTIONS that the environment holds. Raises DataError for what is no number."""
    given: dict[str, object] = {}
    problems = []
    for name, (option, kind) in OPTIONS.items():
        value = environment.get(name)
        if value is not None and kind is int and not value.isdecimal():
            problems.append(settings.refused(name, value, "8501"))
        elif value is not None:
            given[option] = kind(value)
    if problems:
        raise DataError(tuple(problems))
    config.get_config_options(force_reparse=True, options_from_flags=given)


def chosen(environment: Mapping[str, str]) -> Settings:
    """The settings of this process. Raises DataError with every reason not to start."""
    given, problems = settings.read(
        environment, config.get_option("server.address"), sign_in=bool(get_secrets_auth_section())
    )
    if problems:
        raise DataError(problems)
    return given


def told(problems: Iterable[Problem], data: Path = DATA) -> str:
    """Problems in words for who starts the process, a line each, in every language."""
    rows, _ = read(data)
    said = [(problem, described(words, problem)) for words in spoken(rows.words).values() for problem in problems]
    return "\n".join(f"{at.file} [{at.place}] {what} → {mend} ({at.code})" for at, (what, mend) in said)


def run(app: ASGIApp) -> None:
    """Serve an application where Streamlit's settings say, until the process is told to stop."""
    # uvicorn hands the signal on when it has ended: unanswered, it would take Python before that has tidied up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    uvicorn.run(
        app,
        host=config.get_option("server.address") or "0.0.0.0",  # noqa: S104  # who sets no address means all
        port=config.get_option("server.port"),
        ws="websockets-sansio",  # as Streamlit starts it
        ws_max_size=config.get_option("server.maxMessageSize") * MEGABYTE,
        ws_per_message_deflate=config.get_option("server.enableWebsocketCompression"),
        log_config=None,
        access_log=False,
        proxy_headers=False,  # the application reads them itself, from whom it is told to
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )


def _tiles(data: Path) -> tuple[str, ...]:
    rows, _ = read(data)
    return tuple(address for basemap in rows.basemaps for address in basemap.tiles)
