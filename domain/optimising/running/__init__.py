"""Runs the engines in processes of their own, so that the console never waits for them; it is without Qt."""
