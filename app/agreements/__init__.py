"""The page of agreements: what is promised to whom, until when, and how much of it is used."""
