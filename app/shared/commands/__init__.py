"""Commands to devices, as several pages ask for them and show them."""
