"""Talks with the shop in the terminal."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.answers.compare import Comparison
from assistant.intent import Dislike, Like, Operation, SeekSimilar, StartOver, Undo
from assistant.money import price_text
from assistant.reply import Event, Explained, Finished, Reply, Shown
from ranking.ranked import RankedItem
from retrieval.photos import PhotoError
from ui.chips import chips
from ui.wording import percent_off, stock_note, writer_note

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_HELP: Final = """\
Say what you are looking for, in your own words. Besides:
  /photo FILE [words]   show a photo
  /like N  /dislike N   judge the item of that number
  /more N               more like the item of that number
  /remove N             take the chip of that number away
  /vary 0..1            0 for similar picks, 1 for varied ones
  /undo  /new  /help  /quit\
"""


class UnknownCommandError(Exception):
    """The shopper's command can't be understood; the message says what is possible."""


class TerminalChat:
    """One conversation in a terminal."""

    def __init__(self, assistant: "Assistant", console: Console) -> None:
        """Begin a conversation."""
        self._assistant = assistant
        self._console = console
        self._session_id = assistant.open_session()
        self._trade_off: float | None = None
        self._shown: tuple[RankedItem, ...] = ()

    def greet(self) -> None:
        """Say how to begin."""
        self._console.print("[bold]Aisle[/]  What are you looking for? [dim]/help, /quit[/]")
        note = writer_note(self._assistant.model_status())
        if note:
            self._console.print(note, style="dim")

    def hear(self, line: str) -> bool:
        """Answer one line; return False when the shopper is leaving."""
        line = line.strip()
        if line in ("/quit", "/exit", "/q"):
            return False
        if not line:
            return True
        try:
            self._show(self._events(line))
        except (UnknownCommandError, PhotoError) as error:
            self._console.print(str(error), style="yellow", markup=False)
        return True

    def _events(self, line: str) -> Iterator[Event]:
        if not line.startswith("/"):
            return self._assistant.respond(self._session_id, line, trade_off=self._trade_off)
        command, _, rest = line.partition(" ")
        if command == "/photo":
            return self._photo(rest)
        if command == "/help":
            self._console.print(_HELP, markup=False)
            return iter(())
        if command == "/vary":
            self._trade_off = _share(rest)
            return self._tap([])
        return self._tap([self._operation(command, rest)])

    def _tap(self, operations: Sequence[Operation]) -> Iterator[Event]:
        return self._assistant.tap(self._session_id, operations, trade_off=self._trade_off)

    def _operation(self, command: str, rest: str) -> Operation:
        match command:
            case "/undo":
                return Undo()
            case "/new":
                return StartOver()
            case "/like":
                return Like(self._item_id(rest))
            case "/dislike":
                return Dislike(self._item_id(rest))
            case "/more":
                return SeekSimilar((self._item_id(rest),))
            case "/remove":
                return self._removal(rest)
            case _:
                raise UnknownCommandError(f"There is no {command}.\n{_HELP}")

    def _item_id(self, number: str) -> str:
        for ranked in self._shown:
            if str(ranked.rank) == number.strip():
                return ranked.item.item_id
        raise UnknownCommandError("Give the number of an item that is shown, such as /like 2.")

    def _removal(self, number: str) -> Operation:
        intent = self._assistant.state(self._session_id).intent
        removable = [chip.operation for chip in chips(intent) if chip.operation is not None]
        if number.strip().isdigit() and 1 <= int(number) <= len(removable):
            return removable[int(number) - 1]
        raise UnknownCommandError("Give the number of a chip, such as /remove 1.")

    def _photo(self, rest: str) -> Iterator[Event]:
        words = shlex.split(rest)
        if not words:
            raise UnknownCommandError("Give the photo's file, such as /photo shoe.jpg.")
        path = Path(words[0]).expanduser()
        try:
            photo = path.read_bytes()
        except OSError as error:
            raise UnknownCommandError(f"{path} can't be read: {error.strerror}.") from error
        return self._assistant.respond(
            self._session_id, " ".join(words[1:]), photo=photo, trade_off=self._trade_off
        )

    def _show(self, events: Iterator[Event]) -> None:
        for event in events:
            match event:
                case Shown(reply):
                    self._shown = reply.items
                    self._show_reply(reply)
                case Explained(explanation):
                    rank = next(
                        (r.rank for r in self._shown if r.item.item_id == explanation.item_id), 0
                    )
                    line = Text(f" {rank}. ", style="bold").append(
                        explanation.text, style="default"
                    )
                    self._console.print(line)
                case Finished(reply):
                    self._show_next_steps(reply)

    def _show_reply(self, reply: Reply) -> None:
        understood = chips(reply.intent, reply.currency)
        if understood:
            self._console.print(chip_line([chip.label for chip in understood]))
        self._console.print(Text(reply.text))
        if reply.comparison is not None:
            self._console.print(comparison_table(reply.comparison))
        if reply.items:
            self._console.print(item_table(reply.items))
        for passage in reply.passages:
            self._console.print(Text(f"  {passage.title}: ", style="bold").append(passage.text))
        for promotion in reply.promotions:
            code = f", code {promotion.code}" if promotion.code else ""
            self._console.print(Text(f"  −{promotion.percent_off} % {promotion.title}{code}"))

    def _show_next_steps(self, reply: Reply) -> None:
        if reply.question:
            answers = " · ".join(answer.text for answer in reply.question.answers)
            self._console.print(Text(f"{reply.question.text}  ", style="bold").append(answers))
        if reply.suggestions:
            labels = " · ".join(suggestion.text for suggestion in reply.suggestions)
            self._console.print(Text(f"You could say: {labels}", style="dim"))


def comparison_table(comparison: Comparison) -> Table:
    """Return items side by side; the better values stand out."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("", style="dim")
    for title in comparison.titles:
        table.add_column(Text(title), max_width=34)
    for row in comparison.rows:
        cells = [
            Text(value or "–", style="bold" if place in row.best else "")
            for place, value in enumerate(row.values)
        ]
        table.add_row(Text(row.label), *cells)
    return table


def item_table(ranked: Sequence[RankedItem]) -> Table:
    """Return the list as a table; seller text is never read as markup."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("", justify="right", style="bold")
    table.add_column("Item", max_width=44)
    table.add_column("Brand", style="dim")
    table.add_column("Price", justify="right")
    table.add_column("Rating")
    table.add_column("Stock")
    for one in ranked:
        item = one.item
        rating = "–" if item.rating is None else f"{item.rating:.1f} ★ ({item.rating_count})"
        table.add_row(
            str(one.rank),
            Text(item.title),
            Text(item.brand or ""),
            _price(one),
            rating,
            stock_note(item),
        )
    return table


def _price(one: RankedItem) -> Text:
    item = one.item
    if item.price is None:
        return Text("on request", style="dim")
    text = Text(price_text(item.price), style="bold")
    off = percent_off(item)
    if item.list_price is not None and off is not None:
        text.append(" ").append(price_text(item.list_price), style="strike dim not bold")
        text.append(f" −{off} %", style="red")
    return text


def chip_line(labels: Sequence[str]) -> Text:
    """Return the chips side by side."""
    line = Text()
    for label in labels:
        line.append(f" {label} ", style="reverse").append(" ")
    return line


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UnknownCommandError(
            "Give a number from 0 (similar) to 1 (varied), such as /vary 0.5."
        )
    return share
