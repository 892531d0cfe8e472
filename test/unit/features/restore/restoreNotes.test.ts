import { beforeEach, describe, expect, it } from "vitest";
import { restoreMachine } from "../../../../src/features/restore/restoreMachine";
import { resetFakeVscode } from "../../support/fakeVscode";
import { answer, chooseNewest, message } from "./answers";
import { bed, web } from "./bed";

beforeEach(resetFakeVscode);

describe("the limits that are told before a restore", () => {
  it.each([
    ["Linux", false],
    ["Windows", true],
    [undefined, true],
  ])("speak of domain controllers unless the VM cannot be one: %s", async (osType, isTold) => {
    const { services } = bed({ source: { osType } });
    const done = restoreMachine("replaceDisks", { resourceId: web.id }, services);
    await chooseNewest(0);
    await answer(1, "stage");
    const { detail, answer: click } = await message();
    expect(/domain controller/i.test(detail ?? "")).toBe(isTold);
    click(undefined);
    await expect(done).rejects.toThrow("Canceled");
  });
});
