import { describe, expect, test } from "vitest";
import { atRuntime, decidedBy, findingsOf, known, placeAt, protection, severitiesOf, vm } from "../../support/profiles";

const code = "os-version-windows-server";
const image = (sku: string, offer = "WindowsServer", publisher = "MicrosoftWindowsServer") =>
  vm({ image: { publisher: known(publisher), offer: known(offer), sku: known(sku) } });

describe("under the October 2015 limits", () => {
  test("refuses releases older than 2008 R2", () => {
    expect(severitiesOf(code, image("2008-SP2"), "2015-10")).toEqual(["certain error"]);
    expect(findingsOf(code, image("2008-SP2"), "2015-10")[0]?.message).toContain("2008 R2 and later only");
  });

  test.each(["2008-R2-SP1", "2012-Datacenter", "2012-R2-Datacenter", "2016-Datacenter"])("accepts %s", (sku) => {
    expect(severitiesOf(code, image(sku), "2015-10")).toEqual([]);
  });
});

describe("under today's limits", () => {
  test.each(["2008-R2-SP1", "2012-Datacenter", "2012-R2-Datacenter-smalldisk"])("warns of %s", (sku) => {
    expect(severitiesOf(code, image(sku), "current")).toEqual(["certain warning"]);
  });

  test.each(["2016-Datacenter", "2019-datacenter-gensecond", "2022-datacenter-azure-edition", "2025-datacenter-g2"])(
    "accepts %s",
    (sku) => {
      expect(severitiesOf(code, image(sku), "current")).toEqual([]);
    },
  );

  test("reads the Windows release of SQL Server images from the offer", () => {
    const sql = (offer: string) => image("Enterprise", offer, "MicrosoftSQLServer");
    expect(findingsOf(code, sql("SQL2014SP2-WS2012R2"), "current")[0]?.message).toContain("2012 R2");
    expect(severitiesOf(code, sql("sql2019-ws2022"), "current")).toEqual([]);
    expect(severitiesOf(code, sql("SQL2017-Ubuntu1604"), "current")).toEqual([]);
  });

  test("points at the offer of a SQL Server image, whatever its edition is", () => {
    const publisher = known("MicrosoftSQLServer");
    const offer = known("SQL2014SP2-WS2012R2", placeAt(3));
    const enterprise = vm({ image: { publisher, offer, sku: known("Enterprise", placeAt(7)) } });
    expect(findingsOf(code, enterprise, "current")).toMatchObject([{ place: placeAt(3), fixes: [] }]);
    const anyEdition = vm({ image: { publisher, offer, sku: decidedBy("edition") } });
    expect(severitiesOf(code, anyEdition, "current")).toEqual(["certain warning"]);
  });

  test("does not read a Linux image for Windows", () => {
    expect(severitiesOf(code, image("2012-lts", "debian", "debian"), "current")).toEqual([]);
  });
});

describe("on a running VM", () => {
  const guest = (name: string) => vm({ source: "azure", guestOs: { name, version: "6.1.7601" } });

  test("reads what the guest reports", () => {
    expect(severitiesOf(code, guest("Windows Server 2008 R2 Standard"), "current")).toEqual(["certain warning"]);
    expect(severitiesOf(code, guest("Windows Server 2022 Datacenter"), "current")).toEqual([]);
    expect(severitiesOf(code, guest("ubuntu"), "current")).toEqual([]);
  });

  test("believes the guest and not the image, which may have been upgraded in place", () => {
    const upgraded = vm({ ...image("2012-R2-Datacenter"), guestOs: { name: "Windows Server 2022", version: "10.0" } });
    expect(severitiesOf(code, upgraded, "current")).toEqual([]);
  });
});

test("says quietly that allowed values straddle the limit, and nothing of a free text", () => {
  const open = (sku: ReturnType<typeof decidedBy<string>>) =>
    vm({ image: { publisher: known("MicrosoftWindowsServer"), offer: known("WindowsServer"), sku } });
  expect(severitiesOf(code, open(decidedBy("sku", ["2012-Datacenter", "2022-datacenter"])), "current")).toEqual([
    "possible information",
  ]);
  expect(severitiesOf(code, open(decidedBy("sku", ["2022-datacenter"])), "current")).toEqual([]);
  expect(severitiesOf(code, open(decidedBy("sku")), "current")).toEqual([]);
  expect(severitiesOf(code, open(atRuntime()), "current")).toEqual([]);
});

test("is certain when every allowed value is too old, and names the values that are", () => {
  const open = (...skus: readonly string[]) =>
    vm({
      image: { publisher: known("MicrosoftWindowsServer"), offer: known("WindowsServer"), sku: decidedBy("sku", skus) },
    });
  expect(severitiesOf(code, open("2008-R2-SP1", "2012-Datacenter"), "current")).toEqual(["certain warning"]);
  expect(findingsOf(code, open("2012-Datacenter", "2022-datacenter"), "current")).toMatchObject([
    { breakingValues: ["2012-Datacenter"] },
  ]);
});

test("offers a newer image where the SKU is written, and says that the sources disagree", () => {
  const old = vm({
    image: {
      publisher: known("MicrosoftWindowsServer"),
      offer: known("WindowsServer"),
      sku: known("2012-R2-Datacenter", placeAt(7)),
    },
  });
  expect(findingsOf(code, old, "current")).toMatchObject([
    { contradiction: { code: "C2" }, fixes: [{ safe: false, steps: [{ kind: "replace", by: "2022-datacenter" }] }] },
  ]);
  expect(findingsOf(code, image("2012-R2-Datacenter"), "current")[0]?.fixes).toEqual([]);
});

test("does not look at the release when the backup does not", () => {
  const agentless = vm({ ...image("2012-Datacenter"), protection: [protection({ crashConsistentOnly: known(true) })] });
  expect(severitiesOf(code, agentless, "current")).toEqual([]);
});
