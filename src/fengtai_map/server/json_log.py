"""The log: one JSON line an event, on standard error. It holds no query, no address and no name of a reader."""

import json
import logging
import logging.config
import time
from datetime import UTC, datetime
from functools import partial

import streamlit.logger
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.components.v1 import component_registry
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

LOG = logging.getLogger(__name__)
UPLOAD = "/_stcore/upload_file"
QUIET = ("/healthz", "/readyz", "/_stcore/health")  # asked every few seconds by those who watch
REFUSED = "fengtai.refused"  # where a request that was not let in carries the code of its refusal
NAMING = '%s - "WebSocket'  # how uvicorn tells of a session that begins, with the reader's address and their query


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time (UTC, ISO 8601), level, event, then what the event carries."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": moment, "level": record.levelname.lower(), "event": record.getMessage(), "logger": record.name}
        line |= getattr(record, "carried", {})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def begin() -> None:
    """From now on every logger of this process writes JSON lines."""
    streamlit.logger.setup_formatter = _propagating  # it would give each of its loggers a handler of its own
    streamlit.logger.update_formatter()
    # The components of the map are declared before there is a run: ui/map_component.announce() registers them.
    # Streamlit would warn that this happens outside a run; everywhere else its warning stays.
    component_registry.get_script_run_ctx = partial(  # type: ignore[attr-defined]  # its own name for it
        get_script_run_ctx, suppress_warning=True
    )
    quiet = {"handlers": [], "propagate": True}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"lines": {"()": JsonLines}},
            "filters": {"naming": {"()": lambda: _names_nobody}},
            "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "lines"}},
            "root": {"handlers": ["err"], "level": "INFO"},
            "loggers": {
                "uvicorn": quiet,
                "uvicorn.error": quiet | {"filters": ["naming"]},
                "uvicorn.access": quiet | {"level": "WARNING"},  # its lines hold addresses and queries
            },
        }
    )
    logging.captureWarnings(capture=True)


def _names_nobody(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(NAMING)


def _propagating(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True


class RequestLogMiddleware:
    """Writes a line for every request that was answered and every session that has ended.

    Args:
        app: the ASGI application that answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, then write the line."""
        status = {"websocket": 403}.get(scope["type"], 500)  # until there is an answer
        began = time.perf_counter()

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "websocket.accept":
                status = 101
            elif message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        finally:
            if scope["type"] in {"http", "websocket"}:
                _write(scope, status, time.perf_counter() - began)


def _write(scope: Scope, status: int, seconds: float) -> None:
    path = scope["path"]
    carried = {
        "method": scope.get("method", "GET"),
        "path": path.split(UPLOAD)[0] + UPLOAD if UPLOAD in path else path,  # what follows is the key of a session
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
    }
    if REFUSED in scope:
        carried["refused"] = scope[REFUSED]
    level = logging.DEBUG if path.endswith(QUIET) and status == 200 else logging.INFO  # noqa: PLR2004  # HTTP's own
    LOG.log(level, "session" if scope["type"] == "websocket" else "request", extra={"carried": carried})
