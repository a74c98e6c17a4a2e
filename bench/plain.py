"""What a browser sends over plain HTTP: the question that gives it its cookies, and a file."""

import json
import uuid
from collections.abc import Mapping
from http.cookies import SimpleCookie
from urllib.request import Request, urlopen

from bench.process import SLOWEST

XSRF = "_streamlit_xsrf"


def cookies(url: str) -> dict[str, str]:
    """What a browser is given before it connects: the proxy's cookie, where there is one, and that of uploads."""
    with urlopen(f"{url}/_stcore/health", timeout=SLOWEST) as answer:  # noqa: S310  # our own server
        set_ = SimpleCookie()
        for line in answer.headers.get_all("Set-Cookie", []):
            set_.load(line)
    return {name: morsel.value for name, morsel in set_.items()}


def put(url: str, name: str, content: bytes, given: Mapping[str, str]) -> None:
    """Put a file as a form of one part. Raises OSError where it is refused."""
    border = uuid.uuid4().hex
    head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename={json.dumps(name)}\r\n\r\n'
    asked = Request(url, head.encode() + content + f"\r\n--{border}--\r\n".encode(), method="PUT")  # noqa: S310  # ours
    asked.add_header("Content-Type", f"multipart/form-data; boundary={border}")
    asked.add_header("X-Xsrftoken", given[XSRF])
    asked.add_header("Cookie", "; ".join(f"{one}={value}" for one, value in given.items()))
    with urlopen(asked, timeout=SLOWEST):  # noqa: S310  # our own server
        pass
