import { err, ok, type Result } from "../base";
import { base64From, bytesFromBase64 } from "./base64";
import type { Carried, CarrierRefusal } from "./carrier";
import { SEAL, sealOf } from "./seal";

// One HTML file that plays a trace from a disk. The trace stands in a script block of a type that no browser runs, as
// base64, which has no sign that could end the block; the one script that may run is named by its hash.

/** What the block of the trace calls itself. The number is the version of the page. */
export const PAGE_TYPE = "application/vnd.sightline-trace.1+base64";
const ANY_PAGE_TYPE = /<script type="application\/vnd\.sightline-trace\.(\d{1,3})\+base64"/;

/** The names by which the player finds the block: see `src/player`. */
export const PAGE_BLOCK_ID = "sightline-trace";

export interface PageParts {
  /** The player's whole script, a classic one. */
  readonly player: string;
  readonly title: string;
  /** Of the words around the trace: `en` or `zh-Hans`. */
  readonly language: string;
  /** Left out to follow the reader's system. */
  readonly theme?: "light" | "dark";
  /** What a reader without scripts is told. */
  readonly withoutScript: string;
  /** The view to begin with, as `printView` writes it. */
  readonly view?: string;
}

/** The page as one text. It loads nothing and may talk to nobody. */
export async function printPage({ pack, seal }: Carried, parts: PageParts): Promise<string> {
  const script = inScript(parts.player);
  const allowed = [
    "default-src 'none'",
    `script-src 'sha256-${await sourceHash(script)}'`,
    // Styles run nothing, and the player brings its own.
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const theme = parts.theme ? ` data-theme="${parts.theme}"` : "";
  return [
    "<!doctype html>",
    `<html lang="${escaped(parts.language)}"${theme}>`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${allowed.join("; ")}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(parts.title)}</title>`,
    "</head>",
    "<body>",
    `<noscript>${escaped(parts.withoutScript)}</noscript>`,
    `<script type="${PAGE_TYPE}" id="${PAGE_BLOCK_ID}" data-seal="${seal}" data-view="${escaped(parts.view ?? "")}">${base64From(pack)}</script>`,
    `<script>${script}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** The pack in a page; null where it is no page of ours. */
export async function takeFromPage(text: string): Promise<Result<Carried | null, CarrierRefusal>> {
  const begin = ANY_PAGE_TYPE.exec(text);
  if (!begin) return ok(null);
  if (begin[1] !== "1") return err("newer-carrier");
  const opened = text.indexOf(">", begin.index);
  const ended = text.indexOf("</script>", opened);
  if (opened < 0 || ended < 0) return err("carrier-cut");
  const seal = /data-seal="([^"]*)"/.exec(text.slice(begin.index, opened))?.[1] ?? "";
  const pack = bytesFromBase64(text.slice(opened + 1, ended).replace(/\s+/g, ""));
  if (!pack || pack.length === 0 || !SEAL.test(seal)) return err("carrier-cut");
  return (await sealOf(pack)) === seal ? ok({ pack, seal }) : err("carrier-altered");
}

/**
 * HTML for the output of a notebook's cell: the page in a frame of its own, which may run its script and reach nothing
 * of the notebook.
 */
export const notebookSnippet = (page: string, heightPixels = 560): string =>
  `<iframe sandbox="allow-scripts" style="width:100%;height:${heightPixels}px;border:0" srcdoc="${escaped(page)}"></iframe>`;

/**
 * No text of a script may hold what ends it, or what opens a comment in which its end is not seen (HTML, 4.12.1.3). It is
 * ASCII alone, as all of the page is: read in another encoding, as inside somebody's page, its hash would be another.
 */
const inScript = (script: string): string =>
  script
    .replace(/<\/(script)/gi, "<\\/$1")
    .replace(/<(script)/gi, "\\x3c$1")
    .replaceAll("<!--", "\\x3c!--")
    .replace(NOT_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const NOT_ASCII = /[^\0-\x7f]/g;

async function sourceHash(script: string): Promise<string> {
  return base64From(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script))));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
    .replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);
