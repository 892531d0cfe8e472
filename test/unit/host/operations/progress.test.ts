import { beforeEach, describe, expect, it } from "vitest";
import { isCancellation } from "../../../../src/host/errors/errors";
import { runWithProgress } from "../../../../src/host/operations/progress";
import { fake, resetFakeVscode } from "../../support/fakeVscode";

describe("a long operation", () => {
  beforeEach(resetFakeVscode);
  const options = { title: "Creating vault", cancelSays: "Cancel stops waiting; Azure goes on." };

  it("says what Cancel does, from the start and with every report", async () => {
    await runWithProgress(options, ({ report }) => {
      report("Waiting for Azure", 40);
      report("Waiting for Azure", 30);
      report("Done", 100);
      return Promise.resolve();
    });
    expect(fake.progress[0]?.title).toBe("Creating vault");
    expect(fake.progress[0]?.reports).toEqual([
      { message: "Cancel stops waiting; Azure goes on.", increment: 0 },
      { message: "Waiting for Azure (Cancel stops waiting; Azure goes on.)", increment: 40 },
      { message: "Waiting for Azure (Cancel stops waiting; Azure goes on.)", increment: 0 },
      { message: "Done (Cancel stops waiting; Azure goes on.)", increment: 60 },
    ]);
  });

  it("does not repeat the title as a message", async () => {
    await runWithProgress(options, ({ report }) => {
      report("Creating vault…", 10);
      return Promise.resolve();
    });
    expect(fake.progress[0]?.reports.at(-1)).toEqual({
      message: "Cancel stops waiting; Azure goes on.",
      increment: 10,
    });
  });

  it("is told to stop, and ends as cancelled whatever it throws then", async () => {
    const running = runWithProgress(
      options,
      ({ signal }) =>
        new Promise<void>((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new Error("socket closed")));
        }),
    );
    fake.progress[0]?.source.cancel();
    expect(await running.catch(isCancellation)).toBe(true);
  });

  it("may still finish with a result after Cancel", async () => {
    const running = runWithProgress(
      options,
      ({ signal }) => new Promise<string>((resolve) => signal.addEventListener("abort", () => resolve("accepted"))),
    );
    fake.progress[0]?.source.cancel();
    expect(await running).toBe("accepted");
  });
});
