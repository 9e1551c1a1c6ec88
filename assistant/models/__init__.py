"""The language models: one protocol, and the ways to run one."""
