/** The programs in Python that a file holds: between fences, in cells and fields, or the file itself. */
export function programsIn(text: string): readonly string[] {
  return wordsIn(text).flatMap((words) => {
    const fenced = [...words.matchAll(/```(?:python|py)\s*\n([\s\S]*?)```/g)].map(([, program = ""]) => program);
    if (fenced.length > 0) return fenced;
    return /^\s*(import|from) (PIL|cv2|matplotlib|numpy)\b/m.test(words) ? [words] : [];
  });
}

/** Every text of a file: the strings of its JSON, line by line where it is one value a line, else all of it. */
function wordsIn(text: string): readonly string[] {
  const whole = parsed(text);
  if (whole !== undefined) return stringsOf(whole);
  const lines = text.split("\n").map((line) => parsed(line));
  return lines.some((value) => typeof value === "object" && value !== null)
    ? lines.flatMap((value) => (value === undefined ? [] : stringsOf(value)))
    : [text];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  // The source of a notebook's cell is a list of its lines.
  if (Array.isArray(value) && value.length > 1 && value.every((part) => typeof part === "string" && part.length < 500))
    return [value.join("")];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
