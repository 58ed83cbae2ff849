import type { GymProblem } from "../../src/gym";
import { crop } from "../../src/pixels";
import { annotate } from "../annotate";
import { rgbOf, squared } from "../preprocess";
import type { ProblemRecord } from "../record";
import type { Kept } from "./keep";

/** Gathers runs of the model's own as records of the same form as the lessons, without labels for dense heads. */
export class OwnShard {
  readonly records: ProblemRecord[] = [];
  readonly images: Uint8Array[] = [];

  add({ seed, family, pictures }: GymProblem, kept: readonly Kept[]): void {
    if (kept.length === 0) return;
    const first = this.images.length;
    this.images.push(...pictures.map((pixels) => rgbOf(squared(pixels))));
    const dialogs = kept.map(({ own, advantage }) => {
      const shift = this.images.length - first - pictures.length;
      this.images.push(...own.crops.map((box) => rgbOf(squared(crop(pictures[0]!, box)))));
      // Crops of this run stand after those of the runs before it.
      const images = own.dialog.images.map((image) => first + (image < pictures.length ? image : image + shift));
      return { kind: own.dialog.kind, ...annotate(own.dialog), images, advantage };
    });
    const shown = pictures.map((_, i) => ({ image: first + i, patches: [], boxes: [] }));
    this.records.push({ seed, family, pictures: shown, crops: [], dialogs });
  }
}
