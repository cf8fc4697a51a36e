"""Classes of agreements, such as gold."""
