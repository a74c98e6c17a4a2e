"""Runs a function on what strangers send in a process of its own, bounded in memory and time, one at a time.

`queue` is what is asked: who waits, who is next, who has gone. `process` starts that process, watches it and ends it;
`child` is what runs there, `surroundings` what it finds; `limits` are its bounds, `codec` and `frames` how an answer
comes back without running code.
It knows nothing of files, tables or maps.
"""

from fengtai_map.sandbox.child import Progress
from fengtai_map.sandbox.limits import Bounds, Ended, Why
from fengtai_map.sandbox.queue import Job, Sandbox, Shared

__all__ = ["Bounds", "Ended", "Job", "Progress", "Sandbox", "Shared", "Why"]
