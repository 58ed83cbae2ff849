import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type LinkView, NO_VIEW, SENSITIVE_KINDS, type SensitiveKind, WITHHELD_AT_FIRST } from "../../src/sharing";
import { oneOf, UsageError } from "../commandLine";

/** What the command asks for. */
export interface ShareCommand {
  readonly input: string;
  readonly html: string | null;
  readonly notebook: string | null;
  /** The address of the page that opens the link. */
  readonly link: string | null;
  readonly withheld: ReadonlySet<SensitiveKind>;
  /** Words that are masked besides. */
  readonly own: readonly string[];
  readonly view: LinkView;
}

export const USAGE = `npm run share -- TRACE [--html FILE] [--notebook FILE] [--link ADDRESS]
  TRACE               a trace as the page saves it: a file, a page or a picture; or trace.json beside its pictures
  [--html FILE]       a page that plays it, from a disk and without a network
  [--notebook FILE]   HTML for the output of a notebook's cell
  [--link ADDRESS]    prints a link to the page at that address
  [--leave-out KINDS] kinds that are left out or masked, with commas; ${[...WITHHELD_AT_FIRST].join(",")} where left out, or none
  [--mask WORDS]      words that are masked besides, such as names, with commas; * at an end is the rest of a word
  [--step ID]         the step that is shown first
  [--language en|zh]
  [--theme light|dark]
kinds: ${SENSITIVE_KINDS.join(", ")}`;

/** Reads a command line. Throws a UsageError that says what to do. */
export function parseCommand(args: readonly string[]): ShareCommand {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      html: text,
      notebook: text,
      link: text,
      "leave-out": text,
      mask: text,
      step: text,
      language: text,
      theme: text,
    },
  });
  const [input, ...more] = positionals;
  if (input === undefined || more.length > 0) throw new UsageError("Name one trace");
  if (!existsSync(input)) throw new UsageError(`There is no ${input}`);
  const { html = null, notebook = null, link = null, language, theme } = values;
  if (html === null && notebook === null && link === null)
    throw new UsageError("Nothing to make: add --html, --notebook or --link");
  if (link !== null && !/^https?:\/\//.test(link)) throw new UsageError("--link has to be the address of a page");
  return {
    input,
    html,
    notebook,
    link,
    withheld: kindsIn(values["leave-out"]),
    own: (values.mask ?? "").split(",").filter((word) => word.trim() !== ""),
    view: {
      ...NO_VIEW,
      step: values.step ?? null,
      language: language === undefined ? null : oneOf(["en", "zh"] as const, language, "language"),
      theme: theme === undefined ? null : oneOf(["light", "dark"] as const, theme, "theme"),
    },
  };
}

function kindsIn(words: string | undefined): ReadonlySet<SensitiveKind> {
  if (words === undefined) return WITHHELD_AT_FIRST;
  if (words === "none") return new Set();
  return new Set(words.split(",").map((kind) => oneOf(SENSITIVE_KINDS, kind.trim(), "leave-out")));
}
