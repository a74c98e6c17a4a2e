"""What the process finds around it: a folder of its own, and of the server's environment nothing that is secret."""

import subprocess
import sys
from collections.abc import Mapping
from tempfile import TemporaryDirectory

KEPT = (  # of the server's environment: no address of a database with its password, no secret
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "GDAL_DATA",
    "PROJ_DATA",
)  # fmt: skip
NOWHERE = "http://127.0.0.1:9"  # nobody listens there
SAID = {  # what libraries heed: one thread, no arena of a gigabyte, no network
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "GDAL_NUM_THREADS"), "1"),
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "PROJ_NETWORK": "OFF",
    **dict.fromkeys(("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), NOWHERE),
}


def folder() -> TemporaryDirectory[str] | None:
    """A folder for what libraries put aside; None where the disk has no room for one."""
    try:
        return TemporaryDirectory(prefix="fengtai-map-", ignore_cleanup_errors=True)
    except OSError:
        return None


def environment(ours: Mapping[str, str], place: str) -> dict[str, str]:
    """Our environment without what the process need not know; what is put aside goes into `place`, if there is one."""
    kept = {name: value for name, value in ours.items() if name.upper() in KEPT}
    return kept | SAID | (dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOME", "SQLITE_TMPDIR"), place) if place else {})


def late() -> int:
    """The flags with which Windows starts the process: low priority, no window; 0 elsewhere."""
    if sys.platform == "win32":
        return subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return 0
