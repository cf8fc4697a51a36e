"""Between the board and the optimiser: what is loaded becomes numbers, and a plan becomes bookings."""
