import { createServer, type RequestListener, type Server } from "node:http";

const TRIES = 20;

/** Listens on localhost at `port`, or at the next one that is free. */
export async function listenNear(listener: RequestListener, port: number): Promise<{ server: Server; port: number }> {
  for (let at = port; ; at++) {
    const server = createServer(listener);
    if (await listens(server, at, at - port < TRIES)) return { server, port: at };
  }
}

/** False where the port is taken and another may be tried. */
const listens = (server: Server, port: number, mayTryOn: boolean): Promise<boolean> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" && mayTryOn) resolve(false);
      else reject(error);
    });
    server.listen(port, "localhost", () => resolve(true));
  });

/** A port that was free just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await listens(server, 0, false);
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("A server without a port");
  return address.port;
}
