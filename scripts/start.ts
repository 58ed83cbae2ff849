// npm start: the production build on localhost, with the headers it needs, without a network.
import { parseArgs } from "node:util";
import { runCommand, wholeNumber } from "./commandLine";
import { buildIfStale, DIST } from "./serve/build";
import { serveFolder } from "./serve/folder";
import { listenNear } from "./serve/listen";

await runCommand("npm start -- [--port 4173] [--no-build]", async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: "string", default: "4173" }, "no-build": { type: "boolean", default: false } },
  });
  const wanted = wholeNumber(values.port, "port");
  if (!values["no-build"]) await buildIfStale();
  const { server, port } = await listenNear(serveFolder(DIST), wanted);
  console.log(`Sightline is at http://localhost:${port}/ (Ctrl+C ends it)`);

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
});
