"""Times of maintenance, entered and ended wherever an asset or its alert is in view."""
