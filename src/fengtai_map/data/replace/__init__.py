"""Official files in the place of ours: a layer of the map, or which 街镇 belong to which cluster.

What a file would change is a Proposal; it is tried on a copy of the data before anything is written.
"""

from fengtai_map.data.replace.layer import propose_layer
from fengtai_map.data.replace.members import propose_members
from fengtai_map.data.replace.proposal import Proposal, apply, tried
from fengtai_map.data.replace.read import LayerStatement

__all__ = ["LayerStatement", "Proposal", "apply", "propose_layer", "propose_members", "tried"]
