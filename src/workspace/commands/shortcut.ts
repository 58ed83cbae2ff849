/** A key and what is held with it. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export interface Shortcut {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** "Mod+Shift+Enter" as a shortcut. The key is written as `KeyboardEvent.key` gives it, letters in lower case. */
export function parseShortcut(text: string): Shortcut {
  const parts = text.split("+");
  const key = text.endsWith("+") ? "+" : (parts.at(-1) ?? "");
  return { key, mod: parts.includes("Mod"), shift: parts.includes("Shift"), alt: parts.includes("Alt") };
}

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** Whether these keys are down. Shift is not asked about for signs, which sit behind it on some keyboards only. */
export function matches(event: Pressed, { key, mod, shift, alt }: Shortcut): boolean {
  if ((event.ctrlKey || event.metaKey) !== mod || event.altKey !== alt) return false;
  const sign = key.length === 1 && key.toLowerCase() === key.toUpperCase() && !/\d/.test(key);
  if (!sign && event.shiftKey !== shift) return false;
  // With Shift a digit key gives a sign that depends on the keyboard, so digits go by their place.
  if (/^\d$/.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}`;
  return event.key === key || (key.length === 1 && event.key.toLowerCase() === key);
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  " ": "Space",
  Escape: "Esc",
  Delete: "Del",
};

/** The keys as they stand on the caps of this platform. */
export function printShortcut({ key, mod, shift, alt }: Shortcut, mac: boolean): string {
  const cap = SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  const held = [mod && (mac ? "⌘" : "Ctrl"), alt && (mac ? "⌥" : "Alt"), shift && (mac ? "⇧" : "Shift")];
  return [...held.filter((part) => part !== false), cap].join(mac ? "" : "+");
}

export const isMac = (): boolean => typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);
