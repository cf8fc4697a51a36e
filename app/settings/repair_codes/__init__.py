"""The codes that repairs are told in."""
