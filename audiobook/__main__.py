"""``python -m audiobook``, and the program ``audiobook``."""


def main() -> None:
    """Run the program."""
    # Each worker imports this module too, as that which started the program; it parses no command.
    from audiobook.cli import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
