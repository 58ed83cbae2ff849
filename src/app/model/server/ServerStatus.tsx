import { useWords } from "../../binding/useWorkspace";
import { failureWords } from "../../words";
import type { ServerWords } from "../../words/server";
import type { FormStatus } from "./useServerForm";

/** Failures that have their reason in how the server was started. */
const HINTED = new Set(["server-cors", "server-unreachable"]);

/** What the server said to the last question, and what can be done where it said no. */
export function ServerStatus(props: { status: FormStatus; flavour: string; words: ServerWords }) {
  const { status, flavour, words: own } = props;
  const words = useWords();
  if (status.kind === "idle") return null;
  if (status.kind !== "failed")
    return (
      <p className="server-said" role="status">
        {status.kind === "working" ? own.working : null}
        {status.kind === "listed" ? own.listed(status.count) : null}
        {status.kind === "tested" ? saidOf(status.report, own, words.seconds) : null}
      </p>
    );
  const { code, detail } = status.failure;
  return (
    <div className="server-failed" role="alert">
      <p>{failureWords(words, code)}</p>
      {HINTED.has(code) ? (
        <>
          <p>{own.hints[flavour]?.(location.origin)}</p>
          <p>{own.localHint}</p>
        </>
      ) : null}
      {detail ? (
        <details>
          <summary>{own.details}</summary>
          {detail}
        </details>
      ) : null}
    </div>
  );
}

function saidOf(
  report: Extract<FormStatus, { kind: "tested" }>["report"],
  words: ServerWords,
  seconds: (millis: number) => string,
): string {
  return [
    words.answered(seconds(report.firstTokenMillis)),
    report.imageFailure ? words.blind : words.sees,
    report.tellsProbabilities ? words.probabilities : words.noProbabilities,
    report.refusedFields.length > 0 ? words.refused(report.refusedFields.join(", ")) : "",
  ].join(" ");
}
