#!/usr/bin/env bash
# openinference-instrumentation-openai 0.1.66: a picture of more than 32,000 characters leaves a trace without a word.
# Guess: a span holds what was sent to the model, as it holds the words; or the exporter warns of what it leaves out.
# The limit is a default of 32,000 characters of the data URL, about 24 kB of PNG, which nearly every screenshot exceeds. The
# address becomes `__REDACTED__`, in the message and in the raw input, and nothing is logged; a word of any length is kept.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q openinference-instrumentation-openai==0.1.66 openinference-instrumentation==0.1.72 openai==3.57.0 opentelemetry-sdk==1.45.2
cat > python.py <<'PYTHON'
import base64
import json
import sys
import threading
import warnings
from http.server import BaseHTTPRequestHandler, HTTPServer

import openai
from openinference.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

MESSAGE = {"role": "assistant", "content": "A cat."}
ANSWER = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "m",
    "choices": [{"index": 0, "finish_reason": "stop", "message": MESSAGE}],
}


class Server(BaseHTTPRequestHandler):
    """Answers every request alike, as a server of chat completions does."""

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(ANSWER).encode())

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
spans = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(spans))
OpenAIInstrumentor().instrument(tracer_provider=provider)
client = openai.OpenAI(base_url=f"http://127.0.0.1:{server.server_port}/v1", api_key="none")


def ask(picture, words):
    url = "data:image/png;base64," + base64.b64encode(bytes(picture)).decode()
    content = [{"type": "text", "text": words}, {"type": "image_url", "image_url": {"url": url}}]
    client.chat.completions.create(model="m", messages=[{"role": "user", "content": content}])
    return url


with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    urls = [ask(23_000, "What?"), ask(24_000, "What?"), ask(100, "What? " * 20_000)]
IMAGE = "llm.input_messages.0.message.contents.1.message_content.image.image.url"
kept = []
for url, span in zip(urls, spans.get_finished_spans()):
    image = span.attributes[IMAGE]
    kept.append((image == url, "__REDACTED__" in span.attributes["input.value"]))
    print(f"{len(url)} characters of picture -> {image[:22]}… ({len(image)}); input of {len(span.attributes['input.value'])}")
print("warnings:", [str(one.message) for one in told if "image" in str(one.message).lower()])
sys.exit(0 if kept == [(True, False), (False, True), (True, False)] else 1)
PYTHON
venv/bin/python python.py
