"""会前检查: one green light before the meeting, or what to put right."""

from fengtai_map.ui import precheck
from fengtai_map.ui.frame import ctx

precheck.draw(ctx())
