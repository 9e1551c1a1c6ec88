"""What is wrong with a catalogue as a whole, found when it is imported."""
