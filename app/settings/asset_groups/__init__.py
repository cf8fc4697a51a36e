"""Classes of assets, wherever they stand."""
