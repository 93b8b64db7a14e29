"""One module a site template: a biography and a Layout value, with the vocabulary and the addresses it needs."""
