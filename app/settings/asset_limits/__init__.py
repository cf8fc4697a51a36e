"""Limits that assets have for themselves."""
