import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ConvertOptions } from "./convert";

export interface Writer {
  add(value: unknown): void;
  end(): void;
}

/**
 * Writes values as they come. One trace is a file; more of them are a folder. Messages are one value, or a list where
 * there are several; as JSON Lines, a line for each record. Nothing is touched before the first value.
 */
export function createWriter(to: ConvertOptions["to"], out: string): Writer {
  if (to === "jsonl") return linesWriter(out);
  return to === "messages" ? listWriter(out) : folderWriter(out);
}

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

function save(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function linesWriter(out: string): Writer {
  let file: number | null = null;
  return {
    add(value) {
      if (file === null) mkdirSync(dirname(out), { recursive: true });
      file ??= openSync(out, "w");
      writeSync(file, `${JSON.stringify(value)}\n`);
    },
    end() {
      if (file !== null) closeSync(file);
    },
  };
}

function listWriter(out: string): Writer {
  let first: { readonly value: unknown } | null = null;
  let file: number | null = null;
  return {
    add(value) {
      if (!first) {
        first = { value };
        return;
      }
      if (file === null) {
        mkdirSync(dirname(out), { recursive: true });
        file = openSync(out, "w");
        writeSync(file, `[\n${pretty(first.value)}`);
      }
      writeSync(file, `,\n${pretty(value)}`);
    },
    end() {
      if (file !== null) {
        writeSync(file, "\n]\n");
        closeSync(file);
      } else if (first) save(out, `${pretty(first.value)}\n`);
    },
  };
}

function folderWriter(out: string): Writer {
  let first: { readonly value: unknown } | null = null;
  let count = 0;
  const inFolder = (value: unknown): void =>
    save(join(out, `${String(++count).padStart(5, "0")}.json`), `${pretty(value)}\n`);
  return {
    add(value) {
      if (!first) {
        first = { value };
        return;
      }
      if (count === 0) inFolder(first.value);
      inFolder(value);
    },
    end() {
      if (first && count === 0) save(out, `${pretty(first.value)}\n`);
    },
  };
}
