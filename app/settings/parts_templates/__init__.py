"""Parts templates: what the parts of assets begin with."""
