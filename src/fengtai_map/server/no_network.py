"""Nothing asks the outside world: Streamlit would, to learn what address this machine has there.

It does so when a handshake comes from a page that is none of ours, in the one loop that answers everybody: where the
name server does not answer, nobody is answered for twenty seconds.
"""

from streamlit import net_util


def keep_silent() -> None:
    """From now on Streamlit takes the addresses of this machine for unknown, and asks nobody for them."""
    net_util.get_external_ip = net_util.get_internal_ip = _unknown


def _unknown() -> str | None:
    return None
