import { beforeEach, expect, it } from "vitest";
import type { Command } from "../../workspace/commands";
import { createPresses } from "./presses";

const command = (id: Command["id"], onRelease: boolean): Command => ({
  id,
  group: "trace",
  keys: [],
  onRelease,
  run: () => {},
});
const PLAY = command("play", true);
const NEXT = command("next", false);

/** A key, and where it is pressed: a field of text keeps it. */
const press = (code: "Space" | "ArrowRight", where: "page" | "field" = "page") => {
  const event = {
    code,
    where,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  };
  return event;
};

let done: string[] = [];
const presses = () =>
  createPresses<ReturnType<typeof press>>(
    ({ code, where }) => (where === "field" ? null : code === "Space" ? PLAY : NEXT),
    ({ id }) => done.push(id),
  );

beforeEach(() => {
  done = [];
});

it("does at once what does not wait, and plays when Space comes up", () => {
  const { down, up } = presses();
  down(press("Space"));
  expect(done).toEqual([]);
  down(press("ArrowRight"));
  up(press("ArrowRight"));
  up(press("Space"));
  expect(done).toEqual(["next", "play"]);
});

it("does not play where Space went down for a field that is on its way, and comes up before the field is there", () => {
  const { up } = presses();
  // Whoever keeps keys for the field lets none of those that go down come this far.
  up(press("Space"));
  expect(done).toEqual([]);
});

it("does not play where Space went down in a field that is gone when it comes up, nor the other way round", () => {
  const { down, up } = presses();
  down(press("Space", "field"));
  up(press("Space"));
  down(press("Space"));
  up(press("Space", "field"));
  up(press("Space"));
  expect(done).toEqual([]);
});

it("plays although the stage took Space to pan, unless that did pan", () => {
  const { down, up } = presses();
  const taken = (key: ReturnType<typeof press>) => {
    key.preventDefault();
    return key;
  };
  down(taken(press("Space")));
  up(press("Space"));
  expect(done).toEqual(["play"]);
  down(taken(press("Space")));
  up(taken(press("Space")));
  // That was the end of that press.
  up(press("Space"));
  expect(done).toEqual(["play"]);
});

it("leaves a key to the panel that used it", () => {
  const { down } = presses();
  const used = press("ArrowRight");
  used.preventDefault();
  down(used);
  expect(done).toEqual([]);
});

it("knows of no key that is down once the window was left", () => {
  const { down, up, forget } = presses();
  down(press("Space"));
  forget();
  up(press("Space"));
  expect(done).toEqual([]);
});
