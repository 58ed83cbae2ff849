import type { Finding, Variation } from "../../influence";
import { useWorkspace } from "../binding/useWorkspace";
import type { InfluenceWords } from "../words/influence";
import { useInfluence, useInfluenceWords } from "./useInfluence";

/** Other wordings of the question, which nobody but a person can give. */
export function Wordings() {
  const { influence } = useWorkspace();
  const words = useInfluenceWords();
  const wordings = useInfluence((state) => state.wordings);
  return (
    <label className="influence-given">
      {words.varied.wordings}
      <textarea
        className="input"
        rows={2}
        value={wordings}
        onChange={({ target }) => influence.setState({ wordings: target.value })}
      />
    </label>
  );
}

function variationWords({ varied: { kinds } }: InfluenceWords, variation: Variation): string {
  switch (variation.kind) {
    case "as-posed":
      return kinds["as-posed"]();
    case "wording":
      return kinds.wording(variation.question);
    case "order":
      return kinds.order(variation.order.map((place) => place + 1).join(", "));
    case "blur":
      return kinds.blur(String(variation.sigma));
    case "jpeg":
      return kinds.jpeg(String(variation.quality));
    case "brightness":
      return kinds.brightness(String(variation.factor));
  }
}

/** Every way that the problem was posed in, and what came of it. */
export function Vary({ finding }: { finding: Finding }) {
  const words = useInfluenceWords();
  if (finding.kind !== "vary") return null;
  const { varied } = words;
  const { posed, tried } = finding.result;
  const others = tried.filter(({ variation }) => variation.kind !== "as-posed");
  return (
    <div className="influence-card">
      <p className="influence-verdict">{varied.count(others.filter(({ stays }) => stays).length, others.length)}</p>
      <p>{varied.posed(posed ?? varied.none)}</p>
      <table className="influence-table">
        <thead>
          <tr>
            <th scope="col">{varied.how}</th>
            <th scope="col">{varied.answer}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {others.map(({ variation, answer, stays }) => (
            <tr key={JSON.stringify(variation)}>
              <th scope="row">{variationWords(words, variation)}</th>
              <td>{answer ?? varied.none}</td>
              <td className={stays ? "influence-stays" : "influence-flips"}>{stays ? varied.stays : varied.flips}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
