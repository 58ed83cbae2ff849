import { PROGRAM_LANGUAGES, type ProgramLanguage } from "../../workspace/ports";
import { Choice } from "../controls";
import type { ProgramWords } from "../words/programs";
import "./program.css";

/** A language and the words of a program in it. */
export function ProgramFields(props: {
  words: ProgramWords;
  source: string;
  language: ProgramLanguage;
  onSource(source: string): void;
  onLanguage(language: ProgramLanguage): void;
}) {
  const { words, source, language } = props;
  return (
    <>
      <Choice
        label={words.language}
        value={language}
        options={PROGRAM_LANGUAGES.map((value) => ({ value, name: words.languages[value] }))}
        onChange={props.onLanguage}
      />
      <textarea
        className="input step-mono"
        aria-label={words.source}
        rows={Math.min(20, Math.max(4, source.split("\n").length + 1))}
        spellCheck={false}
        value={source}
        onChange={({ target }) => props.onSource(target.value)}
      />
      <p className="step-aside">{words.hints[language]}</p>
    </>
  );
}
