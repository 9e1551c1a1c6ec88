"""Examples of what OpenAI's clients are answered."""

from typing import Final

from ui.api.examples import CHIP, EXPLANATION, RANKED_ITEM, REPLY, Example

COMPLETION: Final[Example] = {
    "id": "chatcmpl-5f0c2a9d7e41b38c6d0f9a1e",
    "object": "chat.completion",
    "created": 1_795_316_318,
    "model": "aisle",
    "choices": [
        {
            "index": 0,
            "message": {
                "role": "assistant",
                "content": "Here is one waterproof jacket under $120.\n\n1. [Cairn ...](...), $119",
                "refusal": None,
                "annotations": [
                    {
                        "type": "url_citation",
                        "url_citation": {
                            "start_index": 46,
                            "end_index": 62,
                            "title": RANKED_ITEM["item"]["title"],
                            "url": RANKED_ITEM["item"]["link"],
                        },
                        "item": RANKED_ITEM,
                    }
                ],
            },
            "logprobs": None,
            "finish_reason": "stop",
        }
    ],
    "usage": {"prompt_tokens": 9, "completion_tokens": 26, "total_tokens": 35},
    "aisle": {
        "act": "recommend",
        "language": "en",
        "chips": [CHIP],
        "question": REPLY["question"],
        "suggestions": REPLY["suggestions"],
        "explanations": [EXPLANATION],
    },
}

CHUNKS: Final = (
    'data: {"object": "chat.completion.chunk", "choices": [{"delta": {"role": "assistant", '
    '"content": "Here is one ...", "annotations": [...]}, ...}], ...}\n\n'
    'data: {"object": "chat.completion.chunk", "choices": [{"delta": {}, '
    '"finish_reason": "stop", ...}], "aisle": {...}, ...}\n\n'
    "data: [DONE]\n\n"
)
