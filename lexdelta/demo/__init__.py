"""A replica of the profile site on loopback, for the demo, for the tests and for benchmarks."""
