import { isCancellation } from "./errors/errors";

/** What Azure says, or undefined when it does not want to: for what is of use without it. Cancelling still cancels. */
export async function optional<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (isCancellation(error)) {
      throw error;
    }
    return undefined;
  }
}
