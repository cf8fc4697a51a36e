"""From work that is done to money: what can be posted and billed, bills, and postings."""
