"""The section of response plans."""
