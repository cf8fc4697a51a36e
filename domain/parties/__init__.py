"""Customers, their sites, and whom to call there."""
