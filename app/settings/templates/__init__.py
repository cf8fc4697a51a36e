"""The templates of papers, with a preview of what is being written."""
