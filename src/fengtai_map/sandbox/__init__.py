"""Runs a function on what strangers send in a process of its own, bounded in memory and time, one at a time.

`queue` is what is asked: who waits, who is next, who has gone. `process` starts that process, watches it and ends it;
`child` is what runs there, `surroundings` what it finds; `limits` are its bounds, `codec` and `frames` how an answer
comes back without running code.
It knows nothing of files, tables or maps.
"""

from fengtai_map.sandbox.child import ProgressArgument
from fengtai_map.sandbox.limits import Bounds, LimitReached, Why
from fengtai_map.sandbox.queue import Job, Sandbox, SharedArgument

__all__ = ["Bounds", "Job", "LimitReached", "ProgressArgument", "Sandbox", "SharedArgument", "Why"]
