"""Papers on the screen and out of it: laid out on A4 pages, previewed, printed, saved as PDF."""
