import { useLanguage } from "../../binding/useWorkspace";
import { JUDGE_WORDS, type JudgeWords } from "../../words/judge";

export const useJudgeWords = (): JudgeWords => JUDGE_WORDS[useLanguage()];
