import type { packTrace as pack } from "./pack";
import type { packFiles as packAll } from "./packFiles";
import type { unpackTrace as unpack } from "./unpack";

// Zips and what they are packed with come with the first file that is opened or saved: a first load needs neither.

export const packTrace: typeof pack = async (...given) => (await import("./pack")).packTrace(...given);

export const unpackTrace: typeof unpack = async (...given) => (await import("./unpack")).unpackTrace(...given);

export const packFiles: typeof packAll = async (files, write) => (await import("./packFiles")).packFiles(files, write);
