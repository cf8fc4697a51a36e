"""The assistant that makes a whole agreement in two minutes, page by page."""
