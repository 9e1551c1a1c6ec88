from assistant.answers.idle_counts import without_idle_counts
from assistant.intent import Intent
from retrieval.constraints import Constraint, Constraints, Operator, Source
from retrieval.items import Item
from retrieval.vocabulary import Vocabulary

SHOP = Vocabulary(
    attributes={"capacity": {"2 people": 1, "500 ml": 1}, "set": {"6 pieces": 1, "2 rugs": 1}}
)


def item(title, category, **attributes):
    told = {name: (value,) for name, value in attributes.items()}
    return Item(title, title, title, "", "Ember", (category,), None, attributes=told)


SHELF = [
    item("Dome", "Tents", capacity="2 people"),
    item("Soup Bowl", "Tableware", capacity="500 ml"),
    item("Cutlery", "Cutlery", set="6 pieces"),
]


def asked(field, value, category):
    source = Source(1, value)
    wanted = (
        Constraint("category", Operator.ANY_OF, source, (category,)),
        Constraint(field, Operator.ANY_OF, source, (value,)),
    )
    return Intent(constraints=Constraints(wanted))


def left(intent):
    def count(constraints):
        return sum(constraints.allow(each) for each in SHELF)

    return [one.field for one in without_idle_counts(intent, count, SHOP).constraints]


def test_bowls_are_not_told_by_how_many_people_eat():
    assert left(asked("capacity", "8 people", "tableware")) == ["category"]


def test_how_many_chairs_are_needed_is_no_condition_of_a_chair():
    assert left(asked("set", "4 piece", "tableware")) == ["category"]


def test_a_tent_is_told_by_its_people_though_none_is_for_so_many():
    assert left(asked("capacity", "9 people", "tents")) == ["category", "capacity"]


def test_a_number_of_pieces_is_asked_for_where_things_come_in_pieces():
    assert left(asked("set", "24 pieces", "cutlery")) == ["category", "set"]


def test_litres_are_no_count_of_people():
    assert left(asked("capacity", "300 ml", "tents")) == ["category", "capacity"]
