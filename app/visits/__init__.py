"""The page of visits: what agreements bring in a period, what was made of it, and what could not be made."""
