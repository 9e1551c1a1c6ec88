"""``python -m ui.cli`` is the ``aisle`` command."""

from ui.cli.app import main

if __name__ == "__main__":
    main()
