"""What a file may hold that nobody meant: values and changes to try it with, drawn by hypothesis."""

import io
import os
import re
import zipfile

from hypothesis import strategies as st

TIMES = int(os.environ.get("FENGTAI_TEST_TIMES", "1"))
MARKUP = (
    "<img src=x onerror=pwned=1></script><script>pwned=1</script>`${1}`{{7*7}}{0}%s[x](javascript:pwned=1)'\"\\**y**"
)
TURNING = "\u202e\u2067\u200f"  # right-to-left override, isolate and mark
UNSEEN = "\x00\x07\x1b\x7f\x85\u200b\ufeff\ufffe"
VALUE = re.compile(rb'"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null')
DEEP = 2000  # brackets: more than any reader follows

# Values as TOML and JSON write them, each wrong somewhere.
ODD = (
    b"0",
    b"-1",
    b"1e400",
    b"1e300",
    b"nan",
    b"inf",
    b"NaN",
    b"-Infinity",
    b"9" * 400,
    b"9" * 5000,
    b"0x" + b"f" * 4000,
    b"2023-06-13",
    b"0001-01-01T00:00:00Z",
    b"true",
    b"null",
    b'""',
    b'" "',
    b"[]",
    b"{}",
    b"[[]]",
    b"[null]",
    b'{"zh": 1}',
    b'"\\u0000"',
    b'"\\ud800"',
    b'"\\u202e"',
    b'"{"',
    b'"{0}{x.y}{n!r:>9}"',
    b'"../../../../etc/passwd"',
    b'"a\\u0000b.geojson"',
    b'"' + b"x" * 9000 + b'"',
    b"[" * DEEP,
    b"[" * DEEP + b"]" * DEEP,
    b'{"a":' * DEEP + b"1" + b"}" * DEEP,
)


@st.composite
def changed(draw, content):
    """The bytes of a file, changed in a way that editors, copies and broken disks change them, or by intent."""
    return draw(st.sampled_from(WAYS))(draw, content)


@st.composite
def repacked(draw, content):
    """A zip archive one part of which was changed, or left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    at = draw(st.integers(0, len(parts) - 1))
    one = [(parts[at][0], draw(changed(parts[at][1])))] * draw(st.sampled_from([1, 1, 1, 0]))
    return _packed([*parts[:at], *one, *parts[at + 1 :]])


def with_part(content, name, change):
    """A zip archive with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return _packed([(one, change(old.read(one)) if one == name else old.read(one)) for one in old.namelist()])


def _packed(parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for name, part in parts:
            new.writestr(name, part)
    return packed.getvalue()


def _cut(draw, content):
    return content[: draw(st.integers(0, len(content)))]


def _put_in(draw, content):
    at = draw(st.integers(0, len(content)))
    over = draw(st.integers(0, 4))
    return (
        content[:at] + draw(st.binary(min_size=1, max_size=6) | st.text(max_size=3).map(_bytes)) + content[at + over :]
    )


def _lines(draw, content):
    lines = content.splitlines(keepends=True)
    first = draw(st.integers(0, len(lines)))
    past = draw(st.integers(first, min(first + 12, len(lines))))
    return b"".join([*lines[:first], *lines[first:past] * draw(st.sampled_from([0, 2])), *lines[past:]])


def _value(draw, content):
    found = [match.span() for match in VALUE.finditer(content)]
    if not found:
        return content
    start, end = draw(st.sampled_from(found))
    other = draw(st.sampled_from(found))
    value = draw(st.sampled_from(ODD) | st.just(content[slice(*other)]))
    return content[:start] + value + content[end:]


def _anything(draw, _):
    return draw(st.binary(max_size=200))


def _bytes(text):
    return text.encode(errors="surrogatepass")


WAYS = (_cut, _put_in, _lines, _value, _value, _value, _anything)
