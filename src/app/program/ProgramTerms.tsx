import type { ProgramWords } from "../words/programs";

/** What a program gets and what it does not. */
export const ProgramTerms = ({ words }: { words: ProgramWords }) => (
  <>
    <p>{words.about}</p>
    <h5>{words.mayTitle}</h5>
    <Said list={words.may} />
    <h5>{words.mayNotTitle}</h5>
    <Said list={words.mayNot} />
    <p className="step-aside">{words.libraries}</p>
  </>
);

const Said = ({ list }: { list: readonly string[] }) => (
  <ul>
    {list.map((said) => (
      <li key={said}>{said}</li>
    ))}
  </ul>
);
