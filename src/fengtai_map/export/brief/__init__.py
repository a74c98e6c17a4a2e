"""One page of a cluster, a 街镇 or what is chosen: as a text document, as a PDF, all of them in an archive."""
