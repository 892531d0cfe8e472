/** Goes through all the steps of a work that could also be done bit by bit. */
export function throughSteps<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) {
      return value;
    }
  }
}
