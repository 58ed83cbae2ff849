import { err, ok, type Result } from "../base";
import { type ImageBox, imageBox } from "../geometry";
import { base64UrlFrom, bytesFromBase64 } from "./base64";

// All of it stands behind `#`, which a browser never sends to a server (RFC 3986, section 3.5; RFC 9110, section 4.2.5).
// The trace is encoded and not encrypted: whoever has the link can read it.

/** What a link shows first; null leaves it to whoever opens it. */
export interface LinkView {
  /** Id of the step. */
  readonly step: string | null;
  /** Id of a step further on: the branch that the line takes behind the step. */
  readonly through: string | null;
  /** The part of the picture in sight, in pixels of the picture that the step shows. */
  readonly region: ImageBox | null;
  readonly language: "en" | "zh" | null;
  readonly theme: "light" | "dark" | null;
}

export const NO_VIEW: LinkView = { step: null, through: null, region: null, language: null, theme: null };

/** Why a link is not opened. */
export type LinkRefusal =
  /** A part of the trace is missing: a program that the link went through has cut it. */
  | "link-cut"
  /** Made by a later Sightline. */
  | "newer-link";

export interface ReadLink {
  /** The pack in the link; null where the link has none. */
  readonly pack: Uint8Array<ArrayBuffer> | null;
  /** Where the trace lies instead; null where the link says nothing of it. Not checked: it may be any words. */
  readonly src: string | null;
  readonly view: LinkView;
}

/** Says how the pack is written, so that another way may come. */
const VERSION = "s1.";

/** The address of a page with a pack in it. */
export const printLink = (page: string, pack: Uint8Array, view: LinkView = NO_VIEW): string =>
  [`${page.replace(/#.*$/s, "")}#trace=${VERSION}${base64UrlFrom(pack)}`, printView(view)].filter(Boolean).join("&");

/** The part of an address that names the view; empty where nothing is named. */
export function printView({ step, through, region, language, theme }: LinkView): string {
  const fields = new URLSearchParams();
  if (step !== null) fields.set("step", step);
  if (through !== null) fields.set("through", through);
  if (region !== null) fields.set("region", [region.left, region.top, region.width, region.height].map(digits).join());
  if (language !== null) fields.set("lang", language);
  if (theme !== null) fields.set("theme", theme);
  return fields.toString().replaceAll("%2C", ",");
}

/** All of a number's digits: with six behind the point, one sample of a screen was a shade off. No exponent. */
const digits = (value: number): string => (Math.abs(value) < 1e-6 ? "0" : String(value));

/**
 * What the fragment of an address says, with or without `#`. What names no trace, no address and no view is somebody
 * else's fragment, and reads as a link without any of them.
 */
export function parseLink(fragment: string): Result<ReadLink, LinkRefusal> {
  const fields = fieldsOf(fragment.replace(/^#/, ""));
  const view = viewOf(fields);
  const src = fields.get("src");
  const written = fields.get("trace");
  if (written === null) return ok({ pack: null, src, view });
  if (!written.startsWith(VERSION)) return err(/^s\d+\./.test(written) ? "newer-link" : "link-cut");
  const pack = bytesFromBase64(withoutEnd(written.slice(VERSION.length)));
  return pack && pack.length > 0 ? ok({ pack, src: null, view }) : err("link-cut");
}

/** Some programs write the signs between fields in percents when they are given a link. */
const fieldsOf = (text: string): URLSearchParams => {
  const isEscaped = /^(?:trace|src|step)%3D/i.test(text);
  return new URLSearchParams(isEscaped ? text.replace(/%3D/gi, "=").replace(/%26/g, "&") : text);
};

/** Signs that prose puts behind a link, and that are then taken for a part of it. */
const withoutEnd = (text: string): string => text.replace(/[)\].,;:!?>"'»”’。，）]+$/u, "");

function viewOf(fields: URLSearchParams): LinkView {
  const language = fields.get("lang");
  const theme = fields.get("theme");
  return {
    step: idIn(fields.get("step")),
    through: idIn(fields.get("through")),
    region: regionIn(fields.get("region")),
    language: language === "en" || language === "zh" ? language : null,
    theme: theme === "light" || theme === "dark" ? theme : null,
  };
}

/** No id is longer; see the schema of traces. */
const MOST_ID_LETTERS = 100;

const idIn = (text: string | null): string | null => {
  const id = text === null ? "" : text.slice(0, MOST_ID_LETTERS + 20);
  return id === "" || id.length > MOST_ID_LETTERS ? null : id;
};

function regionIn(text: string | null): ImageBox | null {
  const numbers = (text ?? "").split(",").map((part) => (/^-?\d{1,7}(?:\.\d{1,24})?$/.test(part) ? Number(part) : NaN));
  const [left, top, width, height, ...more] = numbers;
  if (left === undefined || top === undefined || width === undefined || height === undefined) return null;
  const isBox = more.length === 0 && numbers.every(Number.isFinite) && width > 0 && height > 0;
  return isBox ? imageBox(left, top, width, height) : null;
}
