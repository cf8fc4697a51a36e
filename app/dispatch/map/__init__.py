"""The map beside the board: where technicians and jobs are, and the ways of the day between them."""
