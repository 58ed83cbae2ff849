import { type Action, type ImageId, type ProducedImage, planAction, type ToolExecutor } from "../action";
import { ok } from "../base";
import { type Dialect, shownSizeOf } from "../dialect";
import { type Size, turnedSize } from "../geometry";
import { performPicture } from "../runner";
import { type ActionStep, groupsShown, picturesOf, type ShownPicture, type Trace } from "../trace";
import { standInId } from "./standIn";

type Asked = Pick<ActionStep, "id" | "body">;

/** What an observation should show, told by the actions before it. */
export interface Expected {
  readonly image: ProducedImage;
  readonly from: ImageId;
  /** The size at which the system shows such a picture. */
  readonly shownSize: Size;
  /** The labels of the boxes that were drawn to make it. */
  readonly labels: readonly string[];
  /** The actions that made it. */
  readonly asked: readonly Asked[];
}

/** Keeps account of the actions of a turn that were asked for and not yet shown. */
export class Looking {
  private calls: Asked[][] = [];
  /** How many of the actions that were read out of the last program are still to come. */
  private readings = 0;
  private readonly dialect: Dialect;
  private readonly executor: ToolExecutor;

  constructor(dialect: Dialect, executor: ToolExecutor | null) {
    this.dialect = dialect;
    this.executor = withStandIns(executor);
  }

  /** Whether the next action was read out of a program, and written by nobody. */
  get isReading(): boolean {
    return this.readings > 0;
  }

  asked(step: Asked): void {
    const { body } = step;
    if (body.action.kind === "program") {
      this.readings = body.action.readings;
      if (this.readings > 0) this.calls.push([]);
      return;
    }
    const isReading = this.readings > 0;
    if (isReading) this.readings--;
    if (!this.dialect.observes(body.action)) return;
    if (isReading) this.calls.at(-1)?.push(step);
    else this.calls.push([step]);
  }

  /**
   * What the next message shows, where it shows so many pictures: null for each one that no action tells. Where all
   * calls are performed, each must have a picture of its own, or they cannot be told apart.
   */
  async shown(pictures: number, images: Trace["images"]): Promise<readonly (Expected | null)[]> {
    const owed = this.owed(pictures);
    this.calls = [];
    const expected: (Expected | null)[] = [];
    for (let i = 0; i < pictures; i++) {
      const picture = owed[i];
      expected.push(picture ? await this.expect(picture, images) : null);
    }
    return expected;
  }

  private owed(pictures: number): readonly ShownPicture<Asked>[] {
    const performs = this.dialect.traits?.performs ?? "all";
    const all = groupsShown(this.calls, "all").flatMap(picturesOf);
    if (performs === "all") return all.length === pictures ? all : [];
    const performed = groupsShown(this.calls, performs).flatMap(picturesOf);
    // A log that shows more than the rule of its system would have performed otherwise.
    const told = pictures <= performed.length ? performed : all;
    return performs === "first" ? told.slice(0, pictures) : told.slice(-pictures);
  }

  private async expect(picture: ShownPicture<Asked>, images: Trace["images"]): Promise<Expected | null> {
    const made = await performPicture(picture, images, this.executor);
    if (!made.ok) return null;
    const image = made.value;
    const labels = picture.asked.flatMap(({ body }) => (body.action.kind === "box" ? [body.action.label] : []));
    const from = picture.frame ?? picture.asked[0].body.action.image;
    const [{ body }] = picture.asked;
    const shownSize = shownSizeOf(this.dialect, body, images.get(body.action.image), image);
    return { image, from, labels, asked: picture.asked, shownSize };
  }
}

/** Where there are no pixels to perform on, a picture has a stand-in for its name, and its true size. */
export const withStandIns = (executor: ToolExecutor | null): ToolExecutor => ({
  async perform(action, from) {
    const made = await executor?.perform(action, from);
    return made?.ok ? made : ok({ id: standInId(JSON.stringify(action)), ...sizeAfter(action, from) });
  },
});

/** The size of the picture that an action makes of one of this size. */
function sizeAfter(action: Action, { width, height }: Size): Size {
  const [operation] = planAction(action, { width, height });
  if (operation?.operation === "crop") return { width: operation.box.width, height: operation.box.height };
  return operation?.operation === "rotate" ? turnedSize({ width, height }, operation.degrees) : { width, height };
}
