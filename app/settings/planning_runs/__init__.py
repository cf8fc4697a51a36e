"""Planning that begins by itself: at times of day, or after what happens."""
