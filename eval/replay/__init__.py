"""Dialogues recorded elsewhere, scored turn by turn against labels."""
