"""Forms about the parts of assets, for every page from which parts are changed."""
