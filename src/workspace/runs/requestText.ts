import { mapResult, type Result } from "../../base";
import { turnsOf } from "../../dialect";
import { lineTo, type Step, type Trace } from "../../trace";
import { chosenCard } from "../models/cards";
import type { Failure } from "../ports";
import type { Workspace } from "../state";
import { currentDialect } from "./dialects";
import { limitsFor } from "./run";

/** What a request to a model is written as, to be sent from elsewhere. */
export const REQUEST_FORMS = ["messages", "curl", "python"] as const;
export type RequestForm = (typeof REQUEST_FORMS)[number];

/** Where vLLM listens, the server that takes everything a request can hold. */
const ANY_SERVER = { flavour: "vllm", baseUrl: "http://localhost:8000/v1", model: "MODEL" };

/** What the chosen model would be asked after a step, as JSON of its messages, or as a command or program that asks it. */
export async function requestText(
  workspace: Workspace,
  trace: Trace,
  step: Step,
  form: RequestForm,
): Promise<Result<string, Failure>> {
  const card = chosenCard(workspace.view.getState());
  const { settings } = workspace.view.getState();
  const dialect = await currentDialect(workspace);
  const { flavour, baseUrl, model } = card.source.kind === "server" ? card.source : ANY_SERVER;
  const { stop = [] } = dialect.traits ?? {};
  const request = {
    ...turnsOf(dialect, lineTo(trace, step.id), card.id, trace.images),
    sampling: settings.sampling,
    maxTokens: limitsFor(card, settings, dialect).tokensPerTurn,
    alternatives: 0,
    stop,
  };
  const body = await workspace.edges.servers.bodyOf({ flavour, model, request });
  return mapResult(body, (fields) => WRITTEN[form](fields, baseUrl));
}

type Body = Readonly<Record<string, unknown>>;

const WRITTEN: Readonly<Record<RequestForm, (body: Body, baseUrl: string) => string>> = {
  messages: ({ messages }) => JSON.stringify(messages, null, 2),
  curl: (body, baseUrl) =>
    [
      `curl ${inShell(`${baseUrl}/chat/completions`)} \\`,
      `  -H 'Content-Type: application/json' -H "Authorization: Bearer $API_KEY" -d @- <<'JSON'`,
      // A line of JSON never is the bare word that ends it.
      JSON.stringify(body, null, 2),
      "JSON",
      "",
    ].join("\n"),
  python: (body, baseUrl) =>
    [
      "import json",
      "import os",
      "import urllib.request",
      "",
      // Python reads the escapes of a JSON string as JSON does.
      `body = json.loads(${JSON.stringify(JSON.stringify(body))})`,
      "request = urllib.request.Request(",
      `    ${JSON.stringify(`${baseUrl}/chat/completions`)},`,
      "    data=json.dumps(body).encode(),",
      `    headers={"Content-Type": "application/json", "Authorization": "Bearer " + os.environ.get("API_KEY", "")},`,
      ")",
      "with urllib.request.urlopen(request) as response:",
      `    print(json.load(response)["choices"][0]["message"]["content"])`,
      "",
    ].join("\n"),
};

const inShell = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
