// XML 1.0 by hand: elements, attributes, text. What a model wrote may hold any character.

/** An element; `inner` are elements or escaped text. Attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  inner: readonly string[] = [],
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  const head = `<${name}${written.join("")}`;
  if (inner.length === 0) return `${head}/>`;
  const isNested = inner.every((part) => part.startsWith("<"));
  return isNested ? `${head}>\n${indented(inner.join("\n"))}\n</${name}>` : `${head}>${inner.join("")}</${name}>`;
}

/** Text as the content of an element. */
export const textNode = (text: string): string => escaped(text);

/**
 * Characters that mean something in XML, and line ends and tabs, which a parser would make blanks of in an attribute.
 * What XML 1.0 cannot hold at all becomes U+FFFD: control characters and halves of surrogate pairs (production 2, Char).
 */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll(/[&<>"\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);

// Only between elements: no text of ours stands beside one, and line ends within text are escaped.
const indented = (lines: string): string => lines.replaceAll(/^/gm, "  ");
