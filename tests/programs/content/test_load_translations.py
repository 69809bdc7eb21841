import pytest

from programs.content.load_translations import load_translations, read_translations
from programs.content.tally import Tally
from programs.models import Translation

pytestmark = pytest.mark.django_db
SPANISH = {"Lift your hips.": "Levante las caderas.", "Lower slowly.": "Baje despacio."}


def words() -> dict[str, str]:
    return Translation.objects.words_for(SPANISH, "es")


def test_translations_are_loaded() -> None:
    tally = load_translations({"es": SPANISH})

    assert tally == Tally(added=2, changed=0, retired=0)
    assert words() == SPANISH


def test_loading_again_changes_nothing() -> None:
    load_translations({"es": SPANISH})
    before = list(Translation.objects.order_by("pk").values())

    tally = load_translations({"es": SPANISH})

    assert tally == Tally(added=0, changed=0, retired=0)
    assert list(Translation.objects.order_by("pk").values()) == before


def test_changed_words_take_the_place_of_the_old() -> None:
    load_translations({"es": SPANISH})
    better = SPANISH | {"Lower slowly.": "Baje poco a poco."}

    tally = load_translations({"es": better})

    assert tally == Tally(added=0, changed=1, retired=0)
    assert words() == better


def test_text_that_is_gone_is_taken_out() -> None:
    load_translations({"es": SPANISH})

    tally = load_translations({"es": {"Lower slowly.": "Baje despacio."}})

    assert tally == Tally(added=0, changed=0, retired=1)
    assert words() == {"Lower slowly.": "Baje despacio."}


def test_languages_are_kept_apart() -> None:
    load_translations({"es": SPANISH, "fr": {"Lower slowly.": "Descendez lentement."}})

    assert words() == SPANISH
    assert Translation.objects.words_for(SPANISH, "fr") == {"Lower slowly.": "Descendez lentement."}


def test_second_load_reads_them_in_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture has no public type
    load_translations({"es": SPANISH})
    many = {f"Step {n}.": f"Paso {n}." for n in range(300)}

    with django_assert_num_queries(1):
        load_translations({"es": SPANISH})
    load_translations({"es": many})

    with django_assert_num_queries(1):
        load_translations({"es": many})


def test_library_brings_its_translations() -> None:
    read = read_translations()

    load_translations(read)

    assert Translation.objects.in_language("es").count() == len(read["es"])
