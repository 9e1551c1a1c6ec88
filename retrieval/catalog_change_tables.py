"""How the changes of a published build lie in SQL."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from retrieval.catalog_tables import metadata

_Id: Final = Text().with_variant(Text(collation="C"), "postgresql")


def _of_build() -> Column[str]:
    return Column("build_id", ForeignKey("builds.build_id", ondelete="CASCADE"), primary_key=True)


# One row: where the catalogue stands. Readers compare it with what they have in memory.
revision: Final = Table(
    "revision",
    metadata,
    Column("slot", Integer, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("words", BigInteger, nullable=False),
    Column("knowledge", BigInteger, nullable=False),
)

FIRST_REVISION: Final = {"slot": 1, "number": 0, "words": 0, "knowledge": 0}
"""What stands in ``revision`` before the first build."""

# The revision at which a build was begun: later changes are carried into it.
build_starts: Final = Table(
    "build_starts",
    metadata,
    _of_build(),
    Column("number", BigInteger, nullable=False),
)

# The last change of every item that changed after its build was published.
changes: Final = Table(
    "changes",
    metadata,
    _of_build(),
    Column("item_id", _Id, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("words", BigInteger, nullable=False),
    Column("removed", Boolean, nullable=False),
    Index("changes_by_number", "build_id", "number"),
)

# Vectors of changed items, in place of those the build was published with. They
# stand here and not in Chroma since they are kept in one transaction with their
# items, and since a second process does not see what is written to an embedded Chroma.
live_vectors: Final = Table(
    "live_vectors",
    metadata,
    _of_build(),
    Column("leg", _Id, primary_key=True),
    Column("item_id", _Id, primary_key=True),
    Column("encoder", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("vector", LargeBinary),
    Index("live_vectors_by_number", "build_id", "number"),
)
