import { useQuery } from "@tanstack/react-query";
import { entryOf, type LogMapping, type RecordEntry, recordsOfValue } from "../../opening";
import { useLogWords } from "./LogParts";

/** So many records show whether the fields are right. */
const SHOWN = 5;

/** What comes of the first records with these fields, as the list would show them. */
export function MappingPreview({ values, mapping }: { values: readonly unknown[]; mapping: LogMapping }) {
  const words = useLogWords();
  const { data = [], isPending } = useQuery({
    queryKey: ["mapping-preview", values, mapping],
    queryFn: () => entriesOf(values, mapping),
    staleTime: 0,
    gcTime: 0,
  });
  const why = mapping.fields.words.length === 0 ? words.mapping.needsWords : words.mapping.nothingFits;
  return (
    <section className="mapping-preview" aria-label={words.mapping.preview}>
      <h3 className="report-title">{words.mapping.preview}</h3>
      {data.length === 0 ? (
        <p className="logs-facts" role="status">
          {isPending ? "…" : why}
        </p>
      ) : (
        <ol className="mapping-records">
          {data.map((entry) => (
            <li key={entry.index}>
              <Entry entry={entry} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

async function entriesOf(values: readonly unknown[], mapping: LogMapping): Promise<readonly RecordEntry[]> {
  const records = values.flatMap((value, i) => recordsOfValue(value, mapping, `${i + 1}`)).slice(0, SHOWN);
  return Promise.all(
    records.map((record, index) =>
      entryOf({ kind: "record", record, at: { kind: "whole", nth: index } }, { index, file: 0, fingerprint: "" }, null),
    ),
  );
}

function Entry({ entry }: { entry: RecordEntry }) {
  const words = useLogWords();
  const { inside, named } = entry.images;
  const judged = entry.right === null ? null : entry.right ? "right" : "wrong";
  const facts = [
    words.mapping.pictures(inside + named),
    words.steps(entry.steps),
    ...(entry.answer === "" ? [] : [words.answered(entry.answer)]),
    ...(entry.reference === null ? [] : [words.mapping.truth(entry.reference)]),
    ...(entry.score === null ? [] : [words.score(String(entry.score))]),
  ];
  return (
    <>
      <span className="mapping-question">{entry.title || "–"}</span>
      <span className="logs-facts">
        {facts.join(" · ")}
        {judged ? <span className={`logs-${judged}`}> · {words[judged]}</span> : null}
        {entry.unread > 0 ? <span className="logs-wrong"> · {words.unreadWords(entry.unread)}</span> : null}
      </span>
    </>
  );
}
