// A composition root: problems of the flywheel are made and checked in a worker of their own, because to read a picture back
// takes longer than a page may stand still.
import { answerPicture } from "./answer";
import { handedOver, type PictureAsk } from "./wire";

async function answer(ask: PictureAsk): Promise<void> {
  const answered = await answerPicture(ask);
  globalThis.postMessage(answered, { transfer: handedOver(answered) });
}

// Only the page that made this worker can post here.
globalThis.addEventListener("message", ({ data }: MessageEvent<PictureAsk>) => void answer(data));
