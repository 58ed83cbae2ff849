#!/usr/bin/env bash
# llama.cpp's server (xllamacpp 2026.10.11549): "logprobs": true with "top_logprobs": 0 gives no log-probabilities.
# Guess: none of the alternatives, and the log-probability of each token that was chosen, as without the second field.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --only-binary=:all: xllamacpp==2026.10.11549 gguf==0.19.0 numpy
cd "$folder"
"$folder/venv/bin/python" - 2>/dev/null <<'PYTHON'
import json
import os
import sys
import urllib.request
from importlib.metadata import version

import gguf
import numpy as np
import xllamacpp

print("xllamacpp", version("xllamacpp"))
# One layer of llama with random weights, over the 256 bytes as gpt2's tokenizer writes them, and an end.
WIDTH, HEADS = 32, 2
printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
others = iter(range(256, 512))
words = [chr(byte) if byte in printable else chr(next(others)) for byte in range(256)] + ["<end>"]
random = np.random.default_rng(1)
writer = gguf.GGUFWriter("tiny.gguf", "llama")
writer.add_block_count(1)
writer.add_context_length(512)
writer.add_embedding_length(WIDTH)
writer.add_feed_forward_length(WIDTH)
writer.add_head_count(HEADS)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_vocab_size(len(words))
writer.add_tokenizer_model("gpt2")
writer.add_tokenizer_pre("llama-bpe")
writer.add_token_list(words)
writer.add_token_types([gguf.TokenType.NORMAL] * 256 + [gguf.TokenType.CONTROL])
writer.add_token_merges(["a b"])
writer.add_eos_token_id(256)
writer.add_chat_template("{% for message in messages %}{{ message['content'] }}{% endfor %}")
square = lambda: random.normal(size=(WIDTH, WIDTH)).astype(np.float32)
for name in ("token_embd", "output"):
    writer.add_tensor(f"{name}.weight", random.normal(size=(len(words), WIDTH)).astype(np.float32))
for name in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"):
    writer.add_tensor(f"blk.0.{name}.weight", square())
for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
    writer.add_tensor(f"{name}.weight", np.ones(WIDTH, dtype=np.float32))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()

params = xllamacpp.CommonParams()
params.model.path = "tiny.gguf"
params.n_ctx = 256
params.port = 0
server = xllamacpp.Server(params)


def told(**fields):
    body = {"messages": [{"role": "user", "content": "ab"}], "max_tokens": 2, "temperature": 0, **fields}
    request = urllib.request.Request(
        f"{server.listening_address}/v1/chat/completions",
        json.dumps(body).encode(),
        {"content-type": "application/json"},
    )
    [choice] = json.load(urllib.request.urlopen(request))["choices"]
    tokens = (choice.get("logprobs") or {}).get("content") or []
    return [len(token["top_logprobs"]) for token in tokens]


seen = {name: told(logprobs=True, **fields) for name, fields in (("left out", {}), ("0", {"top_logprobs": 0}), ("1", {"top_logprobs": 1}))}
for name, counts in seen.items():
    print(f"top_logprobs {name}: {len(counts)} tokens told, with {counts} alternatives")
is_as_seen = bool(seen["left out"]) and set(seen["left out"]) == {20} and seen["0"] == [] and set(seen["1"]) == {1}
sys.stdout.flush()
# The server's thread does not end by itself.
os._exit(0 if is_as_seen else 1)
PYTHON
