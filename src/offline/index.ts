// The page without a network: its own files, kept by a service worker.
//
//   built file   a file of the built page, with the hash of what is in it
//   first        the files that are fetched as soon as the page has settled: all that the page needs but what a model needs
//   kept         fetched and found to be what was built; the rest is kept when it is first used
//
// Say "kept", not "cached"; an update is "taken", and never by itself.
export type { Built } from "./built";
export { SHARED_CACHE, SHARED_NAME } from "./shared";
