"""A first look at a site, before anything is kept: `lexdelta probe`."""
