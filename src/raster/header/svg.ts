import type { ReadHeader } from "./format";

const SIDE_WITHOUT_SIZE = 1024;
const MAX_BYTES = 10_000_000;

// As the source of an <img>, an SVG runs no script and loads nothing (tried in Chromium 156). One that tries to is
// refused all the same, and `foreignObject` makes a canvas unreadable. Entities could hide either.
const UNWANTED = /<\s*(?:\w+:)?(?:script|foreignObject|iframe|embed|object)\b|\son\w+\s*=|javascript:|<!ENTITY/i;

export const readSvg: ReadHeader = (_reader, bytes) => {
  if (bytes.length > MAX_BYTES) return { code: "too-large", detail: `${bytes.length} B` };
  const text = new TextDecoder().decode(bytes);
  const root = /<svg\b[^>]*>/i.exec(text)?.[0];
  if (!root) return { code: "not-an-image", detail: "" };
  if (UNWANTED.test(text)) return { code: "svg-with-script", detail: "" };
  const whole = /<\/(?:\w+:)?svg\s*>/i.test(text) || root.endsWith("/>");
  return { mime: "image/svg+xml", ...svgSize(root), animated: false, orientation: 1, whole };
};

/** `width` and `height` in pixels, else the view box's proportions on 1024 pixels, else a square. */
function svgSize(root: string): { width: number; height: number } {
  const width = pixelsIn(root, "width");
  const height = pixelsIn(root, "height");
  if (width && height) return { width, height };
  const [, , boxWidth, boxHeight] = (/\bviewBox\s*=\s*["']([^"']*)["']/.exec(root)?.[1] ?? "")
    .split(/[\s,]+/)
    .map(Number);
  const ratio = boxWidth && boxHeight && boxWidth > 0 && boxHeight > 0 ? boxWidth / boxHeight : 1;
  return ratio >= 1
    ? { width: SIDE_WITHOUT_SIZE, height: Math.max(1, Math.round(SIDE_WITHOUT_SIZE / ratio)) }
    : { width: Math.max(1, Math.round(SIDE_WITHOUT_SIZE * ratio)), height: SIDE_WITHOUT_SIZE };
}

function pixelsIn(root: string, name: string): number {
  const match = new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(root);
  return match ? Math.round(Number(match[1])) : 0;
}
