"""What the shop's own people do: answer in the assistant's place, and look after it."""
