import { readdirSync, statSync } from "node:fs";
import type { Server } from "node:http";
import { join, relative, sep } from "node:path";
import { ISOLATION, serveFolder } from "../../serve/folder";
import { listenNear } from "../../serve/listen";

/** The owner of all models that are served. */
export const OWNER = "bench";

/** A page and models as the Hub gives them, from one origin. */
export function serveHub(pageFolder: string, modelsFolder: string): Promise<{ server: Server; port: number }> {
  const page = serveFolder(pageFolder);
  const models = serveFolder(modelsFolder);
  return listenNear((request, response) => {
    const url = request.url ?? "/";
    const listed = url.match(/^\/api\/models\/bench\/([\w.-]+)\/revision\/main/)?.[1];
    if (listed !== undefined) {
      response.writeHead(200, { ...ISOLATION, "Content-Type": "application/json" });
      response.end(JSON.stringify({ siblings: filesIn(join(modelsFolder, listed)) }));
      return;
    }
    const file = url.match(/^\/bench\/([\w.-]+)\/resolve\/main\/(.+)$/);
    if (file === null) return page(request, response);
    request.url = `/${file[1]}/${file[2]}`;
    models(request, response);
  }, 4600);
}

const filesIn = (folder: string): { rfilename: string; size: number }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ rfilename: relative(folder, path).split(sep).join("/"), size: statSync(path).size }));
