// The programs of Sightline that a sandbox is begun with, each as the address of its own text. Made by
// scripts/serve/sandboxPrograms.ts.
declare module "virtual:sandbox/python" {
  const address: string;
  export default address;
}
declare module "virtual:sandbox/script" {
  const address: string;
  export default address;
}
declare module "virtual:sandbox/drawing" {
  const address: string;
  export default address;
}
