import { type Dialect, frameOf, mergedLabels, type ShownImage } from "../dialect";
import type { Size } from "../geometry";
import type { Expected } from "./looking";

/** The pictures that a model was shown up to here, in order, each at the size that its system shows it. */
export class ShownImages {
  private readonly images: ShownImage[] = [];
  private readonly dialect: Dialect;
  /** The sizes that the words of the log tell. */
  private readonly frames: readonly (Size | null)[];

  constructor(dialect: Dialect, frames: readonly (Size | null)[], before: readonly ShownImage[] = []) {
    this.dialect = dialect;
    this.frames = frames;
    this.images.push(...before);
  }

  get list(): readonly ShownImage[] {
    return this.images;
  }

  add(shown: ShownImage, expected: Expected | null = null): void {
    // The native dialect names each image once, as `shownAlong` has it; other systems count every showing.
    if (!this.dialect.traits && this.images.some(({ id }) => id === shown.id)) return;
    const image = { ...shown, ...this.madeFrom(expected) };
    const isResized = this.dialect.space === "resized";
    const frame = isResized ? (this.frames[this.images.length] ?? frameOf(this.dialect, image.size)) : null;
    this.images.push(frame ? { ...image, frame } : image);
  }

  /** What is known of a picture from the action that made it. */
  private madeFrom(expected: Expected | null): Pick<ShownImage, "labels" | "turned"> {
    const { relabels, turnsOriginal } = this.dialect.traits ?? {};
    if (turnsOriginal && expected?.asked[0]?.body.action.kind === "rotate") return { turned: true };
    if (!expected || !relabels) return {};
    const before = this.images.find(({ id }) => id === expected.from)?.labels ?? [];
    return { labels: mergedLabels(before, expected.labels) };
  }
}
