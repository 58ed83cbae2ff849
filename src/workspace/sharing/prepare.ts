import type { ImageId } from "../../action";
import { err, ok, type Result } from "../../base";
import type { ImageBox } from "../../geometry";
import { type BlackenedPicture, blacken, leftBehind, type SensitiveKind, sealOf, withhold } from "../../sharing";
import { isKept, type Trace } from "../../trace";
import type { Failure } from "../ports";
import type { Workspace } from "../state";

/** What a person decided not to hand on. */
export interface SharePlan {
  readonly withheld: ReadonlySet<SensitiveKind>;
  /** The person's own words that are masked, where `own` is withheld. */
  readonly own: readonly string[];
  /** What is blacked out, by picture, in its pixels. */
  readonly boxes: ReadonlyMap<ImageId, readonly ImageBox[]>;
}

/** A trace as it is handed on: read back from the very bytes, and found to hold nothing that was to go. */
export interface Prepared {
  readonly pack: Uint8Array<ArrayBuffer>;
  readonly seal: string;
  readonly trace: Trace;
  readonly blackened: readonly BlackenedPicture[];
  readonly withoutPictures: boolean;
  /** Pictures of the trace whose bytes are not in the pack. */
  readonly missing: number;
}

/**
 * Packs the open trace without what is withheld. Refuses with `withheld-left` where something of that is still in what
 * was packed, and with the failure of packing.
 */
export async function prepareShare({ edges, session }: Workspace, plan: SharePlan): Promise<Result<Prepared, Failure>> {
  const open = session.store.getState().log?.trace;
  if (!open) return err({ code: "nothing-open", message: "nothing-open" });
  const { images, storage } = edges;
  const blackened = await blacken(open, plan.boxes, { blacken: images.blacken, executor: images });
  const trace = withhold(blackened.trace, plan.withheld, plan.own);
  const packed = await storage.pack(trace, { pictures: !plan.withheld.has("pictures") });
  if (!packed.ok) return packed;
  // What is handed on is looked at, and not what it was made of.
  const back = await storage.unpack(packed.value);
  if (!back.ok) return back;
  const left = leftIn(blackened, { ...back.value, plan });
  if (left) return err({ code: "withheld-left", message: left, detail: left });
  const pack = new Uint8Array(await packed.value.arrayBuffer());
  const missing = back.value.missing.length;
  const withoutPictures = plan.withheld.has("pictures");
  return ok({
    pack,
    seal: await sealOf(pack),
    trace: back.value.trace,
    blackened: blackened.pictures,
    withoutPictures,
    missing,
  });
}

interface ReadBack {
  readonly trace: Trace;
  readonly missing: readonly ImageId[];
  readonly plan: SharePlan;
}

/** What should have gone and is there, in a few words; null as a rule. */
function leftIn(
  before: { readonly trace: Trace; readonly pictures: readonly BlackenedPicture[] },
  { trace, missing, plan }: ReadBack,
): string | null {
  const [word] = leftBehind(before.trace, trace, plan.withheld, plan.own);
  if (word) return word.words;
  const picture = before.pictures.find(({ before: id }) => trace.images.has(id));
  if (picture) return picture.before;
  const kept = [...trace.images.values()].find((image) => isKept(image) && !missing.includes(image.id));
  return kept && plan.withheld.has("pictures") ? kept.id : null;
}
