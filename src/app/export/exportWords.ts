import type { ExportTarget } from "../../export";
import type { Language } from "../../workspace/ports";
import { useLanguage } from "../binding/useWorkspace";
import { EXPORT_WORDS, type ExportWords, TARGET_TITLES } from "../words/export";

/** The words that come with the first export. */
export const useExportWords = (): ExportWords => EXPORT_WORDS[useLanguage()];

/** What a target is called; names of programs and formats stay as they are. */
export const titleOf = ({ name, title }: Pick<ExportTarget, "name" | "title">, language: Language): string =>
  TARGET_TITLES[language][name] ?? title;

/** What a target is for, in a sentence; its title where there is none yet. */
export function purposeOf({ name, title }: Pick<ExportTarget, "name" | "title">, words: ExportWords): string {
  const known: Readonly<Record<string, string>> = words.targets;
  return known[name] ?? title;
}
