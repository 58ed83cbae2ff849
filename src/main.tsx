// The composition root: builds the edges, hands them to the session, mounts the app. The only place that knows
// how the world is wired.
import { createRoot } from "react-dom/client";
import { App, type Services } from "./app";
import { createWorkerEngine } from "./engine";
import { createLogs } from "./logs/client";
import { createEyes } from "./raster";
import { createSession, type Session } from "./session";
import { openStorage } from "./storage";
import type { TraceId } from "./trace";
import { imagesOf } from "./wiring/images";
import { createKeyRing } from "./wiring/keys";
import { forgetfulShelf, memoryImages } from "./wiring/memory";
import { modelsOf } from "./wiring/models";
import { recipesOf } from "./wiring/recipes";
import { serversOf } from "./wiring/servers";
import { shelfOf } from "./wiring/shelf";
import { surroundings } from "./wiring/surroundings";

async function buildServices(): Promise<Services> {
  const storage = await openStorage();
  const imageShelf = storage.ok ? storage.value.images : memoryImages();
  const eyes = createEyes(imageShelf, {
    drawingStyles: async () => (await import("./wiring/drawingStyles")).drawingStyles,
  });
  const desk = createSession({ eyes, surroundings });
  const session: Session = {
    ...desk,
    open(log, place, journal) {
      // Derived images are not kept: how they were made must be known before the first of them is asked for.
      eyes.recall(recipesOf(log.trace));
      desk.open(log, place, journal);
    },
  };
  const shelf = storage.ok ? shelfOf(storage.value, eyes) : forgetfulShelf(imageShelf, storage.error);
  const keys = createKeyRing(shelf);
  return {
    session,
    models: modelsOf(createWorkerEngine(), eyes, keys, document.baseURI),
    servers: serversOf(keys, document.baseURI),
    images: imagesOf(eyes),
    shelf,
    logs: createLogs(),
    newTraceId: () => crypto.randomUUID() as TraceId,
  };
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<App services={await buildServices()} />);
