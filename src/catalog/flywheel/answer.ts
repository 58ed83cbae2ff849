import { err, ok } from "../../base";
import { type Atlas, loadAtlas, spin } from "../../gym";
import type { PictureAnswer, PictureAsk } from "./wire";

let atlas: Promise<Atlas> | null = null;

/** Makes and checks the drafts on one picture. The sprites are fetched with the first, and again where that failed. */
export async function answerPicture({ seed, rounds }: PictureAsk): Promise<PictureAnswer> {
  atlas ??= loadAtlas();
  const loaded = await atlas.catch(() => null);
  if (loaded) return ok([...spin({ seed, rounds, pictures: 1 }, loaded)]);
  atlas = null;
  return err("not-loaded");
}
