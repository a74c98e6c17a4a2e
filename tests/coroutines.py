"""Coroutines in tests."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run(coroutine):
    """What a coroutine gives, in a thread of its own: that of a browser's tests has a loop running already."""
    return apart(asyncio.run, coroutine)


def apart(function, *given):
    """What a function gives that runs a coroutine itself, in a thread of its own for the same reason."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *given).result()
