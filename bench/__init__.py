"""The benchmarks behind `callout bench`."""
