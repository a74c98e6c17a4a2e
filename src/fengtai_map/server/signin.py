"""The sign-in as it is configured, looked through before anybody can use it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fengtai_map.problems import Problem, value_refused
from fengtai_map.server.hosts import is_loopback, name_of
from fengtai_map.server.settings import SECRETS, Settings
from fengtai_map.server.startup_errors import unreadable

CALLBACK = "/oauth2callback"  # Streamlit's, where the sign-in sends its readers back to
MIN_SECRET_CHARS = 32  # characters of a secret
MIN_DIFFERENT_CHARS = 8  # a secret of fewer different characters was typed, not drawn
SAMPLES = ("the same long random text on every server",)  # what docs/hosting.md said: everybody may know it
PROVIDER = ("client_id", "client_secret", "server_metadata_url")


def unreadable_secrets(files: Iterable[str]) -> tuple[Problem, ...]:
    """The secrets files that are there and cannot be read.

    Streamlit takes such a file for none, and would start without the sign-in it holds.
    """
    found = (unreadable(Path(file)) for file in files if file.endswith(".toml"))
    return tuple(Problem("file-unreadable", SECRETS, "", why) for why in found if why)


def problems(auth: Mapping[str, Any], settings: Settings, base: str) -> Iterator[Problem]:
    """What the section [auth] lacks, or has and cannot have. None of its secrets is quoted.

    `base` is the path below which everything lies, empty or with a slash in front.
    """
    if not auth:  # whether one is needed `settings.read_settings` says
        return
    own = auth.get("default")
    provider = own if isinstance(own, Mapping) else auth
    for key, there in (("redirect_uri", auth), ("cookie_secret", auth), *((key, provider) for key in PROVIDER)):
        if not _text(there, key):
            yield Problem("key-missing", SECRETS, "auth", {"key": key})
    if (secret := _text(auth, "cookie_secret")) and _weak(secret):
        yield Problem("start-secret", SECRETS, "auth", {"key": "cookie_secret", "n": str(MIN_SECRET_CHARS)})
    if (back := _text(auth, "redirect_uri")) and not _leads_back(back, settings, base):
        example = f"https://{next(iter(settings.hosts), 'map.example')}{base}{CALLBACK}"
        yield value_refused(SECRETS, "auth", "redirect_uri", back[:60], example)
    if (url := _text(provider, "server_metadata_url")) and not _host(url):
        example = "https://login.example/.well-known/openid-configuration"
        yield value_refused(SECRETS, "auth", "server_metadata_url", url[:60], example)


def _text(there: Mapping[str, Any], key: str) -> str:
    value = there.get(key)
    return value.strip() if isinstance(value, str) else ""


def _weak(secret: str) -> bool:
    return len(secret) < MIN_SECRET_CHARS or secret in SAMPLES or len(set(secret)) < MIN_DIFFERENT_CHARS


def _leads_back(url: str, settings: Settings, base: str) -> bool:
    """Whether the sign-in sends readers back to where this server answers them."""
    host = _host(url)
    known = host in settings.hosts if settings.exposed else is_loopback(host)
    return known and urlsplit(url).path == base + CALLBACK


def _host(url: str) -> str:
    """The name in an address of the web, empty where it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return name_of(parts.netloc) if parts.scheme in ("http", "https") else ""
