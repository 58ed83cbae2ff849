/** What a program may use up before it is stopped. */
export const LIMITS = {
  /** Of one program, milliseconds by the clock: no thread can tell how long it computed. */
  runMillis: 30_000,
  /** For Python to be there; a busy machine takes several times the usual three seconds. */
  startMillis: 120_000,
  /** Of Python's own memory. */
  memoryBytes: 2 ** 30,
  /** Of what it prints, UTF-16 units. */
  printed: 200_000,
  pictures: 40,
  /** Of a script, milliseconds after which it is interrupted and keeps its variables. */
  scriptMillis: 10_000,
  /** Of a script's own memory, pictures apart. */
  scriptBytes: 2 ** 28,
  /** Of all pictures that the scripts of a run make, given ones too. */
  scriptPixels: 2 ** 25,
  /** Of SVG and HTML to be drawn. */
  drawMillis: 10_000,
  /** Of what is drawn, each side in pixels. */
  drawnSide: 4096,
  /** Of what is drawn, counted with what is used again as often as it is used. */
  drawnElements: 20_000,
  /** Of the pictures in what is drawn, each written out as often as it is used. */
  drawnPictureLetters: 2 ** 26,
  /** Of all pictures that one program shows. */
  shownPixels: 2 ** 26,
} as const;
