from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from termlint.garbage import collector_at_rest


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """The collector as it was."""
    yield
    gc.unfreeze()
    gc.enable()


class Thing:
    pass


def test_the_collector_rests_and_goes_on() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_one_that_was_off_stays_off() -> None:
    gc.disable()
    with collector_at_rest():
        pass
    assert not gc.isenabled()


def test_it_goes_on_after_a_mistake() -> None:
    with pytest.raises(LookupError), collector_at_rest():
        raise LookupError
    assert gc.isenabled()


def test_what_was_made_meanwhile_is_passed_over_and_still_freed() -> None:
    before = gc.get_freeze_count()
    with collector_at_rest():
        thing = Thing()
    gone = weakref.ref(thing)
    assert gc.get_freeze_count() > before
    del thing
    assert gone() is None


def test_circles_that_are_made_later_are_still_found() -> None:
    with collector_at_rest():
        pass
    one, other = Thing(), Thing()
    one.other, other.other = other, one  # type: ignore[attr-defined]
    gone = weakref.ref(one)
    del one, other
    gc.collect()
    assert gone() is None
