"""The dashboard as `serve.py` serves it, with one more address that tells what the process still holds.

`/watched` answers in JSON. Sessions are counted by weak references, as long as anything refers to them: Streamlit's own
metrics count only who is connected. Kept are those that left less than two minutes ago, whom Streamlit waits for;
leaked is who is neither. `/grown` tells what took memory since it was first asked; that slows everything down.
"""

import gc
import tracemalloc
import weakref
from pathlib import Path

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import get_instance
from streamlit.runtime.app_session import AppSession

from fengtai_map.server.app import application, run

ALIVE: weakref.WeakSet[AppSession] = weakref.WeakSet()
FIRST: list[tracemalloc.Snapshot] = []
LINES, DEPTH = 15, 8  # of what grew, and callers of each


def remembered() -> None:
    """From now on every session is counted until it is no more."""
    begin = AppSession.__init__

    def init(session: AppSession, *given: object, **named: object) -> None:
        begin(session, *given, **named)
        ALIVE.add(session)

    AppSession.__init__ = init


def held() -> dict[str, int]:
    """Sessions by what becomes of them, uploads by whether their session is still there, the collector's objects."""
    gc.collect()
    runtime = get_instance()
    manager = runtime._session_mgr  # noqa: SLF001  # nothing public tells whom Streamlit waits for
    active = {one.session.id for one in manager.list_active_sessions()}
    known = {one.session.id for one in manager.list_sessions()}
    files = {name: len(of) for name, of in runtime.uploaded_file_mgr.file_storage.items() if of}
    return {
        "active": len(active),
        "kept": len(known - active),
        "leaked": len({session.id for session in list(ALIVE)} - known),
        "uploads": sum(files.values()),
        "leaked uploads": sum(count for name, count in files.items() if name not in known),
        "frozen": gc.get_freeze_count(),
        "objects": len(gc.get_objects()),
    }


def grown() -> list[tuple[int, int, list[str]]]:
    """What grew since this was first asked, bytes and blocks, the most first, by who asked for the memory."""
    gc.collect()
    if not FIRST:
        tracemalloc.start(DEPTH)
        FIRST.append(tracemalloc.take_snapshot())
    since = tracemalloc.take_snapshot().compare_to(FIRST[0], "traceback")
    return [(one.size_diff, one.count_diff, one.traceback.format()) for one in since[:LINES]]


ANSWERS = {"/watched": held, "/grown": grown}


def watched(app: ASGIApp) -> ASGIApp:
    """An application with these addresses before it."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        asked = ANSWERS.get(scope.get("path", ""))
        await (JSONResponse(asked()) if asked else app)(scope, receive, send)

    return answer


if __name__ == "__main__":
    remembered()
    run(watched(application(Path(__file__).parents[1] / "app.py")))
