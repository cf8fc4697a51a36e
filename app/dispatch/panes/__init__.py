"""What stands beside and below the board: panes of one kind each, opened one at a time in each place."""
