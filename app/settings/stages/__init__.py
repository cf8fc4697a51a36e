"""The stages of orders: a tree, with what each stage allows and asks for."""
