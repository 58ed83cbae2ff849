import { fitAction } from "../action";
import type { Dialect, Traits } from "../dialect";
import { type ActionBody, type ImageRecord, performedAction, shownTogether } from "../trace";
import { append, appendObserved, type Growing, lastId } from "./growing";
import { type Observed, observationStep, observe } from "./observe";
import type { RunEvent, RunOptions } from "./options";

/** Performs the action at the end of the line and appends what is seen then. */
export async function* look(growing: Growing, options: RunOptions): AsyncGenerator<RunEvent, void> {
  const step = growing.line.at(-1);
  if (step?.body.kind !== "action") return;
  yield { kind: "phase", phase: "looking" };
  yield* appendObserved(
    await observe(performedAction(step.body), step.id, { ...options, images: growing.images }),
    growing,
  );
}

/** Performs what the turn asked for, once it has ended; false where that is nothing. */
export async function* lookAtAsked(growing: Growing, options: RunOptions): AsyncGenerator<RunEvent, boolean> {
  const { flaw } = growing;
  const groups = shownTogether(performed(growing, options.dialect.traits?.performs));
  if (groups.length === 0 && flaw === null) return false;
  if (groups.length === 0 && flaw !== null) yield* complain(growing, options, { kind: "unparsed", code: flaw });
  for (const group of groups) yield* lookAtGroup(group, growing, options);
  return true;
}

function performed({ asked, lastCall }: Growing, which: Traits["performs"] | undefined): Growing["asked"] {
  if (which === "first") return asked.slice(0, 1);
  return which === "last" ? asked.slice(asked.length - lastCall) : asked;
}

/** Marks that are shown all at once are drawn one upon the other, and what comes of the last is seen. */
async function* lookAtGroup(
  group: readonly { readonly body: ActionBody }[],
  growing: Growing,
  options: RunOptions,
): AsyncGenerator<RunEvent, void> {
  const [first, ...more] = group.map(({ body }) => performedAction(body));
  if (!first) return;
  yield { kind: "phase", phase: "looking" };
  const images = new Map(growing.images);
  let action = first;
  for (const next of options.blindfolded ? [] : more) {
    const size = images.get(action.image);
    const fitted = size && fitAction(action, size);
    const seen = fitted?.ok ? await options.eyes.perform(fitted.value) : null;
    if (!seen?.ok) break;
    images.set(seen.value.id, { ...seen.value, name: "", origin: { kind: "derived", from: first.image } });
    action = { ...next, image: seen.value.id };
  }
  const observed = await observe(action, lastId(growing), { ...options, images });
  yield* appendObserved(
    observed.map((seen) => derivedFrom(first.image, seen)),
    growing,
  );
}

const derivedFrom = (from: ImageRecord["id"], { step, image }: Observed): Observed => ({
  step,
  image: image && { ...image, origin: { kind: "derived", from } },
});

export async function* complain(
  growing: Growing,
  options: RunOptions,
  complaint: Parameters<Dialect["toolError"]>[0],
): AsyncGenerator<RunEvent, void> {
  const step = observationStep(lastId(growing), null, options.dialect.toolError(complaint), options.surroundings);
  yield* append(step, growing);
}
