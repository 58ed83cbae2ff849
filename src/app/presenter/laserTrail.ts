/** Where the pointer was, in CSS pixels of the window, and when. */
export interface TrailPoint {
  readonly x: number;
  readonly y: number;
  readonly atMillis: number;
}

/** How long the trail of the laser is seen. */
const FADE_MILLIS = 600;

/** What of a trail is still seen at `nowMillis`, oldest first, each with how much: 1 where the pointer is, 0 when gone. */
export const fading = (
  trail: readonly TrailPoint[],
  nowMillis: number,
): readonly (TrailPoint & { readonly strength: number })[] =>
  trail.flatMap((point) => {
    const strength = 1 - (nowMillis - point.atMillis) / FADE_MILLIS;
    return strength > 0 ? [{ ...point, strength: Math.min(strength, 1) }] : [];
  });
