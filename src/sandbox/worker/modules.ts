/** Python's modules of our own, by their path within the folder of modules. Put in by the build. */
export const MODULES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(import.meta.glob<string>("../python/**/*.py", { query: "?raw", import: "default", eager: true })).map(
    ([path, source]) => [path.replace("../python/", ""), source],
  ),
);
