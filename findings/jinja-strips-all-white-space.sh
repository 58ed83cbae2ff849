#!/usr/bin/env bash
# @huggingface/jinja 0.5.11, which renders chat templates for transformers.js: strip, lstrip and rstrip ignore their argument.
# Guess: `lstrip('\n')`, as Qwen3's template calls it on the words behind `</think>`, takes line ends away and nothing else,
# or raises where it cannot. It takes the indentation of the first line, too: code that the model is shown again is no
# longer the code that it wrote, and its prompt differs from the one in Python. Characters that are no white space stay.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q jinja2==3.1.6
npm install --silent --no-save --ignore-scripts @huggingface/jinja@0.5.11
cat > cases.json <<'JSON'
[
  ["{{ text.split('</think>')[-1].lstrip('\\n') }}", "<think>a loop</think>\n\n    for x in y:\n"],
  ["{{ text.rstrip('\\n') }}", "two blanks  \n"],
  ["{{ text.strip('`') }}", "`name`"]
]
JSON
cat > python.py <<'PYTHON'
import json

from jinja2.sandbox import ImmutableSandboxedEnvironment

cases = json.load(open("cases.json"))
print(json.dumps([ImmutableSandboxedEnvironment().from_string(template).render(text=text) for template, text in cases]))
PYTHON
cat > script.mjs <<'SCRIPT'
import { readFileSync } from "node:fs";
import { Template } from "@huggingface/jinja";

const cases = JSON.parse(readFileSync("cases.json", "utf8"));
console.log(JSON.stringify(cases.map(([template, text]) => new Template(template).render({ text }))));
SCRIPT
in_python=$(venv/bin/python python.py)
in_script=$(node script.mjs | sed 's/","/", "/g')
echo "jinja2 3.1.6              $in_python"
echo "@huggingface/jinja 0.5.11 $in_script"
[ "$in_python" = '["    for x in y:\n", "two blanks  ", "name"]' ] || exit 1
[ "$in_script" = '["for x in y:\n", "two blanks", "`name`"]' ] || exit 1
