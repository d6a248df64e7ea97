"""What holds of rounds, lists, hand-overs, samples and emergency aid; values only."""
