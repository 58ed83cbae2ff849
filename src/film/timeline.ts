import type { ImageId } from "../action";
import type { ImageBox } from "../geometry";
import { readingSeconds } from "./caption";

/** What of a shot its time follows from. */
export interface Timed {
  /** The words below the picture; empty where there are none. */
  readonly caption: string;
  /** The picture that is looked at, and the part of it that the camera goes to; null is the whole. */
  readonly picture: ImageId | null;
  readonly region: ImageBox | null;
}

/** A shot in time. Seconds of the film. */
export interface Scheduled {
  readonly start: number;
  /** How long the camera is on its way from where it was in the shot before; 0 where it stays or the picture is another. */
  readonly flight: number;
  readonly seconds: number;
}

export interface Timeline {
  readonly shots: readonly Scheduled[];
  readonly seconds: number;
}

/** Twice what the stage takes: who watches did not press the key and has to be led. Speed 1. */
const FLIGHT_SECONDS = 0.6;
/** Long enough to see that something is new, without a word to read. */
const LEAST_SECONDS = 1.2;
/** To find the words below the picture before they are read. */
const FINDING_SECONDS = 0.5;
/** The last picture stays, since a player that loops would tear it away. */
const LAST_SECONDS = 1;

/** Each shot as long as it takes to go there and read it, at `speed` times that. */
export function timelineOf(shots: readonly Timed[], speed = 1): Timeline {
  const scheduled: Scheduled[] = [];
  let start = 0;
  for (const [index, shot] of shots.entries()) {
    const flight = flies(shots[index - 1], shot) ? FLIGHT_SECONDS : 0;
    const reading = shot.caption === "" ? 0 : FINDING_SECONDS + readingSeconds(shot.caption);
    const last = index === shots.length - 1 ? LAST_SECONDS : 0;
    const seconds = (flight + Math.max(LEAST_SECONDS, reading) + last) / speed;
    scheduled.push({ start, flight: flight / speed, seconds });
    start += seconds;
  }
  return { shots: scheduled, seconds: start };
}

/** As on the stage, the camera flies within a picture and cuts to another. */
export function flies(before: Timed | undefined, shot: Timed): boolean {
  if (!before || before.picture === null || before.picture !== shot.picture) return false;
  return !sameRegion(before.region, shot.region);
}

const sameRegion = (a: ImageBox | null, b: ImageBox | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height);

/** Where a film is at a time: in which shot, how far the camera's flight is, how far the shot. Parts from 0 to 1. */
export interface Moment {
  readonly index: number;
  readonly flown: number;
  readonly passed: number;
}

/** The moment at `seconds`; before the start it is the first, past the end the last. */
export function momentAt({ shots }: Timeline, seconds: number): Moment {
  const found = shots.findLastIndex(({ start }) => start <= seconds);
  const index = Math.max(found, 0);
  const shot = shots[index];
  if (!shot) return { index: 0, flown: 1, passed: 0 };
  const since = Math.max(seconds - shot.start, 0);
  return {
    index,
    flown: shot.flight === 0 ? 1 : Math.min(since / shot.flight, 1),
    passed: Math.min(since / shot.seconds, 1),
  };
}
