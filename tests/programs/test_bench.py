from programs.management.commands.bench import Figure, table


def test_table_says_what_was_measured_and_what_was_missed() -> None:
    figure: Figure = {
        "name": "library search, p95",
        "value": 41.27,
        "unit": "ms",
        "target": "30 ms",
        "met": False,
        "compared_to": "wger 42 ms",
        "ratio": 1.017,
    }

    row = table([figure]).splitlines()[-1]

    assert row.split("  ") == ["library search, p95", "41.27 ms", "30 ms", *row.split("  ")[3:]]
    assert "NO" in row and "1.0 × wger 42 ms" in row
