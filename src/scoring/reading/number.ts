/** What Python's `float(text)` takes, but for infinities and what is no number: null there, so that a score stays finite. */
export function floatOf(text: string): number | null {
  const written = text.trim().replace(/(?<=\d)_(?=\d)/g, "");
  // `Number` alone would take "0x10" for 16 and nothing at all for 0.
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(written)) return null;
  const value = Number(written);
  return Number.isFinite(value) ? value : null;
}

/** The first number in a text as ViLaSR and CRYSTAL read it: `[-+]?\d*\.?\d+`. */
export function firstNumber(text: string): number | null {
  const found = /[-+]?\d*\.?\d+/.exec(text)?.[0];
  return found === undefined ? null : floatOf(found);
}
