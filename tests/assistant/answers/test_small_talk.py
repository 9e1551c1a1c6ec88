import pytest

from assistant.answers.small_talk import lead_chat


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("hi", "Hello!"),
        ("Thanks a lot", "welcome"),
        ("are you a bot?", "program"),
        ("help", "jacket under"),
        ("bye", "Goodbye"),
        ("why is the sky blue", "I can find items"),
        ("hi " * 5000, "Hello!"),
        ("lol nice", "Glad"),
        ("you're so helpful!", "Glad"),
        ("thanks, you're very helpful", "welcome"),
        ("one moment, the phone is ringing", "Take your time"),
    ],
)
def test_small_talk_is_short_and_comes_back_to_shopping(said, answered):
    text = lead_chat(said)
    assert answered in text
    assert len(text.split()) < 25


def test_small_talk_in_chinese():
    assert lead_chat("谢谢", "zh") == "不客气，还想看什么请告诉我。"


def test_in_mid_search_the_way_back_is_to_go_on():
    assert "cheaper" in lead_chat("asdf qwer", seeking=True)
    assert "便宜" in lead_chat("asdf qwer", "zh", seeking=True)
