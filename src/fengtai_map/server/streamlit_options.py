"""Streamlit for the whole process: its settings, which the environment may give, and what is changed in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from starlette.formparsers import MultiPartParser
from streamlit import config, net_util

from fengtai_map.problems import DataError, Problem, value_refused
from fengtai_map.server.hosts import is_address
from fengtai_map.server.settings import ENVIRONMENT
from fengtai_map.server.startup_errors import CONFIG

PATH = re.compile(r"/?([A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?)?")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Option:
    """A setting of Streamlit: its key, how its text is read, whether it can be that value, and what it can be."""

    key: str
    kind: Callable[[str], object]
    fits: Callable[[object], bool]
    detail: str


def _within(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_address(value: object) -> bool:
    """Whether somebody can listen there without asking a name server. Nothing said means every address."""
    return value in (None, "", "localhost") or is_address(str(value))


def _number(text: str) -> object:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= len("65535") else text


OPTIONS = {  # which Streamlit itself reads from the environment under `streamlit run` only
    "STREAMLIT_SERVER_ADDRESS": Option("server.address", str, _is_address, "127.0.0.1"),
    "STREAMLIT_SERVER_PORT": Option("server.port", _number, _within(1, 65535), "1–65535"),
    "STREAMLIT_SERVER_BASE_URL_PATH": Option(
        "server.baseUrlPath", str, lambda value: bool(PATH.fullmatch(str(value or ""))), "fengtai"
    ),
    "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": Option("server.maxUploadSize", _number, _within(1, 100), "1–100"),
}
# Settings without which the access rules would not hold: key, what it has to be, and how that is said.
LOCKED: tuple[tuple[str, Callable[[object], bool], str], ...] = (
    ("server.maxWidgetStateSize", _within(1, 2), "1–2"),
    ("server.enableXsrfProtection", lambda value: value is True, "true"),
    ("server.enableCORS", lambda value: value is True, "true"),
    ("server.corsAllowedOrigins", lambda value: not value, "[]"),
    ("server.trustedUserHeaders", lambda value: not value, "{}"),
    ("server.scriptHealthCheckEnabled", lambda value: value is False, "false"),
    ("global.developmentMode", lambda value: value is False, "false"),
)


def overlay(environment: Mapping[str, str]) -> None:
    """Give Streamlit the settings that the environment holds. Raises DataError for every one that cannot be."""
    named = {name: option for name, option in OPTIONS.items() if name in environment}
    given = {option.key: option.kind(environment[name].strip()) for name, option in named.items()}
    config.get_config_options(force_reparse=True, options_from_flags=given)
    if problems := tuple(_unfit(environment)):
        raise DataError(problems)


def _unfit(environment: Mapping[str, str]) -> Iterator[Problem]:
    for name, option in OPTIONS.items():
        if not option.fits(config.get_option(option.key)):
            file, key = (ENVIRONMENT, name) if name in environment else (CONFIG, option.key)
            yield value_refused(file, key, key, str(config.get_option(option.key))[:60], option.detail)
    for key, fits, detail in LOCKED:
        if not fits(config.get_option(key)):
            yield value_refused(CONFIG, key, key, str(config.get_option(key))[:60], detail)


def base_path() -> str:
    """The path below which everything lies: empty, or with a slash in front and none behind."""
    return "/".join(["", *filter(None, (config.get_option("server.baseUrlPath") or "").split("/"))])


def address() -> str:
    """The address it listens at, as a number."""
    given: str = config.get_option("server.address") or "0.0.0.0"  # noqa: S104  # who sets no address means all
    return "127.0.0.1" if given == "localhost" else given


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
