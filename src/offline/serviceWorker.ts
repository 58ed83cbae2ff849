// The service worker, an entry of its own: `scripts/serve/offline.ts` builds it with the list of the built files.
import type { Built } from "./built";
import { createKeeper, type Kept, partOf } from "./keeper";
import { pageFor, SHARED_CACHE, SHARED_NAME, sharedIn } from "./shared";

declare const self: ServiceWorkerGlobalScope;
/** Put in the place of this name by the build. */
declare const BUILT: Built;

const SCOPE = self.registration.scope;

const kept: Kept = {
  get: async (key) => (await cache()).match(new URL(key, SCOPE)),
  put: async (key, response) => (await cache()).put(new URL(key, SCOPE), response),
  keys: async () => (await (await cache()).keys()).map(({ url }) => url.slice(SCOPE.length)),
  delete: async (key) => void (await (await cache()).delete(new URL(key, SCOPE))),
};

const cache = (): Promise<Cache> => caches.open("sightline-page");

const keeper = createKeeper({
  built: BUILT,
  kept,
  fetchFresh: (path) => fetch(new URL(path, SCOPE), { cache: "no-cache", credentials: "same-origin" }),
});

self.addEventListener("install", (event) => event.waitUntil(keeper.install()));

self.addEventListener("activate", (event) => event.waitUntil(keeper.activate().then(() => self.clients.claim())));

// A new worker waits until a person says so: the page that they work in was made for this one.
self.addEventListener("message", ({ data }) => {
  if (data === "take-over") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (!url.href.startsWith(SCOPE)) return;
  const path = decodedPath(url);
  if (request.method === "POST" && path === "share") event.respondWith(share(request));
  else if (request.method === "GET" && path !== null) event.respondWith(answer(event, path));
});

/** The path within the page's folder; null where it is malformed. */
function decodedPath({ pathname }: URL): string | null {
  try {
    return decodeURIComponent(pathname.slice(new URL(SCOPE).pathname.length));
  } catch {
    return null;
  }
}

async function answer(event: FetchEvent, path: string): Promise<Response> {
  const { request } = event;
  const range = request.headers.get("range");
  const found = await keeper.find(path);
  if (found) return partOf(found, range);
  const response = await fetch(request);
  // A part of a file is not the file.
  if (range === null && response.ok) event.waitUntil(keeper.keep(path, response.clone()).catch(() => undefined));
  return response;
}

/** Puts what was shared aside, and opens the page, which takes it from there. */
async function share(request: Request): Promise<Response> {
  const { files, address } = sharedIn(await request.formData());
  const waiting = await caches.open(SHARED_CACHE);
  for (const [i, file] of files.entries()) {
    const headers = { [SHARED_NAME]: encodeURIComponent(file.name), "content-type": file.type };
    await waiting.put(new URL(`shared/${i}`, SCOPE), new Response(file, { headers }));
  }
  return Response.redirect(new URL(pageFor(files, address), SCOPE).href, 303);
}
