"""A file that a reader brings stays in memory from its first byte: it ends there anyway, and no disk need have room."""

from starlette.formparsers import MultiPartParser
from streamlit import config

MEGABYTE = 1024 * 1024


def keep_in_memory() -> None:
    """From now on no upload, up to the size that is allowed, passes through a temporary file."""
    MultiPartParser.spool_max_size = config.get_option("server.maxUploadSize") * MEGABYTE
