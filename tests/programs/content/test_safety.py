import hashlib
import json
from dataclasses import asdict

from programs.content.reader import read_vocabulary
from programs.content.safety import blocks_for, safety_texts


def test_blocks_for_gives_the_blocks_of_the_regions_in_order() -> None:
    codes = [block.code for block in blocks_for({"knee", "thoracic", "low_back"})]

    assert codes == ["back", "knee_ankle"]


def test_blocks_for_is_empty_where_no_region_asks_for_one() -> None:
    assert blocks_for({"breathing"}) == ()


def test_back_block_names_each_sign_that_cannot_wait() -> None:
    back = " ".join(blocks_for({"low_back"})[0].emergency)

    for sign in ("between your legs", "passing urine", "bowels", "sexual", "both legs", "fall"):
        assert sign in back


def test_headings_name_no_phone_number() -> None:
    headings = " ".join(safety_texts().headings.values())

    assert not any(character.isdigit() for character in headings)


def test_new_wording_has_a_new_version() -> None:
    """When this fails, raise the version in safety.yaml, then put both new values here."""
    words = json.dumps([asdict(block) for block in safety_texts().blocks])

    fingerprint = hashlib.sha256(words.encode()).hexdigest()[:12]
    assert (safety_texts().version, fingerprint) == (3, "c81bc1bd5c43")


def test_regions_with_a_block_are_those_that_need_one() -> None:
    covered = {region for block in safety_texts().blocks for region in block.regions}

    assert covered < read_vocabulary().codes("regions")
    assert covered == {
        "low_back", "thoracic", "neck", "knee", "ankle_foot", "vestibular", "pelvic_floor",
    }  # fmt: skip
