declare module "virtual:sandbox-worker" {
  /** The worker that programs run in, as the address of its own text. Made by scripts/serve/sandboxWorker.ts. */
  const address: string;
  export default address;
}
