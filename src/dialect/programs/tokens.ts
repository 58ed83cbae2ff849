/** A word, number, text or sign of Python source; `start` and `end` are offsets into it. */
export interface PythonToken {
  readonly kind: "name" | "number" | "text" | "sign";
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** A text with values put into it, `f"{width} wide"`: what it says is not known. */
  readonly isFormatted?: true;
}

/** One logical line: what stands between line ends that are not inside brackets. */
export interface PythonLine {
  /** Columns before its first token. */
  readonly indent: number;
  readonly tokens: readonly PythonToken[];
}

const TOKEN =
  /(?<space>[ \t\r\f]+|#[^\n]*|\\\n)|(?<end>\n)|(?<text>[rRbBuUfF]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'))|(?<number>(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<sign>\*\*|\/\/|->|:=|[=!<>+\-*/%&|^]=|[\s\S])/gu;

/** Programs longer than this are kept as words and not looked into. */
export const PROGRAM_BUDGET = 100_000;

/** Python source as logical lines. Any text has some: what is no Python becomes signs that no statement fits. */
export function pythonLines(source: string): readonly PythonLine[] {
  const lines: PythonLine[] = [];
  let tokens: PythonToken[] = [];
  let depth = 0;
  let lineStart = 0;
  const flush = (next: number): void => {
    const first = tokens[0];
    if (first) lines.push({ indent: first.start - lineStart, tokens });
    tokens = [];
    lineStart = next;
  };
  for (const match of source.slice(0, PROGRAM_BUDGET).matchAll(TOKEN)) {
    const token = tokenOf(match);
    if (token) {
      if (token.kind === "sign" && "([{".includes(token.value)) depth++;
      if (token.kind === "sign" && ")]}".includes(token.value)) depth = Math.max(0, depth - 1);
      if (token.kind === "sign" && token.value === ";" && depth === 0) flush(lineStart);
      else tokens.push(token);
    } else if (match.groups?.end !== undefined && depth === 0) flush(match.index + 1);
  }
  flush(source.length);
  return lines;
}

function tokenOf(match: RegExpExecArray): PythonToken | null {
  const { text, number, name, sign } = match.groups ?? {};
  const place = { start: match.index, end: match.index + match[0].length };
  if (text !== undefined) {
    const value = unquoted(text);
    const isFormatted = /^[a-z]*f/i.test(text) && value.includes("{");
    return { kind: "text", value, ...place, ...(isFormatted ? { isFormatted } : {}) };
  }
  if (number !== undefined) return { kind: "number", value: number.replaceAll("_", ""), ...place };
  if (name !== undefined) return { kind: "name", value: name, ...place };
  return sign === undefined ? null : { kind: "sign", value: sign, ...place };
}

function unquoted(text: string): string {
  const bare = text.replace(/^[rRbBuUfF]+/, "");
  const marks = /^("""|''')/.test(bare) ? 3 : 1;
  return bare.slice(marks, -marks).replace(/\\(n|[\s\S])/g, (_, char: string) => (char === "n" ? "\n" : char));
}
