// A server that speaks chat completions as strictly as its specification: what is under test is the client, and no
// real server can be made to stall, to cut its answer short or to send half a character.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseRequest, type ServedFlavour, type ServedRequest } from "./requestSchema";
import { type Asked, encodeEvents, eventsFor, type Saying } from "./stream";

/** What the double does with a request that is well formed. */
export type Reply =
  | { readonly kind: "say"; readonly saying: Saying }
  | {
      readonly kind: "refuse";
      readonly status: number;
      readonly body: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: "whole"; readonly words: string }
  | { readonly kind: "silence" }
  | { readonly kind: "hang-up" };

export interface DoubleOptions {
  readonly flavour: ServedFlavour;
  /** What it answers, by the request and how many came before it. */
  readonly reply: (request: ServedRequest, before: number) => Reply;
  readonly models?: readonly string[];
  readonly key?: string;
  /** Allows pages of any origin to read its answers. */
  readonly cors?: boolean;
}

export interface Double {
  readonly baseUrl: string;
  /** The well-formed requests that came, and what was wrong with the others. */
  readonly requests: readonly ServedRequest[];
  readonly malformed: readonly string[];
  /** How many answers the client stopped listening to before they were over. */
  readonly abandoned: () => number;
  close(): Promise<void>;
}

/** Listens on a free port of this machine until it is closed. */
export async function startDouble(options: DoubleOptions): Promise<Double> {
  const requests: ServedRequest[] = [];
  const malformed: string[] = [];
  let abandoned = 0;
  const server = createServer((incoming, response) => {
    response.on("close", () => {
      if (!response.writableFinished) abandoned++;
    });
    void answer(options, requests, malformed, incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Listening on TCP, the address is a record.
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://localhost:${port}/v1`,
    requests,
    malformed,
    abandoned: () => abandoned,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  options: DoubleOptions,
  requests: ServedRequest[],
  malformed: string[],
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (options.cors) {
    response.setHeader("access-control-allow-origin", incoming.headers.origin ?? "*");
    response.setHeader("access-control-allow-headers", "authorization, content-type");
  }
  if (incoming.method === "OPTIONS") return void response.writeHead(options.cors ? 204 : 405).end();
  const { key } = options;
  if (key !== undefined && incoming.headers.authorization !== `Bearer ${key}`)
    return refuse(response, 401, `Incorrect API key provided: ${incoming.headers.authorization?.slice(7) ?? "none"}`);
  const route = `${incoming.method} ${incoming.url}`;
  if (route === "GET /v1/models") return json(response, 200, listOf(options.models ?? ["double"]));
  if (route !== "POST /v1/chat/completions") return refuse(response, 404, `No such path: ${route}`);
  const body: unknown = JSON.parse(await textOf(incoming));
  const parsed = parseRequest(options.flavour, body);
  if (!parsed.ok) {
    malformed.push(parsed.message);
    return refuse(response, 400, parsed.message);
  }
  if (!(options.models ?? ["double"]).includes(parsed.request.model))
    return refuse(response, 404, `The model \`${parsed.request.model}\` does not exist.`);
  requests.push(parsed.request);
  await give(options.reply(parsed.request, requests.length - 1), parsed.request, options.flavour, response);
}

async function give(
  reply: Reply,
  request: ServedRequest,
  flavour: ServedFlavour,
  response: ServerResponse,
): Promise<void> {
  switch (reply.kind) {
    case "say":
      return say(reply.saying, askedOf(request, flavour), response);
    case "refuse":
      return void response.writeHead(reply.status, reply.headers ?? {}).end(reply.body);
    case "whole": {
      const message = { role: "assistant", content: reply.words };
      return json(response, 200, {
        object: "chat.completion",
        choices: [{ index: 0, message, finish_reason: "stop" }],
      });
    }
    case "silence":
      return;
    case "hang-up":
      return void response.destroy();
  }
}

async function say(saying: Saying, asked: Asked, response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  const { cutAfter, stallAfter, errorAfter } = saying;
  let events = eventsFor(saying, asked);
  if (errorAfter)
    events = [...events.slice(0, errorAfter.events), JSON.stringify({ error: { message: errorAfter.message } })];
  const kept = events.slice(0, cutAfter ?? stallAfter ?? events.length);
  const isWhole = kept.length === events.length;
  const bytes = encodeEvents(kept, { ...saying, done: isWhole && (saying.done ?? true) });
  const size = saying.bytesPerWrite ?? bytes.length;
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    response.write(bytes.subarray(at, at + size));
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (cutAfter !== undefined) response.destroy();
  else if (stallAfter === undefined) response.end();
}

const askedOf = (request: ServedRequest, flavour: ServedFlavour): Asked => {
  const options = request.stream_options as { include_usage?: boolean; continuous_usage_stats?: boolean } | undefined;
  const usage = options?.continuous_usage_stats ? "each" : options?.include_usage ? "last" : "none";
  return {
    model: request.model,
    logprobs: request.logprobs === true,
    topLogprobs: Number(request.top_logprobs ?? 0),
    usage: flavour === "transformers" ? "last" : usage,
  };
};

const listOf = (models: readonly string[]): object => ({
  object: "list",
  data: models.map((id) => ({ id, object: "model", created: 1, owned_by: "double", max_model_len: 4096 })),
});

const refuse = (response: ServerResponse, status: number, message: string): void =>
  json(response, status, { error: { message, type: "invalid_request_error", code: status } });

const json = (response: ServerResponse, status: number, body: object): void =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

async function textOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
