"""`python -m complaints_kb` is `kb`."""

from complaints_kb.cli import main

if __name__ == "__main__":
    main()
