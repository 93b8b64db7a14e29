"""The eyes: fetch a page, decide whether it is the page, read it into a profile; knows nothing of any layer above."""
