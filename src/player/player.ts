import type { ImageBox } from "../geometry";
import { sealOf } from "../sharing";
import { type Scene, sceneAt } from "../stage";
import { placesOfStrays, type Step } from "../trace";
import { SceneCanvas } from "./canvas";
import { make, makeButton } from "./dom";
import type { Loaded } from "./load";
import { dwellMillis } from "./pace";
import { type PlayerEvent, parseCommand } from "./protocol";
import { beside, doerOf, forkOf, movedTo, type Reel, reelAt } from "./reel";
import { StepList } from "./stepList";
import { kindOf, numbersOf, type PlayerWords, saidBy } from "./words";

/** A trace on the screen: the picture, what the step says, the steps, and the buttons to walk among them. */
export class Player {
  private readonly loaded: Loaded;
  private readonly words: PlayerWords;
  private readonly tell: (event: PlayerEvent) => void;
  private readonly canvas = make("canvas", { class: "picture", role: "img" });
  private readonly missing = make("p", { class: "missing", hidden: "" });
  private readonly head = make("h2", { class: "kind" });
  private readonly said = make("p", { class: "said" });
  private readonly branch = make("span", { class: "branch" });
  private readonly playButton: HTMLButtonElement;
  private readonly ways: Readonly<Record<"back" | "on" | "left" | "right", HTMLButtonElement>>;
  private readonly list: StepList;
  private readonly scenes: SceneCanvas;
  private reel: Reel;
  private timer = 0;
  private playing = false;

  constructor(main: HTMLElement, loaded: Loaded, words: PlayerWords, tell: (event: PlayerEvent) => void) {
    this.loaded = loaded;
    this.words = words;
    this.tell = tell;
    this.reel = reelAt(loaded.trace, loaded.view.step, loaded.view.through);
    this.list = new StepList(words, (index) => this.goTo(index));
    this.playButton = makeButton(words.play, "▶", () => this.setPlaying(!this.playing));
    this.ways = {
      back: makeButton(words.previous, "‹", () => this.goTo(this.reel.index - 1)),
      on: makeButton(words.next, "›", () => this.goTo(this.reel.index + 1)),
      left: makeButton(words.previousBranch, "↑", () => this.turn(-1)),
      right: makeButton(words.nextBranch, "↓", () => this.turn(1)),
    };
    this.missing.textContent = words.missing;
    main.replaceChildren(...this.parts());
    this.scenes = new SceneCanvas(this.canvas, loaded.pictures);
    document.title = loaded.trace.title || words.label;
    document.addEventListener("keydown", (event) => this.press(event));
    this.list.show(this.reel.line);
    void this.show(loaded.view.region).then(() => this.tell({ event: "ready", ...this.place() }));
  }

  /** Does what a host asks; anything else it says is passed over. */
  obey(data: unknown): void {
    const asked = parseCommand(data);
    if (!asked) return;
    if (asked.command !== "go") this.setPlaying(asked.command === "play");
    else if ("index" in asked) this.goTo(asked.index);
    else if (this.loaded.trace.steps.size > 0) this.follow(reelAt(this.loaded.trace, asked.step));
  }

  setPlaying(playing: boolean): void {
    const isAtEnd = this.reel.index >= this.reel.line.length - 1;
    if (playing && !this.playing && isAtEnd) this.move(movedTo(this.reel, 0));
    this.playing = playing && this.reel.line.length > 1;
    const words = this.playing ? this.words.pause : this.words.play;
    this.playButton.textContent = this.playing ? "❚❚" : "▶";
    this.playButton.setAttribute("aria-label", words);
    this.playButton.title = words;
    this.schedule();
    this.tell({ event: "playing", playing: this.playing });
  }

  /** The theme has changed. */
  repaint(): void {
    this.scenes.repaint();
  }

  private parts(): readonly HTMLElement[] {
    const { words, loaded, ways } = this;
    const question = make(
      "h1",
      { class: "question" },
      firstQuestion(this.reel.line) || loaded.trace.title || words.label,
    );
    const picture = make("div", { class: "frame" }, this.canvas, this.missing);
    // Read aloud as it changes, and reached by key where it scrolls.
    const step = make("section", { class: "step", "aria-live": "polite", tabindex: "0" }, this.head, this.said);
    const walk = make(
      "div",
      { class: "walk" },
      ways.back,
      this.playButton,
      ways.on,
      ways.left,
      ways.right,
      this.branch,
    );
    return [
      question,
      picture,
      step,
      this.list.element,
      make("footer", { class: "foot" }, walk, ...this.verifying(), ...this.strays()),
    ];
  }

  private strays(): readonly HTMLElement[] {
    const { strays } = this.loaded;
    if (strays.length === 0) return [];
    return [make("p", { class: "strays", role: "status" }, this.words.strays(strays.length, placesOfStrays(strays)))];
  }

  private verifying(): readonly HTMLElement[] {
    const { words } = this;
    const outcome = make("output", { class: "verified" });
    const verify = make("button", { type: "button", class: "plain" }, words.verify);
    verify.addEventListener("click", () => void this.verify(outcome));
    const isFile = document.getElementById("sightline-trace") !== null;
    const open = make(
      "a",
      { class: "plain", href: `./${location.search}${location.hash}`, target: "_blank" },
      words.open,
    );
    return isFile ? [verify, outcome] : [verify, outcome, open];
  }

  private async verify(outcome: HTMLElement): Promise<void> {
    const { pack, seal } = this.loaded.carried;
    const isSame = (await sealOf(pack)) === seal;
    outcome.textContent = isSame ? this.words.unchanged(seal) : this.words.altered;
  }

  private goTo(index: number): void {
    this.setPlayingOff();
    this.move(movedTo(this.reel, index));
  }

  private turn(delta: number): void {
    const other = beside(this.loaded.trace, this.reel, delta);
    if (other) this.follow(other);
  }

  private follow(reel: Reel): void {
    this.setPlayingOff();
    if (reel.line !== this.reel.line) this.list.show(reel.line);
    this.move(reel);
  }

  /** Walking by hand takes the playhead out of the player's hands. */
  private setPlayingOff(): void {
    if (this.playing) this.setPlaying(false);
  }

  private move(reel: Reel): void {
    if (reel.index === this.reel.index && reel.line === this.reel.line) return;
    this.reel = reel;
    void this.show(null);
    this.schedule();
    this.tell({ event: "step", ...this.place() });
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const step = this.reel.line[this.reel.index];
    if (!this.playing || !step) return;
    if (this.reel.index >= this.reel.line.length - 1) {
      this.setPlaying(false);
      return;
    }
    this.timer = window.setTimeout(() => this.move(movedTo(this.reel, this.reel.index + 1)), dwellMillis(saidBy(step)));
  }

  private place(): { readonly index: number; readonly step: string; readonly steps: number } {
    const { line, index } = this.reel;
    return { index, step: line[index]?.id ?? "", steps: line.length };
  }

  private async show(sight: ImageBox | null): Promise<void> {
    const { loaded, words, reel } = this;
    const step = reel.line[reel.index];
    const { asked, cut } = words;
    const scene = sceneAt(loaded.trace, reel.line, reel.index, {
      cropItself: false,
      draft: null,
      names: { asked, cut },
    });
    const doer = step && doerOf(loaded.trace, step);
    this.head.textContent = step
      ? [`${reel.index + 1} / ${reel.line.length}`, kindOf(step, words), ...(doer ? [words.by[doer]] : [])].join(" · ")
      : "";
    this.said.textContent = step ? saidBy(step) : "";
    this.list.mark(reel.index);
    this.showWays();
    this.canvas.setAttribute("aria-label", described(scene, words));
    this.missing.hidden = await this.scenes.show(scene, sight);
  }

  private showWays(): void {
    const { reel, ways } = this;
    const fork = forkOf(this.loaded.trace, reel);
    ways.back.disabled = reel.index <= 0;
    ways.on.disabled = reel.index >= reel.line.length - 1;
    ways.left.hidden = ways.right.hidden = fork === null;
    ways.left.disabled = !fork || fork.at === 0;
    ways.right.disabled = !fork || fork.at === fork.siblings.length - 1;
    this.branch.textContent = fork ? this.words.branch(fork.at + 1, fork.siblings.length) : "";
  }

  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { index, line } = this.reel;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowRight: () => this.goTo(index + 1),
      ArrowLeft: () => this.goTo(index - 1),
      Home: () => this.goTo(0),
      End: () => this.goTo(line.length - 1),
      ArrowUp: () => this.turn(-1),
      ArrowDown: () => this.turn(1),
      " ": () => this.setPlaying(!this.playing),
    };
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    // Space presses the button that has the focus, and up and down scroll the words that have it.
    const target = event.target instanceof Element ? event.target : null;
    const isTaken =
      event.key === " " ? target?.closest("button, a") : /^Arrow(Up|Down)$/.test(event.key) && target?.closest(".step");
    if (!act || isTaken) return;
    event.preventDefault();
    act();
  }
}

const firstQuestion = (line: readonly Step[]): string => {
  const body = line[0]?.body;
  return body?.kind === "problem" ? body.question : "";
};

/** The picture in words, with its marks: what it is that those who see it see. */
function described({ image, marks }: Scene, words: PlayerWords): string {
  if (!image) return words.label;
  const told = marks.map(
    ({ action, author }) => `${words.actions[action.kind]} ${words.by[author]}, ${numbersOf(action)}.`,
  );
  return [words.picture(image.width, image.height), ...told].join(" ");
}
