/** Runs a task once those before it are done, whatever came of them. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>;

/** For tasks that must not meet. A task may not wait for another of the same turns. */
export function createTurns(): InTurn {
  let before: Promise<unknown> = Promise.resolve();
  return (task) => {
    const turn = before.then(task);
    before = turn.catch(() => undefined);
    return turn;
  };
}
