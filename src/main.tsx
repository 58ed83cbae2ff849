// The composition root: builds the edges, makes one workspace over them, mounts its face. The only place that knows how the
// world is wired.
import { createRoot } from "react-dom/client";
import { App, loadWords } from "./app";
import { createWorkerEngine } from "./engine";
import { createRasterExecutor } from "./raster";
import { openStorage } from "./storage";
import { createWorkerTools } from "./tools";
import { ambient } from "./wiring/ambient";
import { lateFilms } from "./wiring/films";
import type { Folders } from "./wiring/folders";
import { imagesOf } from "./wiring/images";
import { createKeyRing } from "./wiring/keys";
import { createLogs } from "./wiring/logs";
import { forgetfulStorage, memoryImages } from "./wiring/memory";
import { modelsOf } from "./wiring/models";
import { pageOf, takeAddress } from "./wiring/page";
import { programsOf } from "./wiring/programs";
import { serversOf } from "./wiring/servers";
import { finderOf, latePhrases, toolsOf } from "./wiring/tools";
import { traceStorageOf } from "./wiring/traceStorage";
import { createWorkspace, type Edges, followAddress, openFirst } from "./workspace";

async function buildEdges(): Promise<Edges> {
  const kept = await openStorage();
  const files = kept.ok ? kept.value.images : memoryImages();
  const executor = createRasterExecutor(files, {
    drawingStyles: async () => (await import("./wiring/drawingStyles")).drawingStyles,
  });
  const storage = kept.ok ? traceStorageOf(kept.value, executor) : forgetfulStorage(files, kept.error);
  const keys = createKeyRing(storage);
  const folders: Folders = new Map();
  const find = finderOf(executor, createWorkerTools(new URL("tools/", document.baseURI).href), latePhrases(folders));
  return {
    models: modelsOf(createWorkerEngine(), { pixels: executor, keys, pageUrl: document.baseURI, folders }),
    servers: serversOf(keys, executor, document.baseURI),
    images: imagesOf(executor, find),
    tools: toolsOf(find),
    films: lateFilms,
    storage,
    logs: createLogs(),
    page: pageOf(loadWords),
    programs: programsOf(executor, document.baseURI),
    ambient,
  };
}

async function start(root: HTMLElement): Promise<void> {
  const { workspace } = await createWorkspace(await buildEdges());
  createRoot(root).render(<App workspace={workspace} />);
  const sent = takeAddress();
  await openFirst(workspace, sent);
  // Also a link that is put into the address of this very page, which loads no page anew.
  await followAddress(workspace, (await import("./wiring/addressBar")).createAddressBar(), takeAddress);
  // The development server has no list of built files, and pages of it that are kept would hide what was changed.
  if (import.meta.env.PROD) await (await import("./wiring/offline")).serveOffline(workspace);
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
// Not awaited at the top level: a part of the page that is loaded on the way imports the chunk that this is in, and each
// would wait for the other.
void start(root);
