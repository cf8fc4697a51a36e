"""Groups of subscriptions: what is billed alike, by which period, and over which periods it is earned."""
