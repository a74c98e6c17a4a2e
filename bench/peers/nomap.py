"""The limit: our own app, everything but its map and its `gc.freeze`. Takes the arguments of `streamlit`."""

import sys

from streamlit.web import cli

from fengtai_map.ui import canvas


def nothing(*_: object, **__: object) -> None:
    """What is drawn instead of the map."""


if __name__ == "__main__":
    canvas.draw = nothing  # before the server runs app.py in this same process
    sys.exit(cli.main())
