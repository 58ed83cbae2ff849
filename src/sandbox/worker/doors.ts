/** Ways out of a worker, by the names of globals. The policy of the frame stops what they do; so none is left lying about. Text is not made code either: the policy says so. */
const DOORS = [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "WebSocketStream",
  "EventSource",
  "WebTransport",
  "Worker",
  "SharedWorker",
  "BroadcastChannel",
  "MessageChannel",
  "RTCPeerConnection",
  "indexedDB",
  "caches",
  "importScripts",
  "postMessage",
  "requestAnimationFrame",
  "navigator",
  "Notification",
] as const;

/** Takes the doors away from the worker's global object and from what it inherits. */
export function closeDoors(scope: object = globalThis): void {
  for (let holder: object | null = scope; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder))
    for (const door of DOORS) if (Object.hasOwn(holder, door)) Reflect.deleteProperty(holder, door);
  for (const door of DOORS)
    Object.defineProperty(scope, door, { value: undefined, writable: false, configurable: false });
}
