"""Rules tried on the past: the alerts that they would have raised, and how well these foretold what happened."""
