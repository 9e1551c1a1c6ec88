from PIL import Image

from assistant.find import query_for
from assistant.intent import Act, Intent

PHOTO = Image.new("RGB", (8, 8))


def test_a_photo_beside_an_intent_that_seeks_nothing_is_what_is_sought():
    assert query_for(Intent(), PHOTO).photo is PHOTO
    assert query_for(Intent(), None).photo is None


def test_what_is_popular_is_not_sought_by_the_photo_of_an_earlier_turn():
    assert query_for(Intent(act=Act.BROWSE_POPULAR, photo_id="earlier"), PHOTO).photo is None
