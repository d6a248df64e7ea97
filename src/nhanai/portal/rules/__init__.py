"""Words and drawings of the public site: values in, values out."""
