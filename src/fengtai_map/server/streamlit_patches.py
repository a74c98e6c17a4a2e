"""What is changed in Streamlit for the whole process, before it answers anybody."""

from starlette.formparsers import MultiPartParser
from streamlit import config, net_util

MEGABYTE = 1024 * 1024


def keep_in_memory() -> None:
    """From now on no upload, up to the size that is allowed, passes through a temporary file.

    Streamlit holds it in memory in the end anyway, and so a full disk cannot refuse it.
    """
    MultiPartParser.spool_max_size = config.get_option("server.maxUploadSize") * MEGABYTE


def keep_silent() -> None:
    """From now on Streamlit takes the addresses of this machine for unknown, and asks nobody outside for them.

    It would when a handshake comes from a page that is none of ours, in the one loop that answers everybody: where the
    name server does not answer, nobody is answered for twenty seconds.
    """
    net_util.get_external_ip = net_util.get_internal_ip = _unknown


def _unknown() -> str | None:
    return None
