#!/usr/bin/env bash
# @huggingface/tokenizers 0.2.0: an added token that is to stand as a word of its own is found within words, too.
# Guess: the flags of added tokens in tokenizer.json mean the same as in the tokenizers of Python; lstrip and rstrip do.
# With `single_word`, Python leaves the letters of `x<sep>y` to the vocabulary; here they become the token, without a
# word: one file cuts one text in two ways.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q tokenizers==0.23.1
npm install --silent --no-save --ignore-scripts @huggingface/tokenizers@0.2.0
cat > python.py <<'PYTHON'
import json

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

letters = sorted(pre_tokenizers.ByteLevel.alphabet())
tokenizer = Tokenizer(models.BPE(vocab={letter: i for i, letter in enumerate(letters)}, merges=[]))
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
tokenizer.add_tokens([AddedToken("<sep>", single_word=True), AddedToken("<end>", lstrip=True)])
tokenizer.save("tokenizer.json")
texts = ["x<sep>y", "x <sep> y", "x  <end>y"]
json.dump(texts, open("texts.json", "w"))
print(json.dumps([tokenizer.encode(text).tokens for text in texts], ensure_ascii=False))
PYTHON
cat > script.mjs <<'SCRIPT'
import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";

const tokenizer = new Tokenizer(JSON.parse(readFileSync("tokenizer.json", "utf8")), {});
const texts = JSON.parse(readFileSync("texts.json", "utf8"));
console.log(JSON.stringify(texts.map((text) => tokenizer.encode(text).tokens)));
SCRIPT
venv/bin/python python.py > python.txt
node script.mjs > script.txt
echo "tokenizers 0.23.1             $(cat python.txt)"
echo "@huggingface/tokenizers 0.2.0 $(cat script.txt)"
python3 - <<'PYTHON'
import json
import sys

there, here = (json.load(open(f"{name}.txt")) for name in ("python", "script"))
apart = ["x", "Ġ", "<sep>", "Ġ", "y"]
within = there[0] == list("x<sep>y") and here[0] == ["x", "<sep>", "y"]
sys.exit(0 if within and there[1] == here[1] == apart and len(there[2]) == len(here[2]) == 3 else 1)
PYTHON
