"""Google Merchant feeds as a table."""

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.feeds.read import FeedFormat, detect_format, read_feed
from retrieval.feeds.row import FeedError
from retrieval.items import Availability, Price
from tests.fakes.feeds import parted

HEADER = (
    "id\ttitle\tdescription\tlink\timage link\tadditional_image_link\tavailability\tprice\t"
    "sale price\tsale_price_effective_date\tbrand\tgoogle_product_category\tproduct_type\t"
    "item_group_id\tcolor\tsize\tmaterial\tgender\tage_group\tcondition\tproduct_detail"
)


def tsv(tmp_path: Path, *rows: dict[str, str], header: str = HEADER) -> Path:
    columns = header.split("\t")
    lines = [header] + ["\t".join(row.get(column, "") for column in columns) for row in rows]
    path = tmp_path / "feed.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


FULL = {
    "id": "J1",
    "title": "Rain Jacket",
    "description": "<p>Keeps you <b>dry</b>.</p>",
    "link": "https://shop.example/j1",
    "image link": "https://img.example/j1.jpg",
    "additional_image_link": "https://img.example/j1-b.jpg,https://img.example/j1,c.jpg",
    "availability": "in stock",
    "price": "120.00 USD",
    "sale price": "89.90 USD",
    "brand": "Fell",
    "google_product_category": "1604",
    "product_type": "Outdoor > Jackets",
    "color": "Navy Blue/White",
    "size": "M",
    "material": "Nylon",
    "gender": "Female",
    "age_group": "adult",
    "condition": "new",
    "product_detail": "General:Water Column:10000 mm",
}


def test_every_attribute_finds_its_field(tmp_path):
    (found,), problems = parted(tsv(tmp_path, FULL))
    item = found.item
    assert problems == []
    assert (item.item_id, item.family_id, item.title) == ("J1", "J1", "Rain Jacket")
    assert item.description == "Keeps you dry."
    assert item.brand == "Fell"
    assert item.category == ("Outdoor", "Jackets")
    assert item.price == Price(Decimal("89.90"), "USD")
    assert item.list_price == Price(Decimal("120.00"), "USD")
    assert item.availability is Availability.IN_STOCK
    assert item.link == "https://shop.example/j1"
    assert item.attributes == {
        "colour": ("navy blue", "white"),
        "size": ("m",),
        "material": ("nylon",),
        "audience": ("women",),
        "water_column": ("10000 mm",),
    }
    assert found.photos == (
        "https://img.example/j1.jpg",
        "https://img.example/j1-b.jpg",
        "https://img.example/j1,c.jpg",
    )


@pytest.mark.parametrize(
    ("period", "price"),
    [
        ("2026-05-01T00:00+01:00/2026-07-01T00:00+01:00", "89.90"),
        ("2026-07-01T00:00Z/2026-08-01T00:00Z", "120.00"),
        ("2026-05-01/2026-05-31", "120.00"),
        ("nonsense", "89.90"),
    ],
)
def test_a_sale_price_counts_while_it_holds(tmp_path, period, price):
    (found,), _ = parted(tsv(tmp_path, FULL | {"sale_price_effective_date": period}))
    assert found.item.price == Price(Decimal(price), "USD")
    assert (found.item.list_price is None) == (price == "120.00")


def test_sizes_of_one_colour_become_one_item_and_colours_share_a_family(tmp_path):
    rows = [
        FULL
        | {"id": f"J1-{colour}-{size}", "item_group_id": "J1", "color": colour, "size": size}
        | {"title": f"Rain Jacket, {colour} - {size}"}
        | {"availability": "out of stock" if size == "L" else "in_stock"}
        for colour in ("Red", "Green")
        for size in ("S", "M", "L")
    ]
    items, problems = parted(tsv(tmp_path, *rows))
    assert problems == []
    assert [found.item.item_id for found in items] == ["J1-Red-S", "J1-Green-S"]
    assert {found.item.family_id for found in items} == {"J1"}
    assert items[0].item.title == "Rain Jacket, Red"
    assert items[0].item.attributes["colour"] == ("red",)
    # Size L cannot be bought, so it is not offered.
    assert items[0].item.attributes["size"] == ("s", "m")
    assert items[0].line == 2


def test_sizes_at_different_prices_stay_apart(tmp_path):
    rows = [
        FULL | {"id": f"J1-{size}", "item_group_id": "J1", "size": size, "sale price": price}
        for size, price in (("S", "80 USD"), ("M", "80 USD"), ("XL", "95 USD"))
    ]
    items, _ = parted(tsv(tmp_path, *rows))
    assert [(found.item.price.amount, found.item.attributes["size"]) for found in items] == [
        (Decimal(80), ("s", "m")),
        (Decimal(95), ("xl",)),
    ]


def test_sold_out_in_every_size_keeps_the_sizes(tmp_path):
    rows = [
        FULL | {"id": size, "item_group_id": "J1", "size": size, "availability": "out_of_stock"}
        for size in ("S", "M")
    ]
    (found,), _ = parted(tsv(tmp_path, *rows))
    assert found.item.availability is Availability.OUT_OF_STOCK
    assert found.item.attributes["size"] == ("s", "m")


def test_a_bad_row_is_told_by_line_field_and_reason_and_the_rest_load(tmp_path):
    rows = [
        FULL | {"id": "free", "price": "free", "sale price": ""},
        FULL | {"id": ""},
        FULL | {"id": "untitled", "title": ""},
        FULL | {"id": "below", "price": "-5 USD", "sale price": ""},
        FULL | {"id": "odd stock", "availability": "maybe"},
        FULL | {"id": "no link", "link": "javascript:alert(1)"},
        FULL | {"id": "good"},
        FULL | {"id": "good", "title": "Another"},
    ]
    items, problems = parted(tsv(tmp_path, *rows))
    assert [found.item.item_id for found in items] == ["odd stock", "no link", "good"]
    told = [(problem.line, problem.field, problem.lost) for problem in problems]
    assert told == [
        (2, "price", True),
        (3, "id", True),
        (4, "title", True),
        (5, "price", True),
        (6, "availability", False),
        (7, "link", False),
        (9, "id", True),
    ]
    assert str(problems[0]).startswith("line 2: price of free: 'free' is not an amount")
    assert "line 8" in problems[-1].reason
    assert items[0].item.availability is Availability.OUT_OF_STOCK
    assert items[1].item.link is None
    assert items[2].item.title == "Rain Jacket"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("in stock", Availability.IN_STOCK),
        ("In_Stock", Availability.IN_STOCK),
        ("https://schema.org/InStock", Availability.IN_STOCK),
        ("http://schema.org/OutOfStock", Availability.OUT_OF_STOCK),
        ("out of stock", Availability.OUT_OF_STOCK),
        ("sold out", Availability.OUT_OF_STOCK),
        ("preorder", Availability.PREORDER),
        ("pre-order", Availability.PREORDER),
        ("back order", Availability.BACKORDER),
        ("", Availability.IN_STOCK),
    ],
)
def test_availability_is_spelled_in_many_ways(tmp_path, written, meant):
    (found,), problems = parted(tsv(tmp_path, FULL | {"availability": written}))
    assert found.item.availability is meant
    assert problems == []


def test_a_description_of_ten_megabytes_is_cut_and_told(tmp_path):
    items, problems = parted(
        tsv(tmp_path, FULL | {"description": "word " * 2_000_000}, FULL | {"id": "J2"})
    )
    assert [found.item.item_id for found in items] == ["J1", "J2"]
    assert len(items[0].item.description) <= 10_000
    assert items[0].item.description.startswith("word word")
    assert [(problem.field, problem.lost) for problem in problems] == [("description", False)]
    assert "10,000,000 characters" in problems[0].reason


def test_missing_columns_are_named_with_those_there_are(tmp_path):
    path = tsv(tmp_path, header="sku\tname\timage_link\tprice")
    with pytest.raises(
        FeedError, match=r"lacks the columns id, title; it has: sku, name, image_link"
    ):
        list(read_feed(path))


def test_a_header_alone_is_an_empty_feed(tmp_path):
    with pytest.raises(FeedError, match="no rows"):
        list(read_feed(tsv(tmp_path)))


def test_commas_and_quoted_line_ends_are_read_too(tmp_path):
    path = tmp_path / "feed.csv"
    path.write_text(
        'id,title,price,description\nA,"Soap, ""fine""",2.50 USD,"one\ntwo"\nB,Mug,3 USD,\n'
    )
    items, problems = parted(path)
    assert problems == []
    assert [(found.item.title, found.line) for found in items] == [('Soap, "fine"', 2), ("Mug", 4)]
    assert items[0].item.description == "one\ntwo"


def test_a_quote_that_never_closes_costs_its_own_row_only(tmp_path):
    rows = [FULL | {"id": str(number)} for number in range(30)]
    rows[3] |= {"title": '"Best jacket'}
    rows[7] |= {"title": '15" Laptop sleeve'}
    items, problems = parted(tsv(tmp_path, *rows))
    assert {found.item.item_id for found in items} == {str(n) for n in range(30)} - {"3"}
    assert items[6].item.title == '15" Laptop sleeve'
    assert [(problem.line, problem.field) for problem in problems] == [(5, "row")]


def test_two_stray_quotes_do_not_swallow_the_rows_between_them(tmp_path):
    rows = [FULL | {"id": str(number)} for number in range(8)]
    rows[2] |= {"title": '"Best jacket'}
    rows[5] |= {"title": 'jacket, the "best"'}
    items, problems = parted(tsv(tmp_path, *rows))
    assert {found.item.item_id for found in items} == {str(n) for n in range(8)} - {"2"}
    assert [problem.line for problem in problems] == [4]


def test_too_many_cells_are_told(tmp_path):
    path = tmp_path / "feed.tsv"
    path.write_text("id\ttitle\tprice\nA\tMug\t3 USD\textra\nB\tMug\t3 USD\t\nC\tMug\n")
    items, problems = parted(path)
    assert [found.item.item_id for found in items] == ["B", "C"]
    assert items[1].item.price is None
    assert [(problem.line, problem.field) for problem in problems] == [(2, "row")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_and_plain_utf8_are_read(tmp_path, encoding):
    path = tmp_path / "feed.txt"
    path.write_text("id\ttitle\tprice\nA\tRegenmäntel 雨衣\t3 USD\n", encoding=encoding)
    (found,), problems = parted(path)
    assert (found.item.title, problems) == ("Regenmäntel 雨衣", [])


def test_a_wrong_encoding_names_line_and_byte(tmp_path):
    path = tmp_path / "feed.tsv"
    path.write_bytes(b"id\ttitle\nA\tMug\nB\tCaf\xe9\n")
    with pytest.raises(FeedError, match=r"not UTF-8: line 3 has the byte 0xe9 at byte 20.*iconv"):
        list(read_feed(path))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"  \n\n ", "is empty"),
        (b"PK\x03\x04rest", "zip archive or an Excel"),
        (b"\x1f\x8brest", "gzip"),
        (b"i\x00d\x00\t\x00t\x00", "neither UTF-8 nor UTF-16"),
        (b"name,price\nMug,3\n", "no feed of a known kind"),
    ],
)
def test_a_file_that_is_no_feed_is_explained(tmp_path, content, says):
    path = tmp_path / "feed.tsv"
    path.write_bytes(content)
    with pytest.raises(FeedError, match=says):
        list(read_feed(path))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FeedError, match=r"cannot read .*gone\.tsv: No such file"):
        list(read_feed(tmp_path / "gone.tsv"))


def test_a_long_feed_is_read_a_little_at_a_time(tmp_path):
    path = tmp_path / "feed.tsv"
    with path.open("w") as file:
        file.write("id\ttitle\tprice\n")
        file.writelines(f"{number}\tMug {number}\t3 USD\n" for number in range(2_000))
    records = read_feed(path)
    assert next(iter(records)).item.item_id == "0"
    # The rest was not read yet: what is wrong with it does not show.
    with path.open("ab") as file:
        file.write(b"\xff\xff\n")
    with pytest.raises(FeedError, match="line 2002"):
        list(records)


def test_formats_are_told_from_the_content_not_the_name(tmp_path):
    for content, expected in (
        ("id\ttitle\n", FeedFormat.MERCHANT_TSV),
        ("\n<rss/>", FeedFormat.MERCHANT_XML),
        ("Handle,Title\n", FeedFormat.SHOPIFY_CSV),
        ("Title,URL handle,Description\n", FeedFormat.SHOPIFY_CSV),
        ('{"id": 1}', FeedFormat.JSONL),
    ):
        path = tmp_path / "feed.txt"
        path.write_text(content)
        assert detect_format(path) is expected
