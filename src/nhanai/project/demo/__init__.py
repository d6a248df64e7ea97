"""The demo: two invented plans of a real province, read by the product itself at first start."""
