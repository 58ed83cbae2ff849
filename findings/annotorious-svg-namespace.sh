#!/usr/bin/env bash
# @annotorious/annotorious 3.8.10: a line or an ellipse in an SVG selector with its namespace is read as NaN.
# Guess: `<svg xmlns="http://www.w3.org/2000/svg"><ellipse …/></svg>`, as the Web Annotation data model has it, is read
# like the same without the namespace, which is right. Polygons are read by a pattern, and so are right in both.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @annotorious/annotorious@3.8.10 jsdom@26.1.0
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<html><body></body></html>");
for (const name of ["DOMParser", "XMLSerializer", "Element", "HTMLElement", "Node", "document"])
  globalThis[name] = window[name];
globalThis.window = window;
const { W3CImageFormat } = await import("@annotorious/annotorious");
const { version } = JSON.parse(readFileSync("node_modules/@annotorious/annotorious/package.json", "utf8"));
console.log("@annotorious/annotorious", version);

const read = (value) => {
  const selector = { type: "SvgSelector", value };
  const annotation = { id: "#1", type: "Annotation", body: [], target: { source: "a.png", selector } };
  return W3CImageFormat("a.png").parse(annotation).parsed.target.selector.geometry;
};
const NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"';
const shapes = {
  ellipse: '<ellipse cx="10" cy="20" rx="3" ry="4"/>',
  line: '<line x1="1" y1="2" x2="3" y2="4"/>',
  polygon: '<polygon points="1,2 3,4 5,6"/>',
};
const seen = {};
for (const [name, shape] of Object.entries(shapes))
  for (const namespace of ["", NAMESPACE]) {
    const geometry = read(`<svg${namespace}>${shape}</svg>`);
    const numbers = name === "ellipse" ? [geometry.cx, geometry.cy] : geometry.points[0];
    console.log(name, namespace === "" ? "without" : "with", "the namespace:", numbers.join(", "));
    seen[`${name}${namespace === "" ? "" : "+ns"}`] = numbers.join();
  }
const asSeen =
  seen.ellipse === "10,20" && seen.line === "1,2" && seen.polygon === "1,2" && seen["polygon+ns"] === "1,2" &&
  seen["ellipse+ns"] === "NaN,NaN" && seen["line+ns"] === "NaN,NaN";
process.exit(asSeen ? 0 : 1);
JS
node look.mjs
