"""The dashboard: `python serve.py`. With --open on this machine, in its own browser."""

import gc
import os
import sys
from pathlib import Path
from threading import Thread

from fengtai_map.server import startup_errors

HERE = Path(__file__).parent

gc.disable()  # until the first map is made: what is imported stays, and looking through it takes an eighth of the start

# Bytes of a line of what asks for a session, read as it is imported: as nginx has it, since a sign-in takes kilobytes.
os.environ.setdefault("WEBSOCKETS_MAX_LINE_LENGTH", "16384")

with startup_errors.in_words():
    startup_errors.check_arguments(sys.argv[1:] if __name__ == "__main__" else ())
    startup_errors.check_config_readable((HERE, Path(os.path.expanduser("~"))))  # noqa: PTH111  # expanduser() of Path fails where none is
    from fengtai_map.server.app import application, listens, run

    laptop = startup_errors.OPEN in sys.argv[1:]
    # On their own machine a reader may choose an online background; elsewhere whoever hosts says so, or there is none.
    os.environ.setdefault("FENGTAI_ONLINE_MAPS", "on" if laptop else "off")
    app = application(HERE / "app.py", laptop=laptop)
    if __name__ == "__main__":
        listens()


def _warm_up() -> None:
    """Only now: what the pages import belongs to the runtime that the application has begun."""
    from fengtai_map.ui import warm_up  # noqa: PLC0415  # see above

    try:
        warm_up.up()
    finally:
        gc.enable()


Thread(target=_warm_up).start()  # whoever stops the server waits for it: it writes files that go with the server

if __name__ == "__main__":
    run(app)
