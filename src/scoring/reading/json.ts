/** The object that a completion is, in a fence or alone, or that stands first in it; null where none can be parsed. */
export function tidyJson(completion: string): object | null {
  const plain = completion.replaceAll("```json", "").replaceAll("```", "").trim();
  return parsed(plain) ?? parsed(firstBraces(plain));
}

function parsed(text: string): object | null {
  if (!text.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/** From the first brace to the one that closes it. */
function firstBraces(text: string): string {
  const start = text.indexOf("{");
  let open = 0;
  for (let i = Math.max(0, start); start >= 0 && i < text.length; i++) {
    if (text[i] === "{") open++;
    if (text[i] === "}" && --open === 0) return text.slice(start, i + 1);
  }
  return "";
}
