import { useCallback, useEffect, useRef, useState } from "react";
import type { Result } from "../../../base";
import type { ModelCard } from "../../../catalog";
import type { Workspace } from "../../../workspace";
import { chooseCard, chosenCard, keepServed, loadModel } from "../../../workspace/models";
import type { Continuation, Failure, ServerPreset, ServerReport } from "../../../workspace/ports";
import { useWorkspace } from "../../binding/useWorkspace";

export type FormStatus =
  | { readonly kind: "idle" | "working" }
  | { readonly kind: "listed"; readonly count: number }
  | { readonly kind: "tested"; readonly report: ServerReport }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface ServerFields {
  readonly flavour: string;
  readonly baseUrl: string;
  readonly key: string;
  readonly remember: boolean;
  readonly model: string;
}

export interface ServerFormState {
  readonly fields: ServerFields;
  readonly names: readonly string[];
  readonly status: FormStatus;
  readonly keyKept: "none" | "for-now" | "on-this-machine";
  readonly continues: Continuation;
  set(change: Partial<ServerFields>): void;
  list(): void;
  test(): void;
  use(): void;
  forgetKey(): void;
}

/** What a person has typed about a server, and what the server said to it. */
export function useServerForm(presets: readonly ServerPreset[]): ServerFormState {
  const workspace = useWorkspace();
  const { servers } = workspace.edges;
  const [fields, setFields] = useState<ServerFields>(() => firstFields(presets, chosenCard(workspace.view.getState())));
  const [names, setNames] = useState<readonly string[]>([]);
  const { status, ask } = useQuestion();
  const { keyKept, lookForKey } = useKeyKept(fields.baseUrl);

  const showNames = (listed: readonly string[]): FormStatus => {
    setNames(listed);
    const [first = ""] = listed;
    setFields((before) => (listed.includes(before.model) ? before : { ...before, model: first }));
    return { kind: "listed", count: listed.length };
  };
  const showChosen = (card: ModelCard): FormStatus => {
    connectTo(workspace, card);
    setFields((before) => ({ ...before, key: "" }));
    lookForKey();
    return { kind: "idle" };
  };
  const model = fields.model.trim();
  return {
    fields,
    names,
    status,
    keyKept,
    continues: presets.find(({ flavour }) => flavour === fields.flavour)?.continues ?? "asked",
    set(change) {
      setFields((before) => withChange(before, change, presets));
      if (change.baseUrl !== undefined || change.flavour !== undefined) setNames([]);
    },
    list: () => void ask((signal) => servers.list(fields, signal), showNames),
    test: () =>
      void ask(
        (signal) => servers.test(fields, model, signal),
        (report) => ({ kind: "tested", report }),
      ),
    use: () => void ask(() => servers.choose(fields, model, fields.remember), showChosen),
    forgetKey: () => void servers.forgetKey(fields.baseUrl).then(lookForKey),
  };
}

/** One question to a server at a time: an older one is dropped, and the last one ends with the form. */
function useQuestion() {
  const [status, setStatus] = useState<FormStatus>({ kind: "idle" });
  const asking = useRef<AbortController | null>(null);
  // A request outlives its component unless it is stopped by hand.
  useEffect(() => () => asking.current?.abort(), []);

  async function ask<T>(
    question: (signal: AbortSignal) => Promise<Result<T, Failure>>,
    statusAfter: (value: T) => FormStatus,
  ): Promise<void> {
    asking.current?.abort();
    const own = new AbortController();
    asking.current = own;
    setStatus({ kind: "working" });
    const answer = await question(own.signal).catch((thrown: unknown) => {
      if (own.signal.aborted) return null;
      throw thrown;
    });
    if (own.signal.aborted || !answer) return;
    setStatus(answer.ok ? statusAfter(answer.value) : { kind: "failed", failure: answer.error });
  }

  return { status, ask };
}

/** Whether a key for an address is known, and where it is kept. */
function useKeyKept(baseUrl: string) {
  const { servers } = useWorkspace().edges;
  const [keyKept, setKeyKept] = useState<ServerFormState["keyKept"]>("none");
  const lookForKey = useCallback((): void => void servers.keyOf(baseUrl).then(setKeyKept), [servers, baseUrl]);
  // Keys are kept outside React, behind a promise.
  useEffect(lookForKey, [lookForKey]);
  return { keyKept, lookForKey };
}

/** Makes a model on a server the chosen one, and connects to it. */
function connectTo(workspace: Workspace, card: ModelCard): void {
  keepServed(workspace, card);
  // A model that was loaded with another key must not stand in for this one.
  workspace.queries.removeQueries({ queryKey: ["model"] });
  chooseCard(workspace, card);
  void loadModel(workspace);
}

/** Those of the chosen model, if a server runs it: after a reload its key is what is missing. */
function firstFields([first]: readonly ServerPreset[], { source }: ModelCard): ServerFields {
  const none = { flavour: first?.flavour ?? "", baseUrl: first?.baseUrl ?? "", model: "" };
  const { flavour, baseUrl, model } = source.kind === "server" ? source : none;
  return { flavour, baseUrl, model, key: "", remember: false };
}

/** Another kind of server has another address, unless a person has typed one. */
function withChange(
  before: ServerFields,
  change: Partial<ServerFields>,
  presets: readonly ServerPreset[],
): ServerFields {
  const after = { ...before, ...change };
  const preset = presets.find(({ flavour }) => flavour === change.flavour);
  const untouched = presets.some(({ baseUrl }) => baseUrl === before.baseUrl);
  return preset && untouched && preset.baseUrl !== "" ? { ...after, baseUrl: preset.baseUrl } : after;
}
