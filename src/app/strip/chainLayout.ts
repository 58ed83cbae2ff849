import type { Chain, ChainGap, ChainLink } from "../../annotation";

// CSS pixels of the reel's content; `strip.css` has the same numbers.
const START = 2;
const FRAME = 96;
const PLACE = 64;
const GAP = 4;

/** From one arc down to the next, and down to the first. */
const LANE = 7;
const FIRST_LANE = 8;
/** More lanes than this would be a thicket; arcs beyond it share the last. */
const MOST_LANES = 3;

/** An arc below the frames from a cause to its effect; `x` in CSS pixels of the reel's content, `lane` from 0. */
export interface Arc {
  readonly link: ChainLink;
  readonly from: number;
  readonly to: number;
  readonly lane: number;
  /** Whether the frames of its ends are mounted; an arc to one that is not ends at the edge. */
  readonly open: { readonly from: boolean; readonly to: boolean };
}

/** The frames that are mounted: from one place on the line up to another that is not among them. */
export interface Mounted {
  readonly first: number;
  readonly end: number;
}

/** The empty places among the mounted frames, by the place that each stands behind. */
export const gapsAmong = ({ gaps }: Chain, { first, end }: Mounted): ReadonlyMap<number, ChainGap> =>
  new Map(gaps.filter(({ after }) => after >= first && after < end).map((gap) => [gap.after, gap]));

/**
 * The arcs of a chain below the mounted frames. Short ones lie above long ones, and two that overlap lie in different
 * lanes, as far as there are lanes.
 */
export function arcsOf(chain: Chain, mounted: Mounted): readonly Arc[] {
  const gaps = [...gapsAmong(chain, mounted).keys()];
  const middleOf = (place: number): number => {
    const before = gaps.filter((after) => after < place).length;
    return START + (place - mounted.first) * (FRAME + GAP) + before * (PLACE + GAP) + FRAME / 2;
  };
  const [least, most] = [mounted.first, mounted.end - 1];
  const taken: { readonly from: number; readonly to: number; readonly lane: number }[] = [];
  return chain.links
    .filter((link) => link.cause <= most && link.effect >= least && link.cause !== link.effect)
    .toSorted((a, b) => a.effect - a.cause - (b.effect - b.cause))
    .map((link) => {
      const [cause, effect] = [Math.max(link.cause, least), Math.min(link.effect, most)];
      const lane = freeLane(taken, cause, effect);
      taken.push({ from: cause, to: effect, lane });
      const open = { from: link.cause < least, to: link.effect > most };
      return { link, from: middleOf(cause), to: middleOf(effect), lane, open };
    });
}

function freeLane(
  taken: readonly { readonly from: number; readonly to: number; readonly lane: number }[],
  from: number,
  to: number,
): number {
  const beside = new Set(taken.filter((arc) => arc.from < to && from < arc.to).map(({ lane }) => lane));
  for (let lane = 0; lane < MOST_LANES; lane++) if (!beside.has(lane)) return lane;
  return MOST_LANES - 1;
}

/** How high the arcs stand below the frames, CSS pixels; 0 without arcs. */
export const heightOf = (arcs: readonly Arc[]): number =>
  arcs.length === 0 ? 0 : FIRST_LANE + Math.max(...arcs.map(({ lane }) => lane)) * LANE + 4;

export const widthOf = (arcs: readonly Arc[]): number => Math.max(0, ...arcs.map(({ to }) => to + FRAME / 2));

/** Down from the cause, along, and up to the effect, as a path; its ends lie apart where several meet at one frame. */
export function pathOf({ from, to, lane, open }: Arc): string {
  const [start, end] = [from + 6, to - 6];
  const down = FIRST_LANE + lane * LANE;
  const begin = open.from ? `M ${start} ${down}` : `M ${start} 0 V ${down - 4} q 0 4 4 4`;
  return open.to ? `${begin} H ${end}` : `${begin} H ${end - 4} q 4 0 4 -4 V 1`;
}
