"""Territories: stretches of country that technicians look after."""
