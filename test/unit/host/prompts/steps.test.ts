import { describe, expect, it } from "vitest";
import type { Step, StepPlace } from "../../../../src/host/prompts/steps";
import { askBefore, runSteps, StepBack } from "../../../../src/host/prompts/steps";

type Answers = Readonly<Record<string, string>>;

/** A flow whose user answers, or goes back with "<". */
function flow(said: readonly string[]) {
  const user = [...said];
  const asked: string[] = [];
  const question = (name: string, applies?: (answers: Answers) => boolean, decides?: boolean): Step<Answers> => ({
    applies,
    decides,
    ask: (answers, place: StepPlace, former) => {
      const proposed = former[name] === undefined ? "" : `, was ${former[name]}`;
      asked.push(`${name} ${place.number ?? "-"}/${place.of ?? "?"}${place.back ? " back" : ""}${proposed}`);
      const answer = user.shift();
      return answer === "<" ? Promise.reject(new StepBack()) : Promise.resolve({ ...answers, [name]: answer ?? "" });
    },
  });
  return { asked, question };
}

describe("a flow of questions", () => {
  it("asks one after the other and counts them", async () => {
    const { asked, question } = flow(["red", "big"]);
    expect(await runSteps<Answers>({}, [question("colour"), question("size")])).toEqual({ colour: "red", size: "big" });
    expect(asked).toEqual(["colour 1/2", "size 2/2 back"]);
  });

  it("goes back to the question before, without its answer", async () => {
    const { asked, question } = flow(["red", "<", "blue", "big"]);
    const answers = await runSteps<Answers>({}, [question("colour"), question("size")]);
    expect(answers).toEqual({ colour: "blue", size: "big" });
    expect(asked).toEqual(["colour 1/2", "size 2/2 back", "colour 1/2, was red", "size 2/2 back"]);
  });

  it("leaves out what an earlier answer has settled, also on the way back", async () => {
    const { asked, question } = flow(["none", "<", "red", "dark", "big"]);
    const shade = question("shade", ({ colour }) => colour !== "none");
    const answers = await runSteps<Answers>({}, [question("colour"), shade, question("size")]);
    expect(answers).toEqual({ colour: "red", shade: "dark", size: "big" });
    expect(asked).toEqual(["colour 1/3", "size 2/2 back", "colour 1/3, was none", "shade 2/3 back", "size 3/3 back"]);
  });

  it("proposes former answers again, however far the user has gone back", async () => {
    const { asked, question } = flow(["red", "big", "<", "<", "red", "big", "round"]);
    await runSteps<Answers>({}, [question("colour"), question("size"), question("form")]);
    expect(asked.slice(3)).toEqual([
      "size 2/3 back, was big",
      "colour 1/3, was red",
      "size 2/3 back, was big",
      "form 3/3 back",
    ]);
  });

  it("does not say how many questions there are before the answer that decides it, and does not number a single one", async () => {
    const { asked, question } = flow(["red", "any", "big", "alone"]);
    const kind = question("kind", undefined, true);
    await runSteps<Answers>({}, [question("colour"), kind, question("size")]);
    await runSteps<Answers>({}, [question("only")]);
    expect(asked).toEqual(["colour -/?", "kind 2/? back", "size 3/3 back", "only -/1"]);
  });

  it("ends with what a question throws", async () => {
    const failing: Step<Answers> = { ask: () => Promise.reject(new Error("no network")) };
    await expect(runSteps<Answers>({}, [failing])).rejects.toThrow("no network");
  });

  it("goes back to the question that it depends on, which is asked again with its answer proposed", async () => {
    const { asked, question } = flow(["<", "red", "<", "<", "blue"]);
    const machines = ["web-01", "db-01", "db-02"];
    const answers = await askBefore<string, Answers>(
      (place, former) => {
        asked.push(`machine ${place.number ?? "-"}, was ${former ?? "nothing"}`);
        return Promise.resolve(machines.shift() ?? "");
      },
      (machine, from) => runSteps<Answers>({ machine }, [question("colour"), question("size")], from),
    ).catch((error: unknown) => error);
    expect(answers).toEqual({ machine: "db-02", colour: "blue", size: "" });
    expect(asked).toEqual([
      "machine -, was nothing",
      "colour 2/3 back",
      "machine -, was web-01",
      "colour 2/3 back",
      "size 3/3 back",
      "colour 2/3 back, was red",
      "machine -, was db-01",
      "colour 2/3 back",
      "size 3/3 back",
    ]);
  });

  it("leaves a question without anything before it, when the user goes back from it", async () => {
    const going = askBefore<string, string>(
      () => Promise.reject(new StepBack()),
      () => Promise.resolve("never"),
    );
    await expect(going).rejects.toBeInstanceOf(StepBack);
  });
});
