"""What leaves the dispatch page: the board on paper and as a picture, the days of technicians."""
