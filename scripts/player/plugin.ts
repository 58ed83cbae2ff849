import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { buildPlayerFile, PLAYER_FILES } from "./build.ts";

const PAGE = "embed.html";
const page = (): string => readFileSync(resolve(import.meta.dirname, "../..", PAGE), "utf8");

/** Puts the player beside the page: built apart with the page, and built anew each time it is asked for while developing. */
export const buildPlayer = (): Plugin => ({
  name: "build-player",
  async generateBundle() {
    for (const fileName of PLAYER_FILES)
      this.emitFile({ type: "asset", fileName, source: await buildPlayerFile(fileName) });
    this.emitFile({ type: "asset", fileName: PAGE, source: page() });
  },
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname.slice(1);
      const name = PLAYER_FILES.find((file) => file === path);
      if (!name) return next();
      buildPlayerFile(name).then((script) => {
        response.setHeader("Content-Type", "text/javascript");
        response.end(script);
      }, next);
    });
  },
});
