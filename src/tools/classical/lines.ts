import type { FoundMark } from "../../action";
import { imagePoint } from "../../geometry";
import type { Pixels } from "../../pixels";
import type { Found } from "../found";
import { edgesOf } from "./edges";
import { grayOf } from "./gray";

const DEGREES = 180;
const MOST = 60;
/** A line is at least this share of the shorter side long, and has no gap of more than so many pixels. */
const LEAST_SHARE = 0.12;
const MOST_GAP = 4;

/**
 * Straight lines among the edges: every edge pixel votes for the lines through it (Hough; Duda and Hart 1972), the line
 * with most votes is cut into the stretches that edge pixels lie on, these give up their votes, and so on. Longest first;
 * the confidence is the share of a stretch that has an edge on it.
 */
export function findLines(pixels: Pixels): Found {
  const { width, height } = pixels;
  const least = Math.max(12, Math.round(LEAST_SHARE * Math.min(width, height)));
  const votes = new Votes(edgesOf(grayOf(pixels)), width, height);
  const stretches: Stretch[] = [];
  // Each round takes its pixels out, so that this ends; a picture of noise has no line with enough votes.
  for (let round = 0; round < 4 * MOST && stretches.length < MOST; round++) {
    const peak = votes.peak();
    if (peak.count < least) break;
    stretches.push(...votes.takeStretches(peak.angle, peak.distance, least));
  }
  return { marks: stretches.toSorted((a, b) => lengthOf(b) - lengthOf(a)).map(markOf) };
}

const markOf = (stretch: Stretch): FoundMark => ({
  outline: [imagePoint(...stretch.from), imagePoint(...stretch.to)],
  words: "",
  confidence: Math.min(1, stretch.hits / (lengthOf(stretch) + 1)),
});

interface Stretch {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** How many places on it have an edge. */
  readonly hits: number;
}

/** A stretch that goes on to a place, or begins there. */
const reaching = (stretch: Stretch | null, at: Stretch["to"]): Stretch =>
  stretch ? { ...stretch, to: at, hits: stretch.hits + 1 } : { from: at, to: at, hits: 1 };

const lengthOf = ({ from, to }: Stretch): number => Math.hypot(to[0] - from[0], to[1] - from[1]);

/** How many edge pixels lie on each line: by its angle in degrees and its distance from the middle of the image. */
class Votes {
  private readonly counts: Int32Array;
  private readonly reach: number;
  private readonly edges: Uint8Array;
  private readonly width: number;
  private readonly height: number;

  constructor(edges: Uint8Array, width: number, height: number) {
    this.edges = edges;
    this.width = width;
    this.height = height;
    this.reach = Math.ceil(Math.hypot(width, height) / 2) + 1;
    this.counts = new Int32Array(DEGREES * (2 * this.reach + 1));
    for (let i = 0; i < edges.length; i++) if (edges[i] !== 0) this.vote(i, 1);
  }

  peak(): { readonly angle: number; readonly distance: number; readonly count: number } {
    let best = 0;
    for (let i = 1; i < this.counts.length; i++) if (this.counts[i]! > this.counts[best]!) best = i;
    const span = 2 * this.reach + 1;
    return { angle: Math.floor(best / span), distance: (best % span) - this.reach, count: this.counts[best] ?? 0 };
  }

  /** The stretches of a line that edge pixels lie on. All pixels near the line give up their votes, whether kept or not. */
  takeStretches(angle: number, distance: number, least: number): readonly Stretch[] {
    const [cos, sin] = [COSINES[angle]!, SINES[angle]!];
    const stretches: Stretch[] = [];
    let run: Stretch | null = null;
    let gap = 0;
    for (let along = -this.reach; along <= this.reach; along++) {
      const [px, py] = [distance * cos - along * sin, distance * sin + along * cos];
      const at = [Math.round(px + (this.width - 1) / 2), Math.round(py + (this.height - 1) / 2)] as const;
      const hit = this.takeNear(at, Math.abs(cos) >= Math.abs(sin));
      gap = hit ? 0 : gap + 1;
      if (hit) run = reaching(run, at);
      if (!run || (gap <= MOST_GAP && along < this.reach)) continue;
      stretches.push(run);
      run = null;
    }
    return stretches.filter((stretch) => lengthOf(stretch) >= least);
  }

  /** Whether an edge lies at a place or beside it, across the line; it is taken away. */
  private takeNear([x, y]: readonly [number, number], isSteep: boolean): boolean {
    let hit = false;
    for (const by of [0, -1, 1]) {
      const [nx, ny] = isSteep ? [x + by, y] : [x, y + by];
      if (nx < 0 || ny < 0 || nx >= this.width || ny >= this.height) continue;
      const i = ny * this.width + nx;
      if (this.edges[i] === 0) continue;
      hit = true;
      this.edges[i] = 0;
      this.vote(i, -1);
    }
    return hit;
  }

  private vote(pixel: number, by: 1 | -1): void {
    const x = (pixel % this.width) - (this.width - 1) / 2;
    const y = Math.floor(pixel / this.width) - (this.height - 1) / 2;
    const span = 2 * this.reach + 1;
    for (let angle = 0; angle < DEGREES; angle++) {
      const i = angle * span + Math.round(x * COSINES[angle]! + y * SINES[angle]!) + this.reach;
      this.counts[i] = this.counts[i]! + by;
    }
  }
}

const COSINES = Float64Array.from({ length: DEGREES }, (_, degree) => Math.cos((degree * Math.PI) / DEGREES));
const SINES = Float64Array.from({ length: DEGREES }, (_, degree) => Math.sin((degree * Math.PI) / DEGREES));
