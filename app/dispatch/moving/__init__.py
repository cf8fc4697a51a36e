"""The dialogs that place, move, share out and push bookings, with what speaks against it while one types."""
