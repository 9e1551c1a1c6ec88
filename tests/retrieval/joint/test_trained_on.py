import io

from PIL import Image

from retrieval.items import Item
from retrieval.joint.trained_on import photo_hashes, trained_on
from retrieval.photos import PhotoStore


def test_a_kept_photo_is_known_by_the_content_it_was_made_of(tmp_path):
    content = [io.BytesIO() for _ in range(3)]
    for at, file in enumerate(content):
        Image.new("RGB", (900, 40), (at * 100, 20, 20)).save(file, "PNG")
    files = [file.getvalue() for file in content]
    kept = [PhotoStore(tmp_path).keep(one) for one in files]
    items = [
        Item(str(at), str(at), "Thing", "", None, (), None, image_paths=(path,))
        for at, path in enumerate(kept)
    ]
    assert trained_on(items, photo_hashes(files[1:2])).tolist() == [False, True, False]
    assert trained_on(items, photo_hashes(())).tolist() == [False] * 3
    assert trained_on([], photo_hashes(files)).tolist() == []
