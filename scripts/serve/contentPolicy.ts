import type { Plugin } from "vite";

/**
 * What the page may do, for every browser that reads it and on any host, since it stands in the page itself. Scripts come
 * from the page's own files alone; WebAssembly may be compiled. Styles may stand in the page: drawn things are placed by
 * them. Models, logs and servers are fetched from wherever a person names. Programs run in a frame of the page's own,
 * which has a policy of its own and no network at all.
 */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "frame-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "connect-src 'self' http: https: data: blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Puts the policy into the page that is built. The page that is developed has scripts of the tools in it. */
export const contentPolicy = (): Plugin => ({
  name: "content-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: CONTENT_POLICY },
      // Before anything that it is about.
      injectTo: "head-prepend",
    },
  ],
});
