/** An element of a parsed file. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inner: readonly XmlElement[];
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly inner: XmlElement[];
  text: string;
}

const PART = /<\?xml[^?]*\?>|<\/([\w.-]+)>|<([\w.-]+)((?: [\w.-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;

/** The elements of a file of the strictest kind of XML: no comments, sections, or references but to characters by number. */
export function parseXml(text: string): readonly XmlElement[] {
  const root: Open = { name: "", attributes: {}, inner: [], text: "" };
  const open: Open[] = [root];
  let at = 0;
  for (const [part, closed, opened, attributes = "", empty, words] of text.matchAll(PART)) {
    at += part.length;
    const within = open.at(-1) ?? root;
    if (opened !== undefined) {
      const made = { name: opened, attributes: attributesOf(attributes), inner: [], text: "" };
      within.inner.push(made);
      if (empty === "") open.push(made);
    } else if (closed !== undefined) {
      if (open.length < 2 || within.name !== closed) throw new Error(`</${closed}> closes <${within.name}>`);
      open.pop();
    } else if (words !== undefined) within.text += decoded(words);
  }
  if (at !== text.length || open.length !== 1) throw new Error(`Not XML at ${at}: ${text.slice(at, at + 60)}`);
  return root.inner;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(/ ([\w.-]+)="([^"]*)"/g)) {
    if (name in attributes) throw new Error(`${name} twice`);
    attributes[name] = decoded(value);
  }
  return attributes;
}

function decoded(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDFFF]/u.test(text))
    throw new Error("Not a character");
  if (/&(?!#\d+;)/.test(text)) throw new Error("& without a number");
  return text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
