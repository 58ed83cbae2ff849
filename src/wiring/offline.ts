import { SHARED_CACHE, SHARED_NAME } from "../offline";
import type { Workspace } from "../workspace";
import { givenFiles, takeFiles } from "../workspace/files";

// A browser looks for a new worker when a page is opened; one that stays open for days asks by itself.
const ASK_AGAIN_MILLIS = 60 * 60 * 1000;
/** The page comes first: its first files are fetched twice otherwise, side by side with the model that was asked for. */
const SETTLED_MILLIS = 3000;
/** Within this a new worker takes over, if nothing holds the one before it back. */
const HANDED_OVER_MILLIS = 10_000;

/**
 * Keeps the page for times without a network, and takes what the system hands to an installed page. Test browsers are left
 * alone, or each test would meet the page that an earlier one kept; a test of this asks for it by `?offline`.
 */
export async function serveOffline(workspace: Workspace): Promise<void> {
  takeLaunched(workspace);
  await takeShared(workspace);
  const isAsked = new URLSearchParams(location.search).has("offline");
  if (!("serviceWorker" in navigator) || !isSecureContext || (navigator.webdriver && !isAsked)) return;
  if (!isAsked) await new Promise((resolve) => setTimeout(resolve, SETTLED_MILLIS));
  // Where a host or a person forbids it, the page is as it was.
  const registered = await register().catch(() => null);
  if (registered) watch(workspace, registered);
}

const register = (): Promise<ServiceWorkerRegistration> =>
  navigator.serviceWorker.register(new URL("sw.js", document.baseURI), { updateViaCache: "none" });

/** Says that a new version is there, and leaves it waiting until the person takes it. */
function watch(workspace: Workspace, registration: ServiceWorkerRegistration): void {
  const announce = (): void => {
    // Without a controller this is the first version that is kept, which is no news.
    if (registration.waiting && navigator.serviceWorker.controller)
      workspace.view.setState({ takeUpdate: () => void takeUpdate(workspace, registration) });
  };
  const follow = (): void => registration.installing?.addEventListener("statechange", announce);
  announce();
  follow();
  registration.addEventListener("updatefound", follow);
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < ASK_AGAIN_MILLIS) return;
    asked = Date.now();
    void registration.update().catch(() => undefined);
  });
}

/** All that was made is written down first. */
async function takeUpdate({ edges, view }: Workspace, registration: ServiceWorkerRegistration): Promise<void> {
  const { waiting } = registration;
  await Promise.all([edges.storage.flush(), view.flush()]);
  // Another tab may have taken it already.
  if (!waiting || waiting.state === "activated") return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("take-over");
  // The worker before it keeps its place while it still answers something. A page that is opened anew then is the old one
  // again, or waits for it too: it is opened without any worker, and makes its own anew out of what is kept.
  setTimeout(() => void registration.unregister().then(() => location.reload()), HANDED_OVER_MILLIS);
}

/** Files that were opened with the installed page (Chromium's Launch Handler API, which the types of the DOM do not know). */
function takeLaunched(workspace: Workspace): void {
  if (!launches(window)) return;
  window.launchQueue.setConsumer(async ({ files }) => {
    const given = await Promise.all(files.map((handle) => handle.getFile()));
    if (given.length > 0) await takeFiles(workspace, givenFiles(given));
  });
}

interface Launching {
  readonly launchQueue: {
    setConsumer(take: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
  };
}

const launches = (page: object): page is Launching => "launchQueue" in page;

/** Files that were shared with the page: the worker put them aside and opened it. */
async function takeShared(workspace: Workspace): Promise<void> {
  const address = new URL(location.href);
  if (!address.searchParams.has("shared")) return;
  address.searchParams.delete("shared");
  history.replaceState(null, "", address);
  const waiting = await caches.open(SHARED_CACHE);
  const files: File[] = [];
  for (const request of await waiting.keys()) {
    const response = await waiting.match(request);
    if (!response) continue;
    const name = decodeURIComponent(response.headers.get(SHARED_NAME) ?? "");
    files.push(new File([await response.blob()], name, { type: response.headers.get("content-type") ?? "" }));
  }
  await caches.delete(SHARED_CACHE);
  if (files.length > 0) await takeFiles(workspace, givenFiles(files));
}
