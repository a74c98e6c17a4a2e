"""The dashboard: `python serve.py`, or `uvicorn serve:app`. With --open on this machine, in its own browser."""

import sys
from pathlib import Path
from threading import Thread

from fengtai_map.problems import DataError
from fengtai_map.serving.application import application, run, told

try:
    app = application(Path(__file__).with_name("app.py"), laptop="--open" in sys.argv[1:])
except DataError as refused:
    sys.exit(told(refused.problems))


def _warm_up() -> None:
    """Only now: what the pages import belongs to the runtime that the application has begun."""
    from fengtai_map.ui import warm  # noqa: PLC0415  # see above

    warm.up()


Thread(target=_warm_up).start()  # whoever stops the server waits for it: it writes files that go with the server

if __name__ == "__main__":
    run(app)
