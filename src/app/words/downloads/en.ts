/** What is said of models that were fetched, and of where they are fetched. */
export const downloads = {
  title: "Kept in this browser",
  none: "No model is kept yet. What you load from the Hub is fetched once and kept here.",
  total: (size: string) => `${size} in all`,
  size: (size: string) => `${size} on this disk`,
  unfinished: (size: string) => `${size} of that from a download that broke off; loading goes on from there`,
  from: (host: string) => `from ${host}`,
  remove: (name: string) => `Remove the files of ${name}`,
  removeShort: "Remove",
  mirror: "Fetch from",
  mirrorHelp: "The Hub, or a server with the same paths, such as a mirror in your network.",
  badMirror: "An address begins with https:// or http:// and has no question mark, name or password in it.",
  use: "Use this address",
  back: "Use the Hub",
};
