"""An upload is kept in memory from its first byte.

Streamlit holds it there in the end anyway, and so a full disk cannot refuse it.
"""

from starlette.formparsers import MultiPartParser
from streamlit import config

MEGABYTE = 1024 * 1024


def keep_in_memory() -> None:
    """From now on no upload, up to the size that is allowed, passes through a temporary file."""
    MultiPartParser.spool_max_size = config.get_option("server.maxUploadSize") * MEGABYTE
