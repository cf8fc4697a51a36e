"""The window around the pages: navigation, palette, menus, notices, status; knows no subject."""
