"""What a line can charge: items, and rates for hours, expenses and fees."""
