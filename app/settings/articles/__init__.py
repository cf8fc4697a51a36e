"""Articles: items, and rates for hours, expenses and fees."""
