"""A shopper who follows an agenda, for dialogues with a system under test."""
