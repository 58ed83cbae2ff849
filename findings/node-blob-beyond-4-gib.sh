#!/usr/bin/env bash
# Node 20.20.2: `openAsBlob` of a file beyond 4 GiB says its size modulo 2^32, and what lies behind that cannot be read.
# A zip has its list at its end: read through such a Blob, an export or a log of 5 GiB is "no zip", without any error.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another. The file is sparse: it takes no room.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund node@20.20.2
cat > look.mjs <<'JS'
import { closeSync, openAsBlob, openSync, statSync, writeSync } from "node:fs";

const path = "large.zip";
const end = 5 * 2 ** 30;
const file = openSync(path, "w");
writeSync(file, Buffer.from("end"), 0, 3, end);
closeSync(file);
const blob = await openAsBlob(path);
console.log("node", process.version, "| size on disk", statSync(path).size, "| of the Blob", blob.size);
console.log("the last three bytes:", JSON.stringify(await blob.slice(end, end + 3).text()));
const asSeen = blob.size === (end + 3) % 2 ** 32 && (await blob.slice(end, end + 3).text()) === "";
process.exit(asSeen ? 0 : 1);
JS
node_modules/.bin/node look.mjs
