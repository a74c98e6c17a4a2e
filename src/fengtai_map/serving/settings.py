"""What whoever hosts the dashboard may set, and the one decision that follows from it: who may write."""

import difflib
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass

from fengtai_map.problems import Problem

WRITING = ("", "signed-in", "off")
SWITCH = ("", "on", "off")
FRAME = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:[0-9]+)?")
NAMES = ("FENGTAI_WRITING", "FENGTAI_PROXIES", "FENGTAI_FRAMES", "FENGTAI_ONLINE_MAPS")
SECRETS = ".streamlit/secrets.toml"


@dataclass(frozen=True)
class Settings:
    """How the process may be reached and what its readers may do.

    `reached` is whether other machines reach it, directly or through a proxy. `writing` is one of WRITING, "" meaning
    that nothing was said. `proxies` are the addresses whose forwarded headers are believed, `frames` the origins that
    may show the dashboard in a frame besides its own; `online_maps` lets the browser fetch online backgrounds.
    """

    reached: bool = False
    writing: str = ""
    proxies: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    online_maps: bool = False


def may_write(settings: Settings, *, signed_in: bool) -> bool:
    """Whether this reader may upload, save or delete. Every page asks before it offers, and before it does.

    On one machine everybody may. As soon as other machines reach the process, or FENGTAI_WRITING says so, only those
    who have signed in; with FENGTAI_WRITING=off nobody.
    """
    if settings.writing == "off":
        return False
    return signed_in or not (settings.reached or settings.writing == "signed-in")


def read(environment: Mapping[str, str], address: str | None, *, sign_in: bool) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of an environment, and every reason not to start with them.

    `address` is the one it listens on, None for all; `sign_in` is whether a sign-in is configured.
    """
    given = {name: environment.get(name, "").strip() for name in NAMES}
    proxies, frames = (tuple(given[name].split()) for name in ("FENGTAI_PROXIES", "FENGTAI_FRAMES"))
    settings = Settings(
        reached=not is_loopback(address or "") or bool(proxies),
        writing=given["FENGTAI_WRITING"],
        proxies=proxies,
        frames=frames,
        online_maps=given["FENGTAI_ONLINE_MAPS"] == "on",
    )
    problems = [refused("FENGTAI_PROXIES", proxy, "192.0.2.7, 192.0.2.0/24") for proxy in proxies if not _net(proxy)]
    problems += [refused("FENGTAI_FRAMES", one, "https://oa.example") for one in frames if not FRAME.fullmatch(one)]
    for name, allowed in (("FENGTAI_WRITING", WRITING), ("FENGTAI_ONLINE_MAPS", SWITCH)):
        problems += [] if given[name] in allowed else [refused(name, given[name], ", ".join(filter(None, allowed)))]
    problems += _misspelt(environment)
    if not sign_in and settings.writing != "off" and not may_write(settings, signed_in=False):
        problems.append(Problem("sign-in-missing", SECRETS, "auth"))
    return settings, tuple(problems)


def is_loopback(address: str) -> bool:
    """Whether an address is of this machine only. A name other than localhost may be anything, so it is not."""
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _net(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def refused(name: str, value: str, example: str) -> Problem:
    """The report of a setting that has a value it cannot have."""
    return Problem("value-refused", "environment", name, {"key": name, "value": value[:60], "detail": example})


def _misspelt(environment: Mapping[str, str]) -> list[Problem]:
    """Names so near to a setting that they must be meant. Other parts have settings of their own: those are theirs."""
    near = {name: difflib.get_close_matches(name, NAMES, n=1, cutoff=0.85) for name in environment if name not in NAMES}
    return [Problem("key-unknown", "environment", name, {"key": name, "near": one}) for name, (one,) in _some(near)]


def _some(near: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    return [(name, found) for name, found in sorted(near.items()) if found]
