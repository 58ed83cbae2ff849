import { type Action, fitAction, type ProducedImage, type ToolExecutor } from "../action";
import { err, ok, type Result } from "../base";
import { type Dialect, shownAs } from "../dialect";
import type { Size } from "../geometry";
import { type ActionBody, performedAction, type ShownPicture } from "../trace";

/** The sizes of the images that actions may name. */
export interface ImageSizes {
  get(id: ProducedImage["id"]): Size | undefined;
}

/**
 * The one way in which actions become a picture, for runs and for a person's own actions, for logs that are opened or
 * read again, and for images that are made again: each action upon what came of the one before it, as the system's own
 * tool performs it. Refuses with the code of the first that cannot be performed.
 */
export async function performPicture(
  { asked, frame }: ShownPicture<{ readonly body: ActionBody }>,
  sizes: ImageSizes,
  executor: ToolExecutor,
): Promise<Result<ProducedImage, string>> {
  if (asked.some(({ body }) => body.declared?.refused)) return err("tool-refuses");
  const [first, ...more] = asked.map(({ body }) => performedAction(body));
  if (!first) return err("no-such-image");
  if (frame) return frameOf(frame, sizes);
  let made = await performOne(first, sizes.get(first.image), executor);
  for (const action of more) {
    if (!made.ok) return made;
    made = await performOne({ ...action, image: made.value.id }, made.value, executor);
  }
  return made;
}

function frameOf(id: ProducedImage["id"], sizes: ImageSizes): Result<ProducedImage, string> {
  const size = sizes.get(id);
  return size ? ok({ id, width: size.width, height: size.height }) : err("no-such-image");
}

async function performOne(
  action: Action,
  from: Size | undefined,
  executor: ToolExecutor,
): Promise<Result<ProducedImage, string>> {
  if (!from) return err("no-such-image");
  const fitted = fitAction(action, from);
  if (!fitted.ok) return fitted;
  if (action.kind === "operate") return err("no-screen");
  if (action.kind === "tool") return err("no-tool");
  return action.kind === "program" ? err("not-run") : executor.perform(fitted.value, from);
}

/** An executor that refuses what the system's own tool refuses, though it could be performed. */
export const executorWithRulesOf = (dialect: Dialect, executor: ToolExecutor): ToolExecutor => ({
  async perform(action, from) {
    const refusal = action.kind === "zoom" ? dialect.refuses?.(action.box, shownAs(dialect, action.image, from)) : null;
    return refusal ? err(refusal) : executor.perform(action, from);
  },
});
