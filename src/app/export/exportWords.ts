import type { ExportTarget } from "../../export";
import { useLanguage } from "../binding/useWorkspace";
import { EXPORT_WORDS, type ExportWords } from "../words/export";

/** The words that come with the first export. */
export const useExportWords = (): ExportWords => EXPORT_WORDS[useLanguage()];

/** What a target is for, in a sentence; its title where there is none yet. */
export function purposeOf({ name, title }: Pick<ExportTarget, "name" | "title">, words: ExportWords): string {
  const known: Readonly<Record<string, string>> = words.targets;
  return known[name] ?? title;
}
