import { err, ok, type Result } from "../base";

/** Where a server is, and what lets one in. The key is kept out of everything that is written down. */
export interface Address {
  /** As `parseBaseUrl` gives it. */
  readonly baseUrl: string;
  /** Empty where the server asks for none. */
  readonly key: string;
}

const ENDPOINT = /\/(chat\/completions|completions|models)\/?$/;

/**
 * The address that a person typed, as the root of the protocol's paths: `localhost:8000` becomes
 * `http://localhost:8000/v1`. An address with a password in it is turned down, because addresses are shown and kept.
 */
export function parseBaseUrl(typed: string): Result<string, "server-bad-address"> {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (text === "" || !URL.canParse(withScheme)) return err("server-bad-address");
  const url = new URL(withScheme);
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return err("server-bad-address");
  const path = url.pathname.replace(ENDPOINT, "").replace(/\/+$/, "");
  return ok(`${url.origin}${path === "" ? "/v1" : path}`);
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether a browser blocks the request outright: a page that came over TLS, a server elsewhere that does without. */
export function isMixedContent(baseUrl: string, pageUrl: string | null): boolean {
  if (!pageUrl?.startsWith("https:") || !baseUrl.startsWith("http:")) return false;
  return !LOOPBACK.test(new URL(baseUrl).hostname);
}
