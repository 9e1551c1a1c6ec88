import json
import re
import time
from decimal import Decimal

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance

from retrieval.catalog import Catalogue
from retrieval.cleaning.clean import clean
from retrieval.cleaning.duplicates import near_duplicates
from retrieval.cleaning.finding import Kind
from retrieval.cleaning.fingerprint import fingerprint, likeness
from retrieval.cleaning.photos import Look, look_of
from retrieval.cleaning.report import SHOWN, report_html, report_json
from retrieval.items import Price
from tests.fakes.retrieval import make_item

TEXT = (
    "A light jacket for walking in the rain, with a hood that packs away, two pockets with zips, "
    "taped seams, a hem that can be drawn tight and cuffs that close with a strap and hold well"
)


class Shelf:
    """A build that does not serve yet."""

    def __init__(self):
        self.catalogue = Catalogue("sqlite://")
        self.build_id = self.catalogue.begin_build("feed").build_id

    def clean(self, *items, **options):
        self.catalogue.put(self.build_id, items)
        return clean(self.catalogue, self.build_id, **options)

    def items(self):
        return {item.item_id: item for item in self.catalogue.every_item(self.build_id)}


@pytest.fixture
def shelf():
    opened = Shelf()
    yield opened
    opened.catalogue.close()


def groups(report, kind):
    return [finding.item_ids for finding in report.of(kind)]


def drawing(path, shapes, *, size=(400, 300), brightness=1.0, quality=90):
    photo = Image.new("RGB", (400, 300), "white")
    draw = ImageDraw.Draw(photo)
    for number in range(24):
        x, y = (number * 61 + shapes * 37) % 380, (number * 43 + shapes * 91) % 280
        draw.ellipse((x, y, x + 70, y + 50), fill=(number * 10, shapes * 30 % 255, 90))
    ImageEnhance.Brightness(photo.resize(size)).enhance(brightness).save(path, quality=quality)
    return path


def test_a_tidy_catalogue_has_no_findings_but_what_is_missing(shelf, tmp_path):
    photo = drawing(tmp_path / "a.jpg", 1)
    whole = make_item(
        "a",
        description=TEXT,
        brand="Fell",
        attributes={"colour": ("red",)},
        image_paths=(photo,),
    )
    report = shelf.clean(whole)
    assert (report.items, list(report.findings)) == (1, [])


def test_exact_duplicates_are_told_and_kept_unless_they_are_to_go(shelf):
    items = [
        make_item("a", "Rain jacket", description=TEXT, rating=4.0, rating_count=2),
        make_item("b", "RAIN  Jacket", description=TEXT, rating=4.0, rating_count=9),
        make_item("c", "Rain jacket", description=TEXT, price=11),
    ]
    told = shelf.clean(*items)
    assert groups(told, Kind.EXACT_DUPLICATE) == [("b", "a")]
    assert told.of(Kind.EXACT_DUPLICATE)[0].done == ""
    assert shelf.items().keys() == {"a", "b", "c"}
    dropped = shelf.clean(drop_duplicates=True)
    assert dropped.of(Kind.EXACT_DUPLICATE)[0].done == "kept b, left out a"
    assert shelf.items().keys() == {"b", "c"}
    assert groups(shelf.clean(drop_duplicates=True), Kind.EXACT_DUPLICATE) == []


def test_near_duplicates_are_two_products_that_read_alike_and_nothing_keeps_apart(shelf):
    report = shelf.clean(
        make_item("a", "Rain jacket", description=TEXT),
        make_item("near", "Rain jacket", description=TEXT.replace("light ", "")),
        make_item("variant", "Rain jacket now", family_id="a", description=TEXT),
        make_item("blue", "Rain jacket", description=TEXT, attributes={"colour": ("blue",)}),
        make_item("blue title", "Blue rain jacket", description=TEXT),
        make_item("5 litres", "Rain jacket 5 l", description=TEXT),
        make_item("brand", "Rain jacket", brand="Tarn", description=TEXT),
        make_item("other", "Frying pan", description="Cast iron, for every hob"),
    )
    (found,) = groups(report, Kind.NEAR_DUPLICATE)
    assert set(found) in ({"a", "near"}, {"a", "near", "variant"})


def test_likeness_is_the_share_of_common_words():
    one = fingerprint(make_item("a", "one two three"))
    other = fingerprint(make_item("b", "two three four five"))
    assert likeness(one, other) == pytest.approx(2 / 5)
    assert likeness(one, one) == 1


def test_one_picture_in_two_files_is_found_and_another_is_not(shelf, tmp_path):
    first = drawing(tmp_path / "first.jpg", 1)
    again = drawing(tmp_path / "again.jpg", 1, size=(800, 600), brightness=1.05, quality=60)
    other = drawing(tmp_path / "other.jpg", 2)
    plain = Image.new("RGB", (90, 90), "white")
    plain.save(tmp_path / "white1.jpg")
    plain.save(tmp_path / "white2.jpg", quality=20)
    report = shelf.clean(
        *(
            make_item(name, image_paths=(path,))
            for name, path in (("a", first), ("b", again), ("c", other), ("same", first))
        ),
        make_item("w1", image_paths=(tmp_path / "white1.jpg",)),
        make_item("w2", image_paths=(tmp_path / "white2.jpg",)),
        make_item("gone", image_paths=(tmp_path / "gone.jpg",)),
    )
    assert groups(report, Kind.SAME_PHOTO) == [("a", "same")]
    (found,) = groups(report, Kind.ALIKE_PHOTO)
    assert set(found) == {"a", "b", "same"}
    assert look_of(tmp_path / "white1.jpg") is None


def test_one_shape_in_two_colours_is_two_pictures(tmp_path):
    blue = look_of(drawing(tmp_path / "a.jpg", 1))
    assert blue.apart(Look(blue.bits, blue.colour + 5)) == 0
    assert blue.apart(Look(blue.bits, np.add(blue.colour, (0, 0, 60)))) == 256


def test_a_price_that_lies_far_from_its_like_is_told_and_a_dear_shelf_is_not(shelf):
    mugs = [make_item(f"m{n}", price=8 + n % 5, category=("Kitchen", "Mugs")) for n in range(20)]
    sofas = [make_item(f"s{n}", price=900 + 10 * n, category=("Sofas",)) for n in range(20)]
    report = shelf.clean(
        *mugs,
        *sofas,
        make_item("slip", price=1250, category=("Kitchen", "Mugs")),
        make_item("free", price=0, category=("Sofas",)),
        make_item("yen", price=Price(Decimal(1400), "JPY"), category=("Kitchen", "Mugs")),
        make_item("none", price=None, category=("Sofas",)),
    )
    assert groups(report, Kind.PRICE_OUTLIER) == [("free",), ("slip",)]
    assert "Kitchen > Mugs the middle price is" in report.of(Kind.PRICE_OUTLIER)[1].what


def test_categories_that_are_one_are_written_as_one_and_slips_are_only_told(shelf):
    paths = {
        "a": ("Outdoor", "Tents & Shelters"),
        "b": ("Outdoor", "Tents & Shelters"),
        "c": ("outdoor", "tent and shelters"),
        "d": ("Outdoor > Tents & Shelters",),
        "e": ("Outdoor", "Tents"),
        "f": ("Outdoor", "Stovess"),
        "g": ("Outdoor", "Stoves"),
        "h": ("Outdoor", "Lanterns"),
        "i": ("Outdoor", "Lanters"),
    }
    report = shelf.clean(*(make_item(name, category=path) for name, path in paths.items()))
    now = {item_id: item.category for item_id, item in shelf.items().items()}
    assert {now[name] for name in "abcd"} == {("Outdoor", "Tents & Shelters")}
    assert now["e"] == ("Outdoor", "Tents")
    assert now["i"] == ("Outdoor", "Lanters")
    assert {one.item_ids for one in report.of(Kind.CATEGORY_SPELLING)} >= {("c",), ("d",)}
    assert all(one.done for one in report.of(Kind.CATEGORY_SPELLING))
    alike = report.of(Kind.CATEGORY_ALIKE)
    assert any("Lanters" in one.what and "Lanterns" in one.what for one in alike)
    assert not any(one.done for one in alike)
    again = shelf.clean()
    assert again.of(Kind.CATEGORY_SPELLING) == []


def test_the_page_escapes_what_sellers_write_and_loads_nothing(shelf, tmp_path):
    photo = drawing(tmp_path / "a.jpg", 1)
    nasty = '<script>alert("x")</script> & more'
    report = shelf.clean(
        make_item("<b>1", nasty, image_paths=(photo,)),
        make_item("<b>2", nasty, image_paths=(photo,), price=20),
        *(make_item(f"d{n:03d}", f"Twin {n // 2 * 1001}") for n in range(2 * SHOWN + 10)),
    )
    page = report_html(report)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "data:image/jpeg;base64," in page
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", page)
    assert "prefers-color-scheme: dark" in page
    assert "the JSON lists them all" in page
    plain = json.loads(json.dumps(report_json(report)))
    assert plain["counts"]["exact_duplicate"] == len(groups(report, Kind.EXACT_DUPLICATE)) > SHOWN
    assert {one["kind"] for one in plain["findings"]} == {f.kind.value for f in report.findings}


def test_nonsense_does_no_harm(shelf):
    report = shelf.clean(
        make_item("a", "\x00\ud800".encode("utf-8", "replace").decode(), description="…"),
        make_item("b", "👍🏽", category=("///", " & ")),
        make_item("c", "x" * 5_000, price=Decimal(999999999999)),
    )
    assert report.items == 3
    assert report_html(report)


@pytest.mark.slow
def test_many_items_that_say_the_same_are_not_compared_with_each_other():
    def seconds(count):
        prints = [
            fingerprint(make_item(f"i{n}", "Shirt", description=f"{TEXT} {n % 7}"))
            for n in range(count)
        ]
        began = time.process_time()
        near_duplicates(prints)
        return time.process_time() - began

    few, many = seconds(1_000), seconds(8_000)
    assert many < 8 * few * 3
