"""Data only: icons, fonts, themes, translations, the demo company."""
