"""How much a text looks like Chinese that somebody wrote, and how much like another encoding misread."""

from functools import cache

SIGNS = frozenset(
    "　、。·…—～‖“”‘’〔〕〈〉《》「」『』〖〗【】±×÷∶℃°′″￥‰§№☆★○●◎◇◆□■△▲→←↑↓，．：；？！（）／％＋－＝＿＊＃＠＆｜㎡"
)
TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
BEYOND_ASCII = 128


@cache
def simplified() -> frozenset[str]:
    """The 3,755 usual characters of GB 2312 (its first level): all but rare names are written with them."""
    pairs = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    return frozenset(pair.decode("gb2312", "ignore") for pair in pairs)


@cache
def traditional() -> frozenset[str]:
    """The 5,401 usual characters of Big5 (its first level)."""
    pairs = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in TRAILS)
    return frozenset(pair.decode("big5", "ignore") for pair in pairs)


@cache
def usual() -> frozenset[str]:
    """The usual characters of both, and the signs between them."""
    widened = (chr(number) for number in range(ord("！"), ord("～") + 1))
    return simplified() | traditional() | SIGNS | frozenset(widened)


def beyond_ascii(text: str) -> list[str]:
    """The signs of a text that plain ASCII does not have."""
    return [sign for sign in text if ord(sign) >= BEYOND_ASCII]


def share(text: str, usual: frozenset[str]) -> float:
    """Which part of a text beyond ASCII is usual characters and signs, from 0 to 1; 1 where there is none."""
    signs = beyond_ascii(text)
    return sum(sign in usual or sign in SIGNS or "！" <= sign <= "～" for sign in signs) / len(signs) if signs else 1.0
