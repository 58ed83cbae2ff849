import { useLanguage } from "../binding/useWorkspace";
import { LOG_WORDS, type LogWords } from "../words/logs";

/** The words that come with the first log. */
export const useLogWords = (): LogWords => LOG_WORDS[useLanguage()];
