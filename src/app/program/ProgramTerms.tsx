import type { ProgramWords } from "../words/programs";

/** What a program gets and what it does not. */
export const ProgramTerms = ({ words }: { words: ProgramWords }) => (
  <>
    <p>{words.about}</p>
    <Said title={words.mayTitle} list={words.may} />
    <Said title={words.mayNotTitle} list={words.mayNot} />
    <p className="step-aside">{words.libraries}</p>
  </>
);

/** No heading: these terms stand in a dialog and in the panel of a step, each with levels of its own. */
const Said = ({ title, list }: { title: string; list: readonly string[] }) => (
  <>
    <p className="program-terms">{title}</p>
    <ul aria-label={title}>
      {list.map((said) => (
        <li key={said}>{said}</li>
      ))}
    </ul>
  </>
);
