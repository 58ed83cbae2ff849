// Why a model runs where it runs, apart from the other words: they are fetched with the model dialog.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { backends as en } from "./en";
import { backends as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type BackendWords = Widened<typeof en>;

export const BACKEND_WORDS: Readonly<Record<Language, BackendWords>> = { en, zh };

/** Why there is no WebGPU, by the engine's code; a code without words of its own is named. */
export function fallbackWords({ fallback, reasons }: BackendWords, code: string): string {
  const known: Readonly<Record<string, string>> = reasons;
  return fallback(known[code] ?? code);
}
