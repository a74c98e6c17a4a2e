"""What whoever hosts the dashboard may set."""

import difflib
import ipaddress
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fengtai_map.problems import Problem, value_refused
from fengtai_map.server.hosts import is_address, is_loopback, name_of

WRITING = ("", "signed-in", "off")
SWITCH = ("", "on", "off")
FRAME = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:[0-9]+)?")
EDITOR = re.compile(r"[^\s@,;<>\"]{1,64}@[a-z0-9.-]{1,255}", re.ASCII | re.IGNORECASE)
ENVIRONMENT = "environment"  # where problems say that a setting stands
SECRETS = ".streamlit/secrets.toml"
NAMES = (
    "FENGTAI_HOSTS", "FENGTAI_PROXIES", "FENGTAI_WRITING", "FENGTAI_EDITORS", "FENGTAI_FRAMES", "FENGTAI_ONLINE_MAPS",
    "FENGTAI_STORE", "FENGTAI_DATA", "FENGTAI_RELEASE_TEXT", "FENGTAI_MASTER", "FENGTAI_TIANDITU_KEY", "FENGTAI_AMAP",
)  # fmt: skip
OURS = "FENGTAI_"
TOOLS = re.compile(r"FENGTAI_(BROWSER|SEARCH_ANSWERS|TEST_\w+)")  # of the tests, which start servers too
NEAR = 0.85  # likeness (0 to 1) from which a name without our prefix counts as a misspelt setting of ours
NEARER = 0.9  # Streamlit's own settings are long, and like each other


@dataclass(frozen=True)
class Settings:
    """How the process may be reached and what its readers may do.

    `exposed` is whether other machines reach it, directly or through a proxy, `hosts` by which names they may then.
    `writing` is one of WRITING, "" meaning that nothing was said; `sign_in` is whether there is one, `editors` the
    addresses of those who may then write, in small letters. `proxies` are the addresses whose forwarded headers are
    believed, `frames` the origins that may show the dashboard in a frame besides its own; `online_maps` lets the
    browser fetch online backgrounds.
    """

    exposed: bool = False
    hosts: tuple[str, ...] = ()
    writing: str = ""
    sign_in: bool = False
    editors: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    online_maps: bool = False


def read_settings(
    environment: Mapping[str, str], address: str | None, *, sign_in: bool
) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of an environment, and every reason not to start with them.

    `address` is the one it listens on, None for all; `sign_in` is whether a sign-in is configured.

    >>> chosen = {"FENGTAI_HOSTS": "map.example", "FENGTAI_WRITING": "off"}
    >>> settings, problems = read_settings(chosen, "0.0.0.0", sign_in=False)
    >>> settings.exposed, settings.hosts, problems
    (True, ('map.example',), ())
    """
    given = {name: environment.get(name, "").strip() for name in NAMES}
    proxies, frames, hosts = (tuple(given[f"FENGTAI_{name}"].split()) for name in ("PROXIES", "FRAMES", "HOSTS"))
    settings = Settings(
        exposed=not is_loopback(address or "") or bool(proxies),
        hosts=tuple(map(_host, hosts)),
        writing=given["FENGTAI_WRITING"],
        sign_in=sign_in,
        editors=tuple(one.strip().lower() for one in given["FENGTAI_EDITORS"].split(",") if one.strip()),
        proxies=proxies,
        frames=frames,
        online_maps=given["FENGTAI_ONLINE_MAPS"] == "on",
    )
    problems = [*_unfit(settings, given), *_lacking(settings)]
    return settings, tuple(problems)


def _unfit(settings: Settings, given: Mapping[str, str]) -> list[Problem]:
    """Settings with a value that they cannot have."""
    several: tuple[tuple[str, Sequence[str], Callable[[str], object], str], ...] = (
        ("PROXIES", settings.proxies, _is_net, "192.0.2.7, 192.0.2.0/24"),
        ("FRAMES", settings.frames, FRAME.fullmatch, "https://oa.example"),
        ("HOSTS", settings.hosts, _is_host, "map.example, [2001:db8::7]"),
        ("EDITORS", settings.editors, EDITOR.fullmatch, "wang@office.example"),
    )
    problems = [
        value_refused(ENVIRONMENT, f"{OURS}{name}", f"{OURS}{name}", one[:60], example)
        for name, values, fits, example in several
        for one in values
        if not fits(one)
    ]
    for name, allowed in (("FENGTAI_WRITING", WRITING), ("FENGTAI_ONLINE_MAPS", SWITCH), ("FENGTAI_AMAP", SWITCH)):
        if given[name] not in allowed:
            problems.append(value_refused(ENVIRONMENT, name, name, given[name][:60], ", ".join(filter(None, allowed))))
    return problems


def _lacking(settings: Settings) -> list[Problem]:
    """What has to be said once others reach the process, or once it is said who may write."""
    problems = []
    if settings.exposed and not settings.hosts:
        problems.append(Problem("hosts-missing", ENVIRONMENT, "FENGTAI_HOSTS"))
    asked_for = settings.exposed or settings.writing == "signed-in" or settings.editors
    if asked_for and not settings.sign_in and settings.writing != "off":
        problems.append(Problem("sign-in-missing", SECRETS, "auth"))
    return problems


def _host(text: str) -> str:
    """A name or address as a browser asks for it, which shows an address of IPv6 in brackets, and any letters.

    >>> _host("[2001:DB8:0::7]"), _host("丰台.example")
    ('2001:db8::7', 'xn--iiqz3l.example')
    """
    bare = text.lower().removeprefix("[").removesuffix("]")
    if is_address(bare):
        return ipaddress.ip_address(bare).compressed
    try:
        return text.lower().encode("idna").decode()
    except UnicodeError:
        return text


def _is_host(text: str) -> bool:
    return name_of(f"[{text}]" if is_address(text) else text) == text


def _is_net(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def unknown(
    environment: Mapping[str, str], options: Collection[str], backgrounds: Collection[str] | None
) -> Iterator[Problem]:
    """Every name of an environment that is no setting, with the nearest that is one: no slip becomes silence.

    `options` are the names of Streamlit's that are read, `backgrounds` those that the online backgrounds of the data
    ask for; None where the data cannot be read, so that any key may be one.
    """
    known = [*NAMES, *options, *(backgrounds or ())]
    for name in sorted(set(environment) - set(known)):
        if TOOLS.fullmatch(name) or (backgrounds is None and name.startswith(OURS) and name.endswith("_KEY")):
            continue
        cutoff = 0.0 if name.startswith(OURS) else NEARER if name.startswith("STREAMLIT_") else NEAR
        for near in difflib.get_close_matches(name, known, n=1, cutoff=cutoff):
            yield Problem("key-unknown", ENVIRONMENT, name, {"key": name, "near": near})
