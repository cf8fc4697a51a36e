"""SLAs: what is promised, when the desk is warned, and what happens then."""
