// The composition root: builds the edges, hands them to the session, mounts the app. The only place that knows
// how the world is wired.
import { createRoot } from "react-dom/client";
import { App, type Services } from "./app";
import { createWorkerEngine } from "./engine";
import { createLogs } from "./logs/client";
import { createRasterExecutor } from "./raster";
import { recipesOf } from "./runner";
import { createSession, type Session } from "./session";
import { openStorage } from "./storage";
import type { TraceId } from "./trace";
import { clockAndIds } from "./wiring/clockAndIds";
import { imagesOf } from "./wiring/images";
import { createKeyRing } from "./wiring/keys";
import { forgetfulShelf, memoryImages } from "./wiring/memory";
import { modelsOf } from "./wiring/models";
import { serversOf } from "./wiring/servers";
import { shelfOf } from "./wiring/shelf";

async function buildServices(): Promise<Services> {
  const storage = await openStorage();
  const imageShelf = storage.ok ? storage.value.images : memoryImages();
  const executor = createRasterExecutor(imageShelf);
  const desk = createSession({ executor, clockAndIds });
  const session: Session = {
    ...desk,
    open(log, place, journal) {
      // Derived images are not kept: how they were made must be known before the first of them is asked for.
      executor.recall(recipesOf(log.trace));
      desk.open(log, place, journal);
    },
  };
  const shelf = storage.ok ? shelfOf(storage.value, executor) : forgetfulShelf(imageShelf, storage.error);
  const keys = createKeyRing(shelf);
  return {
    session,
    models: modelsOf(createWorkerEngine(), executor, keys, document.baseURI),
    servers: serversOf(keys, document.baseURI),
    images: imagesOf(executor),
    shelf,
    logs: createLogs(),
    newTraceId: () => crypto.randomUUID() as TraceId,
  };
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<App services={await buildServices()} />);
