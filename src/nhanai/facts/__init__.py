"""What is counted: the catalogue of measures, the facts that records write, and their roll-up."""
