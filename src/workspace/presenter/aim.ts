import { type ImageBox, imageBox, type Size } from "../../geometry";
import type { Talk, Workspace } from "../state";
import { changeTalk, talkOf } from "./talk";

// A guess by key: the arrows put a box in the middle of the picture and move it, with Shift they size it, Enter gives it.
// Escape puts it away, as it leaves all that is innermost in a talk. Remotes send other keys, which still reveal the place.

/** How far one press goes: a 40th of the picture's longer side, the width of a cell of the guesses' heat map. */
const STEPS_A_SIDE = 40;

/** A box that has just been put down is as wide and as high as this part of the picture. */
const FIRST_SHARE = 0.25;

const DIRECTIONS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
} as const;

type Direction = keyof typeof DIRECTIONS;

/** What can be done by key while a place is guessed, and its keys; for the help, which lists them beside those of the talk. */
export const AIM_KEYS = [
  { id: "move", keys: Object.keys(DIRECTIONS) },
  { id: "size", keys: Object.keys(DIRECTIONS).map((key) => `Shift+${key}`) },
  { id: "give", keys: ["Enter"] },
  { id: "putAway", keys: ["Escape"] },
  { id: "reveal", keys: [" "] },
] as const;

const isDirection = (key: string): key is Direction => Object.hasOwn(DIRECTIONS, key);

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value));

/** A quarter of the picture each way, in its middle; in pixels of an image of this size. */
export const firstAim = ({ width, height }: Size): ImageBox => {
  const side = (1 - FIRST_SHARE) / 2;
  return imageBox(width * side, height * side, width * FIRST_SHARE, height * FIRST_SHARE);
};

/**
 * The box one press further on: moved as it is, or its right or lower edge moved where it is `sized`. It stays in the
 * picture, and no side gets shorter than one press.
 */
export function aimed(aim: ImageBox, key: Direction, size: Size, sized: boolean): ImageBox {
  const { left, top, width, height } = aim;
  const by = Math.max(size.width, size.height) / STEPS_A_SIDE;
  const [across, down] = DIRECTIONS[key];
  const next = (from: number, sign: number, least: number, most: number): number =>
    sign === 0 ? from : between(Math.min(least, from), from + sign * by, most);
  return sized
    ? imageBox(left, top, next(width, across, by, size.width - left), next(height, down, by, size.height - top))
    : imageBox(next(left, across, 0, size.width - width), next(top, down, 0, size.height - height), width, height);
}

type Pressed = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

/** What a key makes of the talk while its place is guessed on an image of this size; null where it is another's key. */
function changeOf(talk: Talk, pressed: Pressed, size: Size): Partial<Talk> | null {
  const { guessing, black } = talk;
  if (!guessing || guessing.isRevealed || black || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const { aim, guesses } = guessing;
  const { key, shiftKey } = pressed;
  if (key === "Enter" && aim) return { guessing: { ...guessing, guesses: [...guesses, aim], aim: null } };
  if (!isDirection(key)) return null;
  return { guessing: { ...guessing, aim: aim ? aimed(aim, key, size, shiftKey) : firstAim(size) } };
}

/** Whether a key was about the box of a guess by key, on the image on show; then it has been done. */
export function pressAimKey(workspace: Workspace, pressed: Pressed, size: Size): boolean {
  const talk = talkOf(workspace);
  const change = talk && changeOf(talk, pressed, size);
  if (change) changeTalk(workspace, () => ({ ...change, refusal: null }));
  return change !== null;
}
