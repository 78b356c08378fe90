"""The generator on a model server that speaks the OpenAI protocol (llama.cpp, vLLM and others).

The protocol has no grammar of its own; each server has its way of being given one. Which way, and
what the server cannot do at all, is tried out when the generator is made.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.errors import ModelError
from rag.generator import Prompt
from rag.interruption import Interruption
from rag.model_server import Body, ModelServer, ServerRefusal

LISTED = (200, 20)  # most likely tokens: as many as tell, or what servers allow by default
PROBE = "footnoted"

# Greedy, without the penalties that some servers have by default.
DECODING: Body = {
    "temperature": 0.0, "top_p": 1.0, "seed": 0, "frequency_penalty": 0.0, "presence_penalty": 0.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """What a kind of server adds to the protocol: where a grammar goes, one more penalty.

    Only its own words are sent to a server: some refuse what they do not know.
    """

    grammar: tuple[str, ...]
    unpenalised: Body

    def given(self, grammar: str) -> Body:
        """The part of a request that holds the answer to a grammar."""
        given: Any = grammar
        for key in reversed(self.grammar):
            given = {key: given}
        return dict(given)


LLAMA_CPP = Way(("grammar",), {"repeat_penalty": 1.0})  # its Python server too
VLLM = Way(("structured_outputs", "grammar"), {"repetition_penalty": 1.0})

NO_GRAMMAR = "cannot hold to a grammar, so it writes nothing: the evidence is quoted"
NO_LOGPROBS = (
    "gives no logprobs, so it cannot say whether the sources answer or bear a sentence out:"
    " rules alone decide"
)

_CONTROL = re.compile(r"<(?=[/|｜_A-Za-z])")
_ROOT = re.compile(r"^root ::=")


class OpenAIGenerator:
    """A model behind a server; its weights stay there, so its digest is not known here."""

    sha256 = ""

    def __init__(self, server: ModelServer, name: str) -> None:
        """Finds out what the server can do; `name` may be empty where it serves one model.

        Raises ModelError when it cannot be reached, does not have the model or is of no use.
        """
        self._server = server
        self._model = _served_name(server, name)
        self.name = f"{server.address}#{self._model}"
        self._way: Way | None = None
        self._way = next((way for way in (LLAMA_CPP, VLLM) if self._holds_to(way)), None)
        self._listed = next((count for count in LISTED if self._lists(count)), 0)
        if not self.writes and not self.weighs:
            raise ModelError(
                f"the model server {server.address} can neither hold to a grammar nor give"
                " logprobs: name another --model"
            )

    @property
    def writes(self) -> bool:
        return self._way is not None

    @property
    def weighs(self) -> bool:
        return self._listed > 0

    @property
    def limits(self) -> str | None:
        lost = [
            *([] if self.writes else [NO_GRAMMAR]),
            *([] if self.weighs else [NO_LOGPROBS]),
        ]
        return f"the model server {self._server.address} {'; it '.join(lost)}" if lost else None

    def write(self, prompt: Prompt, grammar: str, limit: int) -> Iterator[str]:
        if self._way is None:
            raise ModelError(f"the model server {self._server.address} {NO_GRAMMAR}")
        # Not every server continues a turn that has begun, but each can be held to begin so.
        room = limit + len(prompt.begun.encode())
        body = self._body(prompt, room) | self._way.given(_after(prompt.begun, grammar))
        left, count = prompt.begun, 0
        for piece in self._pieces(body):
            passed = min(len(left), len(piece))
            left = left[passed:]
            if piece[passed:]:
                yield piece[passed:]
                count += 1
            if count >= limit:
                return

    def weigh(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        if not self.weighs:
            raise ModelError(f"the model server {self._server.address} {NO_LOGPROBS}")
        listed = self._logprobs(prompt, self._listed)
        return [_logprob(option, listed) for option in options]

    def count_tokens(self, text: str) -> int:
        """As the server counts; where it does not tell, a token for every four bytes."""
        asked = {"content": text, "prompt": text, "input": text, "model": self._model}
        for path in ("/tokenize", "/extras/tokenize"):
            try:
                return len(self._server.ask(path, asked)["tokens"])
            except (ServerRefusal, KeyError, TypeError):
                continue
        return -(-len(text.encode()) // 4)

    def heed(self, interruption: Interruption) -> None:
        self._server.heed(interruption)

    def _body(self, prompt: Prompt, limit: int) -> Body:
        messages = [
            {"role": "system", "content": _plain(prompt.system)},
            {"role": "user", "content": _plain(prompt.given + prompt.question + prompt.task)},
        ]
        decoding = DECODING | (self._way.unpenalised if self._way else {})
        return {"model": self._model, "messages": messages, "max_tokens": limit, **decoding}

    def _chat(self, body: Body) -> Any:
        answer = self._server.ask(f"{self._server.folder}/chat/completions", body)
        try:
            return answer["choices"][0]
        except (KeyError, IndexError, TypeError) as error:
            raise self._foreign() from error

    def _pieces(self, body: Body) -> Iterator[str]:
        path = f"{self._server.folder}/chat/completions"
        for event in self._server.stream(path, body | {"stream": True}):
            try:
                for choice in event["choices"][:1]:
                    yield choice["delta"].get("content") or ""
            except (KeyError, TypeError, AttributeError) as error:
                raise self._foreign() from error

    def _logprobs(self, prompt: Prompt, count: int) -> dict[str, float]:
        """The `count` most likely next tokens with their log-probabilities."""
        body = self._body(prompt, 1) | {"logprobs": True, "top_logprobs": count}
        try:
            rows = self._chat(body)["logprobs"]["content"][0]["top_logprobs"]
            return {str(row["token"]): float(row["logprob"]) for row in rows}
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise ServerRefusal(f"{self.name} gives no logprobs") from error

    def _holds_to(self, way: Way) -> bool:
        """Whether a grammar given in this way binds: the model would not say this by itself."""
        body = self._body(Prompt("", "", "What is the capital of France?"), 16)
        try:
            choice = self._chat(body | way.given(f'root ::= "{PROBE}"'))
            return bool(choice["message"]["content"] == PROBE)
        except (ServerRefusal, KeyError, TypeError):
            return False

    def _lists(self, count: int) -> bool:
        question = Prompt("", "", "Is Paris in France? Answer yes or no.")
        try:
            return len(self._logprobs(question, count)) > 1
        except ServerRefusal:
            return False

    def _foreign(self) -> ModelError:
        return ModelError(
            f"the model server {self._server.address} does not speak the OpenAI protocol:"
            " check the address"
        )


def _served_name(server: ModelServer, name: str) -> str:
    """The model's name as the server has it; without one given, that of the only model."""
    try:
        served = [str(row["id"]) for row in server.ask(f"{server.folder}/models")["data"]]
    except (ServerRefusal, KeyError, TypeError) as error:
        raise ModelError(
            f"{server.address} lists no models: write the address as http://HOST:PORT/v1#NAME"
        ) from error
    if name in served or (not name and len(served) == 1):
        return name or served[0]
    raise ModelError(
        f"the model server {server.address} has {', '.join(served)}: name one as #NAME"
    )


def _logprob(option: str, listed: dict[str, float]) -> float:
    """Of the option's token; one that is not listed is at most as likely as the last that is."""
    alike = [value for token, value in listed.items() if token.strip() == option]
    return listed.get(option, max(alike, default=min(listed.values())))


def _after(begun: str, grammar: str) -> str:
    """The grammar of a whole turn that begins with `begun` and goes on by `grammar`."""
    if not begun:
        return grammar
    literal = begun.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'root ::= "{literal}" rest\n' + _ROOT.sub("rest ::=", grammar)


def _plain(text: str) -> str:
    """Text in which no control token can stand: servers read those out of messages too."""
    return _CONTROL.sub("< ", text)
