"""What if somebody were away, or another van were there: scenarios of the days shown, searched and compared."""
