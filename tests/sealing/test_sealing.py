"""
What is sealed opens with its key, in its place, unaltered, and not otherwise.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.sealing import (
    BadKeys,
    SealBroken,
    fingerprint,
    key_of,
    new_key,
    read_keys,
    seal,
    unseal,
)

OLD, NEW = new_key("2025-01"), new_key("2026-01")
RING = read_keys(f"{NEW},{OLD}")
PLACE = "sharing_request.subject"


@given(st.text())
def test_what_was_sealed_opens_again(words):
    sealed = seal(words, RING, place=PLACE)
    assert unseal(sealed, RING, place=PLACE) == words
    assert len(words) < 4 or words not in sealed


def test_the_same_words_are_never_sealed_alike():
    assert seal("a refuge", RING, place=PLACE) != seal("a refuge", RING, place=PLACE)


def test_the_first_key_seals_and_the_others_open():
    before = seal("a refuge", read_keys(OLD), place=PLACE)
    assert key_of(before) == "2025-01"
    assert unseal(before, RING, place=PLACE) == "a refuge"
    assert key_of(seal("a refuge", RING, place=PLACE)) == "2026-01"


def test_without_its_key_a_value_stays_shut():
    with pytest.raises(SealBroken, match=r"key 2026-01 .* not among"):
        unseal(seal("a refuge", RING, place=PLACE), read_keys(OLD), place=PLACE)


def test_a_value_moved_to_another_column_does_not_open():
    with pytest.raises(SealBroken, match="does not belong"):
        unseal(seal("a refuge", RING, place=PLACE), RING, place="sharing_request.answer")


@given(st.data())
def test_a_value_altered_anywhere_does_not_open_as_something_else(data):
    sealed = seal("the blue door", RING, place=PLACE)
    at = data.draw(st.integers(0, len(sealed) - 1))
    letter = data.draw(st.characters(min_codepoint=33, max_codepoint=126))
    altered = sealed[:at] + letter + sealed[at + 1 :]
    try:
        opened = unseal(altered, RING, place=PLACE)
    except SealBroken:
        return
    # The last letters of base64 hold bits that are thrown away.
    assert opened == "the blue door"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "there is no key"),
        ("2026-01", "is not 32 random bytes"),
        ("A key:abc", "key 1 has no name"),
        ("2026-01:" + "A" * 43 + "=", "is not 32 random bytes"),
        (f"{NEW},{NEW}", "comes twice"),
    ],
)
def test_keys_written_wrongly_are_named_and_not_repeated(written, why):
    with pytest.raises(BadKeys, match=why) as told:
        read_keys(written)
    assert NEW.partition(":")[2] not in str(told.value)


def test_a_ring_never_prints_its_keys():
    assert NEW.partition(":")[2] not in repr(RING)


@pytest.mark.parametrize(
    "other", ["Zoë Mac-Intyre", "zoe mac intyre", " MAC INTYRE, Zoe ", "Mac-Intyre Zoë"]
)
def test_one_name_has_one_mark_however_it_is_written(other):
    key = RING.keys["2026-01"]
    assert fingerprint(other, key) == fingerprint("Zoe Mac-Intyre", key)
    assert fingerprint(other, key) != fingerprint("Zoe Mackintosh", key)
    assert fingerprint(other, key) != fingerprint(other, RING.keys["2025-01"])
