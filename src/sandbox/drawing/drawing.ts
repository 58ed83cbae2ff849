// SVG and HTML as one kind of thing: an SVG document that a browser can draw as an image. The image mode of browsers runs
// nothing and fetches nothing by itself; what asks for either is taken out before, so that the person can be told, and so
// that another browser's mistake is not ours. What costs too much to draw is refused before it is drawn.
import { err, ok, type Result } from "../../base";
import type { Pixels } from "../../pixels";
import { LIMITS } from "../limits";
import { cleaned } from "./clean";
import { elementsDrawn, MOST_DEPTH } from "./cost";

const SVG = "http://www.w3.org/2000/svg";
const XHTML = "http://www.w3.org/1999/xhtml";

export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** As high as what is on it: HTML does not say how high it is before it is drawn. */
  readonly isTrimmed: boolean;
  /** Codes of what was left out. */
  readonly notes: readonly string[];
}

/** How wide a page is laid out, in pixels, and how high one may become. */
const PAGE = { width: 800, height: LIMITS.drawnSide };

/**
 * What a source says is to be drawn, or in words why it is not. `addresses`: the pictures of the run, by the names under
 * which a source may use them.
 */
export function drawingOf(
  source: string,
  language: "svg" | "html",
  addresses: ReadonlyMap<string, string>,
): Result<Drawing, string> {
  return language === "svg" ? drawingOfSvg(source, addresses) : drawingOfHtml(source, addresses);
}

function drawingOfSvg(source: string, addresses: ReadonlyMap<string, string>): Result<Drawing, string> {
  const parsed = new DOMParser().parseFromString(source.trim(), "image/svg+xml");
  const flaw = parsed.querySelector("parsererror");
  const root = parsed.documentElement;
  if (flaw) return err(`This is no whole SVG: ${wordsOfFlaw(flaw)}`);
  if (root.localName !== "svg") return err("This is no SVG: it has to begin with <svg>");
  if (parsed.doctype) parsed.doctype.remove();
  if (root.namespaceURI !== SVG) return err(`This SVG names no namespace: begin it with <svg xmlns="${SVG}">`);
  const size = sizeOf(root);
  const notes = cleaned(root, addresses);
  root.setAttribute("width", String(size.width));
  root.setAttribute("height", String(size.height));
  return fitting(root, { ...size, isTrimmed: false, notes });
}

/** What the parser found. Chromium has it in an element of its own, between a heading and words about a page. */
const wordsOfFlaw = (flaw: Element): string =>
  ((flaw.querySelector("div") ?? flaw).textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 300);

function drawingOfHtml(source: string, addresses: ReadonlyMap<string, string>): Result<Drawing, string> {
  // A document of the parser alone: nothing in it runs, loads or navigates.
  const page = new DOMParser().parseFromString(source, "text/html").documentElement;
  const notes = cleaned(page, addresses);
  const around = document.implementation.createDocument(SVG, "svg");
  const root = around.documentElement;
  root.setAttribute("width", String(PAGE.width));
  root.setAttribute("height", String(PAGE.height));
  const within = around.createElementNS(SVG, "foreignObject");
  within.setAttribute("width", "100%");
  within.setAttribute("height", "100%");
  const holder = around.createElementNS(XHTML, "div");
  holder.append(around.importNode(page, true));
  within.append(holder);
  root.append(within);
  return fitting(root, { ...PAGE, isTrimmed: true, notes });
}

function fitting(root: Element, rest: Omit<Drawing, "svg">): Result<Drawing, string> {
  const { width, height } = rest;
  if (!(width >= 1 && height >= 1 && width <= LIMITS.drawnSide && height <= LIMITS.drawnSide))
    return err(`${width} × ${height} pixels are not drawn here: each side is 1 to ${LIMITS.drawnSide}`);
  if (lettersOfPictures(root) > LIMITS.drawnPictureLetters)
    return err("The pictures in it are too much to draw: use them fewer times, or smaller ones");
  const drawn = elementsDrawn(root, LIMITS.drawnElements);
  if (drawn === Number.POSITIVE_INFINITY)
    return err(`Elements within more than ${MOST_DEPTH} others are not drawn here`);
  if (drawn > LIMITS.drawnElements)
    return err(`More than ${LIMITS.drawnElements} elements are not drawn here, those counted that are used again`);
  return ok({ ...rest, svg: new XMLSerializer().serializeToString(root) });
}

/** Each use of a picture has its bytes once more. */
function lettersOfPictures(root: Element): number {
  let letters = 0;
  for (const { attributes } of root.querySelectorAll("image, img, feImage"))
    for (const { value } of attributes) letters += value.length;
  return letters;
}

/** What an SVG without a size is drawn at: the size of replaced elements in CSS 2.1, 10.3.2. */
const UNSIZED = { width: 300, height: 150 };

/** In whole pixels: width and height, a lacking one from the view box. */
function sizeOf(root: Element): { readonly width: number; readonly height: number } {
  const [, , boxWidth, boxHeight] = (root.getAttribute("viewBox") ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const shape = boxWidth && boxHeight ? { width: boxWidth, height: boxHeight } : UNSIZED;
  const width = pixelsIn(root.getAttribute("width"));
  const height = pixelsIn(root.getAttribute("height"));
  if (width !== null && height !== null) return { width, height };
  if (width !== null) return { width, height: Math.round((width * shape.height) / shape.width) };
  if (height !== null) return { width: Math.round((height * shape.width) / shape.height), height };
  return { width: Math.round(shape.width), height: Math.round(shape.height) };
}

/** CSS pixels in one unit (CSS Values 4, 6.2). */
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 9.6 / 2.54,
};

/** Whole pixels of a length; null where it says none, or a part of what is around it. */
function pixelsIn(length: string | null): number | null {
  const [, digits, unit = ""] = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(length ?? "") ?? [];
  const scale = UNITS[unit.toLowerCase()];
  return digits === undefined || scale === undefined ? null : Math.round(Number(digits) * scale);
}

/** Laid on white, as pages are; in place. */
export function laidOnWhite(pixels: Pixels): Pixels {
  const { data } = pixels;
  for (let i = 0; i < data.length; i += 4) {
    const share = data[i + 3]! / 255;
    for (let channel = i; channel < i + 3; channel++) data[channel] = data[channel]! * share + 255 * (1 - share);
    data[i + 3] = 255;
  }
  return pixels;
}

/** Without the rows below what is drawn, but for a margin as wide as the page's own. */
export function trimmedBelow({ width, height, data }: Pixels): Pixels {
  let last = data.length - 1;
  while (last > 0 && data[last] === 0) last -= 4;
  const rows = Math.min(height, Math.max(1, Math.ceil((last + 1) / 4 / width) + 8));
  return { width, height: rows, data: data.slice(0, rows * width * 4) };
}
