import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ImageId } from "../../action";
import type { ImageBox } from "../../geometry";
import { type SensitiveKind, WITHHELD_AT_FIRST } from "../../sharing";
import type { Failure } from "../../workspace/ports";
import { type Prepared, prepareShare, type SharePlan } from "../../workspace/sharing";
import { useVersion } from "../binding/useVersion";
import { useLanguage, useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { SHARE_WORDS, type ShareWords } from "../words/share";

/** The words that come with the dialog. */
export const useShareWords = (): ShareWords => SHARE_WORDS[useLanguage()];

/** What the person decides not to hand on. */
export interface ShareChoice {
  readonly plan: SharePlan;
  withhold(kind: SensitiveKind, withheld: boolean): void;
  setBoxes(image: ImageId, boxes: readonly ImageBox[]): void;
}

export function useShareChoice(): ShareChoice {
  const own = useView(({ maskedWords }) => maskedWords);
  const [withheld, setWithheld] = useState<ReadonlySet<SensitiveKind>>(WITHHELD_AT_FIRST);
  const [boxes, setAllBoxes] = useState<ReadonlyMap<ImageId, readonly ImageBox[]>>(new Map());
  return {
    plan: useMemo(() => ({ withheld, own, boxes }), [withheld, own, boxes]),
    withhold: (kind, isWithheld) =>
      setWithheld((before) => new Set([...before].filter((other) => other !== kind).concat(isWithheld ? [kind] : []))),
    setBoxes: (image, own) => setAllBoxes((before) => new Map([...before, [image, own]])),
  };
}

export type Preparing =
  | { readonly kind: "working" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "ready"; readonly prepared: Prepared };

/** What would be handed on now: made and read back anew whenever the trace or the choice is another. */
export function usePrepared(plan: SharePlan): Preparing {
  const workspace = useWorkspace();
  const trace = useSession(({ log }) => log?.trace ?? null);
  const version = useVersion(trace);
  const { data, error } = useQuery({
    queryKey: ["share", version, [...plan.withheld].sort(), plan.own, [...plan.boxes]],
    queryFn: () => prepareShare(workspace, plan),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (error) return { kind: "failed", failure: { code: "unknown", message: error.message } };
  if (!data) return { kind: "working" };
  return data.ok ? { kind: "ready", prepared: data.value } : { kind: "failed", failure: data.error };
}
