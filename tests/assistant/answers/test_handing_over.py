import pytest

from assistant.answers.handing_over import lead_nobody, lead_order


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_handoff_pretends_nothing(language):
    text = lead_order(language)
    assert "can't" in text or "不能" in text
    assert "colleague" in text or "同事" in text
    assert ("no colleague" in lead_nobody(language)) or ("没有同事" in lead_nobody(language))
