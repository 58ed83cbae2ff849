#!/usr/bin/env bash
# google-genai 3.6.1: a response dumped as JSON has its pictures in another base64 than the server sends them in.
# Guess: what from the server goes through model_validate and model_dump_json(by_alias=True) is the same JSON again.
# It is written with - and _ for + and /, which browsers and Python's b64decode do not read as the same bytes.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q google-genai==3.6.1
"$folder/venv/bin/python" - <<'PYTHON'
import base64
import json
import sys
from importlib.metadata import version

from google.genai import types

print("google-genai", version("google-genai"))
picture = bytes(range(224, 256)) * 3
sent = base64.b64encode(picture).decode()
part = {"inlineData": {"mimeType": "image/png", "data": sent}}
response = types.GenerateContentResponse.model_validate({"candidates": [{"content": {"role": "model", "parts": [part]}}]})
dumped = json.loads(response.model_dump_json(by_alias=True, exclude_none=True))
written = dumped["candidates"][0]["content"]["parts"][0]["inlineData"]["data"]
print("sent   ", sent[:40])
print("written", written[:40])
print("b64decode reads the written one as the picture:", base64.b64decode(written + "==") == picture)
is_other = written != sent and base64.urlsafe_b64decode(written + "==") == picture
sys.exit(0 if is_other and base64.b64decode(written + "==") != picture else 1)
PYTHON
