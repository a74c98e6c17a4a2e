"""`python -m fengtai_map …`."""

import gc
import sys
from types import TracebackType


def _told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What ends a command is told, but not to who stopped it themselves (Ctrl-C)."""
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)


if __name__ == "__main__":
    sys.excepthook = _told  # from here on: the imports below take a second
    gc.disable()  # what they import stays: looking through it would take a fifth of that second
    from fengtai_map.cli import main

    gc.freeze()
    gc.enable()
    sys.exit(main())
