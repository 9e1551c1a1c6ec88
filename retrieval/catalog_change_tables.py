"""How the changes of a published build lie in SQL."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from retrieval.catalog_tables import Word, metadata, of_build

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
    of_build(),
    Column("number", BigInteger, nullable=False),
)

# The last change of every item that changed after its build was published.
changes: Final = Table(
    "changes",
    metadata,
    of_build(),
    Column("item_id", Word, primary_key=True),
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
    of_build(),
    Column("leg", Word, primary_key=True),
    Column("item_id", Word, primary_key=True),
    Column("encoder", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("vector", LargeBinary),
    Index("live_vectors_by_number", "build_id", "number"),
)
