#!/usr/bin/env bash
# onnxruntime-web 1.30.0 on WASM, one thread: a row times an 8-bit matrix of 16,384 columns takes more than twice as long as
# times one of 16,448 columns.
# Guess: a matrix of 64 columns more costs 0.4 % more.
# `MatMulInteger`, one row of 1,024 numbers, in turns, the least of many passes: what counts is whether rows lie whole pages of
# 4,096 bytes apart, as in vocabularies and layers whose sizes are powers of two. Seen on an x86 processor with 32 KiB of
# first-level cache for data a core (AMD EPYC): 12.6 and 4.7 ms; on another it may not show.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts onnxruntime-web@1.30.0
cat > script.mjs <<'SCRIPT'
import * as ort from "onnxruntime-web";

const ROWS = 1024;
const varint = (n) => (n < 128 ? [n] : [(n % 128) + 128, ...varint(Math.floor(n / 128))]);
const number = (field, n) => Buffer.from([...varint(field * 8), ...varint(n)]);
const bytes = (field, ...parts) => {
  const all = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(all.length)]), all]);
};
const value = (field, name, type, dims) => {
  const shape = bytes(2, ...dims.map((size) => bytes(1, number(1, size))));
  return bytes(field, bytes(1, name), bytes(2, bytes(1, number(1, type), shape)));
};
// y = x · w in whole numbers: x of uint8 (2), w of int8 (3), y of int32 (6).
function network(columns) {
  const numbers = Buffer.alloc(ROWS * columns);
  for (let i = 0; i < numbers.length; i++) numbers[i] = (i * 37) % 251;
  const weights = bytes(5, number(1, ROWS), number(1, columns), number(2, 3), bytes(8, "w"), bytes(9, numbers));
  const node = bytes(1, bytes(1, "x"), bytes(1, "w"), bytes(2, "y"), bytes(4, "MatMulInteger"));
  const graph = [node, bytes(2, "g"), weights, value(11, "x", 2, [1, ROWS]), value(12, "y", 6, [1, columns])];
  return Buffer.concat([number(1, 9), bytes(7, ...graph), bytes(8, number(2, 18))]);
}

ort.env.wasm.numThreads = 1;
const x = new ort.Tensor("uint8", Uint8Array.from({ length: ROWS }, (_, i) => i % 256), [1, ROWS]);
const widths = [16384, 16448];
const sessions = [];
for (const columns of widths) sessions.push(await ort.InferenceSession.create(new Uint8Array(network(columns))));
const least = widths.map(() => Number.POSITIVE_INFINITY);
for (let pass = 0; pass < 60; pass++)
  for (const [i, session] of sessions.entries()) {
    const started = performance.now();
    await session.run({ x });
    least[i] = Math.min(least[i], performance.now() - started);
  }
for (const [i, columns] of widths.entries()) console.log(`${columns} columns: ${least[i].toFixed(2)} ms`);
const ratio = least[0] / least[1];
console.log(`16384 / 16448 columns: ${ratio.toFixed(2)} times as long`);
process.exit(ratio > 1.3 ? 0 : 1);
SCRIPT
echo "node $(node --version), onnxruntime-web 1.30.0"
node script.mjs
