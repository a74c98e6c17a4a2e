"""By which names a server may be asked for, and whether a page that asks is its own.

A browser says in `Host` what its reader typed, and in `Origin` from which page a request comes. A page of somebody else
whose name was turned to this machine (DNS rebinding) has that name in both, so `Host` is held to a list.
"""

import ipaddress
import re

AUTHORITY = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?)\.?(:([0-9]{1,5}))?", re.ASCII)
USUAL = {"http": "80", "https": "443"}  # ports that a browser leaves out


def name_of(authority: str | None) -> str:
    """The name or address of a Host header, in small letters, without its port; empty where it is none.

    >>> name_of("Map.example:8501"), name_of("[::1]"), name_of("user@map.example")
    ('map.example', '::1', '')
    """
    found = AUTHORITY.fullmatch((authority or "").lower())
    return found[1].strip("[]") if found else ""


def is_loopback(address: str) -> bool:
    """Whether an address is of this machine only. A name other than localhost may be anything, so it is not."""
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def is_address(name: str) -> bool:
    """Whether a name is a number: no name server had a say in it."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def own_page(origin: str, host: str | None) -> bool:
    """Whether the Origin of a request is that of the address it was sent to. One that names no page is not.

    >>> own_page("https://map.example", "map.example"), own_page("http://localhost:3000", "localhost:8501")
    (True, False)
    """
    scheme, _, authority = origin.lower().partition("://")
    asking, asked = _ported(authority, scheme), _ported((host or "").lower(), scheme)
    return asking is not None and asking == asked


def _ported(authority: str, scheme: str) -> tuple[str, str] | None:
    """A name with its port, the usual one where it has none; None where it is no name, or nothing of the web."""
    found = AUTHORITY.fullmatch(authority)
    return (found[1], found[4] or USUAL[scheme]) if found and scheme in USUAL else None
