import { useEffect, useRef, useState } from "react";
import type { Result } from "../../../base";
import type { ModelCard } from "../../../catalog";
import {
  type Continuation,
  chooseCard,
  chosenCard,
  type Failure,
  keepServed,
  loadModel,
  type ServerPreset,
  type ServerReport,
} from "../../../workspace";
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
  const [status, setStatus] = useState<FormStatus>({ kind: "idle" });
  const [keyKept, setKeyKept] = useState<ServerFormState["keyKept"]>("none");
  const asking = useRef<AbortController | null>(null);

  const lookForKey = (baseUrl: string): void => void servers.keyOf(baseUrl).then(setKeyKept);
  // Whether a key is known is looked up outside React; what is asked of a server ends with the form.
  useEffect(() => {
    void servers.keyOf(fields.baseUrl).then(setKeyKept);
  }, [servers, fields.baseUrl]);
  useEffect(() => () => asking.current?.abort(), []);

  /** Asks the server one thing at a time; an older question is dropped. */
  async function ask<T>(
    question: (signal: AbortSignal) => Promise<Result<T, Failure>>,
    told: (value: T) => FormStatus,
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
    setStatus(answer.ok ? told(answer.value) : { kind: "failed", failure: answer.error });
  }

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
    list: () =>
      void ask(
        (signal) => servers.list(fields, signal),
        (listed) => {
          setNames(listed);
          const [first = ""] = listed;
          setFields((before) => (listed.includes(before.model) ? before : { ...before, model: first }));
          return { kind: "listed", count: listed.length };
        },
      ),
    test: () =>
      void ask(
        (signal) => servers.test(fields, fields.model.trim(), signal),
        (report) => ({ kind: "tested", report }),
      ),
    use: () =>
      void ask(
        () => servers.choose(fields, fields.model.trim(), fields.remember),
        (card) => {
          keepServed(workspace, card);
          // A model that was loaded with another key must not stand in for this one.
          workspace.queries.removeQueries({ queryKey: ["model"] });
          chooseCard(workspace, card);
          void loadModel(workspace);
          setFields((before) => ({ ...before, key: "" }));
          lookForKey(fields.baseUrl);
          return { kind: "idle" };
        },
      ),
    forgetKey: () => void servers.forgetKey(fields.baseUrl).then(() => lookForKey(fields.baseUrl)),
  };
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
