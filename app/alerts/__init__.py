"""The live list of alerts: what is wrong where, since when, and who takes care."""
