import { describe, expect, it } from "vitest";
import type { Step, StepPlace } from "../../../../src/host/prompts/steps";
import { runSteps, StepBack } from "../../../../src/host/prompts/steps";

type Answers = Readonly<Record<string, string>>;

/** A flow whose user answers, or goes back with "<". */
function flow(said: readonly string[]) {
  const user = [...said];
  const asked: string[] = [];
  const question = (name: string, applies?: (answers: Answers) => boolean): Step<Answers> => ({
    applies,
    ask: (answers, place: StepPlace) => {
      asked.push(`${name} ${place.number}/${place.of}${place.back ? " back" : ""}`);
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
    expect(asked).toEqual(["colour 1/2", "size 2/2 back", "colour 1/2", "size 2/2 back"]);
  });

  it("leaves out what an earlier answer has settled, also on the way back", async () => {
    const { asked, question } = flow(["none", "<", "red", "dark", "big"]);
    const shade = question("shade", ({ colour }) => colour !== "none");
    const answers = await runSteps<Answers>({}, [question("colour"), shade, question("size")]);
    expect(answers).toEqual({ colour: "red", shade: "dark", size: "big" });
    expect(asked).toEqual(["colour 1/3", "size 2/2 back", "colour 1/3", "shade 2/3 back", "size 3/3 back"]);
  });

  it("ends with what a question throws", async () => {
    const failing: Step<Answers> = { ask: () => Promise.reject(new Error("no network")) };
    await expect(runSteps<Answers>({}, [failing])).rejects.toThrow("no network");
  });
});
