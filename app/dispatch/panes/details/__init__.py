"""The pane that tells everything about the selected booking, or about the order chosen in the list."""
