"""The demo company: a service centre that looks alive, the same at every build."""
