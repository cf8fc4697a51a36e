"""How far a booking is, and what its order and its neighbours make of it."""
