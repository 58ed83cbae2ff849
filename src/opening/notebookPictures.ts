import type { ImageReference, LogRecord, MessagePart, Unread } from "../dialect";

// Pictures that a cell shows and nothing else, before another cell asks a model about them: they are told apart by what
// both cells call them, a file or a variable.

interface Shown {
  readonly images: readonly ImageReference[];
  readonly place: string;
  readonly files: readonly string[];
  /** The variable that was shown; null where it was made for that. */
  readonly variable: string | null;
}

const FILE = /["']([^"'\n]{1,300}\.(?:png|jpe?g|webp|gif|bmp))["']/gi;
/** A cell whose last line is a variable, or shows one: `images[1]`, `display(image)`. */
const LAST =
  /(?:^|\n)[^\S\n]*(?:(?:display|show|plt\.imshow)\(\s{0,5})?([A-Za-z_]\w{0,60}(?:\[\w{1,20}\])?)\s{0,5}\)?\s*$/;

export class ShownAlone {
  private shown: readonly Shown[] = [];
  private readonly used = new Set<string>();

  /** A cell that was run: variables that it sets are others from here on. */
  pass(source: string): void {
    this.shown = this.shown.filter(
      ({ files, variable }) => files.length > 0 || variable === null || !isSet(source, variable.replace(/\[.*$/, "")),
    );
  }

  /** A cell that made no run, with what it put out. */
  take(source: string, parts: readonly MessagePart[], place: string): void {
    const images = parts.flatMap((part) => (part.kind === "image" ? [part.image] : []));
    if (images.length === 0 || images.length < parts.length) return;
    const files = [...source.matchAll(FILE)].map(([, file = ""]) => file);
    const variable = LAST.exec(source)?.[1] ?? null;
    if (files.length === 0 && variable === null) return;
    this.shown = [{ images, place, files, variable }, ...this.shown].slice(0, MOST_SHOWN);
  }

  /** Runs without any picture, with the one that their cell names. */
  with(records: readonly LogRecord[], source: string): readonly LogRecord[] {
    const named = this.shown.find(
      ({ files, variable }) =>
        files.some((file) => source.includes(file)) || (variable !== null && uses(source, variable)),
    );
    if (!named) return records;
    return records.map((record) => {
      if (record.form !== "notebook" || hasPicture(record)) return record;
      this.used.add(named.place);
      return { ...record, images: named.images };
    });
  }

  /** What was not understood, but for cells whose pictures are in a run. */
  unused(skipped: readonly Unread[]): readonly Unread[] {
    return skipped.filter(({ place, code }) => code !== "no-run" || !this.used.has(place));
  }
}

const MOST_SHOWN = 20;

const isSet = (source: string, name: string): boolean =>
  new RegExp(`(?:^|\\n)[^\\S\\n]*${name}\\s{0,5}=(?!=)|\\bfor ${name} in\\b`).test(source);

const uses = (source: string, expression: string): boolean => {
  const escaped = expression.replaceAll(/[[\]]/g, "\\$&");
  return new RegExp(`(?<![\\w.])${escaped}(?![\\w[])`).test(source);
};

const hasPicture = ({ images, messages }: LogRecord): boolean =>
  images.length > 0 || messages.some(({ parts }) => parts.some(({ kind }) => kind === "image"));
