"""The optimiser in the service centre: scopes, goals, proposals, and why something was left out."""
