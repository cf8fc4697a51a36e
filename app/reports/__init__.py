"""Reports: what the work brought and cost, compared by whatever one wants to know."""
