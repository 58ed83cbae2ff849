import type { ImageId } from "../../action";
import { QWEN2_BUDGET, type Size, smartResize } from "../../geometry";
import { type ActionBody, groupsShown, type Step, type Trace } from "../../trace";
import type { Dialect, ShownImage } from "../contract/dialect";

type Habits = Pick<Dialect, "space" | "traits">;

/**
 * The size at which a system's processor shows its model a picture, whether or not the system counts in that. A picture
 * that the processor refuses was never shown; it keeps its own.
 */
export const frameOf = ({ traits }: Pick<Dialect, "traits">, { width, height }: Size): Size =>
  smartResize({ width, height }, traits?.budget ?? QWEN2_BUDGET) ?? { width, height };

/** The size at which a system shows the picture that an action made: the picture's own, where the system tells none. */
export function shownSizeOf(
  dialect: Habits,
  { action, declared }: ActionBody,
  from: Size | undefined,
  { width, height }: Size,
): Size {
  if (action.kind !== "zoom" || !from) return { width, height };
  const measured = shownAs(dialect, action.image, from, declared?.frame);
  return dialect.traits?.shownSize?.(action.box, measured) ?? { width, height };
}

/** The first of the actions that made each image that a line was shown. */
export function makersAlong({ traits }: Habits, line: readonly Step[]): ReadonlyMap<ImageId, ActionBody> {
  const makers = new Map<ImageId, ActionBody>();
  let calls: { readonly body: ActionBody }[][] = [];
  let owed: ActionBody[] = [];
  for (const { body } of line) {
    if (body.kind === "action") calls.push([{ body }]);
    if (body.kind !== "observation") continue;
    if (calls.length > 0) owed = groupsShown(calls, traits?.performs ?? "all").map(({ asked }) => asked[0].body);
    calls = [];
    const maker = owed.shift();
    if (maker && body.image) makers.set(body.image, maker);
  }
  return makers;
}

/** An image as a dialect speaks of it; `told` is the frame that a log gives, where it gives one. */
export function shownAs(dialect: Habits, id: ImageId, { width, height }: Size, told?: Size): ShownImage {
  const size = { width, height };
  return dialect.space === "resized" ? { id, size, frame: told ?? frameOf(dialect, size) } : { id, size };
}

/**
 * The images that a model has been shown along a line, in order. The native dialect names each once; other systems
 * count every showing. Frames that the line's own words declare go before those that would be computed.
 */
export function shownAlong(dialect: Habits, line: readonly Step[], images: Trace["images"]): readonly ShownImage[] {
  const told = framesTold(line);
  const ids = line.flatMap(imagesOf);
  const named = dialect.traits ? ids : [...new Set(ids)];
  const labels = dialect.traits?.relabels ? labelsAlong(line) : null;
  const makers = dialect.traits?.turnsOriginal ? makersAlong(dialect, line) : null;
  return named.flatMap((id) => {
    const size = images.get(id);
    if (!size) return [];
    const shown = shownAs(dialect, id, size, told.get(id));
    const drawn = labels?.get(id);
    const isTurned = makers?.get(id)?.action.kind === "rotate";
    return [{ ...shown, ...(drawn ? { labels: drawn } : {}), ...(isTurned ? { turned: true as const } : {}) }];
  });
}

/** The labels of the boxes on each image that came of drawing, where what was drawn is shown image by image. */
function labelsAlong(line: readonly Step[]): ReadonlyMap<ImageId, readonly string[]> {
  const labels = new Map<ImageId, readonly string[]>();
  let asked: { readonly body: ActionBody }[] = [];
  let owed: (readonly { readonly body: ActionBody }[])[] = [];
  for (const { body } of line) {
    if (body.kind === "action") asked.push({ body });
    if (body.kind !== "observation") continue;
    if (asked.length > 0) owed = groupsShown([asked], "all").map((group) => group.asked);
    asked = [];
    const group = owed.shift();
    const on = group?.[0]?.body.action.image;
    if (on && body.image) labels.set(body.image, mergedLabels(labels.get(on) ?? [], boxLabels(group)));
  }
  return labels;
}

const boxLabels = (group: readonly { readonly body: ActionBody }[]): readonly string[] =>
  group.flatMap(({ body: { action } }) => (action.kind === "box" ? [action.label] : []));

function imagesOf({ body }: Step): readonly ImageId[] {
  if (body.kind === "problem") return body.images;
  return body.kind === "observation" && body.image ? [body.image] : [];
}

function framesTold(line: readonly Step[]): ReadonlyMap<ImageId, Size> {
  const told = new Map<ImageId, Size>();
  for (const { body, author } of line)
    if (author === "import" && body.kind === "action" && body.declared?.frame && !body.declared.chosen)
      told.set(body.action.image, body.declared.frame);
  return told;
}

/** The labels of an image after more boxes were drawn on it, each once, in the order of their colours. */
export const mergedLabels = (before: readonly string[], added: readonly string[]): readonly string[] => [
  ...new Set([...before, ...added]),
];
