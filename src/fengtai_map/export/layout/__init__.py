"""What stands where on a slide or printed page, in boxes, before anything is drawn."""
