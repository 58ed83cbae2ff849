import type { RecordReport } from "../../opening";
import { useWords } from "../binding/useWorkspace";
import { useLogWords } from "./LogParts";

/** What a log does not say and was assumed, each with its reason; nothing where all was told. */
export function Assumed({ assumed }: Pick<RecordReport, "assumed">) {
  const { assumed: words } = useLogWords();
  const { lens } = useWords();
  const sentenceOf = (one: RecordReport["assumed"][number]): string => {
    switch (one.kind) {
      case "space":
        return words.space(lens.spaces[one.taken], lens.spaces[one.believed], lens.grounds[one.ground]);
      case "orientation":
        return one.asStored ? words.asStored(words.turned[one.ground]) : words.upright(words.turned[one.ground]);
      case "size":
        return words.size(one.width, one.height, words.sizes[one.ground]);
    }
  };
  if (assumed.length === 0) return null;
  return (
    <section>
      <h3 className="report-title">{words.title}</h3>
      <ul className="report-names">
        {[...new Set(assumed.map(sentenceOf))].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
