"""How good is it: benchmarks and measurements."""
