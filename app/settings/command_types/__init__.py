"""Commands of models: what devices can be told to do, with which values, and by whom."""
