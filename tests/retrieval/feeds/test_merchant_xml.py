"""Google Merchant feeds as RSS and as Atom."""

from decimal import Decimal

import pytest

from retrieval.feeds.read import read_feed
from retrieval.feeds.row import FeedError
from retrieval.items import Price
from tests.fakes.feeds import parted

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
<channel><title>The shop</title><link>https://shop.example</link>
<item>
  <title>RSS title</title>
  <g:title>Rain Jacket &amp; Hood</g:title>
  <link>https://shop.example/j1</link>
  <description><![CDATA[<p>Keeps you <b>dry</b>.</p>]]></description>
  <g:id>J1</g:id><g:price>89.90 USD</g:price><g:availability>in_stock</g:availability>
  <g:image_link>https://img.example/1.jpg</g:image_link>
  <g:additional_image_link>https://img.example/2.jpg</g:additional_image_link>
  <g:additional_image_link>https://img.example/3.jpg</g:additional_image_link>
  <g:google_product_category>Apparel &gt; Outerwear</g:google_product_category>
  <g:color>Red</g:color>
  <g:shipping><g:country>US</g:country><g:price>4.95 USD</g:price></g:shipping>
  <g:product_detail><g:section_name>General</g:section_name>
    <g:attribute_name>Water column</g:attribute_name>
    <g:attribute_value>10,000 mm</g:attribute_value></g:product_detail>
</item>
<item><g:id>J2</g:id><title>Bad</title><g:price>free</g:price></item>
<item><g:id>J3</g:id><title>Mug</title></item>
</channel></rss>"""


def test_rss_is_read_and_googles_own_attributes_go_first(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text(RSS, encoding="utf-8")
    items, problems = parted(path)
    first = items[0].item
    assert first.title == "Rain Jacket & Hood"
    assert first.description == "Keeps you dry."
    assert first.price == Price(Decimal("89.90"), "USD")
    assert first.category == ("Apparel", "Outerwear")
    assert first.attributes == {"colour": ("red",), "water_column": ("10,000 mm",)}
    assert items[0].photos == tuple(f"https://img.example/{n}.jpg" for n in (1, 2, 3))
    assert [found.item.item_id for found in items] == ["J1", "J3"]
    assert [(problem.line, problem.field) for problem in problems] == [(20, "price")]


def test_atom_is_read(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">'
        "<title>The shop</title><entry><id>tag:1</id><g:id>A</g:id><title>Mug</title>"
        '<link href="https://shop.example/a"/><summary>Holds tea.</summary>'
        "<g:price>3 USD</g:price></entry></feed>"
    )
    (found,), problems = parted(path)
    assert problems == []
    assert (found.item.item_id, found.item.title, found.item.link) == (
        "A",
        "Mug",
        "https://shop.example/a",
    )
    assert found.item.description == "Holds tea."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<html><body>Sign in</body></html>", "XML of another kind: it begins with <html>"),
        ("<rss><channel></channel></rss>", "no <item>"),
        ("<rss><channel><item>", "not well-formed XML: .* at line 1"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>', "defines entities"),
        (
            '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item>&a;</item></rss>',
            "defines entities or refers to other files",
        ),
        ('<?xml version="1.0" encoding="no-such"?><rss/>', "encoding"),
    ],
)
def test_xml_that_is_no_feed_is_explained(tmp_path, content, says):
    path = tmp_path / "feed.xml"
    path.write_text(content)
    with pytest.raises(FeedError, match=says):
        list(read_feed(path))


def test_a_description_of_ten_megabytes_in_xml_is_cut_and_told(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text(RSS.replace("Keeps you", "word " * 2_000_000))
    items, problems = parted(path)
    assert len(items[0].item.description) <= 10_000
    assert ("description", False) in [(problem.field, problem.lost) for problem in problems]
