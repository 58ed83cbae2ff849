import { type Action, fitAction, type ImageId, imagesShownBy, isMark, planAction } from "../action";
import type { Result } from "../base";
import type { Dialect } from "../dialect";
import type { Size } from "../geometry";
import { performedAction, type StepBody, type Trace } from "../trace";
import { standInId } from "./standIn";

export interface SeenImage extends Size {
  readonly id: ImageId;
}

/** Performs an action and keeps the image that comes of it. */
export type Look = (action: Action) => Promise<Result<SeenImage, string>>;

/** What an observation should show, told by the actions before it. */
export interface Expected {
  readonly image: SeenImage;
  readonly from: ImageId;
  /** The size at which the system shows such a picture. */
  readonly shownSize: Size;
  /** The labels of the boxes that were drawn to make it. */
  readonly labels: readonly string[];
}

type ActionBody = Extract<StepBody, { kind: "action" }>;

/** Keeps account of the actions that were asked for and not yet shown. */
export class Looking {
  private pending: ActionBody[][] = [];
  private readonly dialect: Dialect;
  private readonly look: Look | null;

  constructor(dialect: Dialect, look: Look | null) {
    this.dialect = dialect;
    this.look = look;
  }

  /** Marks on one image are shown together, as one picture; each view is a picture of its own, and so is each frame. */
  asked(body: ActionBody): void {
    // What a program shows is told by the actions read out of it, where there are any.
    if (body.action.kind === "program" || !this.dialect.observes(body.action)) return;
    const there = imagesShownBy(body.action);
    if (there) {
      // Taken from the end, the frames of the last call must come out in their own order.
      const order = this.dialect.traits?.performs === "last" ? there.toReversed() : there;
      for (const image of order) this.pending.push([{ ...body, action: { kind: "imagine", image } }]);
      return;
    }
    const group = isMark(body.action)
      ? this.pending.find(([first]) => first && isMark(first.action) && first.action.image === body.action.image)
      : undefined;
    if (group) group.push(body);
    else this.pending.push([body]);
  }

  /** Whether so many pictures can be told apart: where all calls are performed, each must have its own. */
  owes(pictures: number): boolean {
    return (this.dialect.traits?.performs ?? "all") !== "all" || this.pending.length === pictures;
  }

  /** A message has shown what it had to show. */
  seen(): void {
    this.pending = [];
  }

  /** The next picture that is owed; null where none is, or where it cannot be made. */
  async next(images: Trace["images"]): Promise<Expected | null> {
    const performs = this.dialect.traits?.performs ?? "all";
    const group = performs === "last" ? this.pending.pop() : this.pending.shift();
    if (!group) return null;
    const from = group[0]?.action.image;
    let current: SeenImage | null = null;
    for (const body of group) {
      const action = current ? { ...performedAction(body), image: current.id } : performedAction(body);
      current = await this.perform(action, current ?? images.get(action.image) ?? null);
      if (!current) return null;
    }
    if (!current || !from) return null;
    const labels = group.flatMap(({ action }) => (action.kind === "box" ? [action.label] : []));
    return { image: current, from, labels, shownSize: this.dialect.traits?.shownSize?.(current) ?? current };
  }

  private async perform(action: Action, size: Size | null): Promise<SeenImage | null> {
    if (size && imagesShownBy(action)) return { id: action.image, width: size.width, height: size.height };
    return size && seenBy(action, size, this.look);
  }
}

/** What performing an action on an image of that size shows; null where it cannot be performed. */
export async function seenBy(action: Action, size: Size, look: Look | null): Promise<SeenImage | null> {
  const fitted = fitAction(action, size);
  if (!fitted.ok) return null;
  const seen = look && (await look(fitted.value));
  // Without pixels the picture has a stand-in for its name, and its true size.
  return seen?.ok ? seen.value : { id: standInId(JSON.stringify(fitted.value)), ...sizeAfter(fitted.value, size) };
}

/** The size of the picture that an action makes of one of this size. */
function sizeAfter(action: Action, size: Size): Size {
  const [operation] = planAction(action, size);
  if (operation?.operation === "crop") return { width: operation.box.width, height: operation.box.height };
  if (operation?.operation !== "rotate") return { width: size.width, height: size.height };
  const turn = (operation.degrees * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))];
  return {
    width: Math.max(1, Math.round(size.width * cos + size.height * sin)),
    height: Math.max(1, Math.round(size.width * sin + size.height * cos)),
  };
}
