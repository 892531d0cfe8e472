import { textAt } from "../http/json";
import type { Json } from "../http/json";
import { images } from "./images";

/** What the agent of a guest reports of its operating system; empty where only the guest itself could say. */
export interface GuestSystem {
  readonly osName: string;
  readonly osVersion: string;
}

/** Versions of Windows Server by year, as Windows numbers them ("Windows Server release information", Microsoft Learn, 2025). */
const servers: Readonly<Record<string, string>> = {
  "2008": "6.0.6003.0",
  "2008 R2": "6.1.7601.0",
  "2012": "6.2.9200.0",
  "2012 R2": "6.3.9600.0",
  "2016": "10.0.14393.0",
  "2019": "10.0.17763.0",
  "2022": "10.0.20348.0",
  "2025": "10.0.26100.0",
};

/** What a machine made from an image of the marketplace reports. The image of one's own may hold anything. */
export function guestOfImage(image: Json | undefined): GuestSystem {
  const publisher = textAt(image, "publisher")?.toLowerCase() ?? "";
  const offer = textAt(image, "offer")?.toLowerCase() ?? "";
  const sku = textAt(image, "sku") ?? "";
  if (publisher === "microsoftwindowsserver") {
    const [, year = "", second] = /^(\d{4})(-R2)?/iu.exec(sku) ?? [];
    const name = second === undefined ? year : `${year} R2`;
    const version = servers[name];
    return version === undefined
      ? unknownSystem
      : { osName: `Windows Server ${name} Datacenter`, osVersion: `Microsoft Windows NT ${version}` };
  }
  const same = Object.values(images).find(
    (each) => each.os === "Linux" && each.publisher.toLowerCase() === publisher && each.offer.toLowerCase() === offer,
  );
  return same === undefined ? unknownSystem : { osName: same.osName, osVersion: same.osVersion };
}

const unknownSystem: GuestSystem = { osName: "", osVersion: "" };
