/** The part of saxen 11.2.0 (nikku/saxen) that is used: it ships no types of its own. */
declare module "saxen" {
  export class Parser {
    on(event: "openTag", handle: (name: string, attributes: () => Readonly<Record<string, string>>) => void): this;
    on(event: "text", handle: (text: string) => void): this;
    on(event: "cdata", handle: (text: string) => void): this;
    on(event: "closeTag", handle: (name: string) => void): this;
    /** What is not well formed is told here; without a handler it throws. */
    on(event: "error", handle: (error: Error) => void): this;
    parse(xml: string): this;
    stop(): void;
  }
}
