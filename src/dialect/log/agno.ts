import { chatExport, type ExportedChat } from "./chatExports";
import { type Fields, field, isFields, listField, textField } from "./json";

/**
 * Agno (agno 3.1.10, what `RunOutput.to_json()` wrote): OpenAI's messages, each saying whether it is of an earlier run. A
 * session has several runs, of which each repeats those before.
 */
function agnoRuns(value: unknown): readonly ExportedChat[] | null {
  const runs = runsIn(value);
  if (runs.length === 0 || !runs.every(isRun)) return null;
  return runs.map((run) => ({
    title: "",
    model: textField(run, "model") ?? "",
    messages: (listField(run, "messages") ?? []).filter(isFields).map(withoutCallOf),
  }));
}

const runsIn = (value: unknown): readonly unknown[] => listField(value, "runs") ?? [value];

const isRun = (run: unknown): boolean =>
  textField(run, "run_id") !== null &&
  (listField(run, "messages") ?? []).some((message) => field(message, "from_history") !== null);

/** What a tool gave back says once more how it was called. */
const withoutCallOf = ({ tool_name, tool_args, ...message }: Fields): Fields => message;

/** The words of all turns in one, where they are what the messages say one by one. */
const contentsOf = (value: unknown): readonly string[] =>
  runsIn(value).flatMap((run) => {
    const words = textField(run, "content");
    const said = (listField(run, "messages") ?? []).filter((message) => field(message, "role") === "assistant");
    return words !== null && words === said.map((message) => textField(message, "content") ?? "").join("")
      ? [words]
      : [];
  });

export const AGNO = chatExport({
  form: "agno-run",
  priority: 143,
  read: agnoRuns,
  renderings: contentsOf,
  known: [
    ...["run_id", "agent_id", "agent_name", "session_id", "user_id", "team_id", "parent_run_id", "session_state"],
    ...["model_provider", "model_provider_data", "content_type", "provider_data", "child_run_id"],
    ...["session_type", "agent_data", "session_data"],
  ],
});
