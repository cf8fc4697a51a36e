"""Charts of an asset: any of its metrics over any time, with limits, what happened, and others of its model."""
