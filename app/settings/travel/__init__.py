"""Ways between sites that no estimate gets right."""
