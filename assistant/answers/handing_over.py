"""What is said where a person of the shop is asked for, called or there."""


def lead_order(language: str = "en") -> str:
    """Say that orders are a colleague's; nothing is ordered, paid or changed here."""
    if language == "zh":
        return "这要由同事为您处理：我是自动程序，不能下单、付款或更改订单。"
    return (
        "That is for a colleague of the shop: I am a program, and can't place, pay for or change "
        "an order."
    )


def lead_nobody(language: str = "en") -> str:
    """Say to who asks for a person that none is there."""
    if language == "zh":
        return "我是自动程序，现在没有同事在线，请直接联系本店。我可以继续帮您找商品。"
    return (
        "I am a program, and no colleague is here to answer just now: please contact the shop "
        "directly. Meanwhile I can go on looking for you."
    )


def lead_waiting(language: str = "en") -> str:
    """Say that a colleague was called, and that the conversation goes on meanwhile."""
    if language == "zh":
        return "已通知同事，TA会在这里回复您。等待期间我可以继续帮您找商品。"
    return (
        "I have called a colleague, who will answer you right here. "
        "Meanwhile I can go on looking for you."
    )


def lead_welcome(language: str = "en") -> str:
    """Greet who waited for a person."""
    return "您好，请问有什么可以帮您？" if language == "zh" else "Hello, how can I help you?"


def lead_passed_on(name: str, language: str = "en") -> str:
    """Say that the agent of that name has the message."""
    if language == "zh":
        return f"{name}已收到，会在这里回复您。"
    return f"Passed on to {name}, who will answer you here."
