"""修改记录: every change of the office's own points, with who, when and why, each to be taken back."""

from fengtai_map.ui.frame import ctx
from fengtai_map.ui.user_points import history

history.draw(ctx())
