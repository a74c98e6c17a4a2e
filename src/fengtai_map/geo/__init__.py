"""The plane, the datums and the hubs: numbers of the ground, no words."""
