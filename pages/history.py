"""修改记录: every change of the office's own points, with who, when and why, each to be taken back."""

from fengtai_map.ui import history
from fengtai_map.ui.frame import ctx

history.draw(ctx())
