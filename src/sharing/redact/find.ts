import { MASKED_KINDS, type MaskedKind } from "./kinds";
import { ownPatterns } from "./own";

// Patterns for what is found in words. Each begins with a sign or behind a boundary and has bounded or unambiguous
// repetitions, so that none takes more than linear time. They rather find too much: what is masked can be kept by choice.

export interface Found {
  readonly kind: MaskedKind;
  /** UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

/** What may stand in one part of a path. Backslashes are signs of their own, as JSON in words doubles them. */
const PART = String.raw`[^\s/\\"'<>|*?,;:()\[\]{}，。；、）（]`;
/** A part that goes on behind a space is only one where a slash follows: "/home/Ada Lovelace/x". */
const SLASHED = String.raw`(?:${PART}{1,255}(?: ${PART}{1,40}){0,3}\/)`;

const PATTERNS: Readonly<Record<Exclude<MaskedKind, "own">, readonly RegExp[]>> = {
  paths: [
    /\b(?:file|s3|gs|hdfs|oss|tos|cos|abfss?|wasbs?|dbfs|smb|nfs|ssh|sftp|rsync):\/\/[^\s"'<>|]{1,4096}/gi,
    new RegExp(String.raw`(?<![\p{L}\p{N}_./:\-<\\~)])(?:~[\w-]{0,32})?(?:\\?\/)${SLASHED}{1,64}${PART}{0,255}`, "gu"),
    new RegExp(String.raw`(?<![\p{L}\p{N}_./:\-<\\~)])~[\w-]{0,32}\/${PART}{1,255}`, "gu"),
    new RegExp(String.raw`(?<![\p{L}\p{N}_./:\-<\\])\\\/(?:${PART}{1,255}\\\/){1,64}${PART}{0,255}`, "gu"),
    new RegExp(String.raw`(?<![\p{L}\p{N}_])[A-Za-z]:(?:[\\/]{1,4}${PART}{1,255}(?: ${PART}{1,40}){0,3}){1,64}`, "gu"),
    new RegExp(
      String.raw`(?<![\\\p{L}\p{N}])\\{2,4}[\w.-]{1,255}(?:\\{1,2}${PART}{1,255}(?: ${PART}{1,40}){0,3}){1,64}`,
      "gu",
    ),
  ],
  emails: [/(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,64}[@＠](?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu],
  keys: [
    /(?<![A-Za-z0-9])(?:sk|pk|rk)[-_](?:[a-z]{2,12}[-_]){0,3}[A-Za-z0-9_-]{16,200}/g,
    /(?<![A-Za-z0-9])(?:hf|gsk|r8|npm|glpat|nvapi|tvly|fw|key|xai|pplx|jina|dckr_pat|dop_v1|shpat|sq0\w{3}|github_pat|gh[pousr])[-_][A-Za-z0-9_-]{16,255}/g,
    /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA|LTAI|AKID)[A-Z0-9a-z]{12,36}(?![A-Za-z0-9])/g,
    /(?<![A-Za-z0-9])AIza[\w-]{30,45}/g,
    /(?<![A-Za-z0-9])(?:ya29\.|xox[abeprs]-|pypi-|SG\.)[\w.-]{16,255}/g,
    /(?<![A-Za-z0-9])eyJ[\w-]{8,4096}\.[\w-]{8,8192}(?:\.[\w-]{0,4096})?/g,
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,8192}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    /(?<![\w-])ssh-(?:rsa|ed25519|dss) [A-Za-z0-9+/=]{32,4096}/g,
    /(?<![A-Za-z])(?:Bearer|Basic) {1,4}[\w.~+/=-]{8,4096}/gi,
    /(?<=:\/\/)[^\s/:@"'<>]{1,128}:[^\s/@"'<>]{1,128}(?=@)/g,
    /(?<![\p{L}\p{N}])[\w-]{0,32}(?:api[_-]?key|secret|passw(?:or)?d|passphrase|access[_-]?key|auth[_-]?token|access[_-]?token|密码|密钥)[\w-]{0,16}\\?["']? {0,4}[:=：] {0,4}\\?["']?[^\s"'\\,;，。]{4,512}/giu,
  ],
  addresses: [
    /(?<![\p{L}\p{N}])(?:https?|wss?|ftp):\/\/[^\s"'<>|]{1,4096}/giu,
    /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?![\d.])/g,
    /(?<![\w.-])(?:localhost|[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:local|lan|internal|intranet|corp)):?\d{0,5}(?![\w-])/gi,
  ],
};

/** Tells what stands in a text, in order; what overlaps is told of each kind. */
export type Finder = (text: string) => readonly Found[];

/** Finds those kinds; of the person's `own` words those of the list. */
export function finderOf(kinds: Iterable<MaskedKind>, own: readonly string[] = []): Finder {
  const sought = [...kinds].map((kind) => [kind, kind === "own" ? ownPatterns(own) : PATTERNS[kind]] as const);
  return (text) => {
    const found: Found[] = [];
    for (const [kind, patterns] of sought)
      for (const pattern of patterns)
        for (const match of text.matchAll(pattern))
          found.push({ kind, from: match.index, to: match.index + match[0].length });
    return found.sort((a, b) => a.from - b.from || a.to - b.to);
  };
}

/** Everything of the kinds asked for in a text, without anybody's own words. */
export const findIn = (text: string, kinds: Iterable<MaskedKind> = MASKED_KINDS): readonly Found[] =>
  finderOf(kinds)(text);

/** Stands for a unit that was masked. */
export const MASK = "•";

/** The text with those parts masked, as long as before, so that places in it stay good. */
export function masked(text: string, parts: readonly Pick<Found, "from" | "to">[]): string {
  let result = text;
  for (const { from, to } of parts) result = result.slice(0, from) + MASK.repeat(to - from) + result.slice(to);
  return result;
}
