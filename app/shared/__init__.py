"""What every page of the console is made of; knows no page and no window."""
